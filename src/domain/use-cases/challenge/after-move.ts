import type { Need } from '../../need.ts'
import type { LifeEvent } from '../../need-life.ts'
import { refreshSlot, tell, type Work } from '../act.ts'
import { applicationSlot, factsOf, refreshChallenge, refreshTerms, tellApplicants, tellOfficers } from './audience.ts'

/** A challenge goes with its need: whichever door the need leaves by, nothing stays open behind it. */
export async function challengeAfterMove(work: Work, before: Need, event: LifeEvent): Promise<void> {
  const challenge = await work.tx.challenges.find(before.id)
  const need = challenge && (await work.tx.needs.find(before.id))
  if (!need) return
  if (before.state === 'challenge' && need.state !== 'challenge') return callOffChallenge(work, before, '')
  if (challenge.state === 'proposed' && event !== 'challenge' && need.state !== 'open') return withdrawProposal(work, need)
  if (challenge.state !== 'chosen') return
  if (need.state === 'open') return released(work, need)
  if (event === 'replace') await releaseChosen(work, need.id)
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

async function releaseChosen(work: Work, needId: string): Promise<void> {
  for (const { id } of await work.tx.applications.ofNeed(needId)) await work.tx.applications.move(id, ['chosen'], 'released')
}

/** After the choice the need is open again: the others who had applied may be asked. */
async function released(work: Work, need: Need): Promise<void> {
  if (!(await work.tx.challenges.move(need.id, ['chosen'], 'released'))) return
  await releaseChosen(work, need.id)
  const n = (await work.tx.applications.ofNeed(need.id)).filter(({ state }) => state === 'not_chosen').length
  if (n > 0) {
    const facts = { ...factsOf(need), n: String(n) }
    await tell(work, need.posterId, { view: 'say', text: 'others_may_be_asked', facts, needId: need.id })
    await tellOfficers(work, need, 'others_may_be_asked', facts)
  }
  await refreshChallenge(work, need.id)
}

/** What came of it that the need was open again, or another's, is taken back with it. */
export async function challengeAfterUndo({ tx }: Work, need: Need, event: string): Promise<void> {
  const challenge = await tx.challenges.find(need.id)
  const application = challenge?.chosenId && (await tx.applications.find(challenge.chosenId))
  if (!application || !takesChoiceBack.includes(event)) return
  const claim = (await tx.claims.live(need.id)) ?? (await tx.claims.last(need.id))
  await tx.challenges.move(need.id, ['released'], 'chosen')
  if (claim?.expertId === application.expertId) await tx.applications.move(application.id, ['released'], 'chosen')
}

const takesChoiceBack = ['release', 'decline', 'reopen', 'replace']
