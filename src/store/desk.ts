import type { ClusterCode, FieldCode } from '../domain/code-lists.ts'
import type { Desk, DirectoryAsk, EnterpriseLine, ExpertLine, Found, InstituteLine } from '../domain/desk.ts'
import type { NeedState } from '../domain/need.ts'
import { Prisma } from './generated/client.ts'
import { bare, type Db } from './rows.ts'

export function desk(db: Db): Desk {
  return {
    async offer({ hash, personId, at, until }) {
      await db.webLink.deleteMany({ where: { personId, usedAt: null } })
      await db.webLink.create({ data: { hash, personId, createdAt: at, expiresAt: until } })
    },
    async take(hash, at) {
      const used = await db.webLink.updateMany({ where: { hash, usedAt: null, expiresAt: { gt: at } }, data: { usedAt: at } })
      if (used.count !== 1) return undefined
      return (await db.webLink.findUnique({ where: { hash }, select: { personId: true } }))?.personId
    },
    async open({ hash, personId, at, until }) {
      await db.webSession.create({ data: { hash, personId, createdAt: at, expiresAt: until } })
    },
    async who(hash, at) {
      return (await db.webSession.findFirst({ where: { hash, expiresAt: { gt: at } }, select: { personId: true } }))?.personId
    },
    async close(hash) {
      await db.webSession.deleteMany({ where: { hash } })
    },
    experts: (ask) => experts(db, ask),
    enterprises: (ask) => enterprises(db, ask),
    institutes: (ask) => institutes(db, ask),
    async needsOf(whose, limit) {
      const mine = 'expertId' in whose ? { claims: { some: { expertId: whose.expertId } } } : { enterpriseId: whose.enterpriseId }
      const rows = await db.need.findMany({
        where: { ...mine, number: { not: null } },
        select: { id: true, number: true, title: true, state: true, publishedAt: true, createdAt: true },
        orderBy: [{ publishedAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
        take: limit,
      })
      return rows.map((row) => ({
        ...{ id: row.id, number: row.number ?? '', title: row.title, state: row.state as NeedState },
        at: row.publishedAt ?? row.createdAt,
      }))
    },
  }
}

/** The rows of the page that is asked for, or of the last one there is. */
async function paged<T>(total: number, { page, size }: DirectoryAsk, rows: (skip: number) => Promise<T[]>): Promise<Found<T>> {
  const last = Math.max(0, Math.ceil(total / size) - 1)
  const shown = Math.min(Math.max(0, page), last)
  return { rows: total === 0 ? [] : await rows(shown * size), total, page: shown }
}

/** Each word has to stand in one of the columns, as it is and not as a pattern; upper and lower case are the same. */
function saying(text: string, columns: Prisma.Sql): Prisma.Sql {
  const words = text.trim().toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 8)
  if (words.length === 0) return Prisma.sql`true`
  return Prisma.join(
    words.map((word) => Prisma.sql`strpos(lower(${columns}), ${word}) > 0`),
    ' AND ',
  )
}

async function count(db: Db, from: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS "count" ${from}`
  return Number(row?.count ?? 0)
}

async function experts(db: Db, ask: DirectoryAsk): Promise<Found<ExpertLine>> {
  const columns = Prisma.sql`concat_ws(' ', x."name", x."title", i."name", i."short", array_to_string(x."keywords", ' '))`
  const from = Prisma.sql`FROM "Expert" x JOIN "Institute" i ON i."id" = x."instituteId" WHERE ${saying(ask.text, columns)}`
  type Row = Omit<ExpertLine, 'away' | 'fields'> & { fields: string[]; awayFrom: string | null; awayUntil: string | null }
  return paged(await count(db, from), ask, async (skip) => {
    const rows = await db.$queryRaw<Row[]>`
      SELECT x."id", x."name", x."title", i."name" AS "institute", x."fields", x."keywords", x."cap", x."phone", x."email", x."awayFrom", x."awayUntil",
        (SELECT count(*)::int FROM "Claim" c WHERE c."expertId" = x."id" AND c."endedAt" IS NULL) AS "open",
        EXISTS (SELECT 1 FROM "Person" p JOIN "Account" a ON a."personId" = p."id" WHERE p."expertId" = x."id" AND a."reachable") AS "reachable"
      ${from} ORDER BY i."name", x."name", x."id" LIMIT ${ask.size} OFFSET ${skip}`
    return rows.map(bare).map(({ awayFrom, awayUntil, fields, ...row }) => ({
      ...row,
      fields: fields as FieldCode[],
      away: awayFrom && awayUntil ? { from: awayFrom, until: awayUntil } : undefined,
    }))
  })
}

async function enterprises(db: Db, ask: DirectoryAsk): Promise<Found<EnterpriseLine>> {
  const columns = Prisma.sql`concat_ws(' ', e."name", e."creditCode", e."industryName", e."products")`
  const there = ask.township ? Prisma.sql`e."township" = ${ask.township}` : Prisma.sql`true`
  const from = Prisma.sql`FROM "Enterprise" e WHERE ${there} AND ${saying(ask.text, columns)}`
  type Row = Omit<EnterpriseLine, 'cluster'> & { cluster: string | null }
  return paged(await count(db, from), ask, async (skip) => {
    const rows = await db.$queryRaw<Row[]>`
      SELECT e."id", e."name", e."creditCode", e."township", e."industryName" AS "industry", e."cluster", e."tier", e."verifiedAt" IS NOT NULL AS "verified",
        (SELECT count(*)::int FROM "Need" n WHERE n."enterpriseId" = e."id" AND n."number" IS NOT NULL) AS "needs"
      ${from} ORDER BY e."name", e."id" LIMIT ${ask.size} OFFSET ${skip}`
    return rows.map(bare).map((row) => ({ ...row, cluster: row.cluster as ClusterCode | undefined }))
  })
}

async function institutes(db: Db, ask: DirectoryAsk): Promise<Found<InstituteLine>> {
  const columns = Prisma.sql`concat_ws(' ', i."name", i."short", i."university")`
  const from = Prisma.sql`FROM "Institute" i WHERE ${saying(ask.text, columns)}`
  return paged(
    await count(db, from),
    ask,
    (skip) => db.$queryRaw<InstituteLine[]>`
    SELECT i."id", i."name", i."short", i."university", i."clusters",
      (SELECT count(*)::int FROM "Expert" x WHERE x."instituteId" = i."id") AS "experts",
      ARRAY(SELECT p."name" FROM "Person" p WHERE p."managesId" = i."id" ORDER BY p."name") AS "managers",
      (SELECT count(*)::int FROM "Claim" c JOIN "Expert" x ON x."id" = c."expertId" WHERE x."instituteId" = i."id" AND c."endedAt" IS NULL) AS "open"
    ${from} ORDER BY i."name", i."id" LIMIT ${ask.size} OFFSET ${skip}`,
  )
}
