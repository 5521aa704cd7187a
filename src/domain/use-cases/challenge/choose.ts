import type { Application } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { type Act, refresh, reply, tell } from '../act.ts'
import { hasConflict, tellWorker } from '../ask-experts.ts'
import { allowed } from '../follow-need.ts'
import { keepMove } from '../move-need.ts'
import { factsOf, refreshChallenge, tellApplicants, tellOfficers } from './audience.ts'

/** The enterprise, an application that may be chosen, and its need; the reason otherwise. */
async function choosable(act: Act, applicationId: string): Promise<{ need: Need; application: Application }> {
  const application = await act.tx.applications.find(applicationId)
  if (!application) throw new DomainError('not_found', 'no_such_entry')
  const need = await allowed(act, application.needId, 'choose')
  const challenge = await act.tx.challenges.find(need.id)
  if (challenge?.state === 'open') throw new DomainError('conflict', 'challenge_not_closed')
  if (challenge?.state !== 'closed') throw new DomainError('conflict', 'challenge_decided')
  if (application.state !== 'submitted') throw new DomainError('conflict', 'application_over')
  if (await hasConflict(act, need, application.expertId)) throw new DomainError('forbidden', 'chosen_conflict')
  return { need, application }
}

/** First press: the others will be told, so it is asked once more. */
export async function considerChoice(act: Act, applicationId: string): Promise<void> {
  await choosable(act, applicationId)
  await reply(act, { view: 'choose', applicationId })
}

/** The enterprise chooses: one atomic act. The expert has the need, both have the contacts, the others are thanked. */
export async function chooseApplication(act: Act, applicationId: string): Promise<void> {
  const { need, application } = await choosable(act, applicationId)
  const { expertId } = application
  const claim = { id: newId(), needId: need.id, expertId, at: act.now }
  const patch = { claimedAt: act.now, acceptedAt: act.now, touchedAt: act.now }
  if (!(await act.tx.challenges.choose(claim, applicationId, patch))) throw new DomainError('conflict', 'challenge_decided')
  await invite(act, need.id, expertId)
  await act.tx.dialogs.clear(act.address)
  await keepMove(act, need, 'choose', 'claimed', expertId)
  await tellEverybody(act, need, application)
  await refreshChallenge(act, need.id)
  await refresh(act, need.id)
}

/** Cards find the claimer among those who were asked. */
async function invite(act: Act, needId: string, expertId: string): Promise<void> {
  const known = await act.tx.invitations.of(needId, expertId)
  if (known) {
    await act.tx.invitations.move(known.id, [known.state], 'claimed', { answeredAt: act.now })
    return
  }
  const times = { askedAt: act.now, dueAt: act.now, answeredAt: act.now }
  const chosen = { id: newId(), needId, expertId, state: 'claimed', rank: 1000, confidence: 'possible', reasons: [] } as const
  const byOfficer = (await act.tx.people.ofExpert(expertId)) === undefined
  await act.tx.invitations.add({ ...chosen, reasons: [], byOfficer, ...times })
}

async function tellEverybody(act: Act, need: Need, { id, expertId }: Application): Promise<void> {
  const urgent = { priority: priorities.urgent }
  const facts = { ...factsOf(need), name: (await act.tx.directory.expert(expertId))?.name ?? '' }
  await reply(act, { view: 'say', text: 'you_chose', facts, needId: need.id })
  await reply(act, { view: 'contact', needId: need.id }, urgent)
  await tellWorker(act, need, { view: 'say', text: 'you_are_chosen', facts, needId: need.id })
  await tellWorker(act, need, { view: 'contact', needId: need.id })
  const expert = await act.tx.people.ofExpert(expertId)
  await tell(act, expert?.id, { view: 'need', needId: need.id }, { ...urgent, mode: 'fresh' })
  await tellOfficers(act, need, 'chosen_officer', facts)
  for (const other of await act.tx.applications.ofNeed(need.id))
    if (other.id !== id) await tellApplicants(act, other, 'not_chosen_thanks', facts)
    else if (other.byId !== expert?.id)
      await tell(act, other.byId, { view: 'challenge_say', text: 'institute_chosen', facts, needId: need.id })
}
