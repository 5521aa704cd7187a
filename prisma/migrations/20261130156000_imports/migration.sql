-- CreateTable
CREATE TABLE "ImportRun" (
    "id" TEXT NOT NULL,
    "byId" TEXT,
    "address" TEXT,
    "lang" TEXT NOT NULL DEFAULT 'zh',
    "fileId" TEXT,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'file',
    "kind" TEXT,
    "chosen" JSONB NOT NULL DEFAULT '{}',
    "instituteId" TEXT,
    "onlyId" TEXT,
    "state" TEXT NOT NULL,
    "report" JSONB NOT NULL DEFAULT '{}',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "soundOnly" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "writtenAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" TEXT,
    "heldUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "runId" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "sheet" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "cells" JSONB NOT NULL,
    "units" JSONB,
    "verdict" TEXT NOT NULL,
    "ref" TEXT,
    "before" JSONB,
    "after" JSONB,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "notes" JSONB NOT NULL DEFAULT '[]',
    "written" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("runId","n")
);

-- CreateIndex
CREATE INDEX "ImportRun_state_idx" ON "ImportRun"("state");

-- CreateIndex
CREATE INDEX "ImportRun_sha256_idx" ON "ImportRun"("sha256");

-- CreateIndex
CREATE INDEX "ImportRun_at_idx" ON "ImportRun"("at");

-- CreateIndex
CREATE INDEX "ImportRow_runId_verdict_idx" ON "ImportRow"("runId", "verdict");

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;


