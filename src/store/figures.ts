import {
  type FigureKey,
  type FigureRow,
  type FigureScope,
  type Figures,
  type FigureValues,
  figures as known,
} from '../domain/reports/figures.ts'
import type { Span } from '../domain/reports/period.ts'
import { pace } from './figures-pace.ts'
import { facts, rangesOf, type Scope, visitFacts } from './figures-sql.ts'
import { Prisma } from './generated/client.ts'
import { sampleOnly } from './lists-sql.ts'
import type { Db } from './rows.ts'
import { targets } from './targets.ts'

const keys: readonly FigureKey[] = known.map(({ key }) => key)

/** Sums of money and shares without what floating point leaves behind: to a ten-thousandth of 0.01 元. */
const tidy = (value: number) => Math.round(value * 1e10) / 1e10

function nothing(): FigureValues {
  return Object.fromEntries(keys.map((key) => [key, 0])) as FigureValues
}

export function figures(db: Db): Figures {
  const scoped = async (scope: FigureScope): Promise<Scope> => ({ ...scope, sample: await sampleOnly(db) })
  return {
    sample: () => sampleOnly(db),
    async count(spans, scope = {}) {
      return spans.length === 0 ? [] : count(db, spans, await scoped(scope))
    },
    async byInstitute(span) {
      const { sample } = await scoped({})
      const institutes = await db.institute.findMany({
        where: sample ? {} : { sample: false },
        select: { id: true },
        orderBy: { name: 'asc' },
      })
      return grouped(
        db,
        span,
        'instituteId',
        { sample },
        institutes.map(({ id }) => id),
      )
    },
    async byTownship(span) {
      const { sample } = await scoped({})
      const where = { sample, township: { not: null } }
      const rows = await db.enterprise.findMany({ where, distinct: ['township'], select: { township: true }, orderBy: { township: 'asc' } })
      return grouped(
        db,
        span,
        'township',
        { sample },
        rows.flatMap(({ township }) => township ?? []),
      )
    },
    ...opening(db, scoped),
    ...pace(db, scoped),
    ...targets(db),
  }
}

/** All spans in one pass over the facts: sums by day, which the spans are then put together from. */
async function count(db: Db, spans: readonly Span[], scope: Scope): Promise<FigureValues[]> {
  const ask = { keys: keys.filter((key) => key !== 'visited'), ranges: rangesOf(spans), scope, parted: scope.instituteId !== undefined }
  const days = await db.$queryRaw<{ figure: FigureKey; on: string; value: number }[]>`
    SELECT "figure", "on", sum("value")::float8 AS "value" FROM ${facts(ask)} f GROUP BY "figure", "on"`
  const counted = spans.map(() => nothing())
  for (const { figure, on, value } of days)
    for (const [i, { from, until }] of spans.entries()) if (from <= on && on <= until) (counted[i] as FigureValues)[figure] += value
  const each = spans.map(({ from, until }, i) => Prisma.sql`(${i}::int, ${from}::text, ${until}::text)`)
  const visited = await db.$queryRaw<{ i: number; enterprises: number }[]>`
    SELECT s."i", count(DISTINCT v."enterpriseId")::int AS "enterprises" FROM ${visitFacts(ask)} v
    JOIN (VALUES ${Prisma.join(each)}) s("i", "from", "until") ON v."on" BETWEEN s."from" AND s."until" GROUP BY s."i"`
  for (const { i, enterprises } of visited) (counted[i] as FigureValues).visited = enterprises
  for (const values of counted) for (const key of keys) values[key] = tidy(values[key])
  return counted
}

/** By institute or township; `names` are there in any case, what belongs to none stands under ''. */
async function grouped(db: Db, span: Span, by: 'instituteId' | 'township', scope: Scope, names: string[]) {
  const ask = { keys, ranges: [span], scope, parted: by === 'instituteId' }
  const column = Prisma.raw(`"${by}"`)
  const rows = await db.$queryRaw<{ name: string; figure: FigureKey; value: number }[]>`
    SELECT COALESCE(${column}, '') AS "name", "figure", sum("value")::float8 AS "value" FROM ${facts(ask)} f GROUP BY 1, 2`
  const values = new Map(names.map((name) => [name, nothing()]))
  for (const { name, figure, value } of rows) {
    const own = values.get(name) ?? nothing()
    values.set(name, own)
    own[figure] = tidy(value)
  }
  return values
}

type Row = { [K in keyof FigureRow]-?: undefined extends FigureRow[K] ? FigureRow[K] | null : FigureRow[K] }

/** A number opened to its rows. */
function opening(db: Db, scoped: (scope: FigureScope) => Promise<Scope>): Pick<Figures, 'rows' | 'allRows'> {
  const asked = async (figure: FigureKey, span: Span, scope: FigureScope) =>
    facts({ keys: [figure], ranges: [span], scope: await scoped(scope), parted: scope.instituteId !== undefined })
  const read = (relation: Prisma.Sql, size: number | null, skip: number) => db.$queryRaw<Row[]>`
    SELECT f."needId", n."number", n."title", e."name" AS "enterprise", e."township", f."on", f."value", f."ref", f."kind", n."visibility"
    FROM ${relation} f JOIN "Need" n ON n."id" = f."needId" JOIN "Enterprise" e ON e."id" = f."enterpriseId"
    ORDER BY f."on" DESC, f."at" DESC, f."needId", f."ref" LIMIT ${size} OFFSET ${skip}`
  return {
    async rows(figure, span, scope, page, size) {
      const relation = await asked(figure, span, scope)
      const [counted] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS "total" FROM ${relation} f`
      const total = counted?.total ?? 0
      const last = Math.max(0, Math.ceil(total / size) - 1)
      const shown = Math.min(Math.max(0, Math.trunc(page) || 0), last)
      return { rows: (await read(relation, size, shown * size)).map(toRow), total, page: shown }
    },
    async allRows(figure, span, scope = {}) {
      return (await read(await asked(figure, span, scope), null, 0)).map(toRow)
    },
  }
}

function toRow({ number, township, ref, kind, value, ...row }: Row): FigureRow {
  const known = { number: number ?? undefined, township: township ?? undefined, ref: ref ?? undefined, kind: kind ?? undefined }
  return { ...row, ...known, value: tidy(value) }
}
