import type { Plan, PlanLine } from '../domain/reports/report.ts'
import { Prisma } from './generated/client.ts'
import { sampleOnly } from './lists-sql.ts'
import type { Db } from './rows.ts'

type Row = Omit<PlanLine, 'dueAt' | 'officerId' | 'officer' | 'who'> & {
  dueAt: Date
  who: string | null
  officerId: string | null
  officer: string | null
  total: number
}

/** What of a matter a line says; the names of who owes it are those of this moment. */
const line = Prisma.sql`m."id" AS "matterId", m."needId", n."number", n."title", m."kind", m."waitOn", m."dueAt", n."officerId", o."name" AS "officer",
  CASE m."waitOn" WHEN 'poster' THEN e."name" WHEN 'claimer' THEN x."name" WHEN 'officer' THEN o."name" WHEN 'person' THEN w."name" END AS "who"`

const tables = Prisma.sql`"Matter" m JOIN "Need" n ON n."id" = m."needId" JOIN "Enterprise" e ON e."id" = n."enterpriseId"
  LEFT JOIN "Person" o ON o."id" = n."officerId" LEFT JOIN "Person" w ON w."id" = m."onId"
  LEFT JOIN "Claim" c ON c."needId" = n."id" AND c."endedAt" IS NULL LEFT JOIN "Expert" x ON x."id" = c."expertId"`

/** The answers of several experts to one need are one line: the one due last, since as long as one may answer nothing is late. */
const oneOfAnswers = Prisma.sql`(m."kind" <> 'answer' OR NOT EXISTS (SELECT 1 FROM "Matter" l WHERE l."needId" = m."needId" AND l."kind" = 'answer'
  AND l."endedAt" IS NULL AND (l."dueAt", l."id") > (m."dueAt", m."id")))`

function toLine({ dueAt, who, officerId, officer, total: _, ...row }: Row): PlanLine {
  return { ...row, who: who ?? '', ...(officerId && { officerId }), ...(officer && { officer }), dueAt: dueAt.toISOString() }
}

export async function plan(db: Db, now: Date, until: Date, size: number): Promise<Plan> {
  const sample = await sampleOnly(db)
  const read = (when: Prisma.Sql) => db.$queryRaw<Row[]>`
    SELECT ${line}, count(*) OVER()::int AS "total" FROM ${tables}
    WHERE m."endedAt" IS NULL AND ${when} AND n."number" IS NOT NULL AND e."sample" = ${sample} AND ${oneOfAnswers}
    ORDER BY m."dueAt", m."id" LIMIT ${size}`
  const overdue = await read(Prisma.sql`m."dueAt" <= ${now}`)
  const due = await read(Prisma.sql`m."dueAt" > ${now} AND m."dueAt" < ${until}`)
  return {
    overdue: overdue.map(toLine),
    overdueTotal: overdue[0]?.total ?? 0,
    due: due.map(toLine),
    dueTotal: due[0]?.total ?? 0,
  }
}

export async function owedBy(db: Db, { personId, expertId }: { personId: string; expertId?: string }, until: Date): Promise<PlanLine[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${line}, 0 AS "total" FROM ${tables}
    WHERE m."endedAt" IS NULL AND m."dueAt" < ${until} AND ((m."waitOn" = 'person' AND m."onId" = ${personId})
      OR (m."waitOn" = 'poster' AND n."posterId" = ${personId})
      OR (m."waitOn" = 'claimer' AND ${expertId ?? null}::text IS NOT NULL AND c."expertId" = ${expertId ?? null}))
    ORDER BY m."dueAt", m."id" LIMIT 100`
  return rows.map(toLine)
}

export async function lateOf(db: Db, instituteId: string, now: Date): Promise<PlanLine[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${line}, 0 AS "total" FROM ${tables}
    WHERE m."endedAt" IS NULL AND m."dueAt" <= ${now} AND m."waitOn" = 'claimer' AND x."instituteId" = ${instituteId}
    ORDER BY m."dueAt", m."id" LIMIT 100`
  return rows.map(toLine)
}
