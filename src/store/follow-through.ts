/** What was made for following a need to its end: visits and tasks. One factory a contract. */
import type { Task, Tasks, Visit, Visits } from '../domain/visit.ts'
import { bare, type Db } from './rows.ts'

export function visits(db: Db): Visits {
  return {
    async find(id) {
      const row = await db.visit.findUnique({ where: { id } })
      return row ? (bare(row) as Visit) : undefined
    },
    async ofNeed(needId) {
      return (await db.visit.findMany({ where: { needId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })).map(
        (row) => bare(row) as Visit,
      )
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
  }
}
