-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "told" TEXT;

-- AlterTable
ALTER TABLE "Mailbox" ADD COLUMN     "sendFault" TEXT,
ADD COLUMN     "sendFaultAt" TIMESTAMPTZ(3);
