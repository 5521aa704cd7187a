import type { Person } from '../../person.ts'
import type { ReaderRole, ReadKind } from '../../privacy.ts'
import type { Work } from '../act.ts'

/** Puts on record that somebody looked at needs that are not their own: staff whatever it is, others what is private. */
export async function noteReads(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  person: Person,
  kind: ReadKind,
  needIds: readonly string[],
): Promise<void> {
  const as = roleOf(person)
  if (!as) return
  const onlyPrivate = person.roles.length === 0
  await tx.privacy.logReads(needIds, { personId: person.id, as, kind, at: now }, onlyPrivate)
}

/** The highest one somebody reads in. */
function roleOf({ roles, expertId, managesId }: Person): ReaderRole | undefined {
  for (const role of ['admin', 'head', 'staff', 'officer'] as const) if (roles.includes(role)) return role
  if (expertId) return 'expert'
  return managesId ? 'manager' : undefined
}
