import { isoDayAt } from '../../calendar/days.ts'
import { tiers } from '../../directory-file.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Act, permit, refreshSlot, reply, tell } from '../act.ts'
import { enterpriseSlot, showEnterpriseById } from './profile.ts'

/** The steps staff can confirm. */
export async function chooseTier(act: Act, enterpriseId: string): Promise<void> {
  permit(act, 'confirm_tier')
  await reply(act, { view: 'choose_tier', enterpriseId })
}

/** Staff confirm that an enterprise stands on a step since a day (today where none is said); -1: on none. Its contacts hear of it. */
export async function confirmTier(act: Act, enterpriseId: string, index: number, on = isoDayAt(act.now)): Promise<void> {
  permit(act, 'confirm_tier')
  const enterprise = await act.tx.directory.enterprise(enterpriseId)
  if (!enterprise || !(index >= -1 && index < tiers.length)) throw new DomainError('not_found', 'no_such_entry')
  if (on > isoDayAt(act.now)) throw new DomainError('invalid', 'tier_future')
  const tier = tiers[index]
  const step = { id: newId(), enterpriseId, tier, from: enterprise.tier, on, byId: act.actor.id, at: act.now }
  if (!(await act.tx.enterprises.confirmTier(step))) throw new DomainError('conflict', 'tier_already')
  for (const { id } of tier ? await act.tx.people.ofEnterprise(enterpriseId) : [])
    if (id !== act.actor.id) await tell(act, id, { view: 'tier_told', enterpriseId })
  await refreshSlot(act, enterpriseSlot(enterpriseId), { view: 'enterprise', enterpriseId })
  await showEnterpriseById(act, enterpriseId)
}

export async function showLadder(act: Act): Promise<void> {
  permit(act, 'see_expiring')
  await reply(act, { view: 'ladder' }, { mode: 'fresh', slot: 'ladder' })
}

/** Those on one step; -1: on none. */
export async function showTier(act: Act, index: number, page: number): Promise<void> {
  permit(act, 'see_expiring')
  if (!(index >= -1 && index < tiers.length)) throw new DomainError('invalid', 'old_button')
  await reply(act, { view: 'tier', index, page }, { mode: 'update', slot: 'tier' })
}
