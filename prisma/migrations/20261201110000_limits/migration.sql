-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "room" TEXT;

-- CreateIndex
CREATE INDEX "Inbox_chat_at_idx" ON "Inbox"("chat", "at");

-- How much came from a group lately; most events come from private chats.
CREATE INDEX "Inbox_room_idx" ON "Inbox"("room", "at") WHERE "room" IS NOT NULL;
