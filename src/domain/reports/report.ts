import type { CaseStory } from '../case-card.ts'
import type { MatchEvent } from '../match-event.ts'
import type { WaitOn } from '../matter.ts'
import type { FigureKey, FigureValues, NobodyLine, OutsideFigure, Quality, Speed } from './figures.ts'
import type { Period, Span } from './period.ts'

/** The reports of the campaign 周计划、月汇报、季通报: made once each, the same for everybody who may read them. */
export const reportKinds = ['weekly', 'monthly', 'quarterly'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What goes to one person, made from what they may see: a head's one-screen view, an expert's, an institute's, an enterprise's week. */
export const personalKinds = ['head', 'expert', 'institute', 'enterprise'] as const
export type PersonalKind = (typeof personalKinds)[number]

export const digestKinds = [...reportKinds, ...personalKinds] as const
export type DigestKind = (typeof digestKinds)[number]

/** What the responsible person words in a report that is signed. */
export const sections = ['overview', 'problems', 'next'] as const
export type Section = (typeof sections)[number]

/** Something that is owed, as it stood when the report was made. `dueAt` ISO 8601. `who`: a name, or '' where nobody is named. */
export type PlanLine = {
  matterId: string
  needId: string
  number: string
  title: string
  kind: string
  waitOn: WaitOn
  who: string
  officerId?: string
  officer?: string
  dueAt: string
}

/** Overdue ones first, the longest first; then what is due by the end of the week. Long lists are cut, the totals are not. */
export type Plan = {
  overdue: PlanLine[]
  overdueTotal: number
  due: PlanLine[]
  dueTotal: number
  /** The events of the week. */
  events?: EventLine[]
}

export type EventLine = Pick<MatchEvent, 'title' | 'day' | 'time' | 'half' | 'until' | 'place'>

/** What the plan of the week before had named, and what of it was done by the end of that week. */
export type Kept = { planned: number; done: number; left: PlanLine[] }

/** A number of an earlier report that has changed since it was told. */
export type Correction = { period: string; figure: FigureKey; was: number; is: number }

export type NewsLine = { needId: string; number: string; title: string; enterprise: string }

/** The numbers of a report as they were when it was made. JSON all through. Money is 万元. */
export type Snapshot = {
  /** Nothing but demo data was there. */
  sample: boolean
  /** The days the figures are of. */
  span: Span
  values: FigureValues
  before: FigureValues
  lastYear: FigureValues
  /** The day targets are held against: the last of the span, or the day it was counted if that is earlier. */
  lineOn: string
  /** Of the year up to the end of the span. */
  soFar: FigureValues
  targets: Partial<Record<FigureKey, number>>
  speed: Speed
  speedBefore: Speed
  quality: Quality
  nobody: NobodyLine[]
  trend: { week: string; published: number; claimed: number; solved: number }[]
  /** Not of a weekly plan. */
  institutes: { id: string; name: string; values: FigureValues }[]
  townships: { name: string; values: FigureValues }[]
  outside: Pick<OutsideFigure, 'name' | 'period' | 'value' | 'unit' | 'source' | 'on'>[]
  corrections: Correction[]
  /** Ended as claimed by nobody, and as not solved: results, told like the others. */
  endings: { unclaimed: number; unsolved: number }
  openNow: number
  overdueNow: number
  news: { published: NewsLine[]; claimed: NewsLine[]; solved: NewsLine[] }
  /** Of a weekly plan. */
  plan?: Plan
  kept?: Kept
  /** Of a quarterly circular: those their enterprises agreed to. */
  cases?: CaseStory[]
  /** Of a quarterly circular: how the institutes stand by score, where the assessment of the year is open. */
  standing?: { name: string; rank: number; total: number }[]
}

/** `key` (weekly:2026-W48) is the fact that it was made. A weekly plan carries the week it plans; the others the period they tell of. */
export type Report = {
  key: string
  kind: ReportKind
  period: string
  figures: Snapshot
  /** Only what somebody has worded otherwise than the report proposes. */
  comments: Partial<Record<Section, string>>
  state: 'draft' | 'signed'
  at: Date
  signedById?: string
  signedAt?: Date
  remindedAt?: Date
}

/** How a person wants one kind. `day`: 1 Monday to 7 Sunday, of the weekly ones. `time`: HH:MM in Asia/Shanghai. `skipEmpty`: nothing rather than one line that says so. */
export type Choice = { muted?: boolean; day?: number; time?: string; skipEmpty?: boolean }

/** Somebody a digest is for, who has no delivery of it yet. */
export type Addressee = { personId: string; createdAt: Date; choice: Choice }

/** send: put in the post. The others: why it was not. */
export type How = 'send' | 'no_account' | 'muted' | 'empty' | 'away'

export type Delivery = { digestKey: string; personId: string; how: How; parcel?: string }

/** Where a delivery stands: for what was put in the post, as the post says. */
export type DeliveryState = Delivery & {
  name: string
  at: Date
  state: How | 'due' | 'sending' | 'sent' | 'dropped' | 'failed' | 'uncertain'
  tries: number
  error?: string
  sentAt?: Date
}

export interface Reports {
  /** Writes the report; false where one with this key is there. */
  add(report: Omit<Report, 'signedById' | 'signedAt' | 'remindedAt' | 'comments'>): Promise<boolean>
  find(key: string): Promise<Report | undefined>
  /** Those that were signed, of periods before that one where it is given: the latest `size`, oldest first. */
  signed(kind: ReportKind, size: number, before?: string): Promise<Report[]>
  /** Words a section of a draft otherwise; false where it is signed. */
  reword(key: string, section: Section, text: string): Promise<boolean>
  /** New numbers for a draft; false where it is signed. */
  recount(key: string, figures: Snapshot, at: Date): Promise<boolean>
  /** Freezes it as it was `read`; false where it was signed before, or its words or numbers are others by now. */
  sign(key: string, read: Pick<Report, 'comments' | 'at'>, byId: string, at: Date): Promise<boolean>
  drafts(): Promise<Report[]>
  /** Notes that its draft was reminded of; false where somebody else did since. */
  remind(key: string, last: Date | undefined, at: Date): Promise<boolean>
  /** What is owed on needs that are no demo data: past its time at `now`, and due from then until `until`; of each at most `size` lines. */
  plan(now: Date, until: Date, size: number): Promise<Plan>
  /** Which of these matters were over by then. */
  over(matterIds: readonly string[], by: Date): Promise<Set<string>>
  /** What this person owes, as the claimer of needs, the expert asked, or by name; due before `until`. */
  owedBy(who: { personId: string; expertId?: string }, until: Date): Promise<PlanLine[]>
  /** What experts of the institute owe and is past its time. */
  lateOf(instituteId: string, now: Date): Promise<PlanLine[]>
  /** Needs that ended so within the span, no demo data. */
  endings(span: Span): Promise<Snapshot['endings']>
  /** Stories that may be told, of needs confirmed in the span, newest first. */
  stories(span: Span, limit: number): Promise<CaseStory[]>
  /** Whom a kind is for and who has no delivery of this key yet. */
  addressees(kind: DigestKind, key: string, now: Date): Promise<Addressee[]>
  /** Writes the deliveries that are not there yet and says whose they were. */
  deliver(deliveries: readonly Delivery[], at: Date): Promise<Set<string>>
  /** The copy of this person went out as another parcel. */
  redirect(key: string, personId: string, parcel: string): Promise<void>
  deliveries(key: string): Promise<DeliveryState[]>
  choices(personId: string): Promise<Partial<Record<DigestKind, Choice>>>
  choose(personId: string, kind: DigestKind, patch: Choice): Promise<void>
}

export function reportKey(kind: DigestKind, period: Pick<Period, 'key'>): string {
  return `${kind}:${period.key}`
}
