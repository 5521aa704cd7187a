-- AlterTable
ALTER TABLE "Equipment" ADD COLUMN     "calibrationWarnedFor" TEXT;

-- AlterTable
ALTER TABLE "Qualification" ADD COLUMN     "warnedDays" INTEGER;

-- CreateTable
CREATE TABLE "TierStep" (
    "id" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "tier" TEXT,
    "from" TEXT,
    "on" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TierStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" TEXT NOT NULL,
    "equipmentId" TEXT NOT NULL,
    "needId" TEXT,
    "byId" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "side" TEXT NOT NULL DEFAULT 'user',
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "fileSequence" INTEGER,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "remindedFor" INTEGER,
    "useAskedAt" TIMESTAMPTZ(3),
    "hours" DOUBLE PRECISION,
    "samples" INTEGER,
    "result" TEXT,
    "fee" DOUBLE PRECISION,
    "loggedById" TEXT,
    "loggedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TierStep_enterpriseId_at_idx" ON "TierStep"("enterpriseId", "at");

-- CreateIndex
CREATE INDEX "Booking_equipmentId_startsAt_idx" ON "Booking"("equipmentId", "startsAt");

-- CreateIndex
CREATE INDEX "Booking_state_endsAt_idx" ON "Booking"("state", "endsAt");

-- CreateIndex
CREATE INDEX "Booking_needId_idx" ON "Booking"("needId");

-- CreateIndex
CREATE INDEX "Booking_byId_idx" ON "Booking"("byId");

-- AddForeignKey
ALTER TABLE "TierStep" ADD CONSTRAINT "TierStep_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_equipmentId_fkey" FOREIGN KEY ("equipmentId") REFERENCES "Equipment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;


