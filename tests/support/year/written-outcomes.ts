import type { Prisma } from '../../../src/store/generated/client.ts'
import type { Chance } from './chance.ts'
import { dayOf } from './facts.ts'
import type { Cast, Op } from './written-lives.ts'

const day = 86_400_000
const kinds = [
  { kind: 'agreement', amount: 12.5 },
  { kind: 'agreement' },
  { kind: 'tech_contract', subkind: 'development', amount: 33.3 },
  { kind: 'patent', subkind: 'applied' },
  { kind: 'patent', subkind: 'granted' },
  { kind: 'training', count: 25, sessions: 1 },
  { kind: 'training' },
  { kind: 'incubated' },
  { kind: 'joint_centre' },
  { kind: 'project', subkind: 'approved', amount: 7 },
] as const

type Solved = { expert: Cast['experts'][number]; onSite?: string; solvedOn: string }

/** What came of a need that was confirmed at that time: that it is solved, and more, known at once or weeks later, some of it never by both sides, some taken back. */
export function outcomesOf(chance: Chance, cast: Cast, needId: string, confirmed: Date, { expert, onSite, solvedOn }: Solved): Op[] {
  const ops: Op[] = []
  const add = (
    nth: number,
    at: Date,
    what: Partial<Prisma.OutcomeCreateManyInput> & { kind: string; on: string },
    institutes: string[],
  ) => {
    const id = `${needId}o${nth}`
    const settled = what.state === undefined || what.state === 'confirmed'
    const outcome = { id, needId, note: '', byId: 'nobody', at, state: 'confirmed', settledAt: settled ? at : null, ...what }
    ops.push({ at, needId, outcome, shares: shared(id, institutes) })
    if (!settled || !chance.percent(7)) return
    const later = new Date(at.getTime() + (1 + chance.next() * 40) * day)
    ops.push({ at: later, needId, setOutcome: { id, data: { state: 'withdrawn', endedAt: later } } })
  }
  const others = () => [
    ...new Set([expert.instituteId, ...chance.some(cast.experts, chance.below(3)).map(({ instituteId }) => instituteId)]),
  ]
  add(0, confirmed, { kind: onSite ? 'solved_on_site' : 'solved', on: onSite ?? solvedOn, automatic: true }, [expert.instituteId])
  for (let nth = 1; nth <= 4 && chance.percent(45); nth++) {
    const known = new Date(confirmed.getTime() + chance.next() * 15 * day)
    const on = dayOf(new Date(known.getTime() - chance.below(chance.percent(80) ? 5 : 50) * day))
    const state = chance.percent(85) ? 'confirmed' : chance.percent(50) ? 'reported' : 'disputed'
    add(nth, known, { ...chance.oneOf(kinds), on, state }, chance.percent(5) ? [] : others())
  }
  return ops
}

/** Equal shares, the last takes what rounding leaves. */
function shared(outcomeId: string, institutes: string[]): Prisma.OutcomeShareCreateManyInput[] {
  const each = Math.round(1e4 / institutes.length) / 1e4
  return institutes.map((instituteId, i) => ({
    ...{ outcomeId, instituteId },
    share: i < institutes.length - 1 ? each : 1 - each * (institutes.length - 1),
  }))
}
