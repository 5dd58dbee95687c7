-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "email" TEXT;

-- AlterTable
ALTER TABLE "StaffIdentity" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'opened';
