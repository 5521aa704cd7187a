-- AlterTable
ALTER TABLE "Matter" ADD COLUMN     "termAt" TIMESTAMPTZ(3);

-- By hand: what Prisma can't say.
CREATE INDEX "Matter_due_idx" ON "Matter"("dueAt") WHERE "endedAt" IS NULL;
