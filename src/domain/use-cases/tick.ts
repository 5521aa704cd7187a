import type { Invitation } from '../need.ts'
import type { Store } from '../store.ts'
import { record, refresh, type Work } from './act.ts'
import { askExperts } from './ask-experts.ts'

const batch = 1_000

/** Silence past the deadline: the next expert is asked. Each is settled in a transaction of its own; returns how many. */
export async function expireInvitations(
  store: Store,
  work: (tx: Work['tx']) => Work,
  now: Date,
  failed: (error: unknown) => void,
): Promise<number> {
  let settled = 0
  const overdue = await store.transaction((tx) => tx.invitations.overdue(now, batch))
  for (const invitation of overdue) {
    // one that can't be settled holds up none of the others
    await store.transaction((tx) => expire(work(tx), invitation)).then((done) => done && settled++, failed)
  }
  return settled
}

/** False where somebody answered meanwhile, or another process was first. */
async function expire(work: Work, invitation: Invitation): Promise<boolean> {
  if (!(await work.tx.invitations.move(invitation.id, ['asked'], 'expired', {}))) return false
  const { needId, expertId } = invitation
  await record(work, { needId, event: 'expired', note: expertId })
  const need = await work.tx.needs.hold(needId)
  if (need?.state === 'open') await askExperts(work, need)
  await refresh(work, needId)
  return true
}
