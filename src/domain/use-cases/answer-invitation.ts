import { type PassReason, passReasons } from '../code-lists.ts'
import { DomainError } from '../errors.ts'
import type { Invitation, Need } from '../need.ts'
import { type Act, needOf, permit, placeOf, record, refresh, relationsIn, reply, standingOf, words } from './act.ts'
import { askExperts, askNamed, hasConflict, mutedUntil } from './ask-experts.ts'

/** The expert whose invitation it is; an officer may answer for one who was asked by phone. */
async function invitationOf(act: Act, needId: string, expertId: string): Promise<{ need: Need; invitation: Invitation }> {
  const need = await needOf(act.tx, needId)
  const invitation = await act.tx.invitations.of(needId, expertId)
  const mine = act.actor.expertId === expertId
  permit(act, invitation?.byOfficer && !mine ? 'answer_by_phone' : 'pass', invitation && mine && 'self')
  if (!invitation) throw new DomainError('not_found', 'no_such_entry')
  return { need, invitation }
}

/** First press: which reason? Nothing changes yet. */
export async function choosePass(act: Act, needId: string, expertId: string): Promise<void> {
  const { invitation } = await invitationOf(act, needId, expertId)
  if (invitation.state !== 'asked' && invitation.state !== 'reserve') throw new DomainError('conflict', 'invitation_over')
  await reply(act, { view: 'pass_reasons', needId, expertId }, { mode: 'fresh', slot: `pass:${needId}:${expertId}` })
}

/** Second press: the expert passes with this reason, and the next one is asked. */
export async function pass(act: Act, needId: string, expertId: string, code: string): Promise<void> {
  const { need, invitation } = await invitationOf(act, needId, expertId)
  const reason = passReasons.find((entry) => entry.code === code)?.code as PassReason | undefined
  if (!reason) throw new DomainError('invalid', 'old_button')
  const patch = { passReason: reason, answeredAt: act.now }
  if (!(await act.tx.invitations.move(invitation.id, ['asked', 'reserve'], 'passed', patch)))
    throw new DomainError('conflict', 'invitation_over')
  await record(act, { needId, event: 'pass', note: reason })
  await reply(act, { view: 'pass_reasons', needId, expertId }, { mode: 'update', slot: `pass:${needId}:${expertId}` })
  if (need.state === 'open') await askExperts(act, need)
  await refresh(act, needId)
}

/** “I know someone”: who was asked names another expert of the directory; several of that name are offered to choose from. */
export async function nameColleague(act: Act, needId: string, text: string): Promise<void> {
  await mayRecommend(act, needId)
  const name = words(text, 60)
  const found = (await act.tx.directory.expertsNamed(name)).filter((expert) => expert.id !== act.actor.expertId)
  if (found.length === 0) throw new DomainError('invalid', 'no_such_colleague', { name })
  if (found.length === 1 && found[0]) return recommend(act, needId, found[0].id)
  await reply(act, { view: 'choose_expert', ids: found.slice(0, 8).map((expert) => expert.id), name, needId })
}

export async function recommend(act: Act, needId: string, expertId: string): Promise<void> {
  const need = await mayRecommend(act, needId)
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (expertId === act.actor.expertId) throw new DomainError('invalid', 'recommend_another')
  if (await hasConflict(act, need, expertId)) throw new DomainError('invalid', 'recommend_without_conflict', { name: expert.name })
  const muted = await mutedUntil(act, expertId)
  if (muted) throw new DomainError('conflict', 'expert_muted', { name: expert.name, day: muted })
  if (!(await askNamed(act, need, expertId, act.actor.expertId ?? act.actor.id)))
    throw new DomainError('conflict', 'asked_already', { name: expert.name })
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'recommended', note: expertId })
  const reached = (await placeOf(act, expert.personId)) !== undefined
  await reply(act, { view: 'say', text: reached ? 'recommended' : 'recommended_by_phone', facts: { name: expert.name }, needId })
  await refresh(act, needId)
}

/** The need; `forbidden` or `conflict` where this person can't name somebody for it. */
export async function mayRecommend(act: Act, needId: string): Promise<Need> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  permit(act, 'recommend', ...relationsIn(standing))
  if (need.state !== 'open') throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return need
}
