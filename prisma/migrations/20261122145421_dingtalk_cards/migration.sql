-- CreateTable
CREATE TABLE "DingtalkUsage" (
    "month" TEXT NOT NULL,
    "api" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "DingtalkUsage_pkey" PRIMARY KEY ("month","api")
);

-- CreateTable
CREATE TABLE "DingtalkWebhook" (
    "place" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DingtalkWebhook_pkey" PRIMARY KEY ("place")
);

-- CreateTable
CREATE TABLE "DingtalkSent" (
    "delivery" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "repeatable" BOOLEAN NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "DingtalkSent_pkey" PRIMARY KEY ("delivery","part")
);

-- CreateTable
CREATE TABLE "DingtalkCard" (
    "outTrackId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "source" TEXT,
    "revision" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "number" INTEGER,
    "actions" TEXT[],
    "digest" TEXT NOT NULL,
    "before" TEXT NOT NULL DEFAULT '',
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ticket" TEXT,
    "ding" TEXT,
    "shown" BOOLEAN NOT NULL DEFAULT false,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DingtalkCard_pkey" PRIMARY KEY ("outTrackId")
);

-- CreateIndex
CREATE INDEX "DingtalkCard_place_number_idx" ON "DingtalkCard"("place", "number");
