import type { OfficerLink, TeamMember, Teams } from '../domain/team.ts'
import { bare, type Db, toNeed } from './rows.ts'

/** States in which somebody answers for a need. */
const live = ['open', 'challenge', 'claimed', 'in_progress', 'solved', 'paused']

export function teams(db: Db): Teams {
  return {
    async ofNeed(needId) {
      const where = { needId, state: { in: ['proposed', 'in'] } }
      return (await db.teamMember.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map((row) => bare(row) as TeamMember)
    },
    async find(id) {
      const row = await db.teamMember.findUnique({ where: { id } })
      return row ? (bare(row) as TeamMember) : undefined
    },
    async add(member) {
      return (await db.teamMember.createMany({ data: [member], skipDuplicates: true })).count === 1
    },
    async move(id, from, to, patch) {
      return (await db.teamMember.updateMany({ where: { id, state: { in: [...from] } }, data: { ...patch, state: to } })).count === 1
    },
    async dissolve(needId, at, { all }) {
      const where = { needId, state: { in: all ? ['proposed', 'in'] : ['proposed'] } }
      const rows = await db.teamMember.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
      await db.teamMember.updateMany({ where, data: { state: 'left', leftAt: at } })
      return rows.map((row) => bare(row) as TeamMember)
    },
    async ofExpert(expertId) {
      const where = { expertId, state: 'in', need: { state: { in: live } } }
      const rows = await db.teamMember.findMany({ where, include: { need: true }, orderBy: [{ at: 'desc' }, { id: 'asc' }], take: 50 })
      return rows.map(({ need, ...member }) => ({ need: toNeed(need), member: bare(member) as TeamMember }))
    },
    async ofInstitute(instituteId) {
      const experts = (await db.expert.findMany({ where: { instituteId }, select: { id: true } })).map(({ id }) => id)
      const claims = { some: { endedAt: null, expertId: { in: experts } } }
      const members = { some: { state: 'in', role: 'joint', expertId: { in: experts } } }
      const where = { state: { in: live }, OR: [{ claims }, { members }] }
      return (await db.need.findMany({ where, orderBy: [{ touchedAt: 'desc' }, { id: 'asc' }], take: 50 })).map(toNeed)
    },
    ...officers(db),
  }
}

function officers(db: Db): Pick<Teams, 'links' | 'answering' | 'answeredBy' | 'unanswered'> {
  return {
    async links() {
      return (await db.officerLink.findMany({ orderBy: [{ personId: 'asc' }, { kind: 'asc' }, { ref: 'asc' }] })) as OfficerLink[]
    },
    async answering() {
      const where = { state: { in: live }, officerId: { not: null } }
      const rows = await db.need.groupBy({ by: ['officerId'], where, _count: { _all: true } })
      return new Map(rows.map((row) => [row.officerId as string, row._count._all]))
    },
    async answeredBy(personIds, now, skip, limit) {
      const where = { officerId: { in: [...personIds] }, state: { in: live } }
      const orderBy = [{ dueAt: { sort: 'asc', nulls: 'last' } }, { publishedAt: 'asc' }, { id: 'asc' }] as const
      const rows = await db.need.findMany({ where, orderBy: [...orderBy], skip, take: limit })
      const needs = rows.map((row) => ({ need: toNeed(row), overdue: row.dueAt !== null && row.dueAt <= now }))
      return { needs, total: await db.need.count({ where }), overdue: await db.need.count({ where: { ...where, dueAt: { lte: now } } }) }
    },
    async unanswered(limit) {
      const where = { state: { in: live }, OR: [{ officerId: null }, { officer: { NOT: { roles: { has: 'officer' } } } }] }
      const rows = await db.need.findMany({ where, orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }], take: limit, select: { id: true } })
      return rows.map(({ id }) => id)
    },
  }
}
