-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "attachments" JSONB NOT NULL DEFAULT '[]';
