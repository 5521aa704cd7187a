-- AlterTable
ALTER TABLE "Challenge" ADD COLUMN     "agreedAt" TIMESTAMPTZ(3),
ADD COLUMN     "text" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Milestone" ADD COLUMN     "since" TIMESTAMPTZ(3) NOT NULL;

-- CreateIndex
CREATE INDEX "Challenge_state_closesAt_idx" ON "Challenge"("state", "closesAt");

-- CreateIndex
CREATE INDEX "Application_expertId_state_idx" ON "Application"("expertId", "state");

-- One live application an institute: drafts and those of rounds that are over do not stand in the way of a new one.
DROP INDEX "Application_live_key";
CREATE UNIQUE INDEX "Application_live_key" ON "Application"("needId", "instituteId") WHERE "state" IN ('submitted', 'chosen');
-- One draft a person and expert.
CREATE UNIQUE INDEX "Application_draft_key" ON "Application"("needId", "expertId", "byId") WHERE "state" = 'draft';
