-- Why a need was withdrawn stood in its history only; the lists read it from the need. The history is told of it, so that it still rebuilds the need.
WITH said AS (
  SELECT DISTINCT ON ("needId") "needId", "note" FROM "History" WHERE "event" = 'withdraw' AND "note" IS NOT NULL ORDER BY "needId", "id" DESC
), noted AS (
  UPDATE "Need" n SET "endReason" = s."note", "facts" = n."facts" || jsonb_build_object('endReason', s."note")
  FROM said s WHERE s."needId" = n."id" AND n."state" = 'withdrawn' AND n."endReason" IS NULL RETURNING n."id", n."endReason"
)
INSERT INTO "History" ("needId", "at", "event", "before", "after")
SELECT "id", now(), 'settled', '{"endReason": null}'::jsonb, jsonb_build_object('endReason', "endReason") FROM noted;
