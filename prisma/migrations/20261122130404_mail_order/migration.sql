-- DropIndex
DROP INDEX "Mail_threadId_arrivedAt_idx";

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE INDEX "Mail_threadId_seq_idx" ON "Mail"("threadId", "seq");

-- What waits for the house, in the order in which it came.
DROP INDEX "Mail_waiting_idx";
CREATE INDEX "Mail_waiting_idx" ON "Mail"("seq") WHERE "handledAt" IS NULL;
