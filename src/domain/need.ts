import type { FieldCode, NeedType, PassReason, Urgency, Visibility } from './code-lists.ts'
import type { LedgerPatch } from './ledger.ts'
import type { Confidence, Factors, Reason, Team } from './matcher.ts'
import type { Lang } from './person.ts'
import type { ReachedTarget } from './reached.ts'
import type { Budget, QuestionKey, Target } from './understanding.ts'

/** The states of a need; Chinese names in the texts, moves in need-life.ts. */
export const needStates = [
  'draft',
  'waiting',
  'open',
  'challenge',
  'claimed',
  'in_progress',
  'solved',
  'paused',
  'confirmed',
  'unsolved',
  'unclaimed',
  'withdrawn',
  'merged',
  'split',
] as const
export type NeedState = (typeof needStates)[number]

/** What a draft can be changed in, one at a time. */
export const draftFields = ['title', 'field', 'type', 'urgency', 'targets', 'budget', 'deadline'] as const
export type DraftField = (typeof draftFields)[number]

/** `text` null: skipped. `messageRef`: the message that said it, so that editing it is followed. */
export type Answer = { key: QuestionKey; text: string | null; messageRef?: string }

export type Need = {
  id: string
  /** `2026-0001`; absent until published. */
  number?: string
  state: NeedState
  enterpriseId?: string
  posterId?: string
  /** The liaison officer who answers for it. */
  officerId?: string
  /** consult 咨询: a small question, answered in the thread. */
  track: 'full' | 'consult'
  /** The language it was written in by its poster's setting. */
  lang: Lang
  /** The group it began in. */
  originAddress?: string
  title: string
  /** What the poster set by hand; an edit of the message leaves it alone. */
  fixed: DraftField[]
  field?: FieldCode
  type: NeedType
  urgency: Urgency
  targets: Target[]
  budget?: Budget
  /** ISO date, Asia/Shanghai. */
  deadline?: string
  visibility: Visibility
  /** The enterprise stays unnamed until it accepts a claim. */
  unnamed?: boolean
  answers: Answer[]
  similar: { needId: string; alike: number }[]
  /** Achievements that bear on it, and a team for a need that spans disciplines: seen at publishing. */
  achievements: { achievementId: string; expertId: string; title: string }[]
  team?: Team
  /** The first by evidence at publishing, asked or not: what matching is judged by afterwards. */
  ranking: { expertId: string; score: number }[]
  result?: string
  /** What the solver says was reached of each target figure. */
  reached?: ReachedTarget[]
  /** Where it was paused, and the ISO date (Asia/Shanghai) to look at it again. */
  pausedFrom?: NeedState
  reviewOn?: string
  /** Why it ended otherwise than confirmed; what the enterprise said when staff called it. */
  endReason?: string
  endCall?: string
  mergedIntoId?: string
  splitFromId?: string
  createdAt: Date
  touchedAt: Date
  publishedAt?: Date
  claimedAt?: Date
  /** When the enterprise accepted the claim of a private need, or the claim itself where no acceptance is needed. */
  acceptedAt?: Date
  solvedAt?: Date
  closedAt?: Date
}

/** A message a need was written in. */
export type NeedPart = { id: string; needId: string; messageRef: string; text: string; at: Date }

/** A file that belongs to a need; the bytes are fetched apart. `ofId`: the visit or outcome it is evidence of. */
export type NeedFile = { id: string; fileId: string; name: string; mime: string; size: number; kind: 'picture' | 'file'; ofId?: string }

/** reserve 候补: the need was claimed by another while this one was asked. declined: the enterprise
 * asked for somebody else. lapsed: claimed, but no first contact was noted in time. replaced: staff put another in
 * their place. closed: the need ended otherwise. */
export type InvitationState =
  | 'asked'
  | 'claimed'
  | 'passed'
  | 'expired'
  | 'reserve'
  | 'released'
  | 'declined'
  | 'lapsed'
  | 'replaced'
  | 'closed'

export type Invitation = {
  id: string
  needId: string
  expertId: string
  state: InvitationState
  /** 1 is the best match; those who came by themselves or were recommended follow. */
  rank: number
  confidence: Confidence
  reasons: Reason[]
  /** How likely it was (0..1) that this expert can help, and what the evidence was multiplied by; absent where nobody ranked them. */
  likely?: number
  factors?: Factors
  byOfficer: boolean
  recommendedById?: string
  passReason?: PassReason
  askedAt: Date
  dueAt: Date
  answeredAt?: Date
}

/** How a claim came to its end. reopened: it was confirmed, and the need was opened again. undone: the claim itself was taken back within its minute. */
export type EndOfClaim =
  | 'released'
  | 'declined'
  | 'withdrawn'
  | 'confirmed'
  | 'unsolved'
  | 'merged'
  | 'split'
  | 'reopened'
  | 'replaced'
  | 'lapsed'
  | 'undone'

export type Claim = { id: string; needId: string; expertId: string; firstStep?: string; at: Date; endedAt?: Date; ended?: EndOfClaim }

/** A question of an expert to the enterprise and its answer; part of the need from then on. */
export type Question = { id: string; needId: string; expertId: string; text: string; answer?: string; askedAt: Date; answeredAt?: Date }

export type HistoryEntry = {
  needId: string
  at: Date
  actorId?: string
  event: string
  from?: NeedState
  to?: NeedState
  note?: string
  /** The platform it came through. */
  chat?: string
  /** What differs in the need's ledger; filled in by the store. */
  before?: LedgerPatch
  after?: LedgerPatch
}

/** Whether the enterprise has to accept a claim before its contact, its name or its words are passed on. */
export function waitsForAcceptance({ visibility, unnamed }: Pick<Need, 'visibility' | 'unnamed'>): boolean {
  return visibility === 'private' || unnamed === true
}

/** All the words of a need: its messages in order, then what was answered. */
export function describe(need: Need, parts: NeedPart[]): string {
  const answers = need.answers.flatMap((answer) => (answer.text ? [answer.text] : []))
  return [...parts.map((part) => part.text), ...answers].filter((text) => text.trim() !== '').join('\n')
}
