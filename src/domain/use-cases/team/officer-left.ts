import { DomainError } from '../../errors.ts'
import type { Person } from '../../person.ts'
import { type Act, permit, reply } from '../act.ts'
import { recordChange } from '../roles/change-roles.ts'

/** `离任 王敏`: who is meant, with what they answer for; a press settles it. */
export async function askWhoLeft(act: Act, name: string): Promise<void> {
  permit(act, 'officer_leaves')
  const ids = (await act.tx.people.withRoles(['officer'])).filter((person) => person.name === name).map(({ id }) => id)
  if (ids.length === 0) throw new DomainError('invalid', 'no_officer_called', { name })
  await reply(act, { view: 'officer_leaves', ids })
}

/**
 * The officer has left office: the role, and with it sight of needs that are not their own, ends at once. Each need they answer for gets another by the table at the next
 * tick (`appointMissing`), in a transaction of its own, and till then is everybody's on whom messages for officers fall.
 */
export async function officerLeft(act: Act, personId: string): Promise<void> {
  permit(act, 'officer_leaves')
  const person = await act.tx.people.find(personId)
  if (!person?.roles.includes('officer')) throw new DomainError('conflict', 'officer_left_already', { name: person?.name ?? '' })
  const load = (await act.tx.teams.answering()).get(personId) ?? 0
  if (!(await act.tx.people.dropRole(personId, 'officer'))) throw new DomainError('conflict', 'officer_left_already', { name: person.name })
  await recordChange(act, { personId, what: 'revoke', kind: 'officer', via: 'press' })
  const text = (await othersThere(act, person)) ? 'officer_left' : 'officer_left_last'
  await reply(act, { view: 'say', text, facts: { name: person.name, count: String(load) } })
}

async function othersThere({ tx }: Act, person: Person): Promise<boolean> {
  return (await tx.people.withRoles(['officer'])).some(({ id }) => id !== person.id)
}
