-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "cause" TEXT;

-- CreateTable
CREATE TABLE "Alarm" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "told" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "quietAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "overAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alarm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Alarm_endedAt_nextAt_idx" ON "Alarm"("endedAt", "nextAt");

-- One of a kind and subject is open at a time.
CREATE UNIQUE INDEX "Alarm_open_key" ON "Alarm"("kind", "subject") WHERE "endedAt" IS NULL;
