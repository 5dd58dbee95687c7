-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "duplicateOf" TEXT;

-- Few tickets are duplicates.
CREATE INDEX "Ticket_duplicateOf" ON "Ticket"("duplicateOf") WHERE "duplicateOf" IS NOT NULL;
