import type { Need } from '../need.ts'
import type { Newcomer, Store, Tx } from '../store.ts'
import { refresh, tell, type Work } from './act.ts'
import { askExperts, matchOptions } from './ask-experts.ts'
import { matchable } from './matchable.ts'
import { tellOfficers } from './team/responsible.ts'

const batch = 200
const needsAtOnce = 100

/**
 * The other way round: experts and achievements that came into the directory are held against the needs that are open. Whose need one of them fits well
 * is told, and its officers, once; and who is new is asked where there is room. Returns how many newcomers were looked at.
 */
export async function introduceNewcomers(store: Store, work: (tx: Tx) => Work, failed: (error: unknown) => void): Promise<number> {
  const newcomers = await store.transaction((tx) => tx.matching.newcomers(batch))
  if (newcomers.length === 0) return 0
  for (let skip = 0; ; skip += needsAtOnce) {
    const { needs, total } = await store.transaction((tx) => tx.needs.inState(['open'], skip, needsAtOnce))
    for (const need of needs) await store.transaction((tx) => introduce(work(tx), need.id, newcomers)).catch(failed)
    if (skip + needsAtOnce >= total) break
  }
  // only now: killed before this, they are looked at again, and nobody is told twice
  await store.transaction(async (tx) => {
    for (const newcomer of newcomers) await tx.matching.settleNewcomer(newcomer)
  })
  return newcomers.length
}

async function introduce(work: Work, needId: string, newcomers: Newcomer[]): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  if (need?.state !== 'open') return
  const matcher = await work.matcher()
  const read = await matchable(work, need)
  const known = await work.tx.invitations.ofNeed(needId)
  const only = new Set(newcomers.map(({ expertId }) => expertId))
  const exclude = new Set(known.map(({ expertId }) => expertId))
  const options = await matchOptions(work, exclude, only.size)
  const fitting = new Set(matcher.experts(read, { ...options, only }).flatMap((m) => (m.confidence === 'possible' ? [] : [m.expertId])))
  const bearing = new Set(matcher.achievements(read, 5).map(({ achievementId }) => achievementId))
  let told = false
  for (const newcomer of newcomers) {
    const fits = fitting.has(newcomer.expertId) && (newcomer.kind === 'expert' || bearing.has(newcomer.ref))
    if (
      fits &&
      !(newcomer.kind === 'achievement' && (await isNew(work, needId, newcomers, newcomer))) &&
      (await work.tx.matching.suggest(needId, newcomer, work.now))
    ) {
      await announce(work, need, newcomer)
      told = true
    }
  }
  if (!told) return
  await askExperts(work, need, { tellNobody: false })
  await refresh(work, needId)
}

/** Of an expert who is new as a whole nothing more is said than that. */
async function isNew(work: Work, needId: string, newcomers: Newcomer[], { expertId }: Newcomer): Promise<boolean> {
  if (newcomers.some(({ kind, ref }) => kind === 'expert' && ref === expertId)) return true
  return work.tx.matching.suggested(needId, { kind: 'expert', ref: expertId })
}

async function announce(work: Work, need: Need, { kind, ref, expertId }: Newcomer): Promise<void> {
  const expert = await work.tx.directory.expert(expertId)
  if (!expert) return
  const achievement = kind === 'achievement' ? expert.achievements.find(({ id }) => id === ref) : undefined
  const facts = {
    number: need.number ?? '',
    title: need.title,
    expert: expert.name,
    institute: expert.institute.short,
    achievement: achievement?.title ?? '',
  }
  const text = kind === 'expert' ? 'new_expert_fits' : 'new_achievement_fits'
  await tell(work, need.posterId, { view: 'say', text, facts, needId: need.id })
  await tellOfficers(work, need, { view: 'say', text, facts, needId: need.id }, {}, need.posterId)
}
