-- AlterTable
ALTER TABLE "WecomKfChat" ADD COLUMN     "email" TEXT,
ADD COLUMN     "mobile" TEXT;
