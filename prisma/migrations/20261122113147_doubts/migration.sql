-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "doubts" TEXT[] DEFAULT ARRAY[]::TEXT[];
