-- AlterTable
ALTER TABLE "Matter" ADD COLUMN     "termAt" TIMESTAMPTZ(3);
