import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type Need, waitsForAcceptance } from '../need.ts'
import { checkMove } from '../need-life.ts'
import { priorities } from '../notices.ts'
import { type Act, ask, needOf, ownNeed, permit, record, refresh, reply, standingOf, tell, words } from './act.ts'
import { hasConflict, startOfMonth, tellWorker } from './ask-experts.ts'
import { keepMove, remember } from './move-need.ts'
import { reopen } from './reopen.ts'
import { volunteer } from './volunteer.ts'

/**
 * “Mine”: one atomic act, decided by the database. The winner gets the need and (unless it is private) the contact; who
 * was asked too becomes a reserve, in order; who comes late learns who was first and which reserve they are.
 */
export async function claimNeed(act: Act, needId: string, expertId = act.actor.expertId): Promise<void> {
  const need = await needOf(act.tx, needId)
  if (!expertId) return permit(act, 'act_as_expert')
  const invitation = await act.tx.invitations.of(needId, expertId)
  permit(act, 'claim', invitation && 'asked', need.visibility === 'public' && 'reader')
  if (invitation && ['released', 'declined', 'lapsed', 'replaced'].includes(invitation.state))
    throw new DomainError('conflict', 'released_before')
  const live = await act.tx.claims.live(needId)
  if (live?.expertId === expertId) return reply(act, { view: 'need', needId }, { mode: 'fresh' })
  await checkConflict(act, need, expertId)
  if (live) return joinReserve(act, need, expertId)
  checkMove('claim', need.state, ['expert'])
  await checkRoom(act, expertId)
  const acceptedAt = waitsForAcceptance(need) ? undefined : act.now
  const claim = { id: newId(), needId, expertId, at: act.now }
  await remember(act, needId, 'claim')
  if (!(await act.tx.claims.take(claim, { claimedAt: act.now, acceptedAt, touchedAt: act.now }))) return joinReserve(act, need, expertId)
  await settleInvitations(act, needId, expertId)
  await keepMove(act, need, 'claim', 'claimed')
  await tellBoth(act, need, expertId)
  await refresh(act, needId)
}

/** Checked again here: what stands against it may have become known after the question was asked. */
export async function checkConflict(act: Act, need: Need, expertId: string): Promise<void> {
  if (await hasConflict(act, need, expertId)) throw new DomainError('forbidden', 'conflict_of_interest')
}

async function checkRoom(act: Act, expertId: string): Promise<void> {
  const load = await act.tx.invitations.loadOf(expertId)
  if (load && load.open >= load.cap) throw new DomainError('conflict', 'at_your_cap', { open: String(load.open), cap: String(load.cap) })
  const month = expertId === act.actor.expertId ? (await act.tx.profiles.monthly(startOfMonth(act.now))).get(expertId) : undefined
  if (month && month.taken >= month.cap)
    throw new DomainError('conflict', 'at_your_monthly_cap', { taken: String(month.taken), cap: String(month.cap) })
}

/** Who was asked beside the one who has it now becomes a reserve. */
export async function settleInvitations(act: Act, needId: string, expertId: string): Promise<void> {
  for (const invitation of await act.tx.invitations.ofNeed(needId)) {
    if (invitation.expertId === expertId)
      await act.tx.invitations.move(invitation.id, [invitation.state], 'claimed', { answeredAt: act.now })
    else await act.tx.invitations.move(invitation.id, ['asked'], 'reserve', {})
  }
  if (!(await act.tx.invitations.of(needId, expertId))) await act.tx.invitations.add(volunteer(act, needId, expertId, 'claimed'))
}

/** Both sides get each other's contact; of a private need, or of an unnamed enterprise, it is asked first. */
export async function tellBoth(act: Act, need: Need, expertId: string): Promise<void> {
  const urgent = { priority: priorities.urgent }
  if (waitsForAcceptance(need)) {
    await tell(act, need.posterId, { view: 'say', text: 'accept_please', facts: { number: need.number ?? '' } }, urgent)
    await tell(act, need.posterId, { view: 'need', needId: need.id }, { ...urgent, mode: 'fresh' })
  } else {
    await tell(act, need.posterId, { view: 'contact', needId: need.id }, urgent)
    await tellWorker(act, need, { view: 'contact', needId: need.id })
  }
  if (act.actor.expertId === expertId) await ask(act, { kind: 'first_step', needId: need.id })
}

async function joinReserve(act: Act, need: Need, expertId: string): Promise<void> {
  const mine = await act.tx.invitations.of(need.id, expertId)
  if (mine) await act.tx.invitations.move(mine.id, ['asked', 'expired', 'passed'], 'reserve', { answeredAt: act.now })
  else await act.tx.invitations.add(volunteer(act, need.id, expertId, 'reserve'))
  if (mine?.state !== 'reserve') await record(act, { needId: need.id, event: 'reserve' })
  await reply(act, { view: 'need', needId: need.id }, { mode: 'update' })
  await reply(act, { view: 'say', text: 'taken_you_are_reserve', needId: need.id, facts: { number: need.number ?? '' } })
}

/** The line on the first step, which the enterprise sees. */
export async function sayFirstStep(act: Act, needId: string, text: string): Promise<void> {
  const need = await needOf(act.tx, needId)
  const { claim, claimer } = await standingOf(act.tx, need, act.actor)
  permit(act, 'first_step', claimer && 'claimer')
  if (!claim) throw new DomainError('not_found', 'no_such_need')
  const line = words(text, 1000)
  await act.tx.claims.setFirstStep(claim.id, line)
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'first_step', note: line })
  await tell(act, need.posterId, { view: 'say', text: 'first_step', needId, facts: { number: need.number ?? '', text: line } })
  await reply(act, { view: 'say', text: 'first_step_kept', needId })
  await refresh(act, needId)
}

/** The enterprise lets the claimer see the whole of a private need, or its name, and both get each other's contact. */
export async function acceptClaim(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId, 'accept')
  const claim = await act.tx.claims.live(needId)
  if (!claim || need.state !== 'claimed') throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  if (need.acceptedAt) throw new DomainError('conflict', 'already_accepted')
  await act.tx.needs.update(needId, { acceptedAt: act.now, touchedAt: act.now })
  await record(act, { needId, event: 'accept' })
  await reply(act, { view: 'contact', needId }, { priority: priorities.urgent })
  await tellWorker(act, need, { view: 'contact', needId })
  await refresh(act, needId)
}

/** The enterprise of a private need asks for somebody else; this expert isn't asked again. */
export async function declineClaim(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId, 'decline')
  if (need.acceptedAt) throw new DomainError('conflict', 'already_accepted')
  await reopen(act, need, 'decline')
}

/** For an officer: an expert without chat account said yes on the phone. */
export async function claimByPhone(act: Act, needId: string, expertId: string): Promise<void> {
  await needOf(act.tx, needId)
  permit(act, 'answer_by_phone')
  // an expert who is in chat answers alone; staff who decide for them assign
  if (!(await act.tx.invitations.of(needId, expertId))?.byOfficer) throw new DomainError('conflict', 'not_by_phone')
  await claimNeed(act, needId, expertId)
}
