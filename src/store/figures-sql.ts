import type { FigureKey, FigureScope } from '../domain/reports/figures.ts'
import { momentsOf, type Span } from '../domain/reports/period.ts'
import { undoMs } from '../domain/undo.ts'
import { Prisma } from './generated/client.ts'

/** `sample`: of the demo data instead of the others. `instituteId` and `township` may be '': what belongs to none. */
export type Scope = FigureScope & { sample: boolean }

/** What a relation of facts is asked for. `parted`: a row for each institute's part instead of one for the whole. */
export type Ask = { keys: readonly FigureKey[]; ranges: readonly Span[]; scope: Scope; parted: boolean }

const day = (column: Prisma.Sql) => Prisma.sql`(${column} AT TIME ZONE ${Prisma.raw("'Asia/Shanghai'")})::date::text`

/** The spans as few as they can be: those that overlap are one. */
export function rangesOf(spans: readonly Span[]): Span[] {
  const ranges: Span[] = []
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = ranges.at(-1)
    if (last && span.from <= last.until) last.until = span.until > last.until ? span.until : last.until
    else ranges.push({ from: span.from, until: span.until })
  }
  return ranges
}

/** Whether a moment lies in one of the ranges. */
export function within(column: Prisma.Sql, ranges: readonly Span[]): Prisma.Sql {
  const each = ranges.map(momentsOf).map(({ from, to }) => Prisma.sql`(${column} >= ${from} AND ${column} < ${to})`)
  return Prisma.sql`(${Prisma.join(each, ' OR ')})`
}

/** The same of an ISO day. */
function daysWithin(column: Prisma.Sql, ranges: readonly Span[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    ranges.map(({ from, until }) => Prisma.sql`(${column} BETWEEN ${from} AND ${until})`),
    ' OR ',
  )})`
}

/** That a history entry `h` was not taken back in its minute: what is taken back is the latest of its kind. `as`: the event that was taken back with it. */
export function stands(as: Prisma.Sql = Prisma.sql`h."event"`): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM "History" u WHERE u."event" = 'undo' AND u."needId" = h."needId" AND u."note" = ${as}
    AND u."id" > h."id" AND u."at" <= h."at" + ${Prisma.raw(`interval '${undoMs} milliseconds'`)}
    AND NOT EXISTS (SELECT 1 FROM "History" m WHERE m."needId" = h."needId" AND m."event" = h."event" AND m."id" > h."id" AND m."id" < u."id"))`
}

/** A claim `c` that happened: one that was taken back in its minute did not. */
export const happened = Prisma.sql`c."ended" IS DISTINCT FROM 'undone'`

/**
 * Needs `n` that count as such: put before the office, and no other need's double. Duplicates count where they went to, the parts of a split in its stead; parts
 * whose split was taken back never were (a withdrawal by the enterprise has a reason).
 */
export const counts = Prisma.sql`n."state" NOT IN ('draft', 'merged', 'split')
  AND n."id" NOT IN (SELECT "id" FROM "Need" WHERE "state" = 'withdrawn' AND "splitFromId" IS NOT NULL AND "endReason" IS NULL)`

/** Of whom: conditions on the enterprise `e`. */
export function ofWhom({ sample, township, enterpriseId }: Scope): Prisma.Sql {
  const all = [Prisma.sql`e."sample" = ${sample}`]
  if (township !== undefined) all.push(Prisma.sql`COALESCE(e."township", '') = ${township}`)
  if (enterpriseId !== undefined) all.push(Prisma.sql`e."id" = ${enterpriseId}`)
  return Prisma.join(all, ' AND ')
}

export function ofInstitute({ instituteId }: Scope, column: Prisma.Sql): Prisma.Sql {
  return instituteId === undefined ? Prisma.empty : Prisma.sql`AND COALESCE(${column}, '') = ${instituteId}`
}

const moments = { learnt: 'learntAt', published: 'publishedAt', matched: 'matchedAt', claimed: 'claimedAt' } as const

/** Beyond so many days it is quicker to look at all needs than to look some up. */
const manyDays = 60

/** The ids of the needs of one enterprise, or of those something of this happened to in the ranges, where they are short; undefined: it may be any. */
function touched(keys: readonly FigureKey[], ranges: readonly Span[], { enterpriseId }: Scope): Prisma.Sql | undefined {
  if (enterpriseId !== undefined) return Prisma.sql`SELECT "id" FROM "Need" WHERE "enterpriseId" = ${enterpriseId}`
  const lasts = ranges.map(momentsOf).reduce((ms, { from, to }) => ms + to.getTime() - from.getTime(), 0)
  if (lasts > manyDays * 86_400_000) return undefined
  const of = (key: FigureKey) => keys.includes(key)
  const at = Prisma.sql`"at"`
  const all: Prisma.Sql[] = []
  if (of('learnt') || of('published')) all.push(Prisma.sql`SELECT "id" FROM "Need" WHERE ${within(Prisma.sql`"publishedAt"`, ranges)}`)
  if (of('learnt')) all.push(Prisma.sql`SELECT "needId" FROM "History" WHERE "event" = 'submit' AND ${within(at, ranges)}`)
  if (of('matched')) all.push(Prisma.sql`SELECT "needId" FROM "History" WHERE "event" = 'asked' AND ${within(at, ranges)}`)
  if (of('matched') || of('claimed')) all.push(Prisma.sql`SELECT "needId" FROM "Claim" WHERE ${within(at, ranges)}`)
  return Prisma.join(all, ' UNION ')
}

/** When a publication was last taken back in its minute: experts asked before were not asked. */
const takenBack = Prisma.sql`(SELECT "needId", max("id") AS "id" FROM "History" WHERE "event" = 'undo' AND "note" = 'publish' GROUP BY "needId")`

/**
 * The moments of needs, each once: put before the office, published, first asked about or taken up by an expert, first claimed; with the expert of the first
 * claim, and the one who was matched first. Of needs that have a moment of these figures in the ranges; others may be among them.
 */
export function needsOf(keys: readonly FigureKey[], ranges: readonly Span[], scope: Scope): Prisma.Sql {
  const some = touched(keys, ranges, scope)
  const one = (column: Prisma.Sql) => (some ? Prisma.sql`${column} IN (SELECT * FROM "some")` : Prisma.sql`true`)
  return Prisma.sql`(WITH ${some ? Prisma.sql`"some" AS MATERIALIZED (${some}),` : Prisma.empty}
    "submitted" AS (SELECT h."needId", max(h."at") AS "at" FROM "History" h
      WHERE h."event" = 'submit' AND ${one(Prisma.sql`h."needId"`)} AND ${stands()} GROUP BY h."needId"),
    "asked" AS (SELECT DISTINCT ON (h."needId") h."needId", h."at", h."note" AS "expertId" FROM "History" h LEFT JOIN ${takenBack} u ON u."needId" = h."needId"
      WHERE h."event" = 'asked' AND ${one(Prisma.sql`h."needId"`)} AND h."id" > COALESCE(u."id", 0) ORDER BY h."needId", h."id"),
    "taken" AS (SELECT DISTINCT ON (c."needId") c."needId", c."at", c."expertId" FROM "Claim" c
      WHERE ${one(Prisma.sql`c."needId"`)} AND ${happened} ORDER BY c."needId", c."at", c."id")
    SELECT n."id", n."enterpriseId", n."state", e."township", COALESCE(s."at", n."publishedAt") AS "learntAt", n."publishedAt",
      LEAST(a."at", c."at") AS "matchedAt", CASE WHEN a."at" > c."at" THEN c."expertId" ELSE COALESCE(a."expertId", c."expertId") END AS "matchedBy",
      c."at" AS "claimedAt", c."expertId" AS "claimedBy"
    FROM "Need" n JOIN "Enterprise" e ON e."id" = n."enterpriseId" LEFT JOIN "submitted" s ON s."needId" = n."id"
      LEFT JOIN "asked" a ON a."needId" = n."id" LEFT JOIN "taken" c ON c."needId" = n."id"
    WHERE ${one(Prisma.sql`n."id"`)} AND ${counts} AND ${ofWhom(scope)})`
}

function needFacts({ keys, ranges, scope, parted }: Ask): Prisma.Sql[] {
  const own = (Object.keys(moments) as (keyof typeof moments)[]).filter((key) => keys.includes(key))
  if (own.length === 0) return []
  const institute = parted ? Prisma.sql`i."instituteId"` : Prisma.sql`NULL::text`
  const each = own.map((key) => {
    const at = Prisma.raw(`x."${moments[key]}"`)
    const expert = Prisma.raw(key === 'matched' ? 'x."matchedBy"' : 'x."claimedBy"')
    return Prisma.sql`SELECT ${key}::text AS "figure", x."id" AS "needId", x."enterpriseId", x."township", ${day(at)} AS "on", ${at} AS "at", 1::float8 AS "value",
        NULL::text AS "ref", NULL::text AS "kind", ${institute} AS "instituteId"
      FROM "moments" x ${parted ? Prisma.sql`LEFT JOIN "Expert" i ON i."id" = ${expert}` : Prisma.empty}
      WHERE ${within(at, ranges)} ${parted ? ofInstitute(scope, institute) : Prisma.empty}`
  })
  return [Prisma.sql`(WITH "moments" AS ${needsOf(own, ranges, scope)} ${Prisma.join(each, ' UNION ALL ')})`]
}

/** A visit is of the institute that had the need when it was noted, or had solved it; before anybody claimed it, of none. */
const visitor = Prisma.sql`LEFT JOIN LATERAL (SELECT i."instituteId" FROM "Claim" c JOIN "Expert" i ON i."id" = c."expertId"
  WHERE c."needId" = v."needId" AND c."at" <= COALESCE(v."doneAt", v."createdAt") AND ${happened}
    AND (c."endedAt" IS NULL OR c."endedAt" >= COALESCE(v."doneAt", v."createdAt") OR c."ended" = 'confirmed') ORDER BY c."at" DESC, c."id" LIMIT 1) i ON true`

function visits(figure: FigureKey, { ranges, scope, parted }: Ask): Prisma.Sql {
  return Prisma.sql`SELECT ${figure}::text AS "figure", v."needId", n."enterpriseId", e."township", v."day" AS "on", COALESCE(v."doneAt", v."createdAt") AS "at",
      1::float8 AS "value", v."id" AS "ref", NULL::text AS "kind", ${parted ? Prisma.sql`i."instituteId"` : Prisma.sql`NULL::text`} AS "instituteId"
    FROM "Visit" v JOIN "Need" n ON n."id" = v."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId" ${parted ? visitor : Prisma.empty}
    WHERE v."state" = 'done' AND ${daysWithin(Prisma.sql`v."day"`, ranges)} AND ${ofWhom(scope)}
      ${parted ? ofInstitute(scope, Prisma.sql`i."instituteId"`) : Prisma.empty}`
}

/** Each enterprise once, with its last visit. Who is visited by two institutes is one of each: enterprises can't be shared out. */
function visited(ask: Ask): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT ON ("enterpriseId", "instituteId") * FROM (${visits('visited', ask)}) v
    ORDER BY "enterpriseId", "instituteId", "on" DESC, "at" DESC, "ref"`
}

/** Which outcomes a figure is of, and what one adds: one, or its amount or count (as in domain/outcome-figures.ts). */
const worth = {
  solvedOnSite: ['solved_on_site', 'one'],
  solved: ['solved', 'one'],
  agreements: ['agreement', 'one'],
  agreementAmount: ['agreement', 'amount'],
  patents: ['patent', 'one'],
  patentsGranted: ['patent_granted', 'one'],
  trained: ['training', 'count'],
  incubated: ['incubated', 'one'],
  centres: ['joint_centre', 'one'],
  contracts: ['tech_contract', 'one'],
  contractValue: ['tech_contract', 'amount'],
} as const satisfies Partial<Record<FigureKey, [string, 'one' | 'amount' | 'count']>>

function outcomeFacts({ keys, ranges, scope, parted }: Ask): Prisma.Sql[] {
  const own = (Object.keys(worth) as (keyof typeof worth)[]).filter((key) => keys.includes(key))
  if (own.length === 0) return []
  const each = own.map((key) => Prisma.raw(`('${key}', '${worth[key][0]}', '${worth[key][1]}')`))
  const shares = parted ? Prisma.sql`LEFT JOIN "OutcomeShare" i ON i."outcomeId" = o."id"` : Prisma.empty
  const value = Prisma.sql`CASE w."of" WHEN 'amount' THEN COALESCE(o."amount", 0) WHEN 'count' THEN COALESCE(o."count", 1) ELSE 1 END`
  // OFFSET 0: the outcomes are read first; the planner takes the join with the few kinds for far more selective than it is
  const counted = Prisma.sql`(SELECT o."id", o."needId", o."kind", o."subkind", o."amount", o."count", o."on", o."at", n."enterpriseId", e."township"
    FROM "Outcome" o JOIN "Need" n ON n."id" = o."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
    WHERE o."state" = 'confirmed' AND o."settledAt" IS NOT NULL AND o."endedAt" IS NULL AND ${daysWithin(Prisma.sql`o."on"`, ranges)} AND ${ofWhom(scope)} OFFSET 0)`
  return [
    Prisma.sql`SELECT w."figure", o."needId", o."enterpriseId", o."township", o."on", o."at", ${value} * ${parted ? Prisma.sql`COALESCE(i."share", 1)` : Prisma.sql`1`} AS "value",
        o."id" AS "ref", o."kind", ${parted ? Prisma.sql`i."instituteId"` : Prisma.sql`NULL::text`} AS "instituteId"
      FROM ${counted} o JOIN (VALUES ${Prisma.join(each)}) w("figure", "kind", "of")
        ON w."kind" = CASE WHEN o."kind" = 'patent' AND o."subkind" = 'granted' THEN 'patent_granted' ELSE o."kind" END ${shares}
      WHERE ${value} <> 0 ${parted ? ofInstitute(scope, Prisma.sql`i."instituteId"`) : Prisma.empty}`,
  ]
}

/**
 * What the figures are the sums of, a row for each fact: figure, needId, enterpriseId, township, on (ISO day), at, value, ref, kind, instituteId. Everything told
 * of a figure comes from here, so that its number, its parts and its rows agree. Of `visited` the ranges are one span.
 */
export function facts(ask: Ask): Prisma.Sql {
  const sources = [...needFacts(ask), ...outcomeFacts(ask)]
  if (ask.keys.includes('visits')) sources.push(visits('visits', ask))
  if (ask.keys.includes('visited')) sources.push(Prisma.sql`SELECT * FROM (${visited(ask)}) v`)
  return Prisma.sql`(${Prisma.join(sources, ' UNION ALL ')})`
}

/** The visits of the ranges, for counting the enterprises of several spans at once. */
export function visitFacts(ask: Ask): Prisma.Sql {
  return Prisma.sql`(${visits('visited', ask)})`
}
