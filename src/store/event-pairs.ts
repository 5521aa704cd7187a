import type { MatchEvents, NamedPair, Pair, PairSide } from '../domain/match-event.ts'
import { toPair } from './event-rows.ts'
import type { Db } from './rows.ts'

const wordOf = { enterprise: 'enterpriseWord', expert: 'expertWord', office: 'officeWord' } as const satisfies Record<PairSide, keyof Pair>

type Pairs = Pick<
  MatchEvents,
  | ('pair' | 'pairs' | 'pairsOf' | 'addPairs' | 'plan' | 'movePair' | 'setRound' | 'sayPair' | 'notePair' | 'aboutNeed' | 'askPairs')
  | ('toFollow' | 'followed' | 'sayLater')
>

export function eventPairs(db: Db): Pairs {
  const include = { enterprise: { select: { name: true } }, expert: { select: { name: true } } }
  async function named(where: object): Promise<NamedPair[]> {
    const orderBy = [{ round: { sort: 'asc', nulls: 'last' } as const }, { enterprise: { name: 'asc' as const } }, { id: 'asc' as const }]
    const rows = await db.eventPair.findMany({ where, include, orderBy })
    return rows.map(({ enterprise, expert, ...row }) => ({ ...toPair(row), enterprise: enterprise.name, expert: expert.name }))
  }
  return {
    async pair(id) {
      const row = await db.eventPair.findUnique({ where: { id } })
      return row ? toPair(row) : undefined
    },
    pairs: (eventId, states) => named({ eventId, state: { in: [...states] } }),
    async pairsOf(eventId, { enterpriseId, expertId }) {
      const mine = [...(enterpriseId ? [{ enterpriseId }] : []), ...(expertId ? [{ expertId }] : [])]
      return mine.length === 0 ? [] : named({ eventId, state: 'planned', OR: mine })
    },
    async addPairs(pairs) {
      return (await db.eventPair.createMany({ data: [...pairs], skipDuplicates: true })).count
    },
    async plan(eventId) {
      await db.eventPair.updateMany({ where: { eventId, state: 'suggested' }, data: { state: 'planned' } })
    },
    async movePair(id, from, to) {
      return (await db.eventPair.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to } })).count === 1
    },
    async setRound(id, round) {
      await db.eventPair.update({ where: { id }, data: { round: round ?? null } })
    },
    async sayPair(id, side, word) {
      return (await db.eventPair.updateMany({ where: { id, state: 'planned' }, data: { [wordOf[side]]: word } })).count === 1
    },
    async notePair(id, note) {
      await db.eventPair.update({ where: { id }, data: { note } })
    },
    async aboutNeed(id, needId) {
      await db.eventPair.updateMany({ where: { id, needId: null }, data: { needId } })
    },
    async askPairs(eventId, at) {
      const rows = await db.eventPair.updateManyAndReturn({ where: { eventId, state: 'planned', askedAt: null }, data: { askedAt: at } })
      return rows.map(toPair)
    },
    async toFollow(day, take) {
      const goesOn = [{ enterpriseWord: 'on' }, { enterpriseWord: null, officeWord: 'on' }]
      const unlessMissed = { OR: [{ officeWord: null }, { officeWord: { not: 'missed' } }] }
      const event = { state: { in: ['open', 'done'] }, day: { lte: day } }
      const where = { state: 'planned', followedAt: null, later: null, event, AND: [{ OR: goesOn }, unlessMissed] }
      return (await db.eventPair.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }], take })).map(toPair)
    },
    async followed(id, at) {
      return (await db.eventPair.updateMany({ where: { id, followedAt: null }, data: { followedAt: at } })).count === 1
    },
    async sayLater(id, later, at) {
      return (await db.eventPair.updateMany({ where: { id, state: 'planned' }, data: { later, laterAt: at } })).count === 1
    },
  }
}
