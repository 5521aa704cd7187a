import { DomainError } from '../../errors.ts'
import { type Act, needOf, permit, record, refresh, type Work } from '../act.ts'
import { steps } from './ladder.ts'

/**
 * Staff put off what is owed: until then nobody is reminded, and what had climbed comes down again. It holds while the facts it follows from stay as they are.
 * `note`: why, for the history.
 */
export async function extendMatter(work: Work | Act, matterId: string, dueAt: Date, note?: string): Promise<void> {
  if ('actor' in work) permit(work, 'extend_term')
  const found = await work.tx.matters.find(matterId)
  if (found) await needOf(work.tx, found.needId)
  const matter = await work.tx.matters.find(matterId)
  if (!matter || matter.endedAt) throw new DomainError('conflict', 'reminder_over')
  if (dueAt <= work.now) throw new DomainError('invalid', 'extend_past')
  // a closing date everybody was told, who must be told of the new one
  if (matter.kind === 'applications') throw new DomainError('conflict', 'extend_by_challenge')
  if (matter.kind === 'answer') await extendInvitation(work, matter.needId, matter.ref, dueAt)
  else await work.tx.matters.extend(matter.id, { dueAt, termAt: matter.termAt ?? matter.dueAt, step: steps.half, nextAt: dueAt })
  await record(work, { needId: matter.needId, event: 'extended', note })
  await refresh(work, matter.needId)
}

/** The term of an answer stands with the question itself, which goes to the next expert when it is over. */
async function extendInvitation({ tx }: Work, needId: string, expertId: string, dueAt: Date): Promise<void> {
  const invitation = await tx.invitations.of(needId, expertId)
  if (!invitation || !(await tx.invitations.move(invitation.id, ['asked'], 'asked', { dueAt })))
    throw new DomainError('conflict', 'reminder_over')
}
