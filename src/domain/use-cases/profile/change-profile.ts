import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { ProfileNotice } from '../../notices.ts'
import { type GuardedKey, guardedKeys, type ProfileChange, type ProfileKey, type ProfilePatch } from '../../profile-store.ts'
import { hasRight } from '../../rights.ts'
import { type Act, permit, refreshSlot, reply, tell, tellStaff, type Work } from '../act.ts'
import { editorOf, ownProfile } from './rights.ts'
import { isUnanswered } from './unanswered.ts'

export function profileSlot(expertId: string): string {
  return `profile:${expertId}`
}

export function profileChangeSlot(changeId: string): string {
  return `profile_change:${changeId}`
}

/** What a profile says under a key; of the lists also the empty one. */
export function valueIn(expert: Expert, key: ProfileKey): ProfilePatch[ProfileKey] {
  if (key === 'instituteId') return expert.institute.id
  return key in expert.more
    ? (expert.more[key as keyof Expert['more']] as ProfilePatch[ProfileKey])
    : (expert[key as keyof Expert] as ProfilePatch[ProfileKey])
}

export type Changed = { now: ProfileKey[]; waiting: ProfileKey[]; was: ProfilePatch }

/**
 * Writes what differs: at once, or, of what staff must agree to, as a proposal beside what waits already. Whoever is changed by another is told what, and by whom.
 */
export async function changeProfile(act: Act, expertId: string, patch: ProfilePatch): Promise<Changed> {
  const expert = await ownProfile(act, expertId)
  const differing = (Object.keys(patch) as ProfileKey[]).filter((key) => !isSame(patch[key], valueIn(expert, key)))
  const guarded = hasRight(act.actor, 'decide_profile')
    ? []
    : differing.filter((key): key is GuardedKey => (guardedKeys as readonly ProfileKey[]).includes(key))
  const now = differing.filter((key) => !(guarded as ProfileKey[]).includes(key))
  if (now.length > 0) await write(act, expert, picked(patch, now))
  if (guarded.length > 0) await propose(act, expert, picked(patch, guarded))
  if (editorOf(act.actor, expert) !== 'self' && now.length > 0)
    await tell(act, expert.personId, { view: 'profile_told', expertId, byId: act.actor.id, keys: now })
  // whoever was asked whether it is right has answered by changing it
  if (now.length > 0 && editorOf(act.actor, expert) === 'self' && isUnanswered(expert)) await act.tx.profiles.check(expertId, act.now)
  if (differing.length > 0) await refreshProfile(act, expertId)
  return { now, waiting: guarded, was: Object.fromEntries(now.map((key) => [key, valueIn(expert, key)])) }
}

/** Changes it, and answers with what stands there now, or what waits for whom. */
export async function editProfile(act: Act, expertId: string, patch: ProfilePatch): Promise<void> {
  const { now, waiting, was } = await changeProfile(act, expertId, patch)
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'profile_saved', expertId, keys: now, waiting, was })
}

export async function refreshProfile(work: Work, expertId: string): Promise<void> {
  await refreshSlot(work, profileSlot(expertId), { view: 'profile', expertId })
}

function picked(patch: ProfilePatch, keys: ProfileKey[]): ProfilePatch {
  return Object.fromEntries(keys.map((key) => [key, patch[key]]))
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** A name belongs to the person behind the entry too. */
async function write(work: Work, { id, personId }: Expert, patch: ProfilePatch): Promise<void> {
  await work.tx.profiles.update(id, patch)
  if (patch.name && personId) await work.tx.people.update(personId, { name: patch.name })
}

/** What waited before stays part of what is asked for, unless it is said anew. */
async function propose(act: Act, expert: Expert, patch: ProfilePatch): Promise<void> {
  const before = await act.tx.profiles.waiting(expert.id)
  const change: ProfileChange = {
    ...{ id: newId(), expertId: expert.id, byId: act.actor.id, at: act.now, state: 'pending' as const },
    patch: { ...before?.patch, ...patch },
  }
  await act.tx.profiles.propose(change)
  if (before) await refreshSlot(act, profileChangeSlot(before.id), { view: 'profile_change', changeId: before.id })
  const notice: ProfileNotice = { view: 'profile_change', changeId: change.id }
  await tellStaff(act, ['admin', 'staff', 'head'], notice, { mode: 'update', slot: profileChangeSlot(change.id) })
}

/** One press of staff. The second finds it decided. */
export async function decideProfile(act: Act, changeId: string, yes: boolean): Promise<void> {
  permit(act, 'decide_profile')
  const change = await act.tx.profiles.change(changeId)
  const expert = change && (await act.tx.profiles.hold(change.expertId))
  if (!change || !expert) throw new DomainError('not_found', 'no_such_entry')
  const { instituteId } = change.patch
  if (yes && instituteId && !(await act.tx.directory.institute(instituteId))) throw new DomainError('not_found', 'no_such_entry')
  if (!(await act.tx.profiles.decide(changeId, yes ? 'approved' : 'rejected', act.actor.id, act.now)))
    throw new DomainError('conflict', 'already_decided')
  if (yes) await write(act, expert, change.patch)
  await refreshSlot(act, profileChangeSlot(changeId), { view: 'profile_change', changeId })
  for (const personId of new Set([expert.personId, change.byId]))
    if (personId !== act.actor.id) await tell(act, personId, { view: 'profile_decided', changeId })
  await refreshProfile(act, expert.id)
}

export async function showProfileChange(act: Act, changeId: string): Promise<void> {
  permit(act, 'decide_profile')
  if (!(await act.tx.profiles.change(changeId))) throw new DomainError('not_found', 'no_such_entry')
  await reply(act, { view: 'profile_change', changeId }, { mode: 'fresh', slot: profileChangeSlot(changeId) })
}
