import type { FieldCode, NeedType, Urgency } from './code-lists.ts'

/** A figure the need wants reached, in the words of its author: {name: '断裂强力', value: '≥ 350 N'}. `name` may be ''. */
export type Target = { name: string; value: string }

/** Money in 万元 (10,000 CNY). One bound alone means "about" where both are equal, "at most" with `max` only, "at least" with `min` only. */
export type Budget = { min?: number; max?: number }

/** What was understood of a need from its words alone. Nothing is invented: what the words do not say is absent. */
export type Understanding = {
  /** One line of at most 40 characters, from the author's own words, without greeting or complaint. */
  title: string
  field?: FieldCode
  type: NeedType
  urgency: Urgency
  targets: Target[]
  budget?: Budget
  /** The day the solution is wanted by, ISO date in Asia/Shanghai. */
  deadline?: string
}

/** What may be asked about a need, the most useful first. */
export const questionKeys = ['problem', 'targets', 'tried', 'budget', 'deadline'] as const
export type QuestionKey = (typeof questionKeys)[number]
