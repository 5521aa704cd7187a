import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Need, NeedState } from '../need.ts'
import { type Capacity, checkMove, type LifeEvent, type Move } from '../need-life.ts'
import type { NeedPatch } from '../store.ts'
import { type Act, record, type Work } from './act.ts'
import { afterMove } from './after-move.ts'

/** Where the move leads for this need. */
export function targetOf(move: Move, need: Need): NeedState {
  return move.to === 'before' ? (need.pausedFrom ?? 'open') : move.to
}

/** Keeps the need as it stands, so that the person who acts can take this back for a minute. To be called before anything of the act is written. */
export async function remember(work: Work | Act, needId: string, event: LifeEvent | 'hand_contact' | 'officer'): Promise<void> {
  if ('actor' in work) await work.tx.undos.keep({ id: newId(), needId, actorId: work.actor.id, event, at: work.now })
}

/** What is told of a challenge goes to all institutes, and ends what they wrote: to begin, decide or leave one is final. */
function isFinal(event: LifeEvent, need: Need): boolean {
  return event === 'challenge' || need.state === 'challenge'
}

/**
 * One move of the table in need-life.ts: checked, kept for undo, written only if the need is still where it was, and put on record. What else the
 * event does to the rows of the need (its claim, invitations, members) belongs to `also`: it comes after the move and before the record, so that the
 * undo knows how it was and the history how it is. Who is told is the caller's. Returns the state it is in now; `forbidden` or `conflict` otherwise.
 */
export async function moveNeed(
  work: Work | Act,
  need: Need,
  event: LifeEvent,
  { by, patch = {}, note, also }: { by: readonly Capacity[]; patch?: NeedPatch; note?: string; also?: () => Promise<void> },
): Promise<NeedState> {
  const move = checkMove(event, need.state, by)
  const to = targetOf(move, need)
  if (!isFinal(event, need)) await remember(work, need.id, event)
  if (!(await work.tx.needs.move(need.id, move.from, to, { ...patch, touchedAt: work.now })))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  await also?.()
  if ('actor' in work) await work.tx.dialogs.clear(work.address)
  await keepMove(work, need, event, to, note)
  return to
}

/** Puts a move that was made on record, and does what follows from it. For moves that are written together with something else (a claim, a number). */
export async function keepMove(work: Work | Act, need: Need, event: LifeEvent, to: NeedState, note?: string): Promise<void> {
  await record(work, { needId: need.id, event, from: need.state, to, note })
  for (const follow of afterMove) await follow(work, need, event)
}
