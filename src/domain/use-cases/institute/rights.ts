/** Who may change the entry of an institute. Everybody known may read it. */
import type { Person } from '../../person.ts'
import { hasRight } from '../../rights.ts'

export function mayEditInstitute(person: Person, instituteId: string): boolean {
  return hasRight(person, 'edit_institute', [person.managesId === instituteId && 'institute'])
}
