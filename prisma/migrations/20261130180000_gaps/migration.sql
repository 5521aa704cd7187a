-- AlterTable
ALTER TABLE "Booking" ADD COLUMN     "answerCalledAt" TIMESTAMPTZ(3),
ADD COLUMN     "answerRemindedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "LoadedEntry" (
    "ref" TEXT NOT NULL,
    "ofId" TEXT,
    "said" JSONB NOT NULL,

    CONSTRAINT "LoadedEntry_pkey" PRIMARY KEY ("ref")
);

-- CreateIndex
CREATE INDEX "LoadedEntry_ofId_idx" ON "LoadedEntry"("ofId");


