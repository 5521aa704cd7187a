import type { Booking, EquipmentBook, MonthOfUse } from '../domain/equipment.ts'
import { held } from '../domain/equipment.ts'
import type { Booking as BookingRow } from './generated/client.ts'
import { Prisma } from './generated/client.ts'
import { bare, cleared, type Db, toEquipment } from './rows.ts'

function toBooking({ remindedFor: _, useAskedAt: __, ...row }: BookingRow): Booking {
  return bare(row) as Booking
}

export function equipment(db: Db): EquipmentBook {
  return { ...instruments(db), ...bookings(db), ...clocks(db), ...log(db) }
}

type Instruments = Pick<EquipmentBook, 'find' | 'hold' | 'add' | 'update' | 'setState' | 'search' | 'ofInstitute'>

/** Latin words only as wholes, as domain/instruments.ts: says. */
function pattern(term: string): string {
  const escaped = term.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return /^[a-z0-9 -]+$/.test(term) ? `(^|[^a-z0-9])${escaped}([^a-z0-9]|$)` : escaped
}

function instruments(db: Db): Instruments {
  return {
    async find(id) {
      const row = await db.equipment.findUnique({ where: { id } })
      return row ? toEquipment(row) : undefined
    },
    async hold(id) {
      await db.$queryRaw`SELECT "id" FROM "Equipment" WHERE "id" = ${id} FOR UPDATE`
      const row = await db.equipment.findUnique({ where: { id } })
      return row ? toEquipment(row) : undefined
    },
    async add(equipment) {
      await db.equipment.create({ data: equipment })
    },
    async update(id, patch) {
      if (patch.code !== undefined) {
        const own = await db.equipment.findUnique({ where: { id }, select: { instituteId: true } })
        await db.$queryRaw`SELECT "id" FROM "Institute" WHERE "id" = ${own?.instituteId ?? ''} FOR UPDATE`
        if ((await db.equipment.count({ where: { instituteId: own?.instituteId, code: patch.code, id: { not: id } } })) > 0) return false
      }
      return (await db.equipment.updateMany({ where: { id }, data: cleared(patch) })).count === 1
    },
    async setState(id, from, to) {
      return (await db.equipment.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to } })).count === 1
    },
    async search(terms, skip, take) {
      if (terms.length === 0) {
        const where = { state: { not: 'retired' } }
        const rows = await db.equipment.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], skip, take })
        return { found: rows.map(toEquipment), total: await db.equipment.count({ where }) }
      }
      const any = terms.map(pattern).join('|')
      const rows = await db.$queryRaw<{ id: string; total: bigint }[]>`
        SELECT "id", count(*) OVER () AS "total" FROM (
          SELECT "id", "name", "state",
            3 * (lower("name" || ' ' || coalesce("model", '')) ~ ${any})::int + 2 * (lower(array_to_string("keywords", ' ')) ~ ${any})::int
              + (lower(coalesce("specs", '') || ' ' || coalesce("services", '')) ~ ${any})::int AS "score"
          FROM "Equipment" WHERE "state" <> 'retired'
        ) AS "scored" WHERE "score" > 0 ORDER BY "score" DESC, "state", "name", "id" LIMIT ${take} OFFSET ${skip}`
      const found = await db.equipment.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })
      const byId = new Map(found.map((row) => [row.id, toEquipment(row)]))
      return { found: rows.flatMap(({ id }) => byId.get(id) ?? []), total: Number(rows[0]?.total ?? 0) }
    },
    async ofInstitute(instituteId, skip, take) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Equipment" WHERE "instituteId" = ${instituteId} ORDER BY ("state" = 'retired'), "name", "id" LIMIT ${take} OFFSET ${skip}`
      const found = await db.equipment.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })
      const byId = new Map(found.map((row) => [row.id, toEquipment(row)]))
      return { found: rows.flatMap(({ id }) => byId.get(id) ?? []), total: await db.equipment.count({ where: { instituteId } }) }
    },
  }
}

type Bookings = Pick<EquipmentBook, 'booking' | 'addBooking' | 'moveBooking' | 'overlapping' | 'bookingsOfNeed' | 'coming'>

function bookings(db: Db): Bookings {
  const holding = { state: { in: [...held] } }
  return {
    async booking(id) {
      const row = await db.booking.findUnique({ where: { id } })
      return row ? toBooking(row) : undefined
    },
    async addBooking(booking) {
      await db.booking.create({ data: booking })
    },
    async moveBooking(id, from, sequence, to, patch) {
      const where = { id, state: { in: [...from] }, sequence }
      return (await db.booking.updateMany({ where, data: { ...cleared(patch), state: to } })).count === 1
    },
    async overlapping(equipmentId, from, until, except) {
      const where = { equipmentId, ...holding, startsAt: { lt: until }, endsAt: { gt: from }, ...(except && { id: { not: except } }) }
      return (await db.booking.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: 500 })).map(toBooking)
    },
    async bookingsOfNeed(needId) {
      return (await db.booking.findMany({ where: { needId }, orderBy: [{ startsAt: 'desc' }, { id: 'asc' }], take: 50 })).map(toBooking)
    },
    async coming(of, now, take) {
      const whose =
        'personId' in of
          ? { byId: of.personId }
          : 'instituteId' in of
            ? { equipment: { instituteId: of.instituteId } }
            : { equipmentId: of.equipmentId }
      const where = { ...whose, ...holding, endsAt: { gt: now } }
      return (await db.booking.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take })).map(toBooking)
    },
  }
}

type OfAnswers = 'unanswered' | 'answerReminded' | 'answerCalled'
type Clocks = Pick<EquipmentBook, OfAnswers | 'toRemind' | 'reminded' | 'toLog' | 'useAsked' | 'toCalibrate' | 'calibrationWarned'>

const unanswered = { state: 'asked', side: 'user' }

function clocks(db: Db): Clocks {
  return {
    async toRemind(from, until) {
      const unsaid = { OR: [{ remindedFor: null }, { remindedFor: { not: { equals: db.booking.fields.sequence } } }] }
      const where = { state: 'agreed', startsAt: { gte: from, lt: until }, ...unsaid }
      return (await db.booking.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: 1_000 })).map(toBooking)
    },
    async reminded(id, sequence) {
      const where = { id, state: 'agreed', sequence, OR: [{ remindedFor: null }, { remindedFor: { not: sequence } }] }
      return (await db.booking.updateMany({ where, data: { remindedFor: sequence } })).count === 1
    },
    async unanswered(now, take) {
      const where = { ...unanswered, startsAt: { gt: now }, answerCalledAt: null }
      return (await db.booking.findMany({ where, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }], take })).map(toBooking)
    },
    async answerReminded(id, sequence, at) {
      const where = { id, sequence, ...unanswered, answerRemindedAt: null }
      return (await db.booking.updateMany({ where, data: { answerRemindedAt: at } })).count === 1
    },
    async answerCalled(id, sequence, at) {
      const where = { id, sequence, ...unanswered, answerCalledAt: null }
      return (await db.booking.updateMany({ where, data: { answerCalledAt: at } })).count === 1
    },
    async toLog(now, take) {
      const where = { state: 'agreed', endsAt: { lte: now }, useAskedAt: null }
      return (await db.booking.findMany({ where, orderBy: [{ endsAt: 'asc' }, { id: 'asc' }], take })).map(toBooking)
    },
    async useAsked(id, at) {
      return (await db.booking.updateMany({ where: { id, state: 'agreed', useAskedAt: null }, data: { useAskedAt: at } })).count === 1
    },
    async toCalibrate(from, until, take) {
      const unsaid = {
        OR: [{ calibrationWarnedFor: null }, { calibrationWarnedFor: { not: { equals: db.equipment.fields.calibratedUntil } } }],
      }
      const where = { state: { not: 'retired' }, calibratedUntil: { gte: from, lte: until }, ...unsaid }
      return (await db.equipment.findMany({ where, orderBy: [{ calibratedUntil: 'asc' }, { id: 'asc' }], take })).map(toEquipment)
    },
    async calibrationWarned(id, until) {
      const where = { id, calibratedUntil: until, OR: [{ calibrationWarnedFor: null }, { calibrationWarnedFor: { not: until } }] }
      return (await db.equipment.updateMany({ where, data: { calibrationWarnedFor: until } })).count === 1
    },
  }
}

function log(db: Db): Pick<EquipmentBook, 'use'> {
  return {
    async use(from, until, instituteId) {
      const own = instituteId ? Prisma.sql`AND "e"."instituteId" = ${instituteId}` : Prisma.empty
      return db.$queryRaw<MonthOfUse[]>`
        SELECT "e"."id" AS "equipmentId", "e"."name", "i"."short" AS "institute",
          to_char("b"."startsAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS "month", count(*)::int AS "times",
          coalesce(sum("b"."hours"), 0)::float8 AS "hours", coalesce(sum("b"."samples"), 0)::int AS "samples", coalesce(sum("b"."fee"), 0)::float8 AS "fee"
        FROM "Booking" AS "b" JOIN "Equipment" AS "e" ON "e"."id" = "b"."equipmentId" JOIN "Institute" AS "i" ON "i"."id" = "e"."instituteId"
        WHERE "b"."state" = 'used' AND "b"."startsAt" >= ${from} AND "b"."startsAt" < ${until} ${own}
        GROUP BY "e"."id", "e"."name", "i"."short", 4 ORDER BY "i"."short", "e"."name", "e"."id", 4`
    },
  }
}
