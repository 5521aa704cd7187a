import type { DateTime } from 'luxon'
import type { Span } from './clauses.ts'

/** How a date is said. `firm`: with 前, 内, by, within. `loose`: a mere period or length, a deadline only where the sentence says so. */
export type DateRule = {
  pattern: RegExp
  firmness: 'firm' | 'plain' | 'loose'
  /** A length of time: what follows may say what happens in it (三个月内就生锈). */
  isLength?: boolean
  read: (part: Record<string, string | undefined>, today: DateTime) => DateTime | undefined
}
export type FoundDate = Span & { rule: DateRule; part: Record<string, string | undefined> }
