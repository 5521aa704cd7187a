-- AlterTable
ALTER TABLE "Expert" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Need" ADD COLUMN     "forgetToldAt" TIMESTAMPTZ(3),
ADD COLUMN     "unnamed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ReadLog" (
    "id" BIGSERIAL NOT NULL,
    "needId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "as" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hour" INTEGER NOT NULL,

    CONSTRAINT "ReadLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refusal" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Refusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "personId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("personId","version")
);

-- CreateIndex
CREATE INDEX "ReadLog_needId_id_idx" ON "ReadLog"("needId", "id");

-- CreateIndex
CREATE INDEX "ReadLog_at_idx" ON "ReadLog"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ReadLog_needId_personId_kind_hour_key" ON "ReadLog"("needId", "personId", "kind", "hour");

-- CreateIndex
CREATE INDEX "Refusal_at_idx" ON "Refusal"("at");

-- AddForeignKey
ALTER TABLE "ReadLog" ADD CONSTRAINT "ReadLog_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


