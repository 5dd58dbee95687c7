-- CreateEnum
CREATE TYPE "ProposalStatus" AS ENUM ('proposed', 'published', 'declined');

-- CreateTable
CREATE TABLE "ScriptProposal" (
    "id" UUID NOT NULL,
    "draft" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "tone" TEXT NOT NULL,
    "examples" JSONB NOT NULL,
    "times" INTEGER NOT NULL,
    "status" "ProposalStatus" NOT NULL DEFAULT 'proposed',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "reason" TEXT,

    CONSTRAINT "ScriptProposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Suggestion_decidedAt_idx" ON "Suggestion"("decidedAt");
