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
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3),
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



-- By hand: what Prisma can't say.
-- The history stays append-only, but for two things that say so for their own transaction: what was never published may be forgotten whole, and an
-- erased person's name and contact details are taken out of the words of entries (when, who, from and to stay).
CREATE OR REPLACE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('shibaiqian.removing_sample', true) = 'on' THEN RETURN OLD; END IF;
  IF TG_OP = 'DELETE' AND current_setting('shibaiqian.forgetting', true) = OLD."needId"
    AND EXISTS (SELECT 1 FROM "Need" WHERE "id" = OLD."needId" AND "number" IS NULL) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('shibaiqian.erasing', true) = 'on'
    AND ROW(NEW."id", NEW."needId", NEW."at", NEW."actorId", NEW."event", NEW."from", NEW."to", NEW."chat")
      IS NOT DISTINCT FROM ROW(OLD."id", OLD."needId", OLD."at", OLD."actorId", OLD."event", OLD."from", OLD."to", OLD."chat") THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the history of a need is append-only: % is refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
