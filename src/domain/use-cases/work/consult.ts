import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { describe, type Need, waitsForAcceptance } from '../../need.ts'
import { checkMove, isEnded } from '../../need-life.ts'
import { priorities } from '../../notices.ts'
import { type Act, asExpert, ask, needOf, ownNeed, record, refresh, reply, standingOf, tell, words } from '../act.ts'
import { checkConflict, settleInvitations } from '../claim-need.ts'
import { keepMove, remember } from '../move-need.ts'
import { reachedIn } from './say-reached.ts'

/** A question longer than this is no small one. */
const mostCharacters = 1000

/** A draft becomes a small question 咨询, or a whole need again. */
export async function setTrack(act: Act, needId: string, track: Need['track']): Promise<void> {
  const need = await ownNeed(act, needId, 'choose_track')
  if (isEnded(need.state) || (track === 'consult' && need.state !== 'draft'))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  if (track === 'consult' && describe(need, await act.tx.needs.parts(needId)).length > mostCharacters)
    throw new DomainError('invalid', 'consult_too_long')
  if (need.track === track) throw new DomainError('conflict', 'track_already')
  await act.tx.needs.update(needId, { track, touchedAt: act.now })
  if (need.state !== 'draft') {
    await record(act, { needId, event: 'track' })
    await reply(act, { view: 'say', text: 'now_full', needId, facts: { number: need.number ?? '' } })
    return refresh(act, needId)
  }
  await reply(act, { view: 'need', needId }, { mode: 'fresh' })
}

/** Whether this expert may answer it at once, without claiming; `forbidden` or `conflict` otherwise. */
export async function mayReply(act: Act, needId: string): Promise<{ need: Need; expertId: string }> {
  const need = await needOf(act.tx, needId)
  const expertId = asExpert(act)
  const { capacities, invitation } = await standingOf(act.tx, need, act.actor)
  checkMove('reply', need.state, capacities)
  if (need.track !== 'consult') throw new DomainError('conflict', 'reply_claim_first')
  if (waitsForAcceptance(need)) throw new DomainError('conflict', 'not_yet_accepted')
  if (invitation && ['released', 'declined', 'lapsed', 'replaced'].includes(invitation.state))
    throw new DomainError('conflict', 'released_before')
  await checkConflict(act, need, expertId)
  return { need, expertId }
}

export async function askForReply(act: Act, needId: string): Promise<void> {
  await mayReply(act, needId)
  await ask(act, { kind: 'reply', needId })
}

/** The answer to a small question: one atomic act, as a claim is. Whoever asked closes it with one press, or says what is missing. */
export async function replyNeed(act: Act, needId: string, text: string): Promise<void> {
  const { need, expertId } = await mayReply(act, needId)
  const result = words(text, 2000)
  const { reached } = await reachedIn(act.tx, need, result)
  const times = { claimedAt: act.now, acceptedAt: act.now, solvedAt: act.now, touchedAt: act.now }
  const patch = { ...times, result, reached: reached.length > 0 ? reached : undefined }
  await remember(act, needId, 'reply')
  if (!(await act.tx.claims.take({ id: newId(), needId, expertId, at: act.now }, patch, ['open'], 'solved')))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  await settleInvitations(act, needId, expertId)
  await act.tx.dialogs.clear(act.address)
  await keepMove(act, need, 'reply', 'solved', result)
  const expert = await act.tx.directory.expert(expertId)
  const facts = { number: need.number ?? '', name: expert?.name ?? '', text: result }
  const urgent = { priority: priorities.urgent }
  await tell(act, need.posterId, { view: 'say', text: 'replied', needId, facts }, urgent)
  await tell(act, need.posterId, { view: 'need', needId }, { mode: 'fresh' })
  await reply(act, { view: 'say', text: 'reply_sent', needId })
  await refresh(act, needId)
}
