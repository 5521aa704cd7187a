import { type Kind, kinds, type Table } from './table.ts'
import { enterprises, equipment, institutes, qualifications } from './tables-houses.ts'
import { contacts, managers, needs, officers } from './tables-office.ts'
import { achievements, experts, teams } from './tables-people.ts'

/** All tables by kind. */
export const tables: Record<Kind, Table> = {
  institutes,
  enterprises,
  experts,
  teams,
  achievements,
  equipment,
  qualifications,
  contacts,
  managers,
  officers,
  needs,
}

/** What an institute's manager keeps of their own. */
export const managersKinds: readonly Kind[] = ['experts', 'teams', 'achievements', 'equipment']
/** Rights follow from these: only administrators write them. */
export const administratorsKinds: readonly Kind[] = ['managers', 'officers']

/** The kinds that a kind names entries of. */
export function namedBy(kind: Kind): Kind[] {
  const named = new Set<Kind>()
  for (const { type } of tables[kind].columns) {
    if (type.is === 'ref' || type.is === 'refs') named.add(type.to)
    if (type.is === 'projects') named.add('enterprises')
  }
  if (named.has('experts')) named.add('institutes')
  return kinds.filter((one) => named.has(one))
}
