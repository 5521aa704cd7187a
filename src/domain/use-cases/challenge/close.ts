import type { Application } from '../../challenge.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import type { Store } from '../../store.ts'
import { record, refresh, tell, type Work } from '../act.ts'
import { officersFor } from '../team/responsible.ts'
import { applicationSlot, factsOf, isApplicant, refreshChallenge, tellApplicants, tellOfficers } from './audience.ts'

const batch = 200

/** Challenges whose date has come are closed. */
export async function closeChallenges(
  store: Store,
  work: (tx: Work['tx']) => Work,
  now: Date,
  failed: (error: unknown) => void,
): Promise<void> {
  const due = await store.transaction((tx) => tx.challenges.due(now, batch))
  for (const needId of due) await store.transaction((tx) => close(work(tx), needId)).catch(failed)
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
  for (const reader of [need.posterId, ...(await judgingOfficers(work, need))]) {
    const text = reader === need.posterId ? 'challenge_closed_choose' : 'challenge_closed_officer'
    await tell(work, reader, { view: 'say', text, facts, needId: need.id }, { priority: priorities.urgent })
    for (const { id } of applications)
      await tell(work, reader, { view: 'application', applicationId: id }, { mode: 'fresh', slot: applicationSlot(id) })
  }
  for (const application of applications) await tellApplicants(work, application, 'challenge_closed_applicant', facts)
}

async function judgingOfficers(work: Work, need: Need): Promise<string[]> {
  const judging: string[] = []
  for (const id of await officersFor(work, need)) {
    const officer = await work.tx.people.find(id)
    if (officer && !(await isApplicant(work.tx, officer, need.id))) judging.push(id)
  }
  return judging
}

/** 流标 */
async function tellNobodyApplied(work: Work, need: Need): Promise<void> {
  const facts = factsOf(need)
  await tell(work, need.posterId, { view: 'say', text: 'no_bids', facts, needId: need.id }, { priority: priorities.urgent })
  await tellOfficers(work, need, 'no_bids_staff', facts)
}
