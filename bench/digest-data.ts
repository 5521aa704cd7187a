/** Two years of a campaign ten times the district's size, made in the database itself: fictional, and the same every time. */
import type { PrismaClient } from '../src/store/generated/client.ts'

export const size = { needs: 100_000, enterprises: 8000, experts: 600, institutes: 20, townships: 24, days: 730 }
/** Written in so many pieces: an embedded database holds a statement whole. */
const pieces = 10

/** Ten history entries, three asked experts, a visit in two needs, an outcome in two needs; some taken back, put off, disputed, merged and split. */
export async function fill(prisma: PrismaClient, now: Date): Promise<void> {
  const run = (sql: string) => prisma.$executeRawUnsafe(sql)
  const at = `'${now.toISOString()}'::timestamptz`
  await directory(run, at)
  for (let piece = 0; piece < pieces; piece++) {
    const [first, last] = [(size.needs / pieces) * piece + 1, (size.needs / pieces) * (piece + 1)]
    await run(needs(at, first, last))
    const made = `"Need" n WHERE n."id" BETWEEN '${idOf(first)}' AND '${idOf(last)}'`
    for (const sql of followUp(made)) await run(sql)
  }
}

async function directory(run: (sql: string) => Promise<unknown>, at: string): Promise<void> {
  const { institutes, experts, enterprises, townships } = size
  await run(`INSERT INTO "Institute" ("id", "name", "short", "university", "clusters")
    SELECT 'inst' || i, '第' || i || '大学研究院', '研究院' || i, '第' || i || '大学', '{textiles}' FROM generate_series(1, ${institutes}) i`)
  await run(`INSERT INTO "Expert" ("id", "name", "instituteId", "title", "fields", "keywords", "profile", "cap", "updatedAt")
    SELECT 'expert' || i, '专家' || i, 'inst' || (i % ${institutes} + 1), '教授', '{80}', '{压铸}', '长期从事压铸工艺研究', 1000, ${at} FROM generate_series(1, ${experts}) i`)
  await run(`INSERT INTO "Enterprise" ("id", "name", "township", "verifiedAt")
    SELECT 'ent' || i, '某某精密机械有限公司' || i, '第' || (i % ${townships}) || '镇', ${at} FROM generate_series(1, ${enterprises}) i`)
  await run(`INSERT INTO "Person" ("id", "name", "roles", "townships", "enterpriseId", "createdAt")
    SELECT 'contact' || i, '联系人' || i, '{}', '{}', 'ent' || i, ${at} FROM generate_series(1, ${enterprises}) i`)
}

const idOf = (i: number) => `need${String(i).padStart(12, '0')}`
const nth = `substr(n."id", 5)::int`
const expert = (k: string) => `'expert' || ((${nth} * 7 + ${k} * 13) % ${size.experts} + 1)`

function needs(at: string, first: number, last: number): string {
  const done = `s IN ('solved', 'confirmed')`
  const taken = `s IN ('claimed', 'in_progress', 'solved', 'confirmed', 'unsolved')`
  return `INSERT INTO "Need" ("id", "number", "state", "enterpriseId", "posterId", "title", "field", "type", "visibility", "targets", "answers", "ranking", "result",
      "createdAt", "touchedAt", "publishedAt", "claimedAt", "acceptedAt", "solvedAt", "closedAt", "endReason", "facts")
    SELECT 'need' || lpad(i::text, 12, '0'), '2026-' || lpad(i::text, 6, '0'), s, 'ent' || (i % ${size.enterprises} + 1), 'contact' || (i % ${size.enterprises} + 1),
      '压铸件砂眼气孔多，良率上不去 ' || i, (ARRAY['10', '20', '40', '60', '80'])[i % 5 + 1], 'upgrade', (ARRAY['public', 'matched', 'private'])[i % 3 + 1],
      '[{"name": "良率", "wanted": "95%"}]', '[{"key": "tried", "text": "换过模具钢材，也调过压射速度，效果都不明显，一到夏天废品就多"}]',
      (SELECT jsonb_agg(jsonb_build_object('expertId', 'expert' || k, 'score', 0.5)) FROM generate_series(1, 10) k), CASE WHEN ${done} THEN '改进浇注系统，良率提到九成五' END,
      p, p, p, CASE WHEN ${taken} THEN p + (i % 9) * interval '7 hours' END, CASE WHEN ${taken} THEN p + (i % 9) * interval '7 hours' END,
      CASE WHEN ${done} THEN p + (20 + i % 30) * interval '1 day' END,
      CASE WHEN s IN ('confirmed', 'withdrawn', 'unsolved', 'unclaimed', 'merged', 'split') THEN p + (22 + i % 30) * interval '1 day' END,
      CASE WHEN s IN ('withdrawn', 'unsolved', 'unclaimed') THEN '企业改了方案' END, jsonb_build_object('state', s, 'title', '压铸件砂眼气孔多，良率上不去', 'publishedAt', p)
    FROM (SELECT i, ${at} - (i % ${size.days}) * interval '1 day' - (i % 24) * interval '1 hour' AS p,
      (ARRAY['open', 'claimed', 'in_progress', 'solved', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'withdrawn', 'unsolved', 'unclaimed', 'merged', 'confirmed', 'split'])[(i * 7919) % 15 + 1] AS s
      FROM generate_series(${first}, ${last}) i) made`
}

function followUp(made: string): string[] {
  const solved = `${made} AND n."solvedAt" IS NOT NULL`
  return [
    `INSERT INTO "Invitation" ("id", "needId", "expertId", "state", "rank", "confidence", "reasons", "askedAt", "dueAt")
      SELECT n."id" || k, n."id", ${expert('k')}, 'reserve', k, 'strong', '[]'::jsonb, n."publishedAt", n."publishedAt" + interval '3 days' FROM generate_series(1, 3) k, ${made}`,
    `INSERT INTO "Claim" ("id", "needId", "expertId", "at", "endedAt", "ended")
      SELECT n."id", n."id", ${expert('1')}, n."claimedAt", n."closedAt", CASE WHEN n."closedAt" IS NOT NULL THEN n."state" END FROM ${made} AND n."claimedAt" IS NOT NULL`,
    `INSERT INTO "Claim" ("id", "needId", "expertId", "at", "endedAt", "ended")
      SELECT n."id" || 'u', n."id", ${expert('2')}, n."claimedAt" - interval '1 hour', n."claimedAt" - interval '3590 seconds', 'undone' FROM ${made} AND n."claimedAt" IS NOT NULL AND ${nth} % 50 = 0`,
    history(made),
    `INSERT INTO "Visit" ("id", "needId", "day", "who", "state", "byId", "doneAt", "createdAt", "found")
      SELECT 'v' || n."id", n."id", to_char(n."claimedAt" + interval '3 days', 'YYYY-MM-DD'), '专家', 'done', 'contact1', n."claimedAt" + interval '3 days', n."claimedAt", '模温不匀' FROM ${made} AND n."claimedAt" IS NOT NULL`,
    `INSERT INTO "Outcome" ("id", "needId", "kind", "on", "automatic", "byId", "at", "state", "settledAt")
      SELECT 'o' || n."id", n."id", CASE WHEN ${nth} % 4 = 0 THEN 'solved_on_site' ELSE 'solved' END, to_char(n."solvedAt", 'YYYY-MM-DD'), true, n."posterId", n."closedAt", 'confirmed', n."closedAt" FROM ${solved} AND n."state" = 'confirmed'`,
    `INSERT INTO "Outcome" ("id", "needId", "kind", "subkind", "on", "amount", "count", "byId", "at", "state", "settledAt", "endedAt")
      SELECT 'p' || n."id", n."id", (ARRAY['agreement', 'patent', 'training', 'incubated', 'joint_centre', 'tech_contract'])[${nth} % 6 + 1], CASE WHEN ${nth} % 12 = 1 THEN 'granted' END,
        to_char(n."solvedAt" + interval '5 days', 'YYYY-MM-DD'), 20, 15, n."posterId", n."solvedAt", CASE WHEN ${nth} % 20 = 0 THEN 'withdrawn' ELSE 'confirmed' END, n."solvedAt",
        CASE WHEN ${nth} % 20 = 0 THEN n."solvedAt" END FROM ${solved}`,
    `INSERT INTO "OutcomeShare" ("outcomeId", "instituteId", "share")
      SELECT o."id", 'inst' || ((${nth} + k * 3) % ${size.institutes} + 1), CASE WHEN ${nth} % 5 = 0 THEN CASE k WHEN 0 THEN 0.6 ELSE 0.4 END ELSE 1 END
      FROM "Outcome" o, generate_series(0, 1) k, ${made} AND o."needId" = n."id" AND (k = 0 OR ${nth} % 5 = 0)`,
  ]
}

function history(made: string): string {
  const entry = (at: string, event: string, more = '', where = 'true', note = 'NULL', actor = 'n."posterId"') =>
    `SELECT n."id", ${at}, ${actor}, '${event}', ${note}, jsonb_build_object('state', n."state") FROM ${more} ${made} AND ${where}`
  const taken = 'n."claimedAt" IS NOT NULL'
  const solved = 'n."solvedAt" IS NOT NULL'
  return `INSERT INTO "History" ("needId", "at", "actorId", "event", "note", "after") SELECT * FROM (
    ${[
      entry(`n."publishedAt" - interval '1 day'`, 'submit', '', `${nth} % 20 = 0`),
      entry('n."publishedAt"', 'publish'),
      entry('n."publishedAt"', 'asked', 'generate_series(1, 3) k,', `n."state" <> 'unclaimed'`, expert('k'), 'NULL'),
      entry('n."claimedAt"', 'claim', '', taken),
      entry(`n."claimedAt" + interval '20 hours'`, 'start', '', taken),
      entry(`n."claimedAt" + k * interval '5 days'`, 'progress', 'generate_series(1, 3) k,', taken, `'试模第' || k || '轮，气孔减少'`),
      entry(`n."solvedAt" - interval '1 hour'`, 'dispute', '', `${solved} AND ${nth} % 15 = 0`, `'还有气孔'`),
      entry('n."solvedAt"', 'solve', '', solved, 'n."result"'),
      entry('n."closedAt"', 'confirm', '', `n."state" = 'confirmed'`),
      entry(`n."closedAt" + interval '90 days'`, 'follow_up_fine', '', `n."state" = 'confirmed' AND ${nth} % 3 = 0`),
      entry(`n."claimedAt" + interval '21 hours'`, 'undo', '', `${taken} AND ${nth} % 50 = 0`, `'pause'`),
    ].join(' UNION ALL ')}
  ) entries ("needId", "at", "actorId", "event", "note", "after") ORDER BY "at"`
}
