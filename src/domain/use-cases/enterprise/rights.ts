/** Who may see and do what with the entry of an enterprise. */
import type { Person } from '../../person.ts'
import { hasRight } from '../../rights.ts'

/** whole: staff and itself. public: experts and managers of institutes see all but money, numbers of people, papers. name: name, township and industry. */
export type EnterpriseSight = 'whole' | 'public' | 'name'

export function sightOfEnterprise(person: Person, enterpriseId: string): EnterpriseSight {
  if (mayEditEnterprise(person, enterpriseId)) return 'whole'
  return person.expertId || person.managesId ? 'public' : 'name'
}

/** Verified contacts of enterprises, experts, managers and staff. */
export function mayReadEnterprises(person: Person): boolean {
  return hasRight(person, 'see_enterprise')
}

export function mayEditEnterprise(person: Person, enterpriseId: string): boolean {
  return hasRight(person, 'edit_enterprise', [person.enterpriseId === enterpriseId && 'own'])
}

/** Liaison officers propose by telling staff; a name is decided by the office. */
export function mayDecideName(person: Person): boolean {
  return hasRight(person, 'decide_name')
}

export function mayConfirmTier(person: Person): boolean {
  return hasRight(person, 'confirm_tier')
}

/** What expires, and who stands on which tier, is for the bureau. */
export function mayReadLists(person: Person): boolean {
  return hasRight(person, 'see_expiring')
}
