import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Need } from '../../need.ts'
import type { Tx } from '../../store.ts'
import type { Work } from '../act.ts'
import type { Owed } from '../clocks/owed.ts'
import { waitsFor } from './sides.ts'

/** Working days a side has to say whether an outcome is so. */
const term = 3

/** The word on each outcome that was reported, of the side that has not given it; of an officer where that side has nobody to ask. */
export async function outcomeWords({ tx }: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const owed: Owed[] = []
  for (const outcome of await tx.outcomes.ofNeed(need.id)) {
    const when = { ref: outcome.id, since: outcome.at, dueAt: calendar.addWorkingDays(outcome.at, term) }
    for (const side of waitsFor(outcome)) {
      if (side === 'poster') owed.push({ kind: 'outcome_poster', waitOn: 'poster', ...when })
      else owed.push({ kind: 'outcome_expert', ...(await expertOrOfficer(tx, need.id)), ...when })
    }
  }
  return owed
}

async function expertOrOfficer(tx: Tx, needId: string): Promise<Pick<Owed, 'waitOn' | 'onId'>> {
  const expertId = await tx.outcomes.expertOf(needId)
  const onId = expertId && (await tx.people.ofExpert(expertId))?.id
  return onId ? { waitOn: 'person', onId } : { waitOn: 'officer' }
}
