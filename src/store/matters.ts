import type { HolidayBook } from '../domain/calendar/holiday-book.ts'
import type { HolidayYear } from '../domain/calendar/holiday-year.ts'
import type { Matter, Matters } from '../domain/matter.ts'
import { bare, type Db, json } from './rows.ts'

/** Not the doings of anybody: the ledger's own entry, and what staff do to the clock itself. */
const noActs = ['settled', 'extended']

export function matters(db: Db): Matters {
  return {
    async find(id) {
      const row = await db.matter.findUnique({ where: { id } })
      return row ? (bare(row) as Matter) : undefined
    },
    async ofNeed(needId) {
      const rows = await db.matter.findMany({ where: { needId, endedAt: null }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] })
      return rows.map((row) => bare(row) as Matter)
    },
    async begin(matter) {
      return (await db.matter.createMany({ data: [matter], skipDuplicates: true })).count === 1
    },
    async end(id, at) {
      await db.matter.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, nextAt: null } })
    },
    async step(id, from, to, nextAt) {
      const where = { id, step: from, endedAt: null }
      return (await db.matter.updateMany({ where, data: { step: to, nextAt: nextAt ?? null } })).count === 1
    },
    async extend(id, { dueAt, termAt, step, nextAt }) {
      const data = { dueAt, termAt: termAt ?? null, step, nextAt: nextAt ?? null }
      await db.matter.updateMany({ where: { id, endedAt: null }, data })
    },
    async due(now, limit) {
      const where = { endedAt: null, nextAt: { lte: now } }
      const rows = await db.matter.findMany({ where, orderBy: [{ nextAt: 'asc' }, { id: 'asc' }], take: limit })
      return rows.map((row) => bare(row) as Matter)
    },
    async wake(at) {
      await db.matter.updateMany({ where: { endedAt: null, step: { lt: 2 } }, data: { nextAt: at } })
    },
    ...needSide(db),
  }
}

function needSide(db: Db): Pick<Matters, 'unwound' | 'mirror' | 'enteredAt' | 'resumedAt' | 'lastAct' | 'latestDue'> {
  return {
    async unwound(limit) {
      const state = { in: ['waiting', 'open', 'challenge', 'claimed', 'in_progress', 'solved', 'paused'] }
      const where = { state, waitOn: null, matters: { none: { endedAt: null } } }
      return (await db.need.findMany({ where, orderBy: { id: 'asc' }, take: limit, select: { id: true } })).map(({ id }) => id)
    },
    async mirror(needId, wait) {
      const data = { waitOn: wait?.waitOn ?? null, waitSince: wait?.since ?? null, dueAt: wait?.dueAt ?? null }
      // a row that says so already is left alone: this comes after every act
      await db.$executeRaw`UPDATE "Need" SET "waitOn" = ${data.waitOn}, "waitSince" = ${data.waitSince}, "dueAt" = ${data.dueAt}
        WHERE "id" = ${needId} AND ("waitOn", "waitSince", "dueAt") IS DISTINCT FROM (${data.waitOn}, ${data.waitSince}::timestamptz, ${data.dueAt}::timestamptz)`
    },
    async enteredAt(needId, state) {
      const where = { needId, to: state, OR: [{ from: null }, { from: { not: state } }] }
      return (await db.history.findFirst({ where, orderBy: { id: 'desc' }, select: { at: true } }))?.at
    },
    async resumedAt(needId) {
      return (await db.history.findFirst({ where: { needId, event: 'resume' }, orderBy: { id: 'desc' }, select: { at: true } }))?.at
    },
    async lastAct(needId, personIds) {
      const own = { actorId: { in: personIds }, event: { notIn: noActs } }
      const where = { needId, OR: [own, { actorId: { not: null }, event: { startsWith: 'visit' } }] }
      return (await db.history.findFirst({ where, orderBy: { id: 'desc' }, select: { at: true } }))?.at
    },
    async latestDue() {
      return (await db.matter.aggregate({ where: { endedAt: null }, _max: { dueAt: true } }))._max.dueAt ?? undefined
    },
  }
}

export function holidays(db: Db): HolidayBook {
  return {
    async years() {
      return (await db.holiday.findMany({ orderBy: { year: 'asc' } })).map(({ data }) => data as HolidayYear)
    },
    async put(year, at) {
      const data = { data: json(year), at }
      await db.holiday.upsert({ where: { year: year.year }, create: { year: year.year, ...data }, update: data })
    },
  }
}
