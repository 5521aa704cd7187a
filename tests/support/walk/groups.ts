import type { Relation } from '../../../src/domain/rights.ts'
import { cast, type Who } from './ids.ts'

export type People = Partial<Record<Who, Relation[]>>

export const bureau: readonly Who[] = ['wang', 'li', 'chen', 'liu', 'admin']

export function all(who: readonly Who[], ...relations: Relation[]): People {
  return Object.fromEntries(who.map((one) => [one, relations]))
}

export function both(...parts: People[]): People {
  const found: People = {}
  for (const who of cast) {
    const own = parts.flatMap((part) => part[who] ?? [])
    if (own.length > 0) found[who] = own
  }
  return found
}
