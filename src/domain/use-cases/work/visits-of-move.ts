import type { Need } from '../../need.ts'
import { isEnded, type LifeEvent } from '../../need-life.ts'
import { planned } from '../../visit.ts'
import type { Work } from '../act.ts'
import type { AfterMove, AfterUndo } from '../after-move.ts'
import { callOff, putBack, showEverywhere } from './plan-visit.ts'

/** Events after which whoever was to come does not. */
const parting: readonly LifeEvent[] = ['release', 'lapse', 'decline', 'replace']

/** A need that ends, or whose expert leaves it, has no visits to come: both sides hear of it, and calendars lose them. */
export const visitsOfMove: AfterMove = async (work, need, event) => {
  const now = await work.tx.needs.find(need.id)
  if (!now || !(isEnded(now.state) || parting.includes(event))) return
  for (const visit of await toCome(work, need)) await callOff(work, need, visit, undefined, 'visit_ended')
}

/**
 * What was called off by a press that is taken back stands again. A claim that is taken back takes along what its expert has proposed since, and a report
 * of the solution that “solved there” made takes that back too.
 */
export const visitsOfUndo: AfterUndo = async (work, need, event) => {
  const history = await work.tx.needs.history(need.id)
  const undone = history.findLastIndex((entry) => entry.event === event && entry.to !== undefined)
  const made = history[undone]
  if (event === 'claim' && made)
    for (const visit of await toCome(work, need)) if (visit.createdAt >= made.at) await callOff(work, need, visit, undefined, 'visit_ended')
  const cause = history[undone - 1]
  if (event === 'solve' && cause?.event === 'visit_solved' && cause.note && cause.at.getTime() === made?.at.getTime()) {
    await work.tx.visits.unsayOnSite(cause.note)
    await showEverywhere(work, cause.note)
  }
  const ended = new Set(history.slice(undone + 1).flatMap((entry) => (entry.event === 'visit_ended' && entry.note ? [entry.note] : [])))
  for (const visit of await work.tx.visits.ofNeed(need.id))
    if (ended.has(visit.id) && visit.state === 'cancelled') await putBack(work, need, visit)
}

async function toCome({ tx }: Work, need: Need) {
  return (await tx.visits.ofNeed(need.id)).filter(({ state }) => (planned as readonly string[]).includes(state))
}
