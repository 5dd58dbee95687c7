-- CreateEnum
CREATE TYPE "ReleaseStatus" AS ENUM ('pending', 'approved', 'declined', 'stale');

-- CreateTable
CREATE TABLE "Release" (
    "id" UUID NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "suggestionId" UUID,
    "scriptId" TEXT,
    "messageId" INTEGER,
    "text" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "status" "ReleaseStatus" NOT NULL DEFAULT 'pending',
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "reason" TEXT,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Release_ticketId_id_idx" ON "Release"("ticketId", "id");

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
