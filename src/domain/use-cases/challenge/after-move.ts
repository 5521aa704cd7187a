import { newId } from '../../ids.ts'
import type { Need } from '../../need.ts'
import type { LifeEvent } from '../../need-life.ts'
import { refreshSlot, tell, type Work } from '../act.ts'
import { hasConflict } from '../ask-experts.ts'
import { applicationSlot, factsOf, refreshChallenge, refreshTerms, tellApplicants, tellOfficers } from './audience.ts'

/** A challenge goes with its need: whichever door the need leaves by, nothing stays open behind it. */
export async function challengeAfterMove(work: Work, before: Need, event: LifeEvent): Promise<void> {
  const challenge = await work.tx.challenges.find(before.id)
  const need = challenge && (await work.tx.needs.find(before.id))
  if (!need) return
  if (before.state === 'challenge' && need.state !== 'challenge') return callOffChallenge(work, before, '')
  if (challenge.state === 'proposed' && event !== 'challenge' && need.state !== 'open') return withdrawProposal(work, need)
  if (challenge.state !== 'chosen') return
  if (need.state === 'open') return released(work, need, event)
  if (event === 'replace') await endChosen(work, need.id, 'released')
}

/** One that runs ends, and those who had applied are thanked, with the reason where there is one. Nothing where it is decided. */
export async function callOffChallenge(work: Work, need: Need, reason: string): Promise<void> {
  if (!(await work.tx.challenges.move(need.id, ['open', 'closed', 'failed'], 'called_off'))) return
  const facts = { ...factsOf(need), reason }
  for (const application of await work.tx.applications.ofNeed(need.id)) {
    if (!(await work.tx.applications.move(application.id, ['submitted'], 'ended'))) continue
    await tellApplicants(work, application, reason ? 'challenge_called_off' : 'challenge_ended', facts)
    await refreshSlot(work, applicationSlot(application.id), { view: 'application', applicationId: application.id })
  }
  await refreshChallenge(work, need.id)
}

/** The enterprise has nothing to agree to any more; whoever wrote the terms still has them. */
async function withdrawProposal(work: Work, need: Need): Promise<void> {
  await work.tx.challenges.move(need.id, ['proposed'], 'draft')
  await refreshTerms(work, need.id)
}

async function endChosen(work: Work, needId: string, to: 'released' | 'ended'): Promise<void> {
  for (const { id } of await work.tx.applications.ofNeed(needId)) {
    if (!(await work.tx.applications.move(id, ['chosen'], to))) continue
    await refreshSlot(work, applicationSlot(id), { view: 'application', applicationId: id })
  }
}

/** After the choice the need is open again. Where the claim ended without a solution, the others who had applied are next in line. */
async function released(work: Work, need: Need, event: LifeEvent): Promise<void> {
  if (!(await work.tx.challenges.move(need.id, ['chosen'], 'released'))) return
  await endChosen(work, need.id, event === 'reopen' ? 'ended' : 'released')
  await refreshChallenge(work, need.id)
  if (event === 'reopen') return
  let n = 0
  for (const { state, expertId } of await work.tx.applications.ofNeed(need.id))
    if (state === 'not_chosen' && (await putInLine(work, need, expertId))) n++
  if (n === 0) return
  const facts = { ...factsOf(need), n: String(n) }
  await tell(work, need.posterId, { view: 'say', text: 'others_are_asked', facts, needId: need.id })
  await tellOfficers(work, need, 'others_are_asked', facts)
}

async function putInLine(work: Work, need: Need, expertId: string): Promise<boolean> {
  if (!(await work.tx.directory.expert(expertId)) || (await hasConflict(work, need, expertId))) return false
  const known = await work.tx.invitations.of(need.id, expertId)
  if (known) return work.tx.invitations.move(known.id, ['closed', 'expired', 'passed'], 'reserve', {})
  const byOfficer = (await work.tx.people.ofExpert(expertId)) === undefined
  const times = { askedAt: work.now, dueAt: work.now }
  const applicant = { id: newId(), needId: need.id, expertId, rank: 1000, confidence: 'possible', reasons: [], byOfficer } as const
  return work.tx.invitations.add({ ...applicant, ...times, reasons: [], state: 'reserve' })
}

/** What came of it that the need was open again, or another's, is taken back with it. */
export async function challengeAfterUndo({ tx }: Work, need: Need, event: string): Promise<void> {
  const challenge = await tx.challenges.find(need.id)
  const application = challenge?.chosenId && (await tx.applications.find(challenge.chosenId))
  if (!application || !takesChoiceBack.includes(event)) return
  const claim = (await tx.claims.live(need.id)) ?? (await tx.claims.last(need.id))
  await tx.challenges.move(need.id, ['released'], 'chosen')
  if (claim?.expertId === application.expertId) await tx.applications.move(application.id, ['released', 'ended'], 'chosen')
}

const takesChoiceBack = ['release', 'decline', 'reopen', 'replace']
