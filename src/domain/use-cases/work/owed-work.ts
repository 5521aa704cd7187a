import { dayNumber, momentOn } from '../../calendar/days.ts'
import { closingHour } from '../../calendar/working-calendar.ts'
import { isEnded } from '../../need-life.ts'
import type { Owed, OwedSource } from '../clocks/owed.ts'

const hourMs = 3_600_000
/** Working days. */
const terms = { answer: 1, record: 1 } as const

/** A proposed visit waits for the other side's word; one whose day is over waits for its record. */
export const visitsOwed: OwedSource = async ({ tx }, need, calendar) => {
  if (need.state === 'draft' || need.state === 'paused' || isEnded(need.state)) return []
  const claim = await tx.claims.live(need.id)
  const owed: Owed[] = []
  for (const visit of await tx.visits.ofNeed(need.id)) {
    const { id, state, side, proposedAt } = visit
    const over = momentOn(dayNumber(visit.day) ?? 0, closingHour * hourMs)
    if (state === 'proposed') {
      const waitOn = side === 'team' ? 'poster' : claim ? 'claimer' : 'officer'
      owed.push({ kind: 'visit_answer', ref: id, waitOn, since: proposedAt, dueAt: calendar.addWorkingDays(proposedAt, terms.answer) })
    }
    if (state === 'agreed') {
      const by = await tx.people.find(visit.side === 'team' ? visit.byId : (visit.agreedById ?? ''))
      const staff = by !== undefined && by.roles.length > 0
      const to = staff ? ({ waitOn: 'person', onId: by.id } as const) : ({ waitOn: claim ? 'claimer' : 'officer' } as const)
      owed.push({ kind: 'visit_record', ref: id, ...to, since: over, dueAt: calendar.addWorkingDays(over, terms.record) })
    }
  }
  return owed
}

/** An open task is its owner's until the end of its day; of somebody without an account here, whoever set it sees to it. */
export const tasksOwed: OwedSource = async ({ tx }, need) => {
  if (need.state === 'draft' || need.state === 'paused' || isEnded(need.state)) return []
  const open = (await tx.tasks.ofNeed(need.id)).filter(({ doneAt }) => !doneAt)
  return open.map(({ id, ownerId, byId, at, dueOn }) => {
    const dueAt = momentOn(dayNumber(dueOn) ?? 0, closingHour * hourMs)
    return { kind: 'task', ref: id, waitOn: 'person', onId: ownerId ?? byId, since: at, dueAt: dueAt > at ? dueAt : at }
  })
}
