-- CreateIndex
CREATE INDEX "Mail_mailboxId_arrivedAt_idx" ON "Mail"("mailboxId", "arrivedAt");
