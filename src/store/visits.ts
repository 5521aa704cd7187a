import { endStates } from '../domain/need-life.ts'
import { planned, type Task, type Tasks, type Visit, type Visits } from '../domain/visit.ts'
import type { Visit as Row } from './generated/client.ts'
import { bare, cleared, type Db } from './rows.ts'

const liveNeed = { state: { notIn: [...endStates] } }

function toVisit({ remindedFor: _, ...row }: Row): Visit {
  return bare(row) as Visit
}

export function visits(db: Db): Visits {
  return {
    async find(id) {
      const row = await db.visit.findUnique({ where: { id } })
      return row ? toVisit(row) : undefined
    },
    async ofNeed(needId) {
      return (await db.visit.findMany({ where: { needId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })).map(toVisit)
    },
    async add(visit) {
      return (await db.visit.createMany({ data: [visit], skipDuplicates: true })).count === 1
    },
    async move(id, from, sequence, to, patch) {
      const where = { id, state: { in: [...from] }, sequence }
      return (await db.visit.updateMany({ where, data: { ...cleared(patch), state: to } })).count === 1
    },
    async sayOnSite(id, solved) {
      const where = { id, state: 'done', solvedOnSite: null }
      return (await db.visit.updateMany({ where, data: { solvedOnSite: solved } })).count === 1
    },
    async unsayOnSite(id) {
      await db.visit.updateMany({ where: { id }, data: { solvedOnSite: null } })
    },
    async suggest(id, text) {
      await db.$executeRaw`UPDATE "Visit" SET "suggestions" = concat_ws(E'\n', "suggestions", ${text}::text) WHERE "id" = ${id} AND "state" = 'done'`
    },
    async toRemind(from, to) {
      const unsaid = { OR: [{ remindedFor: null }, { remindedFor: { not: { equals: db.visit.fields.sequence } } }] }
      const where = { state: 'agreed', day: { gte: from, lte: to }, need: liveNeed, ...unsaid }
      return (await db.visit.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }] })).map(toVisit)
    },
    async reminded(id, sequence) {
      const where = { id, state: 'agreed', sequence, OR: [{ remindedFor: null }, { remindedFor: { not: sequence } }] }
      return (await db.visit.updateMany({ where, data: { remindedFor: sequence } })).count === 1
    },
    async ofPerson(personId, expertId) {
      const claim = expertId ? [{ need: { claims: { some: { expertId, endedAt: null } } } }] : []
      const mine = { OR: [{ byId: personId }, { need: { posterId: personId } }, ...claim] }
      const where = { AND: [{ state: { in: [...planned] }, need: liveNeed }, mine] }
      return (await db.visit.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }], take: 50 })).map(toVisit)
    },
  }
}

export function tasks(db: Db): Tasks {
  return {
    async find(id) {
      const row = await db.task.findUnique({ where: { id } })
      return row ? (bare(row) as Task) : undefined
    },
    async ofNeed(needId) {
      return (await db.task.findMany({ where: { needId, dropped: false }, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] })).map(
        (row) => bare(row) as Task,
      )
    },
    async add(task) {
      return (await db.task.createMany({ data: [task], skipDuplicates: true })).count === 1
    },
    async finish(id, byId, at) {
      const where = { id, doneAt: null, dropped: false }
      return (await db.task.updateMany({ where, data: { doneById: byId, doneAt: at } })).count === 1
    },
    async drop(id) {
      return (await db.task.updateMany({ where: { id, doneAt: null, dropped: false }, data: { dropped: true } })).count === 1
    },
    async openOf(personId) {
      const where = { ownerId: personId, doneAt: null, dropped: false, need: liveNeed }
      return (await db.task.findMany({ where, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], take: 50 })).map((row) => bare(row) as Task)
    },
  }
}
