import type { FieldCode } from './code-lists.ts'

/** What the matcher reads of an expert. Any part may be empty: a thin profile is ranked low, never dropped. */
export type MatchableExpert = {
  id: string
  instituteId: string
  fields: FieldCode[]
  keywords: string[]
  /** Directions and methods in the expert's own words. */
  profile: string
  achievements: { id: string; title: string; summary: string }[]
  /** Needs this expert has solved here. `label` is what may be shown of it to anybody (number and, where public, title). */
  solved: { needId: string; label: string; text: string }[]
}

/** What the matcher reads of a need. */
export type MatchableNeed = { title: string; description: string; targets: string; field?: FieldCode }

/** A reason that can be shown. Terms are in the words of the need. */
export type Reason =
  | { kind: 'terms'; terms: string[] }
  | { kind: 'field'; field: FieldCode }
  | { kind: 'achievement'; title: string }
  | { kind: 'solved'; label: string }
  | { kind: 'load'; open: number; cap: number }

export type Confidence = 'strong' | 'good' | 'possible'

/** `score` is comparable within one answer only. */
export type Match = { expertId: string; score: number; confidence: Confidence; reasons: Reason[] }

export type MatchOptions = {
  /** Experts not to be named (asked already, conflicts). */
  exclude: ReadonlySet<string>
  /** Live claims now and how many an expert wants at once, by expert id; absent means 0 of 3. An expert at the cap is not named. */
  load: ReadonlyMap<string, { open: number; cap: number }>
  limit: number
}

/**
 * Finds who can solve a need. Works in memory on what it was last given; the same input gives the same order.
 * Nobody fits: an empty list, never strangers.
 */
export interface Matcher {
  /** Replaces all that is known. */
  load(known: { experts: MatchableExpert[]; needs: { id: string; need: MatchableNeed }[] }): void
  experts(need: MatchableNeed, options: MatchOptions): Match[]
  /** Earlier needs much like this one, most alike first; alike 0..1. */
  similarNeeds(need: MatchableNeed, exclude: ReadonlySet<string>, limit: number): { needId: string; alike: number }[]
}
