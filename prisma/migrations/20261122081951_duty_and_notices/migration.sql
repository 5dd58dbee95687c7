-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "attended" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "acknowledgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledgedBy" UUID,
ADD COLUMN     "history" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "policy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "snoozes" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Notice" (
    "id" SERIAL NOT NULL,
    "clockId" INTEGER NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cardKey" TEXT,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutySwitch" (
    "id" SERIAL NOT NULL,
    "staffId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DutySwitch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Leave" (
    "id" SERIAL NOT NULL,
    "staffId" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "standInId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Once" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Once_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "DutySwitch_staffId_id_idx" ON "DutySwitch"("staffId", "id");

-- CreateIndex
CREATE INDEX "Leave_staffId_untilAt_idx" ON "Leave"("staffId", "untilAt");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_clockId_fkey" FOREIGN KEY ("clockId") REFERENCES "Clock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutySwitch" ADD CONSTRAINT "DutySwitch_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_standInId_fkey" FOREIGN KEY ("standInId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is not told yet, place by place: nearly nothing of the table.
CREATE INDEX "Notice_untold" ON "Notice"("platform", "address") WHERE "cardKey" IS NULL;
CREATE INDEX "Notice_told" ON "Notice"("cardKey") WHERE "cardKey" IS NOT NULL;
