-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "TicketStatus" AS ENUM ('unclaimed', 'in_progress', 'waiting_customer', 'solved', 'closed');

-- CreateEnum
CREATE TYPE "SuggestionStatus" AS ENUM ('pending', 'approved', 'edited', 'dismissed', 'stale');

-- CreateEnum
CREATE TYPE "PlanStatus" AS ENUM ('proposed', 'sent', 'accepted', 'rejected', 'withdrawn');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('pending', 'inflight', 'sent', 'dead', 'uncertain', 'superseded');

-- CreateTable
CREATE TABLE "Arrival" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB,
    "lane" TEXT NOT NULL,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "outcome" JSONB,

    CONSTRAINT "Arrival_pkey" PRIMARY KEY ("platform","externalId")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "contact" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomerIdentity" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "customerId" UUID NOT NULL,

    CONSTRAINT "CustomerIdentity_pkey" PRIMARY KEY ("platform","externalId")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" SERIAL NOT NULL,
    "conversationId" INTEGER NOT NULL,
    "ticketId" INTEGER,
    "direction" "Direction" NOT NULL,
    "externalId" TEXT,
    "text" TEXT NOT NULL,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "staffId" UUID,
    "scriptId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "conversationId" INTEGER NOT NULL,
    "customerId" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "otherCategory" TEXT,
    "priority" TEXT NOT NULL,
    "emotion" TEXT NOT NULL,
    "status" "TicketStatus" NOT NULL,
    "step" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "assigneeId" UUID,
    "agentId" UUID,
    "description" TEXT NOT NULL,
    "entities" JSONB NOT NULL DEFAULT '{}',
    "leftMessage" BOOLEAN NOT NULL DEFAULT false,
    "escalation" TEXT,
    "result" TEXT,
    "resultCode" TEXT,
    "satisfaction" TEXT,
    "rating" INTEGER,
    "ratingWords" TEXT,
    "round" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "respondedAt" TIMESTAMPTZ(3),
    "solvedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketNumber" (
    "prefix" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "TicketNumber_pkey" PRIMARY KEY ("prefix","day")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" SERIAL NOT NULL,
    "ticketId" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "staffId" UUID,
    "actorName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "note" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suggestion" (
    "id" UUID NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "messageId" INTEGER,
    "planId" UUID,
    "status" "SuggestionStatus" NOT NULL,
    "options" JSONB NOT NULL,
    "chosen" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "tone" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,

    CONSTRAINT "Suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "told" TEXT,
    "status" "PlanStatus" NOT NULL,
    "staffId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Clock" (
    "id" SERIAL NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "elapsed" BOOLEAN NOT NULL,
    "totalMs" DOUBLE PRECISION NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "resumedAt" TIMESTAMPTZ(3) NOT NULL,
    "usedMs" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "deadlineAt" TIMESTAMPTZ(3) NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),
    "breachedAt" TIMESTAMPTZ(3),
    "level" INTEGER NOT NULL DEFAULT 0,
    "nextNoticeAt" TIMESTAMPTZ(3),

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "lane" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "cardKey" TEXT,
    "revision" INTEGER,
    "payload" JSONB NOT NULL,
    "ticketId" INTEGER,
    "audience" TEXT NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),
    "externalId" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" UUID NOT NULL,
    "workNo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "departments" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffIdentity" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "staffId" UUID NOT NULL,

    CONSTRAINT "StaffIdentity_pkey" PRIMARY KEY ("platform","externalId")
);

-- CreateTable
CREATE TABLE "WebAccount" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "passwordHash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebSession" (
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "csrf" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebLink" (
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebVisitor" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "name" TEXT,
    "contact" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readSeq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "WebVisitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebPost" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "room" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "card" JSONB,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebPost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebUpload" (
    "id" UUID NOT NULL,
    "room" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebUpload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebReading" (
    "accountId" UUID NOT NULL,
    "room" TEXT NOT NULL,
    "readSeq" BIGINT NOT NULL,

    CONSTRAINT "WebReading_pkey" PRIMARY KEY ("accountId","room")
);

-- CreateIndex
CREATE INDEX "CustomerIdentity_customerId_idx" ON "CustomerIdentity"("customerId");

-- CreateIndex
CREATE INDEX "Conversation_customerId_idx" ON "Conversation"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_platform_externalId_key" ON "Conversation"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Message_conversationId_id_idx" ON "Message"("conversationId", "id");

-- CreateIndex
CREATE INDEX "Message_ticketId_id_idx" ON "Message"("ticketId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_number_key" ON "Ticket"("number");

-- CreateIndex
CREATE INDEX "Ticket_conversationId_id_idx" ON "Ticket"("conversationId", "id");

-- CreateIndex
CREATE INDEX "Ticket_customerId_id_idx" ON "Ticket"("customerId", "id");

-- CreateIndex
CREATE INDEX "Ticket_status_department_idx" ON "Ticket"("status", "department");

-- CreateIndex
CREATE INDEX "AuditEvent_ticketId_id_idx" ON "AuditEvent"("ticketId", "id");

-- CreateIndex
CREATE INDEX "Suggestion_ticketId_id_idx" ON "Suggestion"("ticketId", "id");

-- CreateIndex
CREATE INDEX "Plan_ticketId_id_idx" ON "Plan"("ticketId", "id");

-- CreateIndex
CREATE INDEX "Clock_ticketId_idx" ON "Clock"("ticketId");

-- CreateIndex
CREATE INDEX "Clock_nextNoticeAt_idx" ON "Clock"("nextNoticeAt");

-- CreateIndex
CREATE INDEX "Delivery_cardKey_seq_idx" ON "Delivery"("cardKey", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_workNo_key" ON "Staff"("workNo");

-- CreateIndex
CREATE INDEX "StaffIdentity_staffId_idx" ON "StaffIdentity"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "WebAccount_login_key" ON "WebAccount"("login");

-- CreateIndex
CREATE INDEX "WebSession_accountId_idx" ON "WebSession"("accountId");

-- CreateIndex
CREATE INDEX "WebLink_accountId_idx" ON "WebLink"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "WebVisitor_tokenHash_key" ON "WebVisitor"("tokenHash");

-- CreateIndex
CREATE INDEX "WebPost_room_seq_idx" ON "WebPost"("room", "seq");

-- CreateIndex
CREATE INDEX "WebPost_room_changedAt_idx" ON "WebPost"("room", "changedAt");

-- AddForeignKey
ALTER TABLE "CustomerIdentity" ADD CONSTRAINT "CustomerIdentity_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffIdentity" ADD CONSTRAINT "StaffIdentity_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebSession" ADD CONSTRAINT "WebSession_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "WebAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebLink" ADD CONSTRAINT "WebLink_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "WebAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What waits in the outbox is little beside what was sent: these hold only that.
-- The head of each lane …
CREATE INDEX "Delivery_waiting_lane" ON "Delivery"("lane", "seq") WHERE "status" IN ('pending', 'inflight');

-- … in the order it came.
CREATE INDEX "Delivery_waiting_seq" ON "Delivery"("seq") WHERE "status" IN ('pending', 'inflight');

-- What was given up or is uncertain, for the desk and the administrator.
CREATE INDEX "Delivery_lost" ON "Delivery"("seq") WHERE "status" IN ('dead', 'uncertain');

-- What is kept to be handled again.
CREATE INDEX "Arrival_kept" ON "Arrival"("nextAttemptAt") WHERE "handledAt" IS NULL;
