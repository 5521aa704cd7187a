-- CreateTable
CREATE TABLE "Assessment" (
    "year" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "indicators" JSONB NOT NULL,
    "bounds" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "openedById" TEXT,
    "openedAt" TIMESTAMPTZ(3),
    "shownById" TEXT,
    "shownAt" TIMESTAMPTZ(3),
    "shownUntil" TEXT,
    "shown" JSONB,
    "signedById" TEXT,
    "signedAt" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "instituteId" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Objection_year_instituteId_indicator_key" ON "Objection"("year", "instituteId", "indicator");


