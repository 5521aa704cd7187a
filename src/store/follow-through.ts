/** What was made for following a need to its end: teams, clocks, visits, outcomes, challenges. One factory a contract. */
import type { Challenge, Challenges } from '../domain/challenge.ts'
import type { TeamMember, Teams } from '../domain/team.ts'
import { bare, type Db } from './rows.ts'

export function teams(db: Db): Teams {
  return {
    async ofNeed(needId) {
      const where = { needId, state: { in: ['proposed', 'in'] } }
      return (await db.teamMember.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map((row) => bare(row) as TeamMember)
    },
    async dissolve(needId, at, { all }) {
      const where = { needId, state: { in: all ? ['proposed', 'in'] : ['proposed'] } }
      const rows = await db.teamMember.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
      await db.teamMember.updateMany({ where, data: { state: 'left', leftAt: at } })
      return rows.map((row) => bare(row) as TeamMember)
    },
  }
}

export function challenges(db: Db): Challenges {
  return {
    async find(needId) {
      const row = await db.challenge.findUnique({ where: { needId } })
      return row ? (bare(row) as Challenge) : undefined
    },
  }
}
