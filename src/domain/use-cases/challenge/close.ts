import type { Application } from '../../challenge.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import type { Store } from '../../store.ts'
import { record, refresh, tell, type Work } from '../act.ts'
import { applicationSlot, factsOf, officersOf, refreshChallenge, tellApplicants, tellOfficers } from './audience.ts'

const batch = 200

/** What the clock brings to challenges: those whose date has come are closed, those whose need went another way are brought to their end. */
export async function settleChallenges(
  store: Store,
  work: (tx: Work['tx']) => Work,
  now: Date,
  failed: (error: unknown) => void,
): Promise<void> {
  const due = await store.transaction((tx) => tx.challenges.due(now, batch))
  for (const needId of due) await store.transaction((tx) => close(work(tx), needId)).catch(failed)
  const stray = await store.transaction((tx) => tx.challenges.stray(batch))
  for (const needId of stray) await store.transaction((tx) => settleStray(work(tx), needId)).catch(failed)
}

/** Exactly once, whoever comes first; extended meanwhile, it stays open. */
async function close(work: Work, needId: string): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  const challenge = await work.tx.challenges.find(needId)
  if (need?.state !== 'challenge' || challenge?.state !== 'open' || challenge.closesAt > work.now) return
  const applications = await work.tx.applications.ofNeed(needId)
  const to = applications.length > 0 ? 'closed' : 'failed'
  if (!(await work.tx.challenges.move(needId, ['open'], to))) return
  await record(work, { needId, event: to === 'closed' ? 'challenge_closed' : 'no_bids' })
  if (to === 'closed') await handOver(work, need, applications)
  else await tellNobodyApplied(work, need)
  await refreshChallenge(work, needId)
  await refresh(work, needId)
}

/** The enterprise and its officers get the applications, a card each. */
async function handOver(work: Work, need: Need, applications: Application[]): Promise<void> {
  const facts = { ...factsOf(need), n: String(applications.length) }
  for (const reader of [need.posterId, ...(await officersOf(work, need))]) {
    const text = reader === need.posterId ? 'challenge_closed_choose' : 'challenge_closed_officer'
    await tell(work, reader, { view: 'say', text, facts, needId: need.id }, { priority: priorities.urgent })
    for (const { id } of applications)
      await tell(work, reader, { view: 'application', applicationId: id }, { mode: 'fresh', slot: applicationSlot(id) })
  }
  for (const application of applications) await tellApplicants(work, application, 'challenge_closed_applicant', facts)
}

/** 流标 */
async function tellNobodyApplied(work: Work, need: Need): Promise<void> {
  const facts = factsOf(need)
  await tell(work, need.posterId, { view: 'say', text: 'no_bids', facts, needId: need.id }, { priority: priorities.urgent })
  await tellOfficers(work, need, 'no_bids_staff', facts)
}

async function settleStray(work: Work, needId: string): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  const challenge = await work.tx.challenges.find(needId)
  if (!need || !challenge) return
  if (challenge.state === 'chosen' && need.state === 'open') return released(work, need)
  if (need.state !== 'challenge' && (await work.tx.challenges.move(needId, ['open', 'closed', 'failed'], 'called_off'))) {
    await endApplications(work, need, '')
    await refreshChallenge(work, needId)
  }
}

/** Those who had applied are thanked, with the reason where there is one. */
export async function endApplications(work: Work, need: Need, reason: string): Promise<void> {
  const facts = { ...factsOf(need), reason }
  for (const application of await work.tx.applications.ofNeed(need.id)) {
    if (!(await work.tx.applications.move(application.id, ['submitted'], 'ended'))) continue
    await tellApplicants(work, application, reason ? 'challenge_called_off' : 'challenge_ended', facts)
  }
}

/** Who was chosen gave it back: the others who had applied may be asked. */
async function released(work: Work, need: Need): Promise<void> {
  if (!(await work.tx.challenges.move(need.id, ['chosen'], 'released'))) return
  const applications = await work.tx.applications.ofNeed(need.id)
  for (const { id } of applications) await work.tx.applications.move(id, ['chosen'], 'released')
  const n = applications.filter(({ state }) => state === 'not_chosen').length
  if (n > 0) {
    const facts = { ...factsOf(need), n: String(n) }
    await tell(work, need.posterId, { view: 'say', text: 'others_may_be_asked', facts, needId: need.id })
    await tellOfficers(work, need, 'others_may_be_asked', facts)
  }
  await refreshChallenge(work, need.id)
  await refresh(work, need.id)
}
