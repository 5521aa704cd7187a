import type { Challenge } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { type Act, needOf, permit, record, refresh, reply, standingOf, tell, words } from '../act.ts'
import { allowed } from '../follow-need.ts'
import { moveNeed } from '../move-need.ts'
import { announce, factsOf, refreshTerms, tellOfficers, termsSlot } from './audience.ts'
import { ownTerms } from './set-up.ts'

/** The enterprise publishes it itself, and staff where all may read the need anyway; else the enterprise is asked to agree first. */
export async function publishChallenge(act: Act, needId: string): Promise<void> {
  const challenge = await ownTerms(act, needId)
  const need = await needOf(act.tx, needId)
  checkClosing(act, challenge)
  if (need.posterId === act.actor.id || need.visibility === 'public') return open(act, need, challenge)
  await act.tx.challenges.move(needId, ['draft'], 'proposed', { at: act.now })
  await record(act, { needId, event: 'challenge_proposed' })
  const asked = await tell(
    act,
    need.posterId,
    { view: 'challenge_terms', needId },
    { mode: 'fresh', slot: termsSlot(needId), priority: priorities.urgent },
  )
  await reply(act, { view: 'challenge_terms', needId }, { mode: 'update', slot: termsSlot(needId) })
  await reply(act, { view: 'say', text: asked ? 'consent_asked' : 'consent_by_phone', facts: factsOf(need), needId })
  await refresh(act, needId)
}

function checkClosing(act: Act, { closesAt }: Challenge, error = 'closing_behind'): void {
  if (closesAt <= act.now) throw new DomainError('invalid', error)
}

async function proposed(act: Act, needId: string): Promise<{ need: Need; challenge: Challenge }> {
  const need = await allowed(act, needId, 'challenge')
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.state !== 'proposed') throw new DomainError('conflict', 'already_decided')
  return { need, challenge }
}

/** One press of the enterprise. */
export async function agreeToChallenge(act: Act, needId: string): Promise<void> {
  const { need, challenge } = await proposed(act, needId)
  permit(act, 'agree_challenge', need.posterId === act.actor.id && 'poster')
  checkClosing(act, challenge, 'consent_late')
  await open(act, need, challenge)
  await tell(act, challenge.byId, { view: 'say', text: 'consent_given', facts: factsOf(need), needId })
}

export async function refuseChallenge(act: Act, needId: string): Promise<void> {
  const { need, challenge } = await proposed(act, needId)
  permit(act, 'agree_challenge', need.posterId === act.actor.id && 'poster')
  await act.tx.challenges.move(needId, ['proposed'], 'draft')
  await record(act, { needId, event: 'challenge_refused' })
  await refreshTerms(act, needId)
  await tell(act, challenge.byId, { view: 'say', text: 'consent_refused', facts: factsOf(need), needId })
  await reply(act, { view: 'say', text: 'consent_refused_kept', facts: factsOf(need), needId })
  await refresh(act, needId)
}

/** Staff may note what the enterprise said on the phone. */
export async function mayNoteConsent(act: Act, needId: string): Promise<{ need: Need; challenge: Challenge }> {
  const found = await proposed(act, needId)
  permit(act, 'note_consent')
  return found
}

export async function agreeByCall(act: Act, needId: string, said: string): Promise<void> {
  const { need, challenge } = await mayNoteConsent(act, needId)
  const call = words(said, 1000)
  checkClosing(act, challenge, 'consent_late_staff')
  await record(act, { needId, event: 'challenge_call', note: call })
  await open(act, need, challenge)
}

/** The need becomes a challenge: questions that are out end kindly, and all institutes are told. */
async function open(act: Act, need: Need, challenge: Challenge): Promise<void> {
  const { capacities, staff } = await standingOf(act.tx, need, act.actor)
  await moveNeed(act, need, 'challenge', { by: capacities, note: `${challenge.bounty} ${challenge.closesAt.toISOString()}` })
  if (!(await act.tx.challenges.open(need.id, act.now))) throw new DomainError('conflict', 'challenge_under_way')
  const asked: string[] = []
  for (const invitation of await act.tx.invitations.ofNeed(need.id))
    if (await act.tx.invitations.move(invitation.id, ['asked', 'reserve'], 'closed', {})) asked.push(invitation.expertId)
  const missed = await announce(act, need, asked)
  const institutes = missed.map(({ short }) => short).join('、')
  const facts = { ...factsOf(need), institutes }
  await reply(act, { view: 'challenge_terms', needId: need.id }, { mode: 'update', slot: termsSlot(need.id) })
  await reply(act, {
    view: 'say',
    text: staff && institutes ? 'challenge_published_missed' : 'challenge_published',
    facts,
    needId: need.id,
  })
  if (need.posterId !== act.actor.id)
    await tell(act, need.posterId, { view: 'say', text: 'challenge_published_for_you', facts, needId: need.id })
  await tellOfficers(act, need, institutes ? 'challenge_published_missed' : 'challenge_published', facts, act.actor.id)
  await refresh(act, need.id)
}
