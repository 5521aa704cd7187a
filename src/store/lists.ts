import { createHash } from 'node:crypto'
import type { Ledger } from '../domain/ledger.ts'
import type { ListAsk, Lists } from '../domain/lists.ts'
import { Prisma } from './generated/client.ts'
import { rebuilt } from './lists-as-of.ts'
import { rowsOf } from './lists-rows.ts'
import { ledgersOf, order, overdue, type Scope, sampleOnly, scopeOf, struckOff, where } from './lists-sql.ts'
import type { Db } from './rows.ts'

/** Rows are read in so many at once. */
const batch = 1000

export function lists(db: Db): Lists {
  return {
    ...reading(db),
    ...filters(db),
    async asOf(moment) {
      const rows = await db.$queryRaw<{ needId: string; ledger: Ledger }[]>`
        SELECT "id" AS "needId", "ledger" FROM ${rebuilt(moment)} l WHERE "ledger"->>'number' IS NOT NULL ORDER BY "ledger"->>'number'`
      return rows
    },
    async openTo({ personId, expertId, staff }, page, size) {
      const seen = staff
        ? Prisma.sql`true`
        : Prisma.sql`(n."posterId" = ${personId} OR (${expertId ?? null}::text IS NOT NULL AND (n."visibility" <> 'private'
            OR EXISTS (SELECT 1 FROM "Invitation" v WHERE v."needId" = n."id" AND v."expertId" = ${expertId ?? ''}))))`
      const read = (skip: number) => db.$queryRaw<{ id: string; number: string; title: string; field: string | null; total: number }[]>`
        SELECT n."id", n."number", n."title", n."field", count(*) OVER()::int AS "total" FROM "Need" n
        WHERE n."state" = 'open' AND ${seen} ORDER BY n."publishedAt" DESC, n."id" LIMIT ${size} OFFSET ${skip}`
      const { rows, page: found } = await clamped(read, page, size)
      const needs = rows.map(({ id, number, title, field }) => ({ id, number, title, field: (field ?? undefined) as never }))
      return { needs, total: rows[0]?.total ?? 0, page: found }
    },
  }
}

/** The page asked for, or the last one where there are not so many. */
async function clamped<R extends { total: number }>(read: (skip: number) => Promise<R[]>, page: number, size: number) {
  const wanted = Math.min(Math.max(0, Math.trunc(page) || 0), 1_000_000)
  const rows = await read(wanted * size)
  if (rows.length > 0 || wanted === 0) return { rows, page: wanted }
  const total = (await read(0))[0]?.total ?? 0
  const last = Math.max(0, Math.ceil(total / size) - 1)
  return { rows: await read(last * size), page: last }
}

function reading(db: Db): Pick<Lists, 'page' | 'all' | 'counts' | 'tally'> {
  const ids = (scope: Scope, size: number | null, skip: number) => db.$queryRaw<{ id: string; total: number }[]>`
    SELECT n."id", count(*) OVER()::int AS "total" FROM ${ledgersOf(scope)} n JOIN "Enterprise" e ON e."id" = n."enterpriseId"
    WHERE ${where(scope)} ORDER BY ${order(scope)} LIMIT ${size} OFFSET ${skip}`
  return {
    async page(ask, moment, page, size) {
      const scope = scopeOf(ask, moment, await sampleOnly(db))
      const found = await clamped((skip) => ids(scope, size, skip), page, size)
      const rows = await rowsOf(
        db,
        scope,
        found.rows.map(({ id }) => id),
      )
      return { rows, total: found.rows[0]?.total ?? 0, page: found.page }
    },
    async all(ask, moment) {
      const scope = scopeOf(ask, moment, await sampleOnly(db))
      const found = (await ids(scope, null, 0)).map(({ id }) => id)
      const rows = []
      for (let i = 0; i < found.length; i += batch) rows.push(...(await rowsOf(db, scope, found.slice(i, i + batch))))
      return rows
    },
    async counts(filter, moment) {
      const scope = scopeOf({ kind: 'results', filter }, moment, await sampleOnly(db))
      const rows = await db.$queryRaw<{ state: string; all: number; problems: number; overdue: number }[]>`
        SELECT n."state", count(*)::int AS "all", (count(*) FILTER (WHERE NOT ${struckOff}))::int AS "problems",
          (count(*) FILTER (WHERE ${overdue(scope)}))::int AS "overdue"
        FROM ${ledgersOf(scope)} n JOIN "Enterprise" e ON e."id" = n."enterpriseId" WHERE ${where(scope)} GROUP BY n."state"`
      const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
      return {
        problems: sum((row) => row.problems),
        duties: sum((row) => (endedStates.has(row.state) ? 0 : row.all)),
        results: sum((row) => row.all),
        overdue: sum((row) => row.overdue),
        byState: Object.fromEntries(rows.map((row) => [row.state, row.all])),
      }
    },
    async tally(by, ask, moment) {
      const scope = scopeOf(ask, moment, await sampleOnly(db))
      const what =
        by === 'township' ? Prisma.sql`e."township" AS "id", e."township" AS "name"` : Prisma.sql`p."id" AS "id", p."name" AS "name"`
      return db.$queryRaw`
        SELECT ${what}, count(*)::int AS "count" FROM ${ledgersOf(scope)} n JOIN "Enterprise" e ON e."id" = n."enterpriseId"
        LEFT JOIN "Person" p ON p."id" = n."officerId"
        WHERE ${where(scope)} AND ${by === 'township' ? Prisma.sql`e."township"` : Prisma.sql`p."id"`} IS NOT NULL
        GROUP BY 1, 2 ORDER BY 3 DESC, 2`
    },
  }
}

const endedStates = new Set(['confirmed', 'unsolved', 'unclaimed', 'withdrawn', 'merged', 'split'])

function filters(db: Db): Pick<Lists, 'choices' | 'keep' | 'kept'> {
  return {
    async choices() {
      const townships = await db.$queryRaw<{ township: string }[]>`
        SELECT DISTINCT "township" FROM "Enterprise" WHERE "township" IS NOT NULL ORDER BY 1`
      return {
        townships: townships.map(({ township }) => township),
        industries: await db.$queryRaw`
          SELECT DISTINCT ON ("industryCode") "industryCode" AS "code", "industryName" AS "name" FROM "Enterprise"
          WHERE "industryCode" IS NOT NULL AND "industryName" IS NOT NULL ORDER BY "industryCode", "industryName"`,
        institutes: await db.institute.findMany({ select: { id: true, name: true, short: true }, orderBy: { short: 'asc' } }),
        officers: await db.person.findMany({
          where: { OR: [{ roles: { has: 'officer' } }, { answersFor: { some: {} } }] },
          select: { id: true, name: true },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
      }
    },
    async keep(ask) {
      const value = JSON.stringify(plain(ask))
      const name = createHash('sha256').update(value).digest('hex').slice(0, 16)
      await db.setting.createMany({ data: [{ key: `list:${name}`, value }], skipDuplicates: true })
      return name
    },
    async kept(name) {
      const row = await db.setting.findUnique({ where: { key: `list:${name}` } })
      return row ? (JSON.parse(row.value) as ListAsk) : undefined
    },
  }
}

/** The same ask is always written the same way. */
function plain({ kind, filter, asOf }: ListAsk): ListAsk {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined)
  return { kind, filter: Object.fromEntries(set.sort(([a], [b]) => (a < b ? -1 : 1))), ...(asOf && { asOf }) }
}
