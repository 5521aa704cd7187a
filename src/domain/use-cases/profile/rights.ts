import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { isStaff, type Person } from '../../person.ts'
import { type Act, permit } from '../act.ts'

/** In what capacity somebody may change this profile: their own, of an institute they manage, as staff. */
export type Editor = 'self' | 'manager' | 'staff'

export function editorOf(actor: Person, expert: Pick<Expert, 'id' | 'institute'>): Editor | undefined {
  if (actor.expertId === expert.id) return 'self'
  if (isStaff(actor)) return 'staff'
  return actor.managesId === expert.institute.id ? 'manager' : undefined
}

/** The expert, held for this transaction; `forbidden` where this person may not change the profile. */
export async function ownProfile(act: Act, expertId: string): Promise<Expert> {
  const expert = await act.tx.profiles.hold(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  const editor = editorOf(act.actor, expert)
  permit(act, 'edit_profile', editor === 'self' && 'self', editor === 'manager' && 'institute')
  return expert
}

/** The expert this person is; `forbidden` for anybody else. */
export function ownExpertId(act: Act): string {
  permit(act, 'keep_own_profile')
  return act.actor.expertId as string
}
