-- CreateTable
CREATE TABLE "WecomCard" (
    "taskId" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "deliveryId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "look" TEXT NOT NULL,
    "press" JSONB,
    "responseCode" TEXT,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WecomCard_pkey" PRIMARY KEY ("taskId")
);

-- CreateTable
CREATE TABLE "WecomBotChat" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "heardAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WecomBotChat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WecomBotPush" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "address" TEXT NOT NULL,
    "message" JSONB,
    "state" TEXT NOT NULL,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "externalId" TEXT,
    "error" TEXT,
    "retryMs" INTEGER,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "takenAt" TIMESTAMPTZ(3),

    CONSTRAINT "WecomBotPush_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WecomCard_address_cardKey_seq_idx" ON "WecomCard"("address", "cardKey", "seq");

-- CreateIndex
CREATE INDEX "WecomCard_deliveryId_idx" ON "WecomCard"("deliveryId");

-- CreateIndex
CREATE INDEX "WecomBotPush_state_seq_idx" ON "WecomBotPush"("state", "seq");
