import type { Fitting, Guest, GuestSide, GuestWhy, MatchEvents } from '../domain/match-event.ts'
import { endStates } from '../domain/need-life.ts'
import { toEvent, toGuest } from './event-rows.ts'
import { Prisma } from './generated/client.ts'
import { cleared, type Db, json } from './rows.ts'

type Guests = Pick<
  MatchEvents,
  ('guest' | 'guestOf' | 'guests' | 'list' | 'addGuest' | 'moveGuest' | 'announce' | 'nextWaiting' | 'comingOf' | 'remind') | 'fitting'
>

export function eventGuests(db: Db): Guests {
  const named = { enterprise: { select: { name: true } }, expert: { select: { name: true } } }
  const data = ({ why, ...guest }: Guest) => ({ ...guest, ...(why && { why: json(why) }) })
  return {
    async guest(id) {
      const row = await db.eventGuest.findUnique({ where: { id } })
      return row ? toGuest(row) : undefined
    },
    async guestOf(eventId, of) {
      const row = await db.eventGuest.findFirst({ where: { eventId, ...of } })
      return row ? toGuest(row) : undefined
    },
    async guests(eventId, side, states, skip, take) {
      const where = { eventId, state: { in: [...states] }, [idOf(side)]: { not: null } }
      const orderBy = [{ [side]: { name: 'asc' as const } }, { id: 'asc' as const }]
      const rows = await db.eventGuest.findMany({ where, include: named, orderBy, skip, take })
      const found = rows.map(({ enterprise, expert, ...row }) => ({ ...toGuest(row), name: enterprise?.name ?? expert?.name ?? '' }))
      return { found, total: await db.eventGuest.count({ where }) }
    },
    async list(eventId, guests) {
      await db.eventGuest.deleteMany({ where: { eventId, state: 'listed' } })
      await db.eventGuest.createMany({ data: guests.map(data), skipDuplicates: true })
    },
    async addGuest(guest) {
      return (await db.eventGuest.createMany({ data: [data(guest)], skipDuplicates: true })).count === 1
    },
    async moveGuest(id, from, to, patch) {
      return (
        (await db.eventGuest.updateMany({ where: { id, state: { in: [...from] } }, data: { ...cleared(patch), state: to } })).count === 1
      )
    },
    async announce(eventId, at) {
      const rows = await db.eventGuest.updateManyAndReturn({ where: { eventId, state: 'listed' }, data: { state: 'asked', at } })
      return rows.map(toGuest).sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async nextWaiting(eventId) {
      const row = await db.eventGuest.findFirst({ where: { eventId, state: 'waiting' }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
      return row ? toGuest(row) : undefined
    },
    async comingOf({ enterpriseId, expertId }, today, take) {
      const mine = [...(enterpriseId ? [{ enterpriseId }] : []), ...(expertId ? [{ expertId }] : [])]
      if (mine.length === 0) return []
      const where = { OR: mine, state: { in: ['in', 'waiting'] }, event: { state: 'open', day: { gte: today } } }
      const rows = await db.eventGuest.findMany({
        where,
        include: { event: true },
        orderBy: [{ event: { day: 'asc' } }, { id: 'asc' }],
        take,
      })
      return rows.map(({ event, ...row }) => ({ event: toEvent(event), guest: toGuest(row) }))
    },
    async remind(eventId, sequence) {
      const where = { eventId, state: 'in', OR: [{ remindedFor: null }, { remindedFor: { not: sequence } }] }
      return (await db.eventGuest.updateManyAndReturn({ where, data: { remindedFor: sequence } })).map(toGuest)
    },
    fitting: (by, limit) => fitting(db, by, limit),
  }
}

function idOf(side: GuestSide): 'enterpriseId' | 'expertId' {
  return side === 'enterprise' ? 'enterpriseId' : 'expertId'
}

async function fitting(db: Db, { needIds, fields, terms, clusters, township }: Fitting, limit: number): ReturnType<MatchEvents['fitting']> {
  const any = terms.map((term) => term.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
  const live = Prisma.sql`"number" IS NOT NULL AND "state" NOT IN (${Prisma.join([...endStates])})`
  const rows = await db.$queryRaw<
    { id: string; needs: string[] | null; field: string | null; products: string | null; cluster: string | null }[]
  >`
    SELECT * FROM (
      SELECT "e"."id", "e"."name", "like"."needs", "of"."field",
        CASE WHEN ${any} <> '' AND lower("e"."products") ~ ${any} THEN "e"."products" END AS "products",
        CASE WHEN "e"."cluster" = ANY(${[...clusters]}) THEN "e"."cluster" END AS "cluster"
      FROM "Enterprise" AS "e"
      LEFT JOIN (SELECT "enterpriseId", array_agg("number" ORDER BY "number") AS "needs" FROM "Need"
        WHERE "id" = ANY(${[...needIds]}) AND ${live} GROUP BY 1) AS "like" ON "like"."enterpriseId" = "e"."id"
      LEFT JOIN (SELECT "enterpriseId", min("field") AS "field" FROM "Need"
        WHERE "field" = ANY(${[...fields]}) AND ${live} GROUP BY 1) AS "of" ON "of"."enterpriseId" = "e"."id"
      WHERE ${township ?? null}::text IS NULL OR "e"."township" = ${township ?? null}::text
    ) AS "found"
    WHERE coalesce("needs"::text, "field", "products", "cluster") IS NOT NULL
    ORDER BY ("needs" IS NULL), ("products" IS NULL), ("cluster" IS NULL), "name", "id" LIMIT ${limit}`
  return rows.map(({ id, needs, field, products, cluster }) => {
    const said = Object.entries({ needs, field, products, cluster }).filter(([, value]) => value !== null)
    return { enterpriseId: id, why: Object.fromEntries(said) as GuestWhy }
  })
}
