-- CreateTable
CREATE TABLE "SlackPost" (
    "delivery" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "sentTo" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "ticket" TEXT,
    "files" TEXT NOT NULL DEFAULT '',
    "ts" TEXT,
    "standsIn" TEXT,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "postedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SlackPost_pkey" PRIMARY KEY ("delivery","part")
);

-- CreateIndex
CREATE INDEX "SlackPost_sentTo_ticket_idx" ON "SlackPost"("sentTo", "ticket");

-- CreateIndex
CREATE INDEX "SlackPost_channel_postedAt_idx" ON "SlackPost"("channel", "postedAt");

-- CreateIndex
CREATE INDEX "SlackPost_standsIn_idx" ON "SlackPost"("standsIn");
