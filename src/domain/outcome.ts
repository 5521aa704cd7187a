import type { OutcomeKindCode, OutcomeStep } from './outcome-kinds.ts'
import type { Share } from './shares.ts'

/** disputed: one side said it is not so; whoever reported it corrects it or takes it back. Only `confirmed` ones count. */
export type OutcomeState = 'reported' | 'confirmed' | 'disputed' | 'withdrawn'

/** The two whose word makes an outcome count: the enterprise, and whoever worked on the need. */
export const sides = ['poster', 'expert'] as const
export type Side = (typeof sides)[number]

/** What is said of an outcome, as far as its kind asks it. Amounts in 万元. */
export type OutcomeFacts = {
  subkind?: string
  /** ISO date, Asia/Shanghai. */
  on: string
  amount?: number
  /** 技术交易额, the part of a technical contract's amount that is paid for technology. */
  techAmount?: number
  count?: number
  sessions?: number
  /** A registration or patent number, or words; files stand with the need, `ofId` the outcome's id. */
  evidence?: string
}

/** Something that came of a need 成效. */
export type Outcome = OutcomeFacts & {
  id: string
  needId: string
  kind: string
  note: string
  /** Recorded by the confirmation of the need. */
  automatic: boolean
  /** The outcome it corrects: that one stops counting when this one begins to. */
  replacesId?: string
  byId: string
  at: Date
  state: OutcomeState
  /** The word of the two sides; where an officer called one, what it said. */
  posterYes?: boolean
  posterAt?: Date
  posterCall?: string
  expertYes?: boolean
  expertAt?: Date
  expertCall?: string
  calledById?: string
  /** Why it is disputed. */
  reason?: string
  /** It counts from then on … */
  settledAt?: Date
  /** … until it is withdrawn. */
  endedAt?: Date
  /** They sum to 1, so that no figure counts twice; none where no institute worked on the need. */
  shares: Share[]
}

/** An outcome that is being told, one answer after the other. Its id is given at once, so that files can belong to it. */
export type OutcomeDraft = Partial<OutcomeFacts> & {
  id: string
  kind: OutcomeKindCode
  replacesId?: string
  skipped: OutcomeStep[]
  files: number
}

/** Which of it is asked now. */
export type OutcomeDialog = { kind: 'outcome'; needId: string; step: OutcomeStep | 'shares'; draft: OutcomeDraft }

/**
 * Which outcomes count in a period. `from` and `until`: ISO days of Shanghai, both included, of the outcome itself (`on`) or of its confirmation (`settled`).
 * `asOf`: as it was known then: confirmed by that moment, and not yet withdrawn.
 */
export type OutcomeQuery = {
  by: 'on' | 'settled'
  from?: string
  until?: string
  asOf: Date
  kind?: string
  township?: string
  /** Those the institute has a share in; they come with all their shares. */
  instituteId?: string
  sample?: boolean
}

export interface Outcomes {
  find(id: string): Promise<Outcome | undefined>
  /** The expert of the live claim, or of the one the need ended with; nobody where it was given back. */
  expertOf(needId: string): Promise<string | undefined>
  /** In the order they were reported. */
  ofNeed(needId: string): Promise<Outcome[]>
  add(outcome: Outcome): Promise<void>
  /** The side says yes, once; false where it had, or where the outcome waits for nobody. */
  agree(id: string, side: Side, at: Date, call?: { byId: string; said: string }): Promise<boolean>
  /** Confirmed, if both sides have said yes and it was not yet. */
  settle(id: string, at: Date): Promise<boolean>
  /** False where it doesn't wait for anybody's word. */
  dispute(id: string, reason: string): Promise<boolean>
  /** Stops it from counting; false where it has been withdrawn before. */
  withdraw(id: string, at: Date): Promise<boolean>
  /** Whether another live outcome of this kind has this number or code; who asks is alone with it until the transaction ends. */
  isKnown(outcome: Pick<Outcome, 'kind' | 'subkind'> & { evidence: string }, except: readonly string[]): Promise<boolean>
  /** Those that wait for a word of this person: of their enterprise needs, or of those their expert worked on. */
  awaiting(person: { id: string; expertId?: string }, limit: number): Promise<Outcome[]>
  /** Reported by this person, and disputed. */
  disputedOf(personId: string, limit: number): Promise<Outcome[]>
  /** Those that count. */
  counted(query: OutcomeQuery): Promise<(Outcome & { enterpriseId?: string; township?: string })[]>
}

export const followUpAnswers = ['fine', 'more', 'again'] as const
export type FollowUpAnswer = (typeof followUpAnswers)[number]

/** Asked of the enterprise so many months after the end: does it last? */
export type FollowUp = {
  needId: string
  months: number
  /** ISO date, Asia/Shanghai. */
  dueOn: string
  askedAt?: Date
  remindedAt?: Date
  /** An officer was asked to call. */
  callAt?: Date
  answeredAt?: Date
  answer?: FollowUpAnswer
  /** What the enterprise said on the phone. */
  note?: string
}

export type FollowUpStep = 'askedAt' | 'remindedAt' | 'callAt'

export interface FollowUps {
  find(needId: string, months: number): Promise<FollowUp | undefined>
  ofNeed(needId: string): Promise<FollowUp[]>
  /** Instead of all that were planned before. */
  plan(needId: string, followUps: Pick<FollowUp, 'months' | 'dueOn'>[]): Promise<void>
  /**
   * Goes on after a reopening that was taken back: answers stay but the one that had opened it, and what was to come comes. Of those that were due and not
   * answered the last one is asked again.
   */
  resume(needId: string, followUps: Pick<FollowUp, 'months' | 'dueOn'>[], today: string): Promise<void>
  /** Those not answered are not asked any more. */
  drop(needId: string): Promise<void>
  /** Not yet asked, and due by that day. */
  due(isoDay: string, limit: number): Promise<FollowUp[]>
  /** Asked and not answered, where an officer has not been asked to call yet. */
  unanswered(limit: number): Promise<FollowUp[]>
  /** Notes that this step was taken; false where it had been, or where it was answered. */
  mark(followUp: Pick<FollowUp, 'needId' | 'months'>, step: FollowUpStep, at: Date): Promise<boolean>
  /** False where it was answered before, or never asked. */
  answer(followUp: Pick<FollowUp, 'needId' | 'months'>, answer: FollowUpAnswer, at: Date, note?: string): Promise<boolean>
  /** Asked of this person, and not answered. */
  ofPoster(personId: string): Promise<FollowUp[]>
}
