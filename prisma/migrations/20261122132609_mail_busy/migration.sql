-- AlterTable
ALTER TABLE "MailSent" ADD COLUMN     "busyUntil" TIMESTAMPTZ(3);
