import { DomainError } from '../../errors.ts'
import { type Kind, kinds } from '../../exchange/table.ts'
import { administratorsKinds, managersKinds } from '../../exchange/tables.ts'
import { isOffice, isStaff, type Person } from '../../person.ts'
import { checkRight, hasRight } from '../../rights.ts'

/** What somebody may bring in, or take out: which kinds, and of which institute alone. */
export type Reach = { kinds: readonly Kind[]; only?: string }

/** Staff bring in everything but what rights follow from, which is for administrators; an institute's manager what is their own; others nothing. */
export function bringsIn(person: Person): Reach {
  if (person.roles.includes('admin')) return { kinds }
  if (isOffice(person)) return { kinds: kinds.filter((kind) => !administratorsKinds.includes(kind)) }
  return ofManager(person)
}

/** All who work for the bureau take out everything; an institute's manager what is their own, with how their experts are reached. */
export function takesOut(person: Person): Reach {
  if (isStaff(person)) return { kinds }
  return ofManager(person)
}

function ofManager({ managesId }: Person): Reach {
  return managesId === undefined ? { kinds: [] } : { kinds: managersKinds, only: managesId }
}

/** The runs somebody may see and take back: all for the office, their own for a manager. */
export function seesRun(person: Person, run: { byId?: string }): boolean {
  return hasRight(person, 'keep_import', [run.byId === person.id && hasRight(person, 'bring_in') && 'author'])
}

export function importReach(person: Person): Reach {
  checkRight(person, 'bring_in')
  return bringsIn(person)
}

export function exportReach(person: Person, wanted: readonly Kind[]): Reach {
  checkRight(person, 'take_out')
  const reach = takesOut(person)
  if (wanted.some((kind) => !reach.kinds.includes(kind))) throw new DomainError('forbidden', 'export_not_yours')
  return reach
}
