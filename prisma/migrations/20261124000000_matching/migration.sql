-- AlterTable
ALTER TABLE "Expert" ADD COLUMN     "awayFrom" TEXT,
ADD COLUMN     "awayUntil" TEXT,
ADD COLUMN     "conflicts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "factors" JSONB,
ADD COLUMN     "likely" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Need" ADD COLUMN     "achievements" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "ranking" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "team" JSONB;

-- CreateTable
CREATE TABLE "MatchChange" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "xid" BIGINT NOT NULL,

    CONSTRAINT "MatchChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Newcomer" (
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,

    CONSTRAINT "Newcomer_pkey" PRIMARY KEY ("kind","ref")
);

-- CreateTable
CREATE TABLE "Suggestion" (
    "needId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Suggestion_pkey" PRIMARY KEY ("needId","kind","ref")
);

-- CreateTable
CREATE TABLE "Vector" (
    "key" TEXT NOT NULL,
    "embedder" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "Vector_pkey" PRIMARY KEY ("key","embedder")
);

-- CreateIndex
CREATE INDEX "MatchChange_xid_idx" ON "MatchChange"("xid");

-- AddForeignKey
ALTER TABLE "Suggestion" ADD CONSTRAINT "Suggestion_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- By hand: whatever the matcher keeps in memory writes down that it has changed, whoever changes it, in the same transaction.
CREATE FUNCTION match_changed(what TEXT, which TEXT) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "MatchChange" ("kind", "ref", "xid") SELECT what, which, pg_current_xact_id()::text::bigint WHERE which IS NOT NULL
$$;

CREATE FUNCTION match_expert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM match_changed('expert', COALESCE(NEW."id", OLD."id"));
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Newcomer" ("kind", "ref", "expertId") VALUES ('expert', NEW."id", NEW."id") ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER match_expert AFTER INSERT OR UPDATE OR DELETE ON "Expert" FOR EACH ROW EXECUTE FUNCTION match_expert();

CREATE FUNCTION match_achievement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM match_changed('expert', COALESCE(NEW."expertId", OLD."expertId"));
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Newcomer" ("kind", "ref", "expertId") VALUES ('achievement', NEW."id", NEW."expertId") ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER match_achievement AFTER INSERT OR UPDATE OR DELETE ON "Achievement" FOR EACH ROW EXECUTE FUNCTION match_achievement();

-- A need counts from its number on. What it shows of its solver follows its visibility.
CREATE FUNCTION match_need() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM match_changed('need', OLD."id");
  ELSIF NEW."number" IS NOT NULL AND (TG_OP = 'INSERT' OR (OLD."number", OLD."state", OLD."title", OLD."field", OLD."visibility", OLD."answers", OLD."targets", OLD."lang")
      IS DISTINCT FROM (NEW."number", NEW."state", NEW."title", NEW."field", NEW."visibility", NEW."answers", NEW."targets", NEW."lang")) THEN
    PERFORM match_changed('need', NEW."id");
    PERFORM match_changed('expert', c."expertId") FROM "Claim" c WHERE c."needId" = NEW."id" AND c."ended" = 'confirmed';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER match_need AFTER INSERT OR UPDATE OR DELETE ON "Need" FOR EACH ROW EXECUTE FUNCTION match_need();

CREATE FUNCTION match_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM match_changed('need', n."id") FROM "Need" n WHERE n."id" = NEW."needId" AND n."number" IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER match_part AFTER INSERT OR UPDATE ON "NeedPart" FOR EACH ROW EXECUTE FUNCTION match_part();

CREATE FUNCTION match_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM match_changed('expert', OLD."expertId");
  ELSIF NEW."ended" IS NOT NULL THEN
    PERFORM match_changed('expert', NEW."expertId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER match_claim AFTER INSERT OR UPDATE OR DELETE ON "Claim" FOR EACH ROW EXECUTE FUNCTION match_claim();

CREATE FUNCTION match_pass() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."passReason" IS DISTINCT FROM OLD."passReason" OR NEW."state" = 'passed' IS DISTINCT FROM (OLD."state" = 'passed') THEN
    PERFORM match_changed('expert', NEW."expertId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER match_pass AFTER UPDATE ON "Invitation" FOR EACH ROW EXECUTE FUNCTION match_pass();
