-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "comments" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "period" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "signedAt" TIMESTAMPTZ(3),
ADD COLUMN     "signedById" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'signed';

-- CreateTable
CREATE TABLE "Delivery" (
    "digestKey" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "parcel" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("digestKey","personId")
);

-- CreateTable
CREATE TABLE "DigestChoice" (
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "muted" BOOLEAN,
    "day" INTEGER,
    "time" TEXT,
    "skipEmpty" BOOLEAN,

    CONSTRAINT "DigestChoice_pkey" PRIMARY KEY ("personId","kind")
);

-- CreateIndex
CREATE INDEX "Report_kind_period_idx" ON "Report"("kind", "period");

-- CreateIndex
CREATE INDEX "Report_state_idx" ON "Report"("state");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestChoice" ADD CONSTRAINT "DigestChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Weekly digests from before went to all staff; they are not sent again in their new form.
UPDATE "Report" SET "period" = substr("key", 8) WHERE "kind" = 'weekly';
INSERT INTO "Delivery" ("digestKey", "personId", "how", "at")
SELECT r."key", p."id", 'send', r."at" FROM "Report" r CROSS JOIN "Person" p WHERE cardinality(p."roles") > 0;
