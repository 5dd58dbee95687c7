-- AlterTable
ALTER TABLE "MailThread" ADD COLUMN     "doubtful" BOOLEAN NOT NULL DEFAULT false;
