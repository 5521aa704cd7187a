import type { EventState, EventSum, MatchEvents } from '../domain/match-event.ts'
import { eventGuests } from './event-guests.ts'
import { eventPairs } from './event-pairs.ts'
import { toEvent } from './event-rows.ts'
import { bare, cleared, type Db } from './rows.ts'

export function matchEvents(db: Db): MatchEvents {
  return { ...events(db), ...eventGuests(db), ...eventPairs(db), ...eventNeeds(db) }
}

type Events = Pick<
  MatchEvents,
  'find' | 'hold' | 'add' | 'update' | 'move' | 'coming' | 'past' | 'between' | 'toAsk' | 'asked' | 'askAnew' | 'sum'
>

function events(db: Db): Events {
  async function find(id: string) {
    const row = await db.matchEvent.findUnique({ where: { id } })
    return row ? toEvent(row) : undefined
  }
  async function page(where: object, order: 'asc' | 'desc', skip: number, take: number) {
    // of those to come the announced ones stand before the drafts
    const drafts = order === 'asc' ? [{ state: 'desc' as const }] : []
    const orderBy = [...drafts, { day: { sort: order, nulls: 'last' } as const }, { time: order }, { id: 'asc' as const }]
    const rows = await db.matchEvent.findMany({ where, orderBy, skip, take })
    return { found: rows.map(toEvent), total: await db.matchEvent.count({ where }) }
  }
  return {
    find,
    async hold(id) {
      await db.$queryRaw`SELECT "id" FROM "MatchEvent" WHERE "id" = ${id} FOR UPDATE`
      return find(id)
    },
    async add(event) {
      await db.matchEvent.create({ data: event })
    },
    async update(id, patch, moved) {
      await db.matchEvent.update({ where: { id }, data: { ...cleared(patch), ...(moved && { sequence: { increment: 1 } }) } })
    },
    async move(id, from, to, patch) {
      const states: EventState[] = [...from]
      const data = { ...cleared(patch), state: to, ...(to === 'cancelled' && { sequence: { increment: 1 } }) }
      return (await db.matchEvent.updateMany({ where: { id, state: { in: states } }, data })).count === 1
    },
    coming: (today, drafts, skip, take) =>
      page({ OR: [{ state: 'open', day: { gte: today } }, ...(drafts ? [{ state: 'draft' }] : [])] }, 'asc', skip, take),
    past(today, drafts, skip, take) {
      const gone = { state: { in: ['done', 'cancelled'] }, ...(!drafts && { announcedAt: { not: null } }) }
      return page({ OR: [gone, { state: 'open', day: { lt: today } }] }, 'desc', skip, take)
    },
    async between(from, until) {
      const where = { state: 'open', day: { gte: from, lte: until } }
      return (await db.matchEvent.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }] })).map(toEvent)
    },
    async toAsk(today) {
      const where = { state: 'open', askedAt: null, day: { lte: today } }
      return (await db.matchEvent.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }] })).map(toEvent)
    },
    async asked(id, at) {
      return (await db.matchEvent.updateMany({ where: { id, state: 'open', askedAt: null }, data: { askedAt: at } })).count === 1
    },
    async askAnew(id) {
      await db.matchEvent.update({ where: { id }, data: { askedAt: null } })
      await db.eventPair.updateMany({ where: { eventId: id }, data: { askedAt: null } })
    },
    sum: (eventId) => sum(db, eventId),
  }
}

async function sum(db: Db, eventId: string): Promise<EventSum> {
  const [row] = await db.$queryRaw<EventSum[]>`
    SELECT
      (SELECT count(*)::int FROM "EventGuest" WHERE "eventId" = ${eventId} AND "state" NOT IN ('listed', 'skipped')) AS "told",
      (SELECT count(*)::int FROM "EventGuest" WHERE "eventId" = ${eventId} AND "state" = 'in' AND "enterpriseId" IS NOT NULL) AS "enterprises",
      (SELECT count(*)::int FROM "EventGuest" WHERE "eventId" = ${eventId} AND "state" = 'in' AND "expertId" IS NOT NULL) AS "experts",
      (SELECT count(*)::int FROM "EventGuest" WHERE "eventId" = ${eventId} AND "state" = 'waiting') AS "waiting",
      "n".*, "p".*,
      (SELECT count(*)::int FROM "Visit" WHERE "eventId" = ${eventId} AND "state" = 'done') AS "visits"
    FROM (
      SELECT count(*) FILTER (WHERE "l"."origin" = 'brought')::int AS "brought",
        count(*) FILTER (WHERE "l"."origin" = 'arose' AND "need"."number" IS NOT NULL)::int AS "arose",
        count(*) FILTER (WHERE "need"."claimedAt" >= "event"."announcedAt" AND "need"."state" NOT IN ('open', 'draft', 'waiting', 'challenge'))::int AS "claimed",
        count(*) FILTER (WHERE "need"."solvedAt" >= "event"."announcedAt" AND "need"."state" IN ('solved', 'confirmed'))::int AS "solved"
      FROM "EventNeed" AS "l" JOIN "Need" AS "need" ON "need"."id" = "l"."needId" JOIN "MatchEvent" AS "event" ON "event"."id" = "l"."eventId"
      WHERE "l"."eventId" = ${eventId}
    ) AS "n", (
      SELECT count(*)::int AS "pairs", count(*) FILTER (WHERE "met")::int AS "met", count(*) FILTER (WHERE "met" AND "on")::int AS "goOn",
        count(*) FILTER (WHERE "later" = 'agreed')::int AS "agreed"
      FROM (
        SELECT "later", coalesce("officeWord" <> 'missed', coalesce("enterpriseWord" <> 'missed', false) OR coalesce("expertWord" <> 'missed', false)) AS "met",
          coalesce('on' IN ("officeWord", "enterpriseWord", "expertWord"), false) AS "on"
        FROM "EventPair" WHERE "eventId" = ${eventId} AND "state" = 'planned'
      ) AS "pair"
    ) AS "p"`
  return row as EventSum
}

function eventNeeds(db: Db): Pick<MatchEvents, 'addNeed' | 'dropNeed' | 'needs' | 'ofNeed'> {
  return {
    async addNeed(eventId, needId, origin, at) {
      return (await db.eventNeed.createMany({ data: [{ eventId, needId, origin, at }], skipDuplicates: true })).count === 1
    },
    async dropNeed(eventId, needId) {
      if ((await db.eventNeed.deleteMany({ where: { eventId, needId } })).count === 0) return false
      await db.eventPair.updateMany({ where: { eventId, needId }, data: { needId: null } })
      return true
    },
    async needs(eventId) {
      const select = { id: true, number: true, title: true, state: true, enterpriseId: true }
      const rows = await db.eventNeed.findMany({
        where: { eventId },
        include: { need: { select } },
        orderBy: [{ at: 'asc' }, { needId: 'asc' }],
      })
      return rows.map(({ origin, need: { id, ...need } }) => ({ needId: id, origin, ...bare(need) })) as Awaited<
        ReturnType<MatchEvents['needs']>
      >
    },
    async ofNeed(needId) {
      const where = { needId, event: { state: { not: 'cancelled' } } }
      const rows = await db.eventNeed.findMany({
        where,
        include: { event: true },
        orderBy: [{ event: { day: 'desc' } }, { eventId: 'asc' }],
      })
      return rows.map(({ origin, event }) => ({ event: toEvent(event), origin: origin as 'brought' | 'arose' }))
    },
  }
}
