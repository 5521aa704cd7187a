import type { Need } from '../domain/need.ts'
import type { OfficerLink, TeamMember, Teams } from '../domain/team.ts'
import { Prisma } from './generated/client.ts'
import { order, overdue, type Scope } from './lists-sql.ts'
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
      const members = { some: { state: 'in', expertId: { in: experts } } }
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
      const scope: Scope = { kind: 'duties', filter: {}, at: now, past: false, sample: false }
      const mine = Prisma.sql`n."officerId" = ANY(${[...personIds]}) AND n."state" = ANY(${live})`
      const [counts] = await db.$queryRaw<{ total: number; overdue: number }[]>`
        SELECT count(*)::int AS "total", (count(*) FILTER (WHERE ${overdue(scope)}))::int AS "overdue" FROM "Need" n WHERE ${mine}`
      const found = await db.$queryRaw<{ id: string; overdue: boolean }[]>`
        SELECT n."id", ${overdue(scope)} AS "overdue" FROM "Need" n WHERE ${mine} ORDER BY ${order(scope)} LIMIT ${limit} OFFSET ${skip}`
      const rows = new Map(
        (await db.need.findMany({ where: { id: { in: found.map(({ id }) => id) } } })).map((row) => [row.id, toNeed(row)]),
      )
      const needs = found.flatMap(({ id, overdue }) => (rows.has(id) ? [{ need: rows.get(id) as Need, overdue }] : []))
      return { needs, total: counts?.total ?? 0, overdue: counts?.overdue ?? 0 }
    },
    async unanswered(limit) {
      const where = { state: { in: live }, OR: [{ officerId: null }, { officer: { NOT: { roles: { has: 'officer' } } } }] }
      const rows = await db.need.findMany({ where, orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }], take: limit, select: { id: true } })
      return rows.map(({ id }) => id)
    },
  }
}
