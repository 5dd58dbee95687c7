-- CreateTable
CREATE TABLE "WecomBotFile" (
    "id" UUID NOT NULL,
    "msgid" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WecomBotFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WecomBotFile_msgid_nth_key" ON "WecomBotFile"("msgid", "nth");
