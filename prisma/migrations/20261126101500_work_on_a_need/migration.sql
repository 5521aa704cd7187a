-- AlterTable
ALTER TABLE "Need" ADD COLUMN     "reached" JSONB;

-- AlterTable
ALTER TABLE "Visit" DROP COLUMN "place",
ADD COLUMN     "fileSequence" INTEGER,
ADD COLUMN     "proposedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "remindedFor" INTEGER,
ADD COLUMN     "side" TEXT NOT NULL DEFAULT 'team',
ADD COLUMN     "until" TEXT;

