import type { FigureKey } from '../reports/figures.ts'
import type { Span } from '../reports/period.ts'

/**
 * What an institute is measured by. figures: their sum, of which only confirmed outcomes are part. answered: invitations its experts answered.
 * satisfied: what enterprises said of its solutions. The two are percentages. `cap`: the most of the target that counts, in percent.
 */
export type Indicator = { key: string; measure: 'figures' | 'answered' | 'satisfied'; figures: FigureKey[]; weight: number; cap: number }

/** From which score on; below the last one it is 不合格. */
export const grades = ['excellent', 'good', 'fair', 'poor'] as const
export type Grade = (typeof grades)[number]
export type Bounds = { excellent: number; good: number; fair: number }

/** draft: weights are being set. open: everybody concerned sees their scores. public: shown for objections 公示. signed: frozen. */
export const assessmentStates = ['draft', 'open', 'public', 'signed'] as const
export type AssessmentState = (typeof assessmentStates)[number]

/** What is measured and what it is held against; undefined: nothing was there to measure, or nothing was agreed. `of`: how many words a percentage is made from. */
export type Input = { indicator: string; achieved?: number; target?: number; shared?: true; of?: number }
export type InstituteInputs = { id: string; name: string; inputs: Input[] }

/** `counted`: of the target in percent, after the cap. `points`: undefined where the indicator is left out. `corrected`: what it was before an objection. */
export type Line = Input & { weight: number; cap: number; ratio?: number; counted?: number; points?: number; corrected?: number }

/** The working of one score. `total` undefined: nothing could be measured. `noZero` false: an indicator stands at zero, so none counts for more than 100%. */
export type Score = { lines: Line[]; noZero: boolean; total?: number }

export type Standing = Score & { id: string; name: string; rank?: number; grade?: Grade }
export type ExpertStanding = { id: string; name: string; institute: string; outcomes: number; rank: number }

/** The numbers as they were when they were put on show; JSON all through. */
export type Shown = { span: Span; sample: boolean; institutes: InstituteInputs[]; experts: ExpertStanding[] }
/** As it was signed. */
export type Result = { standings: Standing[]; experts: ExpertStanding[] }

export type Assessment = {
  year: number
  state: AssessmentState
  indicators: Indicator[]
  bounds: Bounds
  at: Date
  openedById?: string
  openedAt?: Date
  shownById?: string
  shownAt?: Date
  /** The last day objections are taken, ISO. */
  shownUntil?: string
  shown?: Shown
  signedById?: string
  signedAt?: Date
  result?: Result
}

/** What a manager holds against an indicator of their institute; once for each. `value`: what it is corrected to. */
export type Objection = {
  id: string
  year: number
  instituteId: string
  indicator: string
  byId: string
  text: string
  at: Date
  state: 'open' | 'accepted' | 'refused'
  value?: number
  answer?: string
  answeredById?: string
  answeredAt?: Date
}

/** One of the facts a percentage is made from. */
export type RateRow = { needId: string; number?: string; good: boolean; event: string; at: Date; instituteId: string }

export interface Assessments {
  find(year: number): Promise<Assessment | undefined>
  /** The same, held until the transaction ends: what is decided on it can't change meanwhile. */
  hold(year: number): Promise<Assessment | undefined>
  /** A draft; false where the year has one. */
  add(draft: Pick<Assessment, 'year' | 'indicators' | 'bounds' | 'at'>): Promise<boolean>
  /** False where it was put on show, or signed, before. */
  weigh(year: number, indicators: Indicator[]): Promise<boolean>
  /** False where it was not in that state. */
  move(year: number, from: AssessmentState, to: AssessmentState, patch: Partial<Assessment>): Promise<boolean>
  objection(id: string): Promise<Objection | undefined>
  /** Oldest first. */
  objections(year: number): Promise<Objection[]>
  /** False where the institute has objected to this indicator before. */
  object(objection: Omit<Objection, 'state' | 'value' | 'answer' | 'answeredById' | 'answeredAt'>): Promise<boolean>
  /** False where it was answered before. */
  answer(
    id: string,
    answer: Required<Pick<Objection, 'state' | 'answer' | 'answeredById' | 'answeredAt'>> & { value?: number },
  ): Promise<boolean>
  /** Of invitations of these days that were answered or ran out: whether they were answered. Demo data only where there are no others. */
  answered(span: Span): Promise<RateRow[]>
  /** What enterprises said themselves in these days of solutions, and of how they hold: whether they were satisfied. */
  satisfied(span: Span): Promise<RateRow[]>
  /** The experts with the most confirmed outcomes of these days; equals share a rank, and come all. */
  experts(span: Span, ranks: number): Promise<ExpertStanding[]>
}
