/** What was made for following a need to its end: clocks, visits, outcomes, challenges. One factory a contract. */
import type { Challenge, Challenges } from '../domain/challenge.ts'
import { bare, type Db } from './rows.ts'

export function challenges(db: Db): Challenges {
  return {
    async find(needId) {
      const row = await db.challenge.findUnique({ where: { needId } })
      return row ? (bare(row) as Challenge) : undefined
    },
  }
}
