import type { Need } from '../../need.ts'
import { ways } from '../../need-life.ts'
import type { Act, Work } from '../act.ts'
import { tell } from '../act.ts'
import { officerOf, sayWhy } from './responsible.ts'

/** Not worth a message to the officer: a draft's doings, and what they are told otherwise. */
const quiet = new Set(['publish', 'submit', 'verify', 'discard', 'officer', 'lapse', 'challenge', 'call_off', 'choose'])

/**
 * One short message at a milestone of a need (an event of need-life.ts): to its officer or who stands in, and to those who work on it beside the claimer. Not to
 * who did it. Nobody else is told here, and nothing where no officer can be told.
 */
export async function tellStep(work: Work | Act, need: Need, event: string): Promise<void> {
  if (quiet.has(event)) return
  const actorId = 'actor' in work ? work.actor.id : undefined
  const notice = { view: 'step', needId: need.id, event } as const
  const { officer, acting } = await officerOf(work, need)
  if (officer && acting && acting.id !== actorId) {
    await sayWhy(work, need, officer, acting.id)
    await tell(work, acting.id, { ...notice, to: 'officer' })
  }
  // of these everybody with a part in the need hears from the use case
  if ((ways as readonly string[]).includes(event)) return
  for (const { expertId, state } of await work.tx.teams.ofNeed(need.id)) {
    if (state !== 'in' || !expertId) continue
    const person = await work.tx.people.ofExpert(expertId)
    if (person && person.id !== actorId) await tell(work, person.id, { ...notice, to: 'member' })
  }
}
