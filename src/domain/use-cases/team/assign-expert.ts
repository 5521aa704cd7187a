import { isoDayAt } from '../../calendar/days.ts'
import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { isOnLeave } from '../../leave.ts'
import { type Need, type NeedState, waitsForAcceptance } from '../../need.ts'
import { checkMove, life } from '../../need-life.ts'
import { priorities } from '../../notices.ts'
import { type Act, ask, needOf, placeOf, refresh, reply, standingOf, tell, words } from '../act.ts'
import { hasConflict } from '../ask-experts.ts'
import { settleInvitations, tellBoth } from '../claim-need.ts'
import { keepMove, remember } from '../move-need.ts'
import { endTeam } from './end-team.ts'

/** Staff name an expert for an open need, or another in the place of one who has it. */
export type StepIn = 'assign' | 'replace'

/** The need, where staff may do this to it now. */
export async function mayStepIn(act: Act, needId: string, event: StepIn): Promise<Need> {
  const need = await needOf(act.tx, needId)
  checkMove(event, need.state, (await standingOf(act.tx, need, act.actor)).capacities)
  return need
}

/** Why another is wanted; then, who. */
export async function sayWhyReplace(act: Act, needId: string, text: string): Promise<void> {
  await mayStepIn(act, needId, 'replace')
  await ask(act, { kind: 'replace_with', needId, reason: words(text, 1000) })
}

/** The expert is named in words; several of that name are offered to choose from. */
export async function stepInNamed(act: Act, needId: string, event: StepIn, text: string): Promise<void> {
  await mayStepIn(act, needId, event)
  const name = words(text, 60)
  const found = await act.tx.directory.expertsNamed(name)
  if (found.length === 0) throw new DomainError('invalid', 'no_such_colleague', { name })
  if (found.length === 1 && found[0]) return stepIn(act, needId, event, found[0].id)
  await reply(act, { view: 'pick_expert_for', needId, event, ids: found.slice(0, 8).map(({ id }) => id), name })
}

/**
 * The expert has the need from now on, is told, and may give it back. Conflicts of interest and the enterprise's own no stand; a full desk and leave do not: staff
 * are told how much the expert carries or until when they are away, and a second press (`anyway`) decides, as they may have spoken.
 */
export async function stepIn(act: Act, needId: string, event: StepIn, expertId: string, anyway = false): Promise<void> {
  const need = await mayStepIn(act, needId, event)
  const reason = event === 'replace' ? await reasonGiven(act, needId) : undefined
  const expert = await suitable(act, need, expertId)
  const load = await act.tx.invitations.loadOf(expertId)
  const busy = (load && load.open >= load.cap) || isOnLeave(expert, isoDayAt(act.now))
  if (!anyway && busy) return reply(act, { view: 'assign_anyway', needId, event, expertId })
  await remember(act, needId, event)
  if (event === 'replace') await endOld(act, need, reason ?? '')
  const acceptedAt = waitsForAcceptance(need) ? undefined : act.now
  const claim = { id: newId(), needId, expertId, at: act.now }
  const from: readonly NeedState[] = life[event].from
  if (!(await act.tx.claims.take(claim, { claimedAt: act.now, acceptedAt, solvedAt: undefined, touchedAt: act.now }, from)))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  await settleInvitations(act, needId, expertId)
  const reached = await keepHowReached(act, needId, expert)
  await act.tx.dialogs.clear(act.address)
  const note = reason ? `${expert.name}；${reason}` : expert.name
  await keepMove(act, need, event, 'claimed', note)
  await tellAssigned(act, need, expert, event)
  await reply(act, {
    view: 'say',
    text: reached ? 'assigned' : 'assigned_by_phone',
    needId,
    facts: { number: need.number ?? '', name: expert.name },
  })
  await refresh(act, needId)
}

/** The reason stands in the dialog that asked who; without it the press is an old one. */
async function reasonGiven(act: Act, needId: string): Promise<string> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'replace_with' || dialog.needId !== needId) throw new DomainError('invalid', 'old_button')
  return dialog.reason
}

async function suitable(act: Act, need: Need, expertId: string): Promise<Expert> {
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (await hasConflict(act, need, expertId)) throw new DomainError('invalid', 'recommend_without_conflict', { name: expert.name })
  const before = await act.tx.invitations.of(need.id, expertId)
  if (before?.state === 'declined') throw new DomainError('invalid', 'declined_by_enterprise', { name: expert.name })
  if ((await act.tx.claims.live(need.id))?.expertId === expertId) throw new DomainError('invalid', 'has_it_already', { name: expert.name })
  return expert
}

/** The claim ends; who had it is thanked and told why. */
async function endOld(act: Act, need: Need, reason: string): Promise<void> {
  const claim = await act.tx.claims.live(need.id)
  if (!claim || !(await act.tx.claims.end(claim.id, act.now, 'replaced')))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  const invitation = await act.tx.invitations.of(need.id, claim.expertId)
  if (invitation) await act.tx.invitations.move(invitation.id, ['claimed'], 'replaced', { answeredAt: act.now })
  await endTeam(act, need)
  const old = await act.tx.people.ofExpert(claim.expertId)
  await tell(act, old?.id, { view: 'say', text: 'replaced_kindly', needId: need.id, facts: { number: need.number ?? '', reason } })
}

/** An expert without a chat account is reached through an officer, who acts for them. */
async function keepHowReached(act: Act, needId: string, expert: Expert): Promise<boolean> {
  const reached = (await placeOf(act, expert.personId)) !== undefined
  const invitation = await act.tx.invitations.of(needId, expert.id)
  if (invitation) await act.tx.invitations.move(invitation.id, ['claimed'], 'claimed', { byOfficer: !reached })
  return reached
}

async function tellAssigned(act: Act, need: Need, expert: Expert, event: StepIn): Promise<void> {
  const urgent = { priority: priorities.urgent }
  const facts = { number: need.number ?? '', title: need.visibility === 'private' ? '' : need.title, name: expert.name }
  await tell(act, expert.personId, { view: 'say', text: 'assigned_to_you', needId: need.id, facts }, urgent)
  await tell(act, expert.personId, { view: 'need', needId: need.id }, { ...urgent, mode: 'fresh' })
  await tell(act, need.posterId, { view: 'say', text: `${event}_for_you`, needId: need.id, facts }, urgent)
  await tellBoth(act, need, expert.id)
}
