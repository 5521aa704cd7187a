import { closingOn } from '../../calendar/working-calendar.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { isStaff } from '../../person.ts'
import { planned } from '../../visit.ts'
import { standingOf, type Work } from '../act.ts'
import type { Owed, OwedSource } from '../clocks/owed.ts'
import { latest } from '../clocks/stages.ts'

/** Working days. */
const terms = { answer: 1, record: 1 } as const

/** A proposed visit waits for the other side's word; one whose day is over waits for its record. */
export const visitsOwed: OwedSource = async ({ tx }, need, calendar) => {
  if (need.state === 'draft' || need.state === 'paused' || isEnded(need.state)) return []
  const claim = await tx.claims.live(need.id)
  const owed: Owed[] = []
  const visits = (await tx.visits.ofNeed(need.id)).filter(({ state }) => (planned as readonly string[]).includes(state))
  const resumed = visits.length > 0 ? await tx.matters.resumedAt(need.id) : undefined
  for (const visit of visits) {
    const { id, state, side } = visit
    const proposedAt = latest(visit.proposedAt, resumed)
    const over = latest(closingOn(visit.day), resumed)
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

/**
 * An open task is its owner's until the end of its day; of somebody without an account here, whoever set it sees to it, and the officer where they have
 * nothing to do with the need any more.
 */
export const tasksOwed: OwedSource = async (work, need) => {
  if (need.state === 'draft' || need.state === 'paused' || isEnded(need.state)) return []
  const owed: Owed[] = []
  for (const { id, ownerId, byId, at, dueOn, doneAt } of await work.tx.tasks.ofNeed(need.id)) {
    if (doneAt) continue
    const dueAt = latest(closingOn(dueOn), at)
    const onId = (await hasPart(work, need, ownerId)) ? ownerId : (await hasPart(work, need, byId)) ? byId : undefined
    const to = onId === undefined ? ({ waitOn: 'officer' } as const) : ({ waitOn: 'person', onId } as const)
    owed.push({ kind: 'task', ref: id, ...to, since: at, dueAt })
  }
  return owed
}

/** Whether somebody is of the enterprise, works on the need, or is of the bureau. */
async function hasPart({ tx }: Work, need: Need, personId: string | undefined): Promise<boolean> {
  const person = personId === undefined ? undefined : await tx.people.find(personId)
  if (!person) return false
  if (isStaff(person) || person.id === need.posterId) return true
  if (person.enterpriseId !== undefined && person.enterpriseId === need.enterpriseId) return true
  const { claimer, member } = await standingOf(tx, need, person)
  return claimer || member
}
