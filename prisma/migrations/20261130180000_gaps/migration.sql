-- CreateTable
CREATE TABLE "LoadedEntry" (
    "ref" TEXT NOT NULL,
    "ofId" TEXT,
    "said" JSONB NOT NULL,

    CONSTRAINT "LoadedEntry_pkey" PRIMARY KEY ("ref")
);

-- CreateIndex
CREATE INDEX "LoadedEntry_ofId_idx" ON "LoadedEntry"("ofId");


