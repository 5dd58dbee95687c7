-- CreateTable
CREATE TABLE "Mailbox" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" TEXT NOT NULL,
    "imap" JSONB,
    "smtp" JSONB,
    "secret" TEXT,
    "tokenHash" TEXT,
    "trusted" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "fault" TEXT,
    "faultAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailFolder" (
    "mailboxId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "uidValidity" BIGINT NOT NULL,
    "lastUid" BIGINT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailFolder_pkey" PRIMARY KEY ("mailboxId","path")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mailboxId" UUID NOT NULL,
    "raw" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL,
    "threadId" UUID,
    "automatic" TEXT,
    "said" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "reading" INTEGER NOT NULL DEFAULT 1,
    "handledAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailThread" (
    "id" UUID NOT NULL,
    "mailboxId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailThread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailId" (
    "messageId" TEXT NOT NULL,
    "threadId" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "outbound" BOOLEAN NOT NULL,

    CONSTRAINT "MailId_pkey" PRIMARY KEY ("messageId")
);

-- CreateTable
CREATE TABLE "MailSent" (
    "deliveryId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "automatic" BOOLEAN NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "MailSent_pkey" PRIMARY KEY ("deliveryId")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "Mailbox_address_key" ON "Mailbox"("address");

-- CreateIndex
CREATE UNIQUE INDEX "Mailbox_tokenHash_key" ON "Mailbox"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_fingerprint_key" ON "Mail"("fingerprint");

-- CreateIndex
CREATE INDEX "Mail_threadId_arrivedAt_idx" ON "Mail"("threadId", "arrivedAt");

-- CreateIndex
CREATE INDEX "Mail_arrivedAt_idx" ON "Mail"("arrivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "MailThread_token_key" ON "MailThread"("token");

-- CreateIndex
CREATE INDEX "MailId_threadId_seq_idx" ON "MailId"("threadId", "seq");

-- CreateIndex
CREATE INDEX "MailSent_messageId_idx" ON "MailSent"("messageId");

-- CreateIndex
CREATE INDEX "MailSent_address_begunAt_idx" ON "MailSent"("address", "begunAt");

-- AddForeignKey
ALTER TABLE "MailFolder" ADD CONSTRAINT "MailFolder_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "MailThread"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailThread" ADD CONSTRAINT "MailThread_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailId" ADD CONSTRAINT "MailId_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "MailThread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What waits for the house, in the order in which it came.
CREATE INDEX "Mail_waiting_idx" ON "Mail"("arrivedAt", "id") WHERE "handledAt" IS NULL;

-- Attachments are packed already: squeezing them again costs time and gains nothing.
ALTER TABLE "Mail" ALTER COLUMN "raw" SET STORAGE EXTERNAL;
