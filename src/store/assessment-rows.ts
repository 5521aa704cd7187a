import type { ExpertStanding, RateRow } from '../domain/assessment/assessment.ts'
import { momentsOf, type Span } from '../domain/reports/period.ts'
import { entries, theirWord, wasSatisfied } from './figures-pace.ts'
import { happened } from './figures-sql.ts'
import { sampleOnly } from './lists-sql.ts'
import type { Db } from './rows.ts'

type Row = Omit<RateRow, 'number'> & { number: string | null }

function toRate({ number, ...row }: Row): RateRow {
  return number ? { ...row, number } : row
}

/** Invitations by the day they were sent. One that ran out, or led to a claim that lapsed without a word, was not answered; answered late is answered. */
export async function answered(db: Db, span: Span): Promise<RateRow[]> {
  const sample = await sampleOnly(db)
  const { from, to } = momentsOf(span)
  const rows = await db.$queryRaw<Row[]>`
    SELECT i."needId", n."number", i."state" NOT IN ('expired', 'lapsed') AS "good", i."state" AS "event", i."askedAt" AS "at", x."instituteId"
    FROM "Invitation" i JOIN "Expert" x ON x."id" = i."expertId" JOIN "Need" n ON n."id" = i."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
    WHERE i."askedAt" >= ${from} AND i."askedAt" < ${to} AND e."sample" = ${sample}
      AND i."state" IN ('claimed', 'passed', 'reserve', 'released', 'declined', 'replaced', 'expired', 'lapsed')
    ORDER BY i."askedAt" DESC, i."id"`
  return rows.map(toRate)
}

/** The words that figures count, one by one, with the institute whose expert had the need last. */
export async function satisfied(db: Db, span: Span): Promise<RateRow[]> {
  const sample = await sampleOnly(db)
  const rows = await db.$queryRaw<Row[]>`
    SELECT h."needId", n."number", ${wasSatisfied} AS "good", h."event", h."at", i."instituteId"
    FROM ${entries}
      JOIN LATERAL (SELECT x."instituteId" FROM "Claim" c JOIN "Expert" x ON x."id" = c."expertId"
        WHERE c."needId" = n."id" AND ${happened} ORDER BY c."at" DESC, c."id" LIMIT 1) i ON true
    WHERE ${theirWord(span)} AND e."sample" = ${sample}
    ORDER BY h."at" DESC, h."id" DESC`
  return rows.map(toRate)
}

/** An outcome is of the expert of the live claim, or of the one the need ended with. */
export async function experts(db: Db, span: Span, ranks: number): Promise<ExpertStanding[]> {
  const sample = await sampleOnly(db)
  return db.$queryRaw<ExpertStanding[]>`
    SELECT * FROM (
      SELECT x."id", x."name", t."short" AS "institute", count(*)::int AS "outcomes", (rank() OVER (ORDER BY count(*) DESC))::int AS "rank"
      FROM "Outcome" o JOIN "Need" n ON n."id" = o."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
        JOIN LATERAL (SELECT c."expertId" FROM "Claim" c WHERE c."needId" = n."id" AND (c."ended" IS NULL OR c."ended" NOT IN ('released', 'declined', 'lapsed', 'replaced', 'undone'))
          ORDER BY c."endedAt" DESC NULLS FIRST, c."id" LIMIT 1) c ON true
        JOIN "Expert" x ON x."id" = c."expertId" JOIN "Institute" t ON t."id" = x."instituteId"
      WHERE o."state" = 'confirmed' AND o."settledAt" IS NOT NULL AND o."endedAt" IS NULL AND o."on" BETWEEN ${span.from} AND ${span.until} AND e."sample" = ${sample}
      GROUP BY x."id", x."name", t."short") r
    WHERE "rank" <= ${ranks} ORDER BY "rank", "name", "id"`
}
