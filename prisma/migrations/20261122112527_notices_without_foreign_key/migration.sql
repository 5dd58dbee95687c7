-- DropForeignKey
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_clockId_fkey";
