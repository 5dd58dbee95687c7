-- CreateTable
CREATE TABLE "WecomKfAccount" (
    "openKfid" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "token" TEXT,
    "tokenAt" TIMESTAMPTZ(3),
    "told" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "WecomKfAccount_pkey" PRIMARY KEY ("openKfid")
);

-- CreateTable
CREATE TABLE "WecomKfItem" (
    "msgid" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "openKfid" TEXT NOT NULL,
    "payload" JSONB,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "storedAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "WecomKfItem_pkey" PRIMARY KEY ("msgid")
);

-- CreateTable
CREATE TABLE "WecomKfFile" (
    "id" UUID NOT NULL,
    "msgid" TEXT NOT NULL,
    "mediaId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BYTEA,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAskAt" TIMESTAMPTZ(3),

    CONSTRAINT "WecomKfFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WecomKfChat" (
    "conversation" TEXT NOT NULL,
    "name" TEXT,
    "unionid" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "wroteAt" TIMESTAMPTZ(3),
    "sent" INTEGER NOT NULL DEFAULT 0,
    "state" INTEGER,
    "servicer" TEXT,
    "timeToldAt" TIMESTAMPTZ(3),
    "countToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "WecomKfChat_pkey" PRIMARY KEY ("conversation")
);

-- CreateTable
CREATE TABLE "WecomKfSent" (
    "deliveryId" UUID NOT NULL,
    "conversation" TEXT NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "open" INTEGER[],
    "whole" BOOLEAN NOT NULL DEFAULT false,
    "sentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WecomKfSent_pkey" PRIMARY KEY ("deliveryId")
);

-- CreateIndex
CREATE UNIQUE INDEX "WecomKfItem_seq_key" ON "WecomKfItem"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "WecomKfFile_msgid_key" ON "WecomKfFile"("msgid");

-- CreateIndex
CREATE INDEX "WecomKfFile_nextAskAt_idx" ON "WecomKfFile"("nextAskAt");

-- CreateIndex
CREATE INDEX "WecomKfChat_wroteAt_idx" ON "WecomKfChat"("wroteAt");

-- What the house has not heard of yet.
CREATE INDEX "WecomKfItem_waiting" ON "WecomKfItem" (seq) WHERE "handledAt" IS NULL;
