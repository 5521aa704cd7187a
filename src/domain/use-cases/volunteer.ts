import { newId } from '../ids.ts'
import type { Invitation } from '../need.ts'
import type { Work } from './act.ts'

/** An invitation of somebody whom nobody ranked: they came by themselves, or were put there. */
export function volunteer({ now }: Pick<Work, 'now'>, needId: string, expertId: string, state: Invitation['state']): Invitation {
  return {
    id: newId(),
    needId,
    expertId,
    state,
    rank: 1000,
    confidence: 'possible',
    reasons: [],
    byOfficer: false,
    askedAt: now,
    dueAt: now,
    answeredAt: now,
  }
}
