import type { Enterprise } from './directory.ts'

/** What a card of an enterprise asks for, in its order; `kind` says how an answer is read. `private`: only for staff and the enterprise itself. */
export const enterpriseFields = [
  { key: 'name', kind: 'name' },
  { key: 'creditCode', kind: 'code', private: true },
  { key: 'township', kind: 'township' },
  { key: 'industry', kind: 'industry' },
  { key: 'cluster', kind: 'choice' },
  { key: 'products', kind: 'text', most: 300 },
  { key: 'summary', kind: 'text', most: 500 },
  { key: 'ownership', kind: 'choice' },
  { key: 'foundedOn', kind: 'day' },
  { key: 'homepage', kind: 'text', most: 200 },
  { key: 'address', kind: 'text', most: 120, private: true },
  { key: 'legalRepresentative', kind: 'text', most: 40, private: true },
  { key: 'registeredCapital', kind: 'money', private: true },
  { key: 'revenue', kind: 'money', private: true },
  { key: 'staff', kind: 'count', private: true },
  { key: 'rdStaff', kind: 'count', private: true },
  { key: 'doctors', kind: 'count', private: true },
  { key: 'aboveScale', kind: 'yes_no' },
  { key: 'listed', kind: 'yes_no' },
] as const satisfies { key: string; kind: FieldKind; most?: number; private?: true }[]
export type EnterpriseField = (typeof enterpriseFields)[number]['key']
export type FieldKind = 'name' | 'code' | 'township' | 'industry' | 'choice' | 'text' | 'day' | 'money' | 'count' | 'yes_no'

/** What a new enterprise is asked first, in this order; each can be skipped. */
export const firstFields = ['creditCode', 'industry', 'township', 'staff', 'products'] as const satisfies EnterpriseField[]

type Value = string | number | boolean | undefined

/** What stands in a field; the industry is its code, or its name where only that is known. */
export function standingIn(enterprise: Enterprise, key: EnterpriseField): Value {
  switch (key) {
    case 'name':
    case 'creditCode':
    case 'township':
    case 'cluster':
    case 'products':
      return enterprise[key]
    case 'industry':
      return enterprise.more.industryCode ?? enterprise.industry
    default:
      return enterprise.more[key]
  }
}

export function missingOf(enterprise: Enterprise): EnterpriseField[] {
  return enterpriseFields.flatMap(({ key }) => (standingIn(enterprise, key) === undefined ? [key] : []))
}

/** The next of the first questions after this one that nothing is known of. */
export function nextFirst(enterprise: Enterprise, after?: EnterpriseField): EnterpriseField | undefined {
  const from = after === undefined ? 0 : firstFields.indexOf(after as (typeof firstFields)[number]) + 1
  return firstFields.slice(from).find((key) => standingIn(enterprise, key) === undefined)
}
