import type { Enterprise } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { hasRight } from '../../rights.ts'
import { type Act, permit, refreshSlot, reply, tell } from '../act.ts'
import { enterpriseSlot, showEnterpriseById } from './profile.ts'

function nameSlot(changeId: string): string {
  return `name:${changeId}`
}

/** A name stands in papers and lists: what the enterprise or an officer writes is decided by the office, which changes it at once. */
export async function proposeName(act: Act, enterprise: Enterprise, name: string): Promise<void> {
  await act.tx.dialogs.clear(act.address)
  if (name === enterprise.name) return showEnterpriseById(act, enterprise.id)
  if (hasRight(act.actor, 'decide_name')) {
    if (!(await act.tx.enterprises.rename(enterprise.id, name))) throw new DomainError('conflict', 'name_taken')
    return showEnterpriseById(act, enterprise.id)
  }
  const id = newId()
  await act.tx.enterprises.proposeName({ id, enterpriseId: enterprise.id, name, byId: act.actor.id, at: act.now })
  await reply(act, { view: 'say', text: 'name_waiting', facts: { name } })
  for (const person of await act.tx.people.withRoles(['staff', 'head', 'admin']))
    await tell(act, person.id, { view: 'name_change', changeId: id }, { mode: 'update', slot: nameSlot(id) })
}

/** One press of staff; the second finds it decided. */
export async function decideName(act: Act, changeId: string, yes: boolean): Promise<void> {
  permit(act, 'decide_name')
  const change = await act.tx.enterprises.nameChange(changeId)
  if (!change) throw new DomainError('not_found', 'no_such_entry')
  if (!(await act.tx.enterprises.decideName(changeId, yes ? 'approved' : 'rejected', act.actor.id, act.now)))
    throw new DomainError('conflict', 'already_decided')
  if (yes && !(await act.tx.enterprises.rename(change.enterpriseId, change.name))) throw new DomainError('conflict', 'name_taken')
  await tell(act, change.byId, { view: 'say', text: yes ? 'name_approved' : 'name_rejected', facts: { name: change.name } })
  await refreshSlot(act, nameSlot(changeId), { view: 'name_change', changeId })
  await refreshSlot(act, enterpriseSlot(change.enterpriseId), { view: 'enterprise', enterpriseId: change.enterpriseId })
}

export async function showNameChange(act: Act, changeId: string): Promise<void> {
  permit(act, 'decide_name')
  if (!(await act.tx.enterprises.nameChange(changeId))) throw new DomainError('not_found', 'no_such_entry')
  await reply(act, { view: 'name_change', changeId }, { mode: 'fresh', slot: nameSlot(changeId) })
}
