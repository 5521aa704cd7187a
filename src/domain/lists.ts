/** The three lists 三张清单: views of the same needs, never typed a second time. */
import { DateTime } from 'luxon'
import type { ClusterCode, FieldCode, Urgency, Visibility } from './code-lists.ts'
import type { Ledger } from './ledger.ts'
import type { WaitOn } from './matter.ts'
import type { NeedState } from './need.ts'
import type { Budget } from './understanding.ts'

const zone = 'Asia/Shanghai'

/** problems 问题清单: not struck off yet. duties 责任清单: live, with who answers for it. results 落实清单: all, with what came of them. */
export const listKinds = ['problems', 'duties', 'results'] as const
export type ListKind = (typeof listKinds)[number]

/** All that is set must hold. */
export type ListFilter = {
  township?: string
  /** GB/T 4754 code, as the directory has it. */
  industry?: string
  cluster?: ClusterCode
  /** Claimed by an expert of this institute, or with one in its team. */
  instituteId?: string
  officerId?: string
  state?: NeedState
  /** More than so many days since it was put forward. */
  olderThan?: number
  overdue?: true
  /** Put forward within, ISO dates in Asia/Shanghai, both included. */
  from?: string
  until?: string
  /** Words that stand in its number, title or enterprise. */
  text?: string
}

/** A list as somebody asks for it. `asOf`: as it stood at the end of that ISO date in Asia/Shanghai. */
export type ListAsk = { kind: ListKind; filter: ListFilter; asOf?: string }

/** When an ask is answered: the lists of now, or of a past moment. */
export type ListMoment = { now: Date; past?: Date }

/** Why a need may leave the problem list. call: an officer noted what the enterprise said. */
export type Proof = { kind: 'enterprise' | 'call' | 'reason' | 'merged' | 'split'; words?: string }

type Named = { id: string; name: string; phone?: string }

/** One need on a list. */
export type ListRow = {
  needId: string
  number: string
  title: string
  state: NeedState
  urgency: Urgency
  visibility: Visibility
  field?: FieldCode
  /** The enterprise wants to be named to nobody but staff and who works on it. */
  unnamed?: boolean
  enterprise: { name: string; township?: string; cluster?: ClusterCode; industry?: string }
  contact?: Named
  officer?: Named
  expert?: Named & { title: string; institute: string }
  /** Experts beside that one. */
  members: { name: string; institute: string }[]
  /** Who owes the next step, since when and until when; absent once it has ended. */
  wait?: { on: WaitOn; since: Date; until?: Date }
  /** ISO date the enterprise hopes for. */
  deadline?: string
  /** Past its term since; only live ones. */
  overdueSince?: Date
  raisedAt: Date
  claimedAt?: Date
  contactedAt?: Date
  solvedAt?: Date
  confirmedAt?: Date
  endedAt?: Date
  /** Struck off 销号: ended, with proof. */
  struckOff?: { at: Date; proof: Proof }
  /** Solved or ended, but what strikes it off is missing yet: 待销号. */
  awaitsProof: boolean
  budget?: Budget
  result?: string
  endReason?: string
  /** What somebody noted last. */
  last?: { at: Date; event: string; note: string; by?: string }
  visits: number
  lastVisit?: string
  outcomes: { kind: string; amount?: number; count?: number; confirmed: boolean }[]
}

/** Events whose note is a code or an id rather than words, or is not for all who read lists: who applied for a challenge, and what its panel says. */
export const unsaid: readonly string[] = [
  ...['recommended', 'pass', 'visibility', 'undo'],
  ...[
    'outcome',
    'agree',
    'outcome_yes',
    'outcome_confirmed',
    'outcome_disputed',
    'outcome_withdrawn',
    'outcome_call_poster',
    'outcome_call_expert',
  ],
  ...['follow_up', 'follow_up_call'],
  ...['challenge', 'challenge_extended', 'choose', 'scored'],
  ...['applied', 'application_changed', 'application_withdrawn', 'panel', 'opinion'],
]

export type ListCounts = Record<ListKind, number> & { overdue: number; byState: Partial<Record<NeedState, number>> }

/** What a list can be filtered by, as far as the directory has it. */
export type ListChoices = {
  townships: string[]
  industries: { code: string; name: string }[]
  institutes: { id: string; name: string; short: string }[]
  officers: { id: string; name: string }[]
}

export interface Lists {
  /** Overdue ones first, the longest first, then the oldest. A page beyond the end is the last one. */
  page(ask: ListAsk, moment: ListMoment, page: number, size: number): Promise<{ rows: ListRow[]; total: number; page: number }>
  /** All rows, in the same order. */
  all(ask: ListAsk, moment: ListMoment): Promise<ListRow[]>
  counts(filter: ListFilter, moment: ListMoment): Promise<ListCounts>
  /** How many rows of the list each township or officer has, the most first. */
  tally(by: 'township' | 'officer', ask: ListAsk, moment: ListMoment): Promise<{ id: string; name: string; count: number }[]>
  /** The ledgers of all numbered needs as of a moment, rebuilt from the history alone. */
  asOf(moment: Date): Promise<{ needId: string; ledger: Ledger }[]>
  choices(): Promise<ListChoices>
  /** Keeps an ask under a short name that a button can carry; the same ask has the same name for ever. */
  keep(ask: ListAsk): Promise<string>
  kept(name: string): Promise<ListAsk | undefined>
  /** The open needs that somebody may see, newest first. */
  openTo(reader: { personId: string; expertId?: string; staff: boolean }, page: number, size: number): Promise<OpenNeeds>
}

export type OpenNeeds = { needs: { id: string; number: string; title: string; field?: FieldCode }[]; total: number; page: number }

/** Whom a need in this state waits for, where no clock has said so. */
export const waitsOn: Partial<Record<NeedState, WaitOn>> = {
  waiting: 'staff',
  open: 'experts',
  challenge: 'experts',
  claimed: 'claimer',
  in_progress: 'claimer',
  solved: 'poster',
  paused: 'poster',
}

/** The last moment of an ISO date in Asia/Shanghai. */
export function endOfDay(day: string): Date {
  return DateTime.fromISO(day, { zone }).endOf('day').toJSDate()
}

/** Whole days between two moments, at least one where there is any time between them. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 86_400_000))
}

/** The moment an ask is about. */
export function momentOf(ask: ListAsk, now: Date): ListMoment {
  if (!ask.asOf) return { now }
  const past = endOfDay(ask.asOf)
  return past < now ? { now, past } : { now }
}
