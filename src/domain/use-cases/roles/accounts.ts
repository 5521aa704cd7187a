import { DomainError } from '../../errors.ts'
import type { Account, Person } from '../../person.ts'
import { accountKey } from '../../role-change.ts'
import { type Act, permit, placeOf, reply, tell } from '../act.ts'
import { reachByPhone, rerouteUnreachable } from '../ask-experts.ts'
import { personOf, personSlot, recordChange } from './change-roles.ts'

/** `账号`: one’s own accounts. */
export async function showAccounts(act: Act): Promise<void> {
  permit(act, 'see_accounts')
  await reply(act, { view: 'accounts' }, { mode: 'fresh', slot: 'accounts' })
}

/** The account is to be taken from this person; asked once more, as it can’t be undone from here. `key`: of the account (`accountKey`). */
export async function askUnlink(act: Act, personId: string, key: string): Promise<void> {
  await unlinkable(act, personId, key)
  await reply(act, { view: 'account_sure', personId, key })
}

/**
 * A lost account: at once nothing more is sent to it, what it was in the middle of is forgotten, and whoever writes from it is somebody new. What was
 * waiting goes to the person’s other account, or to the officer as for somebody who can’t be written to. One row; the person is told.
 */
export async function unlinkAccount(act: Act, personId: string, key: string): Promise<void> {
  const { person, account } = await unlinkable(act, personId, key)
  const waiting = await act.tx.people.dropAccount(account.address, personId)
  if (!waiting) throw new DomainError('conflict', 'account_gone')
  await recordChange(act, { personId, what: 'revoke', kind: 'account', label: `${account.platform} ${account.name}`, via: 'press' })
  await rerouteUnreachable(act, personId, waiting)
  if (person.expertId && !(await placeOf(act, personId))) await reachByPhone(act, person.expertId)
  const facts = { platform: account.platform, account: account.name }
  if (personId !== act.actor.id) await tell(act, personId, { view: 'say', text: 'account_taken', facts: { ...facts, by: act.actor.name } })
  await reply(act, { view: 'say', text: 'account_off_done', facts: { ...facts, name: person.name } })
  await (personId === act.actor.id ? showAccounts(act) : reply(act, { view: 'person', personId }, personSlot))
}

async function unlinkable(act: Act, personId: string, key: string): Promise<{ person: Person; account: Account }> {
  permit(act, 'unlink_account', personId === act.actor.id && 'self')
  const person = await personOf(act, personId)
  const accounts = await act.tx.people.accounts(personId)
  const account = accounts.find(({ address }) => accountKey(address) === key)
  if (!account) throw new DomainError('conflict', 'account_gone')
  if (account.address === act.address) throw new DomainError('conflict', 'account_in_hand')
  const last = person.roles.includes('admin') && accounts.length === 1
  if (last && !(await act.tx.people.otherAdministrator(personId))) throw new DomainError('conflict', 'last_administrator')
  return { person, account }
}
