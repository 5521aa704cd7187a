import { DomainError } from '../../errors.ts'
import type { Person } from '../../person.ts'
import type { Action } from '../../rights-table.ts'
import { type Granted, isRole, type RoleChange } from '../../role-change.ts'
import { type Act, permit, reply, tell, type Work } from '../act.ts'
import { reachByPhone } from '../ask-experts.ts'

/** Who may give this to somebody. What somebody stands for (contact, expert) is verified, or comes by a code. */
export function granting(kind: Granted): Action {
  return kind === 'officer' || kind === 'manager' ? 'grant_officer' : isRole(kind) ? 'grant_role' : 'verify'
}

/** Who may take it away. An officer leaves office by the same right as by `离任`. */
export function revoking(kind: Granted): Action {
  if (kind === 'officer') return 'officer_leaves'
  if (kind === 'contact' || kind === 'expert') return 'end_link'
  return granting(kind)
}

/** What is being changed; `ref`: the institute that is managed. */
export type Change = { kind: Granted; ref?: string }

export async function personOf({ tx }: Pick<Work, 'tx'>, id: string): Promise<Person> {
  const person = await tx.people.find(id)
  if (!person) throw new DomainError('not_found', 'no_such_person')
  return person
}

/** Writes down what was given or taken away. The clock and the settings act without a person. */
export async function recordChange(work: Work | Act, change: Omit<RoleChange, 'at' | 'byId' | 'chat'>): Promise<void> {
  const by = 'actor' in work && change.via !== 'settings' ? { byId: work.actor.id, chat: work.platform } : {}
  await work.tx.people.addChange({ ...change, ...by, at: work.now })
}

/** Gives a role, or an institute to manage; one row, and the person is told. `conflict` where they have it. */
export async function grantRole(act: Act, personId: string, change: Change): Promise<void> {
  const { kind, ref } = change
  permit(act, granting(kind))
  const person = await personOf(act, personId)
  const label = await give(act, person, change)
  await recordChange(act, { personId, what: 'grant', kind, ref, label, via: 'press' })
  if (personId !== act.actor.id) await tell(act, personId, { view: 'say', text: 'role_granted', facts: { role: kind, label: label ?? '' } })
  await showPerson(act, personId, { text: 'grant_done', facts: { name: person.name, role: kind, label: label ?? '' } })
}

async function give({ tx }: Act, person: Person, { kind, ref }: Change): Promise<string | undefined> {
  const had = () => new DomainError('conflict', 'has_role_already', { name: person.name, role: kind })
  if (isRole(kind)) {
    if (!(await tx.people.addRole(person.id, kind))) throw had()
    return undefined
  }
  const institute = kind === 'manager' && ref ? await tx.directory.institute(ref) : undefined
  if (!institute) throw new DomainError('not_found', 'no_such_entry')
  if (!(await tx.people.setManages(person.id, institute.id))) throw had()
  return institute.name
}

/** Before it is taken: one's own, and that of an administrator, is asked once more. */
export async function askRevoke(act: Act, personId: string, kind: Granted): Promise<void> {
  permit(act, revoking(kind))
  const person = await personOf(act, personId)
  if (!has(person, kind)) throw new DomainError('conflict', 'has_no_such_role', { name: person.name, role: kind })
  if (kind !== 'admin' && personId !== act.actor.id) return revokeRole(act, personId, kind)
  await reply(act, { view: 'role_sure', personId, kind })
}

/**
 * Takes it away; one row, and the person is told. What they were in the middle of ends with it. The last administrator who can act stays, whoever
 * presses at the same time; an officer’s needs get another at the next tick.
 */
export async function revokeRole(act: Act, personId: string, kind: Granted): Promise<void> {
  permit(act, revoking(kind))
  const person = await personOf(act, personId)
  const { label, ref } = await partOf(act, person, kind)
  if (kind === 'admin' && !(await act.tx.people.otherAdministrator(personId))) throw new DomainError('conflict', 'last_administrator')
  const load = kind === 'officer' ? ((await act.tx.teams.answering()).get(personId) ?? 0) : 0
  if (!(await take(act, person, kind))) throw new DomainError('conflict', 'has_no_such_role', { name: person.name, role: kind })
  if (kind === 'expert' && person.expertId) await reachByPhone(act, person.expertId)
  await forgetDialogs(act, personId)
  await recordChange(act, { personId, what: 'revoke', kind, ref, label, via: 'press' })
  if (personId !== act.actor.id) await tell(act, personId, { view: 'say', text: 'role_revoked', facts: { role: kind, label: label ?? '' } })
  await showPerson(act, personId, await doneWords(act, person, kind, label, load))
}

export function has(person: Person, kind: Granted): boolean {
  if (isRole(kind)) return person.roles.includes(kind)
  return { manager: person.managesId, contact: person.enterpriseId, expert: person.expertId }[kind] !== undefined
}

async function take({ tx }: Act, person: Person, kind: Granted): Promise<boolean> {
  if (isRole(kind)) return tx.people.dropRole(person.id, kind)
  if (!has(person, kind)) return false
  if (kind === 'manager') return tx.people.setManages(person.id, undefined)
  await tx.people.update(person.id, kind === 'contact' ? { enterpriseId: undefined } : { expertId: undefined })
  return true
}

/** The institute, enterprise or expert it is about. */
export async function partOf({ tx }: Pick<Work, 'tx'>, person: Person, kind: Granted): Promise<{ ref?: string; label?: string }> {
  const { managesId, enterpriseId, expertId } = person
  if (kind === 'manager' && managesId) return { ref: managesId, label: (await tx.directory.institute(managesId))?.name }
  if (kind === 'contact' && enterpriseId) return { ref: enterpriseId, label: (await tx.directory.enterprise(enterpriseId))?.name }
  if (kind === 'expert' && expertId) return { ref: expertId, label: (await tx.directory.expert(expertId))?.name }
  return {}
}

/** A question that was asked while they had the right must not be answered without it. */
async function forgetDialogs({ tx }: Act, personId: string): Promise<void> {
  for (const { address } of await tx.people.accounts(personId)) await tx.dialogs.clear(address)
}

async function doneWords({ tx }: Act, person: Person, kind: Granted, label: string | undefined, load: number) {
  const facts = { name: person.name, role: kind, label: label ?? '' }
  if (kind !== 'officer') return { text: 'revoke_done', facts }
  const others = (await tx.people.withRoles(['officer'])).some(({ id }) => id !== person.id)
  return { text: others ? 'officer_left' : 'officer_left_last', facts: { ...facts, count: String(load) } }
}

async function showPerson(act: Act, personId: string, said: { text: string; facts: Record<string, string> }): Promise<void> {
  await reply(act, { view: 'say', ...said })
  // who has just given up the right to look at people is not shown any
  const actor = personId === act.actor.id ? await personOf(act, personId) : act.actor
  if (actor.roles.some((role) => role === 'admin' || role === 'head')) await reply(act, { view: 'person', personId }, personSlot)
}

/** One card of people in a chat at a time. */
export const personSlot = { mode: 'fresh', slot: 'person' } as const
