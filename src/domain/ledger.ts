import type { FieldCode, NeedType, Urgency, Visibility } from './code-lists.ts'
import type { NeedState } from './need.ts'
import type { Budget } from './understanding.ts'

/**
 * What a list or a figure says of a need. Each history entry carries what differs (`before`, `after`), so that the ledger of any
 * past moment is the entries up to it laid over each other: the last word on each key. Times are ISO 8601 in UTC, days ISO dates in Asia/Shanghai; null: none.
 */
export type Ledger = {
  number: string | null
  state: NeedState
  title: string
  field: FieldCode | null
  type: NeedType
  urgency: Urgency
  visibility: Visibility
  track: 'full' | 'consult'
  enterpriseId: string | null
  posterId: string | null
  officerId: string | null
  /** The expert of the live claim, or of the one that solved it. */
  expertId: string | null
  /** Experts beside that one, in the order they came. */
  members: string[]
  budget: Budget | null
  deadline: string | null
  publishedAt: string | null
  claimedAt: string | null
  acceptedAt: string | null
  solvedAt: string | null
  closedAt: string | null
  result: string | null
  reviewOn: string | null
  endReason: string | null
  endCall: string | null
  mergedIntoId: string | null
}

export type LedgerPatch = Partial<Ledger>

/** What differs, as it was and as it is; undefined where nothing does. */
export function difference(before: LedgerPatch, after: Ledger): { before: LedgerPatch; after: LedgerPatch } | undefined {
  const keys = (Object.keys(after) as (keyof Ledger)[]).filter((key) => plain(before[key] ?? null) !== plain(after[key]))
  if (keys.length === 0) return undefined
  const pick = (from: LedgerPatch) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null])) as LedgerPatch
  return { before: pick(before), after: pick(after) }
}

/** The same text for the same value: a database gives the keys of an object back in an order of its own. */
function plain(value: Ledger[keyof Ledger]): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
