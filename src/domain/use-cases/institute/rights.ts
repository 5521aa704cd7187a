/** Who may change the entry of an institute. Everybody known may read it. */
import { isStaff, type Person } from '../../person.ts'

export function mayEditInstitute(person: Person, instituteId: string): boolean {
  return isStaff(person) || person.managesId === instituteId
}
