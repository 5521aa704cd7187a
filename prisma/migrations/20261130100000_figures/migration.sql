-- DropIndex
DROP INDEX "Claim_needId_idx";

-- CreateTable
CREATE TABLE "Target" (
    "year" INTEGER NOT NULL,
    "instituteId" TEXT NOT NULL DEFAULT '',
    "figure" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "byId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("year","instituteId","figure")
);

-- CreateTable
CREATE TABLE "OutsideFigure" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutsideFigure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutsideFigure_name_period_key" ON "OutsideFigure"("name", "period");

-- CreateIndex
CREATE INDEX "Claim_needId_at_id_idx" ON "Claim"("needId", "at", "id");

-- CreateIndex
CREATE INDEX "Claim_at_idx" ON "Claim"("at");

-- CreateIndex
CREATE INDEX "Need_publishedAt_state_enterpriseId_id_idx" ON "Need"("publishedAt", "state", "enterpriseId", "id");

-- CreateIndex
CREATE INDEX "Need_solvedAt_idx" ON "Need"("solvedAt");

-- CreateIndex
CREATE INDEX "Need_closedAt_idx" ON "Need"("closedAt");

-- What Prisma can't say. Few of many entries: who was asked about a need, in order, as the index alone can tell it; what was put before the office; what was taken
-- back; parts of a split that was taken back.
CREATE INDEX "History_asked_idx" ON "History"("needId", "id") INCLUDE ("at", "note") WHERE "event" = 'asked';
CREATE INDEX "History_submit_idx" ON "History"("needId") WHERE "event" = 'submit';
CREATE INDEX "History_undo_idx" ON "History"("needId") WHERE "event" = 'undo';
CREATE INDEX "Need_never_idx" ON "Need"("id") WHERE "state" = 'withdrawn' AND "splitFromId" IS NOT NULL AND "endReason" IS NULL;
