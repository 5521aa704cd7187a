import type { Person } from '../../person.ts'
import { asContact, hasRight } from '../../rights.ts'

/** whole: staff and itself. public: experts and managers of institutes see all but money, numbers of people, papers. name: name, township and industry. */
export type EnterpriseSight = 'whole' | 'public' | 'name'

export function sightOfEnterprise(person: Person, enterpriseId: string): EnterpriseSight {
  if (hasRight(person, 'edit_enterprise', asContact(person, enterpriseId))) return 'whole'
  return person.expertId || person.managesId ? 'public' : 'name'
}
