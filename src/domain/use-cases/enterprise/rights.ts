/** Who may see and do what with the entry of an enterprise. */
import { isOffice, isStaff, type Person } from '../../person.ts'

/** whole: staff and itself. public: experts and managers of institutes see all but money, numbers of people, papers. name: name, township and industry. */
export type EnterpriseSight = 'whole' | 'public' | 'name'

export function sightOfEnterprise(person: Person, enterpriseId: string): EnterpriseSight {
  if (mayEditEnterprise(person, enterpriseId)) return 'whole'
  return person.expertId || person.managesId ? 'public' : 'name'
}

/** Verified contacts of enterprises, experts, managers and staff. */
export function mayReadEnterprises(person: Person): boolean {
  return person.enterpriseId !== undefined || person.expertId !== undefined || person.managesId !== undefined || isStaff(person)
}

export function mayEditEnterprise(person: Person, enterpriseId: string): boolean {
  return isStaff(person) || person.enterpriseId === enterpriseId
}

/** Liaison officers propose by telling staff; a name is decided by the office. */
export function mayDecideName(person: Person): boolean {
  return isOffice(person)
}

export function mayConfirmTier(person: Person): boolean {
  return isOffice(person)
}

/** What expires, and who stands on which tier, is for the bureau. */
export function mayReadLists(person: Person): boolean {
  return isStaff(person)
}
