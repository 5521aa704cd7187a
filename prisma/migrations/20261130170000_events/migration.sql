-- AlterTable
ALTER TABLE "Visit" ADD COLUMN     "eventId" TEXT;

-- CreateTable
CREATE TABLE "MatchEvent" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "fields" TEXT[],
    "township" TEXT,
    "day" TEXT,
    "time" TEXT,
    "half" TEXT,
    "until" TEXT,
    "place" TEXT NOT NULL DEFAULT '',
    "places" INTEGER,
    "signUpUntil" TEXT,
    "state" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "announcedAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "MatchEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventGuest" (
    "id" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "enterpriseId" TEXT,
    "expertId" TEXT,
    "state" TEXT NOT NULL,
    "personId" TEXT,
    "wish" TEXT,
    "why" JSONB,
    "remindedFor" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventGuest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventNeed" (
    "eventId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventNeed_pkey" PRIMARY KEY ("eventId","needId")
);

-- CreateTable
CREATE TABLE "EventPair" (
    "id" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,
    "needId" TEXT,
    "state" TEXT NOT NULL,
    "round" INTEGER,
    "enterpriseWord" TEXT,
    "expertWord" TEXT,
    "officeWord" TEXT,
    "note" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "followedAt" TIMESTAMPTZ(3),
    "later" TEXT,
    "laterAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventPair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MatchEvent_state_day_idx" ON "MatchEvent"("state", "day");

-- CreateIndex
CREATE INDEX "EventGuest_eventId_state_idx" ON "EventGuest"("eventId", "state");

-- CreateIndex
CREATE INDEX "EventGuest_enterpriseId_idx" ON "EventGuest"("enterpriseId");

-- CreateIndex
CREATE INDEX "EventGuest_expertId_idx" ON "EventGuest"("expertId");

-- CreateIndex
CREATE INDEX "EventGuest_personId_idx" ON "EventGuest"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "EventGuest_eventId_enterpriseId_key" ON "EventGuest"("eventId", "enterpriseId");

-- CreateIndex
CREATE UNIQUE INDEX "EventGuest_eventId_expertId_key" ON "EventGuest"("eventId", "expertId");

-- CreateIndex
CREATE INDEX "EventNeed_needId_idx" ON "EventNeed"("needId");

-- CreateIndex
CREATE INDEX "EventPair_enterpriseId_idx" ON "EventPair"("enterpriseId");

-- CreateIndex
CREATE INDEX "EventPair_expertId_idx" ON "EventPair"("expertId");

-- CreateIndex
CREATE INDEX "EventPair_needId_idx" ON "EventPair"("needId");

-- CreateIndex
CREATE UNIQUE INDEX "EventPair_eventId_enterpriseId_expertId_key" ON "EventPair"("eventId", "enterpriseId", "expertId");

-- CreateIndex
CREATE INDEX "Visit_eventId_idx" ON "Visit"("eventId");

-- AddForeignKey
ALTER TABLE "EventGuest" ADD CONSTRAINT "EventGuest_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "MatchEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventGuest" ADD CONSTRAINT "EventGuest_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventGuest" ADD CONSTRAINT "EventGuest_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventGuest" ADD CONSTRAINT "EventGuest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventNeed" ADD CONSTRAINT "EventNeed_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "MatchEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventNeed" ADD CONSTRAINT "EventNeed_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventPair" ADD CONSTRAINT "EventPair_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "MatchEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventPair" ADD CONSTRAINT "EventPair_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventPair" ADD CONSTRAINT "EventPair_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventPair" ADD CONSTRAINT "EventPair_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "MatchEvent"("id") ON DELETE SET NULL ON UPDATE CASCADE;


