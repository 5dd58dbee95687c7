-- AlterTable
ALTER TABLE "MailSent" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "returnedAt" TIMESTAMPTZ(3);
