/** A district's worth of needs, made in the database itself: fictional, and the same every time. */
import type { PrismaClient } from '../src/store/generated/client.ts'

const size = 10_000

/** Ten institutes, a hundred experts, a thousand enterprises, twenty officers, ten thousand needs; two in five are live. */
export async function fill(prisma: PrismaClient, now: Date): Promise<void> {
  const run = (sql: string) => prisma.$executeRawUnsafe(sql)
  const at = `'${now.toISOString()}'::timestamptz`
  await run(
    `INSERT INTO "Institute" ("id", "name", "short", "university", "clusters") SELECT 'inst' || i, '第' || i || '大学研究院', '研究院' || i, '第' || i || '大学', '{textiles}' FROM generate_series(1, 10) i`,
  )
  await run(`INSERT INTO "Expert" ("id", "name", "instituteId", "title", "fields", "keywords", "profile", "cap", "updatedAt")
    SELECT 'expert' || i, '专家' || i, 'inst' || (i % 10 + 1), '教授', '{80}', '{压铸,气孔}', '长期从事压铸工艺研究', 1000, ${at} FROM generate_series(1, 100) i`)
  await run(`INSERT INTO "Enterprise" ("id", "name", "township", "industryCode", "industryName", "cluster", "verifiedAt")
    SELECT 'ent' || i, '某某精密机械有限公司' || i, '第' || (i % 15) || '镇', 'C' || (i % 20 + 13), '行业' || (i % 20), (ARRAY['textiles', 'drives', 'vehicles', 'chemicals'])[i % 4 + 1], ${at} FROM generate_series(1, 1000) i`)
  await run(
    `INSERT INTO "Person" ("id", "name", "roles", "townships", "createdAt") SELECT 'officer' || i, '干部' || i, '{officer}', '{}', ${at} FROM generate_series(1, 20) i`,
  )
  await run(
    `INSERT INTO "Person" ("id", "name", "phone", "roles", "townships", "enterpriseId", "createdAt") SELECT 'contact' || i, '联系人' || i, '19900003001', '{}', '{}', 'ent' || i, ${at} FROM generate_series(1, 1000) i`,
  )
  await run(
    `INSERT INTO "Person" ("id", "name", "roles", "townships", "expertId", "createdAt") SELECT 'pexpert' || i, '专家' || i, '{}', '{}', 'expert' || i, ${at} FROM generate_series(1, 100) i`,
  )
  await run(needs(at))
  await run(
    `INSERT INTO "NeedPart" ("id", "needId", "messageRef", "text", "position", "at") SELECT "id", "id", 'bench:' || "id", repeat('压铸件有砂眼和气孔，良率只有八成，', 12), 0, "createdAt" FROM "Need"`,
  )
  await run(`INSERT INTO "Invitation" ("id", "needId", "expertId", "state", "rank", "confidence", "reasons", "askedAt", "dueAt")
    SELECT n."id" || k, n."id", 'expert' || ((substr(n."id", 5)::int * 7 + k * 13) % 100 + 1), CASE WHEN n."state" = 'open' THEN 'asked' WHEN k = 1 THEN 'claimed' ELSE 'reserve' END, k, 'strong',
      '[]'::jsonb, n."publishedAt", n."publishedAt" + interval '3 days' FROM "Need" n, generate_series(1, 3) k`)
  await run(`INSERT INTO "Claim" ("id", "needId", "expertId", "at", "endedAt", "ended")
    SELECT "id", "id", 'expert' || ((substr("id", 5)::int * 7 + 13) % 100 + 1), "claimedAt", "closedAt", CASE WHEN "closedAt" IS NOT NULL THEN 'confirmed' END FROM "Need" WHERE "claimedAt" IS NOT NULL`)
  await run(history)
  await run(
    `INSERT INTO "Visit" ("id", "needId", "day", "who", "state", "byId", "doneAt", "createdAt") SELECT 'v' || "id", "id", to_char("claimedAt", 'YYYY-MM-DD'), '专家', 'done', 'officer1', "claimedAt", "claimedAt" FROM "Need" WHERE "claimedAt" IS NOT NULL`,
  )
  await run(
    `INSERT INTO "Outcome" ("id", "needId", "kind", "on", "amount", "byId", "at", "state") SELECT 'o' || "id", "id", 'agreement', to_char("solvedAt", 'YYYY-MM-DD'), 20, 'officer1', "solvedAt", 'confirmed' FROM "Need" WHERE "solvedAt" IS NOT NULL`,
  )
}

function needs(at: string): string {
  return `INSERT INTO "Need" ("id", "number", "state", "enterpriseId", "posterId", "officerId", "title", "field", "type", "budgetMin", "budgetMax", "deadline", "visibility", "ranking", "result",
      "waitOn", "waitSince", "dueAt", "createdAt", "touchedAt", "publishedAt", "claimedAt", "acceptedAt", "solvedAt", "closedAt", "facts")
    SELECT 'need' || lpad(i::text, 12, '0'), '2026-' || lpad(i::text, 5, '0'), s, 'ent' || (i % 1000 + 1), 'contact' || (i % 1000 + 1), 'officer' || (i % 20 + 1), '压铸件砂眼气孔多，良率上不去 ' || i, '80', 'upgrade', 20, 30,
      CASE WHEN i % 3 = 0 THEN to_char(p + interval '90 days', 'YYYY-MM-DD') END, (ARRAY['public', 'matched', 'private'])[i % 3 + 1],
      (SELECT jsonb_agg(jsonb_build_object('expertId', 'expert' || k, 'score', 0.5)) FROM generate_series(1, 10) k), CASE WHEN s IN ('solved', 'confirmed') THEN '改进浇注系统，良率提到九成五' END,
      CASE WHEN s NOT IN ('confirmed', 'withdrawn') THEN 'claimer' END, p, CASE WHEN s NOT IN ('confirmed', 'withdrawn') THEN ${at} + (i % 40 - 8) * interval '1 day' END,
      p, p, p, CASE WHEN s NOT IN ('open', 'withdrawn') THEN p + interval '1 day' END, CASE WHEN s NOT IN ('open', 'withdrawn') THEN p + interval '1 day' END,
      CASE WHEN s IN ('solved', 'confirmed') THEN p + interval '40 days' END, CASE WHEN s IN ('confirmed', 'withdrawn') THEN p + interval '45 days' END, '{}'
    FROM (SELECT i, ${at} - interval '46 days' - (i % 300) * interval '1 day' AS p,
      (ARRAY['open', 'claimed', 'in_progress', 'solved', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'withdrawn'])[(i * 7919) % 10 + 1] AS s FROM generate_series(1, ${size}) i) made`
}

/** What each step leaves behind, as the program writes it. */
const history = `INSERT INTO "History" ("needId", "at", "actorId", "event", "from", "to", "note", "after")
  SELECT * FROM (
    SELECT n."id", n."publishedAt", n."posterId", 'publish', 'draft', 'open', NULL, jsonb_build_object('number', n."number", 'state', 'open', 'title', n."title", 'field', n."field", 'type', n."type", 'urgency', n."urgency",
      'visibility', n."visibility", 'track', 'full', 'enterpriseId', n."enterpriseId", 'posterId', n."posterId", 'officerId', n."officerId", 'expertId', NULL, 'members', '[]'::jsonb, 'budget', jsonb_build_object('min', 20, 'max', 30),
      'deadline', n."deadline", 'publishedAt', n."publishedAt", 'claimedAt', NULL, 'acceptedAt', NULL, 'solvedAt', NULL, 'closedAt', NULL, 'result', NULL, 'reviewOn', NULL, 'endReason', NULL, 'endCall', NULL, 'mergedIntoId', NULL)
      FROM "Need" n
    UNION ALL SELECT n."id", n."claimedAt", 'officer1', 'claim', 'open', 'claimed', NULL, jsonb_build_object('state', 'claimed', 'expertId', c."expertId", 'claimedAt', n."claimedAt", 'acceptedAt', n."claimedAt")
      FROM "Need" n JOIN "Claim" c ON c."needId" = n."id"
    UNION ALL SELECT n."id", n."claimedAt" + interval '1 day', 'officer1', 'start', 'claimed', 'in_progress', NULL, jsonb_build_object('state', 'in_progress') FROM "Need" n WHERE n."state" IN ('in_progress', 'solved', 'confirmed')
    UNION ALL SELECT n."id", n."claimedAt" + k * interval '9 days', 'officer1', 'progress', NULL, NULL, '试模第' || k || '轮，气孔减少', NULL FROM "Need" n, generate_series(1, 3) k WHERE n."state" IN ('in_progress', 'solved', 'confirmed')
    UNION ALL SELECT n."id", n."solvedAt", 'officer1', 'solve', 'in_progress', 'solved', n."result", jsonb_build_object('state', 'solved', 'solvedAt', n."solvedAt", 'result', n."result") FROM "Need" n WHERE n."solvedAt" IS NOT NULL
    UNION ALL SELECT n."id", n."closedAt", n."posterId", n."state", NULL, n."state", NULL, jsonb_build_object('state', n."state", 'closedAt', n."closedAt") FROM "Need" n WHERE n."closedAt" IS NOT NULL
  ) entries ("needId", "at", "actorId", "event", "from", "to", "note", "after") ORDER BY "at"`
