import type { FieldCode } from './code-lists.ts'
import type { Lang } from './person.ts'

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
  /** Languages the expert works in; empty: not known, and nothing follows from it. */
  languages?: Lang[]
  /** Enterprises the expert must not be asked by. */
  conflicts?: string[]
  /** ISO dates in Asia/Shanghai, both included: not asked in this time. */
  away?: { from: string; until: string }
  /** ISO date in Asia/Shanghai, included: not asked until then. */
  mutedUntil?: string
  /** Fields the expert also wants to hear of: as good as their own. */
  topics?: FieldCode[]
  /** Needs of which the expert said “not my field”. */
  declined?: string[]
  /** Claims that have come to an end, and how many of them the enterprise confirmed as solved. */
  record?: { ended: number; solved: number }
  /** Where an embedding model is configured: unit vectors of what is said of the expert, of each achievement and of each solved need, in this order. */
  vectors?: (Float32Array | undefined)[]
}

/** What the matcher reads of a need. */
export type MatchableNeed = {
  title: string
  description: string
  targets: string
  field?: FieldCode
  lang?: Lang
  enterpriseId?: string
  /** Unit vector of the text by the same embedding model, where there is one. */
  vector?: Float32Array
}

/** The preferred terms of a concept in both languages. */
export type ConceptName = { zh: string; en: string }

/** From words of the need over concepts to words of the expert: 极光 → 轧光工艺 → 后整理. */
export type Bridge = { from: string; via: ConceptName[]; to: string }

/** A reason that can be shown. Terms are in the words of the need. */
export type Reason =
  | { kind: 'terms'; terms: string[] }
  | { kind: 'bridges'; bridges: Bridge[] }
  | { kind: 'field'; field: FieldCode }
  | { kind: 'achievement'; title: string }
  | { kind: 'solved'; label: string }
  | { kind: 'load'; open: number; cap: number }

export type Confidence = 'strong' | 'good' | 'possible'

/** What the evidence was multiplied by, and why; 1 where it says nothing. */
export type FactorKind = 'field' | 'load' | 'fairness' | 'language' | 'passes' | 'success'
export type Factors = { evidence: number } & Record<FactorKind, number>

/** `score` is the product of the factors and comparable between needs; `likely` 0..1: how likely this expert can help. */
export type Match = { expertId: string; score: number; likely: number; confidence: Confidence; reasons: Reason[]; factors: Factors }

export type MatchOptions = {
  /** Experts not to be named (asked already). */
  exclude: ReadonlySet<string>
  /** Only these, where given. */
  only?: ReadonlySet<string>
  /** Live claims now and how many an expert wants at once, by expert id; absent means 0 of 3. An expert at the cap is not named. */
  load: ReadonlyMap<string, { open: number; cap: number }>
  /** Claims of this calendar month and how many an expert wants in one, for whoever has set that. At the cap they are not named. */
  monthly?: ReadonlyMap<string, { taken: number; cap: number }>
  /** How often each institute's experts were asked of late, by institute id. */
  asked?: ReadonlyMap<string, number>
  /** ISO date in Asia/Shanghai, for leave and mutes; without it neither counts. */
  today?: string
  limit: number
}

/** Two or three experts of different institutes who cover a need together; `covers` are the matters that each brings. */
export type Team = { members: { expertId: string; discipline: string; covers: ConceptName[] }[] }

export type FoundAchievement = { achievementId: string; expertId: string; title: string; score: number }

/**
 * Finds who can solve a need. Works in memory on what it was last given; the same input gives the same order.
 * Nobody fits: an empty list, never strangers.
 */
export interface Matcher {
  /** Replaces all that is known. */
  load(known: { experts: MatchableExpert[]; needs: { id: string; need: MatchableNeed }[] }): void
  /** One expert or need was added or changed, or (undefined) is gone. Takes no longer the more is known. */
  putExpert(id: string, expert: MatchableExpert | undefined): void
  putNeed(id: string, need: MatchableNeed | undefined): void
  experts(need: MatchableNeed, options: MatchOptions): Match[]
  /** The first experts by evidence alone, whether or not they would be named: what matching is judged by afterwards. */
  ranking(need: MatchableNeed, limit: number): { expertId: string; score: number }[]
  /** Where a need spans disciplines that no one expert covers. */
  team(need: MatchableNeed, options: MatchOptions): Team | undefined
  achievements(need: MatchableNeed, limit: number): FoundAchievement[]
  /** Earlier needs much like this one, most alike first; alike 0..1. */
  similarNeeds(need: MatchableNeed, exclude: ReadonlySet<string>, limit: number): { needId: string; alike: number }[]
}
