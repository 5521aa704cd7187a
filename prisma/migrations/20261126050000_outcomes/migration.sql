-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "callAt" TIMESTAMPTZ(3),
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Outcome" ADD COLUMN     "automatic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "expertCall" TEXT,
ADD COLUMN     "posterCall" TEXT,
ADD COLUMN     "replacesId" TEXT,
ADD COLUMN     "sessions" DOUBLE PRECISION,
ADD COLUMN     "subkind" TEXT,
ADD COLUMN     "techAmount" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "CaseCard" (
    "needId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answerById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "story" JSONB,

    CONSTRAINT "CaseCard_pkey" PRIMARY KEY ("needId")
);

-- AddForeignKey
ALTER TABLE "CaseCard" ADD CONSTRAINT "CaseCard_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- By hand: what Prisma can't say.
-- A confirmation is one outcome, however often it is recorded.
CREATE UNIQUE INDEX "Outcome_automatic_key" ON "Outcome"("needId") WHERE "automatic" AND "state" = 'confirmed';
CREATE INDEX "Outcome_settled_idx" ON "Outcome"("settledAt") WHERE "settledAt" IS NOT NULL;
CREATE INDEX "FollowUp_open_idx" ON "FollowUp"("dueOn") WHERE "answeredAt" IS NULL;
