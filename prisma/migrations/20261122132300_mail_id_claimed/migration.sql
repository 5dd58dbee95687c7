-- AlterTable
ALTER TABLE "MailId" ADD COLUMN     "claimed" BOOLEAN NOT NULL DEFAULT false;
