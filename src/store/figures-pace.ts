import type { FieldCode } from '../domain/code-lists.ts'
import type { FigureScope, Figures, NobodyLine, Pace, Speed } from '../domain/reports/figures.ts'
import type { Span } from '../domain/reports/period.ts'
import { counts, happened, needsOf, ofInstitute, ofWhom, type Scope, stands, within } from './figures-sql.ts'
import { Prisma } from './generated/client.ts'
import type { Db } from './rows.ts'

/** How fast, how well, and where nobody was found. The definitions in words: docs/figures.md. */
export function pace(db: Db, scoped: (scope: FigureScope) => Promise<Scope>): Pick<Figures, 'speed' | 'quality' | 'nobody'> {
  return {
    async speed(span, scope = {}) {
      return speed(db, span, await scoped(scope))
    },
    async quality(span, scope = {}) {
      const whom = await scoped(scope)
      const [ended] = await db.$queryRaw<{ ended: number; solved: number }[]>`${ends(span, whom)}`
      const [said] = await db.$queryRaw<{ said: number; satisfied: number }[]>`${words(span, whom)}`
      return { ended: ended?.ended ?? 0, solved: ended?.solved ?? 0, said: said?.said ?? 0, satisfied: said?.satisfied ?? 0 }
    },
    async nobody(span) {
      const needs = Prisma.sql`${needsOf(['published'], [span], await scoped({}))} x`
      const rows = await db.$queryRaw<{ field: FieldCode | null; published: number; nobody: number }[]>`
        SELECT n."field", count(*)::int AS "published", (count(*) FILTER (WHERE x."matchedAt" IS NULL OR x."state" = 'unclaimed'))::int AS "nobody"
        FROM ${needs} JOIN "Need" n ON n."id" = x."id" WHERE ${within(Prisma.sql`x."publishedAt"`, [span])}
        GROUP BY n."field" ORDER BY "nobody" DESC, "published" DESC, n."field"`
      return rows.map(({ field, ...line }): NobodyLine => (field ? { field, ...line } : line))
    },
  }
}

type Step = keyof Speed

async function speed(db: Db, span: Span, scope: Scope): Promise<Speed> {
  const found: Speed = { toMatch: { count: 0 }, toClaim: { count: 0 }, toContact: { count: 0 }, toSolution: { count: 0 } }
  const steps = [...matchAndClaim(span, scope), contact(span, scope), solution(span, scope)]
  const rows = await db.$queryRaw<({ step: Step; count: number } & Required<Pace>)[]>`
    SELECT "step", count(*)::int AS "count", percentile_cont(0.5) WITHIN GROUP (ORDER BY "hours") AS "median",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY "hours") AS "p90" FROM (${Prisma.join(steps, ' UNION ALL ')}) s GROUP BY "step"`
  for (const { step, ...measured } of rows) found[step] = measured
  return found
}

const hours = (from: Prisma.Sql, to: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${to} - ${from}) / 3600)::float8 AS "hours"`

/** From publication to the first expert, and to the first claim. */
function matchAndClaim(span: Span, scope: Scope): Prisma.Sql[] {
  const from = Prisma.sql`x."publishedAt"`
  const step = (
    name: Step,
    at: Prisma.Sql,
    by: Prisma.Sql,
    key: 'matched' | 'claimed',
  ) => Prisma.sql`SELECT ${name}::text AS "step", ${hours(from, at)}
    FROM ${needsOf([key], [span], scope)} x LEFT JOIN "Expert" i ON i."id" = ${by} WHERE ${within(at, [span])} AND x."publishedAt" IS NOT NULL ${ofInstitute(scope, Prisma.sql`i."instituteId"`)}`
  return [
    step('toMatch', Prisma.sql`x."matchedAt"`, Prisma.sql`x."matchedBy"`, 'matched'),
    step('toClaim', Prisma.sql`x."claimedAt"`, Prisma.sql`x."claimedBy"`, 'claimed'),
  ]
}

/** From each claim to the first “in touch” noted on it, or to its solution where none was noted before. */
function contact(span: Span, scope: Scope): Prisma.Sql {
  const noted = Prisma.sql`h."event" IN ('start', 'solve')`
  return Prisma.sql`SELECT 'toContact' AS "step", ${hours(Prisma.sql`t."claimedAt"`, Prisma.sql`t."at"`)}
    FROM (SELECT DISTINCT ON (c."id") c."expertId", c."at" AS "claimedAt", h."at" FROM "Claim" c JOIN "History" h ON h."needId" = c."needId" AND ${noted}
        AND h."at" >= c."at" AND (c."endedAt" IS NULL OR h."at" <= c."endedAt") AND ${stands()}
        JOIN "Need" n ON n."id" = c."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
      WHERE c."needId" IN (SELECT h."needId" FROM "History" h WHERE ${noted} AND ${within(Prisma.sql`h."at"`, [span])}) AND ${happened} AND ${counts} AND ${ofWhom(scope)}
      ORDER BY c."id", h."at", h."id") t
    LEFT JOIN "Expert" i ON i."id" = t."expertId" WHERE ${within(Prisma.sql`t."at"`, [span])} ${ofInstitute(scope, Prisma.sql`i."instituteId"`)}`
}

/** The institute whose expert the need ended with. */
const solver = Prisma.sql`LEFT JOIN LATERAL (SELECT i."instituteId" FROM "Claim" c JOIN "Expert" i ON i."id" = c."expertId"
  WHERE c."needId" = n."id" AND ${happened} ORDER BY c."at" DESC, c."id" LIMIT 1) i ON true`

/** Where an institute is asked for, needs are of the one that had them last. */
function andSolver(scope: Scope): { join: Prisma.Sql; where: Prisma.Sql } {
  if (scope.instituteId === undefined) return { join: Prisma.empty, where: Prisma.empty }
  return { join: solver, where: ofInstitute(scope, Prisma.sql`i."instituteId"`) }
}

/** From publication to the report of the solution that the enterprise then confirmed. */
function solution(span: Span, scope: Scope): Prisma.Sql {
  const { join, where } = andSolver(scope)
  return Prisma.sql`SELECT 'toSolution' AS "step", ${hours(Prisma.sql`n."publishedAt"`, Prisma.sql`n."solvedAt"`)}
    FROM "Need" n JOIN "Enterprise" e ON e."id" = n."enterpriseId" ${join}
    WHERE n."state" = 'confirmed' AND ${within(Prisma.sql`n."solvedAt"`, [span])} AND n."publishedAt" IS NOT NULL AND ${ofWhom(scope)} ${where}`
}

/** Published needs that came to an end, and how many of them solved. */
function ends(span: Span, scope: Scope): Prisma.Sql {
  const { join, where } = andSolver(scope)
  return Prisma.sql`SELECT count(*)::int AS "ended", (count(*) FILTER (WHERE n."state" = 'confirmed'))::int AS "solved"
    FROM "Need" n JOIN "Enterprise" e ON e."id" = n."enterpriseId" ${join}
    WHERE n."state" IN ('confirmed', 'unsolved', 'unclaimed', 'withdrawn') AND ${within(Prisma.sql`n."closedAt"`, [span])} AND n."publishedAt" IS NOT NULL
      AND ${counts} AND ${ofWhom(scope)} ${where}`
}

/** Of an entry `h` that an enterprise wrote: whether it was satisfied. */
export const wasSatisfied = Prisma.sql`h."event" IN ('confirm', 'follow_up_fine', 'follow_up_more')`

/** Entries `h` of the needs `n` of enterprises `e`, each with the person `p` who made it. */
export const entries = Prisma.sql`"History" h JOIN "Need" n ON n."id" = h."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
  LEFT JOIN "Person" p ON p."id" = h."actorId"`

/**
 * What enterprises said themselves, each time: yes or no to a solution, and how it holds later. What an officer noted of a call is not their own press. “Again” opens
 * the need with the same press, and is taken back with that.
 */
export function theirWord(span: Span): Prisma.Sql {
  const event = Prisma.sql`CASE h."event" WHEN 'follow_up_again' THEN 'reopen' ELSE h."event" END`
  return Prisma.sql`h."event" IN ('confirm', 'dispute', 'follow_up_fine', 'follow_up_more', 'follow_up_again') AND ${within(Prisma.sql`h."at"`, [span])}
    AND (h."actorId" = n."posterId" OR p."enterpriseId" = n."enterpriseId") AND ${stands(event)}`
}

function words(span: Span, scope: Scope): Prisma.Sql {
  const { join, where } = andSolver(scope)
  return Prisma.sql`SELECT count(*)::int AS "said", (count(*) FILTER (WHERE ${wasSatisfied}))::int AS "satisfied"
    FROM ${entries} ${join} WHERE ${theirWord(span)} AND ${ofWhom(scope)} ${where}`
}
