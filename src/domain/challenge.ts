import type { Institute } from './directory.ts'
import type { Claim, NeedState } from './need.ts'
import type { NeedPatch } from './store.ts'

/**
 * draft: the terms are written, nobody sees it. proposed: staff ask the enterprise to agree. open: published. closed: the closing date has
 * passed, the enterprise chooses. failed 流标: it passed and nobody had applied. released: after the choice the need came open again.
 */
export type ChallengeState = 'draft' | 'proposed' | 'open' | 'closed' | 'chosen' | 'failed' | 'called_off' | 'released'

/** What a challenge says to everybody. `text`: the words the enterprise agreed to publish. `bounty` in 万元. */
export type Terms = { text: string; bounty: number; conditions: string; closesAt: Date }

export const grades = ['excellent', 'good', 'passed', 'failed'] as const
export type Grade = (typeof grades)[number]

/** A need published to all institutes with a bounty and a closing date 揭榜挂帅. A need has one; a new round takes the place of the old. */
export type Challenge = Terms & {
  needId: string
  state: ChallengeState
  byId: string
  /** Since when it is in this state with this closing date; of one that is decided since when it is open. */
  at: Date
  /** The application that was chosen. */
  chosenId?: string
  chosenAt?: Date
  /** When the enterprise agreed to the milestones as they are. */
  agreedAt?: Date
  /** 0 to 100, and 优秀 / 良好 / 合格 / 不合格 */
  score?: number
  grade?: Grade
  evaluation?: string
}

/** draft: being written. ended: of a round that is over without it. */
export type ApplicationState = 'draft' | 'submitted' | 'withdrawn' | 'chosen' | 'not_chosen' | 'released' | 'ended'

/** What an application says, in the order it is asked. `cost` in 万元. */
export type ApplicationForm = { approach: string; team: string; cost: number; weeks: number }
export const formKeys = ['approach', 'team', 'cost', 'weeks'] as const satisfies readonly (keyof ApplicationForm)[]
export type FormKey = (typeof formKeys)[number]

/** An institute's answer to a challenge 揭榜申请. */
export type Application = ApplicationForm & {
  id: string
  needId: string
  instituteId: string
  expertId: string
  state: ApplicationState
  byId: string
  at: Date
}

export const verdicts = ['for', 'doubts', 'against'] as const
export type Verdict = (typeof verdicts)[number]

/** What one member of the panel holds of one application. */
export type Opinion = { applicationId: string; expertId: string; verdict: Verdict; text: string; at: Date }

export type Panelist = { needId: string; expertId: string; at: Date }

/** `since`: when it became known, or was sent back for what is missing. */
export type Milestone = {
  id: string
  needId: string
  position: number
  text: string
  /** ISO date, Asia/Shanghai. */
  dueOn: string
  since: Date
  state: 'pending' | 'done' | 'accepted' | 'cancelled'
  evidence?: string
  doneAt?: Date
  doneById?: string
}

/** Grade that a score leads to. */
export function gradeOf(score: number): Grade {
  if (score >= 90) return 'excellent'
  if (score >= 75) return 'good'
  return score >= 60 ? 'passed' : 'failed'
}

/** States of a need in which its challenge is evaluated. */
export const scoredStates: readonly NeedState[] = ['confirmed', 'unsolved']

export interface Challenges {
  find(needId: string): Promise<Challenge | undefined>
  /** The one that closes first comes first. */
  inState(state: ChallengeState, skip: number, limit: number): Promise<{ challenges: Challenge[]; total: number }>
  /** Writes the terms of one that is being set up; false where one is under way. */
  draft(needId: string, terms: Terms, byId: string, at: Date): Promise<boolean>
  /** Publishes it: a new round, in which nothing of an earlier one counts. False where it is not being set up. */
  open(needId: string, at: Date): Promise<boolean>
  /** Changes state only from one of these; false where it was in another. */
  move(
    needId: string,
    from: readonly ChallengeState[],
    to: ChallengeState,
    patch?: Partial<Pick<Challenge, 'at' | 'closesAt' | 'agreedAt'>>,
  ): Promise<boolean>
  /** Needs of open challenges whose closing date has passed. */
  due(now: Date, limit: number): Promise<string[]>
  /** The one atomic act: the challenge is decided, the need is claimed, the application chosen. False where another was first. */
  choose(claim: Claim, applicationId: string, patch: NeedPatch): Promise<boolean>
  /** False where there is a score. */
  score(needId: string, result: { score: number; grade: Grade; evaluation: string }): Promise<boolean>
  /** Challenges of ended needs that wait for their score. */
  unscored(limit: number): Promise<string[]>
  institutes(): Promise<Institute[]>
  panel(needId: string): Promise<Panelist[]>
  /** False where this expert is of the panel. */
  addPanelist(panelist: Panelist): Promise<boolean>
  /** Of the panels this expert is of: needs whose challenge is closed and not yet decided. */
  panelsOf(expertId: string): Promise<string[]>
}

export interface Applications {
  find(id: string): Promise<Application | undefined>
  /** Those of this round that were handed in and not withdrawn, in the order they came. */
  ofNeed(needId: string): Promise<Application[]>
  /** The institute's live one: at most one, by a unique index. */
  liveOf(needId: string, instituteId: string): Promise<Application | undefined>
  /** Handed in by this person, for this expert, or for this institute; of rounds that are not over. */
  mine(who: { personId: string; expertId?: string; managesId?: string }): Promise<Application[]>
  /** Keeps what is being written; at most one a person and expert. Returns its id. */
  putDraft(application: Omit<Application, 'id' | 'state'>): Promise<string>
  /** Hands a draft in; false where it is no draft or the institute has a live one. On false the transaction must be given up. */
  submit(id: string, at: Date): Promise<boolean>
  /** Only where it is submitted. */
  change(id: string, form: Partial<ApplicationForm>): Promise<boolean>
  move(id: string, from: readonly ApplicationState[], to: ApplicationState): Promise<boolean>
  opinions(needId: string): Promise<Opinion[]>
  /** The last word of this expert on this application counts. */
  putOpinion(opinion: Opinion): Promise<void>
}

export interface Milestones {
  find(id: string): Promise<Milestone | undefined>
  /** Those that were not cancelled, in their order. */
  ofNeed(needId: string): Promise<Milestone[]>
  /** In the place of those that are still pending. */
  write(needId: string, milestones: Pick<Milestone, 'id' | 'text' | 'dueOn' | 'since'>[]): Promise<void>
  move(
    id: string,
    from: readonly Milestone['state'][],
    to: Milestone['state'],
    patch: Partial<Pick<Milestone, 'evidence' | 'doneAt' | 'doneById' | 'since'>>,
  ): Promise<boolean>
}
