import { keptSince, retention, tellDraftDays } from '../../retention.ts'
import type { Store, Tx } from '../../store.ts'
import { tell, type Work } from '../act.ts'

/** So many rows of a kind go in one transaction, and so many times at one tick: a backlog goes in turns and holds nothing up. */
const batch = 200
const rounds = 5
const dayMs = 86_400_000

/** Forgets what has been kept long enough (domain/retention.ts). */
export async function forgetOld(store: Store, work: (tx: Tx) => Work, now: Date, failed: (error: unknown) => void): Promise<void> {
  for (const { kind } of retention) {
    if (kind === 'drafts') await forgetDrafts(store, work, now).catch(failed)
    else await forgetKind(store, kind, (tx) => keptSince(kind, now, work(tx).rules.retention)).catch(failed)
  }
}

async function forgetKind(store: Store, kind: Parameters<Tx['privacy']['expire']>[0], since: (tx: Tx) => Date): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    const count = await store.transaction((tx) => tx.privacy.expire(kind, since(tx), batch))
    if (count < batch) return
  }
}

/** Whoever wrote a draft is told once before it goes; touched again, it stays. */
async function forgetDrafts(store: Store, work: (tx: Tx) => Work, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    const own = work(tx)
    const ends = keptSince('drafts', now, own.rules.retention)
    const told = new Date(now.getTime() - tellDraftDays * dayMs)
    for (const needId of await tx.privacy.draftsToForget(ends, told, batch)) await tx.privacy.forgetDraft(needId)
    for (const { id, posterId, title } of await tx.privacy.draftsToTell(new Date(ends.getTime() + tellDraftDays * dayMs), now, batch))
      await tell(own, posterId, { view: 'say', text: 'draft_ends', needId: id, facts: { title, days: String(tellDraftDays) } })
  })
}
