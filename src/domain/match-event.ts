import type { ClusterCode, FieldCode } from './code-lists.ts'
import type { Reason } from './matcher.ts'
import type { NeedState } from './need.ts'

/** 成果对接会; 百名专家教授进企业: experts go to the enterprises; 校企直通车: enterprises go to the institutes. */
export const eventKinds = ['meeting', 'enterprises', 'express'] as const
export type EventKind = (typeof eventKinds)[number]
export type EventState = 'draft' | 'open' | 'done' | 'cancelled'

/** A matchmaking event 对接活动 that staff run: announced to who fits, signed up for, paired, held, followed up. Days and times are of Asia/Shanghai. */
export type MatchEvent = {
  id: string
  kind: EventKind
  title: string
  /** What it is about, in words: guests are found by it. */
  about: string
  fields: FieldCode[]
  /** Enterprises of this township alone. */
  township?: string
  /** ISO date and HH:MM; `half` only where no hour was said. */
  day?: string
  time?: string
  half?: 'morning' | 'afternoon' | 'evening'
  until?: string
  place: string
  /** How many enterprises at most; absent: any number. */
  places?: number
  /** The last ISO date to sign up; absent: the day of the event. */
  signUpUntil?: string
  state: EventState
  byId: string
  /** Of the calendar file: grows with each change of time or place. */
  sequence: number
  createdAt: Date
  announcedAt?: Date
  /** When, after its end, people were asked what came of it. */
  askedAt?: Date
  doneAt?: Date
  /** Why it was cancelled. */
  reason?: string
}

/**
 * listed: fits, and will be told when it is announced; skipped: staff took them off that list; asked: was told; in: signed up; waiting: signed up when
 * it was full; declined: does not come; out: signed up and does not come after all.
 */
export const guestStates = ['listed', 'skipped', 'asked', 'in', 'waiting', 'declined', 'out'] as const
export type GuestState = (typeof guestStates)[number]
export type GuestSide = 'enterprise' | 'expert'

/** Why somebody was listed: reasons of the matcher or a field (experts); needs, products, cluster or the field of a need (enterprises). */
export type GuestWhy = { reasons?: Reason[]; needs?: string[]; products?: string; cluster?: ClusterCode; field?: FieldCode }

/** An enterprise or an expert at an event: each is there once. */
export type Guest = {
  id: string
  eventId: string
  enterpriseId?: string
  expertId?: string
  state: GuestState
  /** Who answered; absent: nobody has, or staff did for somebody without an account. */
  personId?: string
  /** What they hope for, or bring. */
  wish?: string
  why?: GuestWhy
  at: Date
}
export type NamedGuest = Guest & { name: string }
export type GuestPatch = Partial<Pick<Guest, 'personId' | 'wish' | 'at'>>

/** on: met, and goes on; met: met, nothing more for now; missed: did not meet. */
export const pairWords = ['on', 'met', 'missed'] as const
export type PairWord = (typeof pairWords)[number]
/** What became of a pair that went on. */
export const laterWords = ['talking', 'agreed', 'nothing'] as const
export type LaterWord = (typeof laterWords)[number]

/** An enterprise and an expert who are to meet, about one need where one was brought, and what came of it. */
export type Pair = {
  id: string
  eventId: string
  enterpriseId: string
  expertId: string
  needId?: string
  state: 'suggested' | 'planned' | 'dropped'
  /** From 1; nobody is in two pairs of a round. */
  round?: number
  enterpriseWord?: PairWord
  expertWord?: PairWord
  officeWord?: PairWord
  note?: string
  later?: LaterWord
  askedAt?: Date
  followedAt?: Date
  at: Date
}
export type NamedPair = Pair & { enterprise: string; expert: string }
/** Whose word it is. */
export type PairSide = GuestSide | 'office'

/** What is asked of an event, in this order; then what can be set besides. */
export const firstEventParts = ['title', 'about', 'when', 'place'] as const
export const eventParts = [...firstEventParts, 'places', 'signUp', 'township', 'fields'] as const
export type EventPart = (typeof eventParts)[number]

export type EventPatch = Partial<Omit<MatchEvent, 'id' | 'state' | 'sequence' | 'byId' | 'createdAt'>>

/** What came of an event, counted now. */
export type EventSum = {
  told: number
  enterprises: number
  experts: number
  waiting: number
  brought: number
  arose: number
  pairs: number
  met: number
  goOn: number
  agreed: number
  /** Of the needs brought or arisen: claimed after the event was announced, and solved. */
  claimed: number
  solved: number
  visits: number
}

/** Whether a pair met, by anybody's word; undefined: nobody has said. The office's word goes before theirs. */
export function hasMet({ enterpriseWord, expertWord, officeWord }: Pick<Pair, 'enterpriseWord' | 'expertWord' | 'officeWord'>) {
  const words = officeWord ? [officeWord] : [enterpriseWord, expertWord].filter((word) => word !== undefined)
  return words.length === 0 ? undefined : words.some((word) => word !== 'missed')
}

export function goesOn(pair: Pair): boolean {
  return hasMet(pair) === true && [pair.enterpriseWord, pair.expertWord, pair.officeWord].includes('on')
}

/** Whether the enterprise has said, or the office for it, that it goes on: it is asked later what became of it. What the expert says is not told to it. */
export function enterpriseGoesOn(pair: Pair): boolean {
  return hasMet(pair) === true && (pair.enterpriseWord ?? pair.officeWord) === 'on'
}

/** How long two meet, in minutes. */
export const roundMinutes = 20
const usualRounds = 9

/** How many meetings fit into its hours; where they are not known, as many as into an afternoon. */
export function roundsIn({ time, until }: Pick<MatchEvent, 'time' | 'until'>): number {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  if (!time || !until || until <= time) return usualRounds
  return Math.max(1, Math.floor((minutes(until) - minutes(time)) / roundMinutes))
}

export interface MatchEvents {
  find(id: string): Promise<MatchEvent | undefined>
  /** The same, held until the transaction ends: places and pairs are decided on facts that can't change meanwhile. */
  hold(id: string): Promise<MatchEvent | undefined>
  add(event: MatchEvent): Promise<void>
  /** `moved`: its time or place is another one, calendars follow. A key with undefined clears. */
  update(id: string, patch: EventPatch, moved: boolean): Promise<void>
  /** False where it is in another state. A key with undefined clears. */
  move(id: string, from: readonly EventState[], to: EventState, patch: EventPatch): Promise<boolean>
  /** Open ones from this ISO day on, the next first; for staff, then drafts. */
  coming(today: string, drafts: boolean, skip: number, limit: number): Promise<{ found: MatchEvent[]; total: number }>
  /** Those that are over or were cancelled, the last first; for staff, drafts that were given up as well. */
  past(today: string, drafts: boolean, skip: number, limit: number): Promise<{ found: MatchEvent[]; total: number }>
  /** Open ones of these ISO days, both included. */
  between(from: string, until: string): Promise<MatchEvent[]>
  /** Open ones that are over by that ISO day and of which nobody was asked yet. */
  toAsk(today: string): Promise<MatchEvent[]>
  asked(id: string, at: Date): Promise<boolean>
  /** It takes place on another day after all: people will be asked again. */
  askAnew(id: string): Promise<void>

  guest(id: string): Promise<Guest | undefined>
  guestOf(eventId: string, of: { enterpriseId: string } | { expertId: string }): Promise<Guest | undefined>
  /** Of one side, in these states, by name. */
  guests(
    eventId: string,
    side: GuestSide,
    states: readonly GuestState[],
    skip: number,
    limit: number,
  ): Promise<{ found: NamedGuest[]; total: number }>
  /** Puts these on the list in place of those that stood there; who was taken off stays off. */
  list(eventId: string, guests: readonly Guest[]): Promise<void>
  /** Adds it; false where that side is there already. */
  addGuest(guest: Guest): Promise<boolean>
  /** False where the guest is in another state. A key with undefined clears. */
  moveGuest(id: string, from: readonly GuestState[], to: GuestState, patch: GuestPatch): Promise<boolean>
  /** All that are listed count as told; returns them. */
  announce(eventId: string, at: Date): Promise<Guest[]>
  /** The enterprise that has waited longest for a place. */
  nextWaiting(eventId: string): Promise<Guest | undefined>
  /** Signed up for open events from this ISO day on: of one enterprise, of one expert. */
  comingOf(of: { enterpriseId?: string; expertId?: string }, today: string, limit: number): Promise<{ event: MatchEvent; guest: Guest }[]>
  /** Those signed up who were not reminded of the event as it stands, and now count as reminded. */
  remind(eventId: string, sequence: number): Promise<Guest[]>

  /** Links a need; false where it was. */
  addNeed(eventId: string, needId: string, origin: 'brought' | 'arose', at: Date): Promise<boolean>
  /** Unlinks it, and pairs are no longer about it; false where it was not linked. */
  dropNeed(eventId: string, needId: string): Promise<boolean>
  needs(
    eventId: string,
  ): Promise<{ needId: string; number?: string; title: string; state: NeedState; enterpriseId?: string; origin: 'brought' | 'arose' }[]>
  /** The events of a need that are not cancelled, the last first. */
  ofNeed(needId: string): Promise<{ event: MatchEvent; origin: 'brought' | 'arose' }[]>

  pair(id: string): Promise<Pair | undefined>
  /** By round, then by name. */
  pairs(eventId: string, states: readonly Pair['state'][]): Promise<NamedPair[]>
  /** Those planned of an enterprise or an expert, by round. */
  pairsOf(eventId: string, of: { enterpriseId?: string; expertId?: string }): Promise<NamedPair[]>
  /** Adds them and says how many: not where the two are paired (or were, and staff dropped it). */
  addPairs(pairs: readonly Pair[]): Promise<number>
  /** All that were suggested are planned. */
  plan(eventId: string): Promise<void>
  movePair(id: string, from: readonly Pair['state'][], to: Pair['state']): Promise<boolean>
  setRound(id: string, round: number | undefined): Promise<void>
  /** One side's word; a second one takes the place of the first. False where the pair is not planned. */
  sayPair(id: string, side: PairSide, word: PairWord): Promise<boolean>
  notePair(id: string, note: string): Promise<void>
  /** What the two spoke of has become this need; nothing where they had one. */
  aboutNeed(id: string, needId: string): Promise<void>
  /** Marks the planned pairs as asked about and returns them. */
  askPairs(eventId: string, at: Date): Promise<Pair[]>
  /** Pairs whose enterprise goes on, of events that were on or before this ISO day, that was not asked what became of it. */
  toFollow(day: string, limit: number): Promise<Pair[]>
  followed(id: string, at: Date): Promise<boolean>
  sayLater(id: string, word: LaterWord, at: Date): Promise<boolean>

  sum(eventId: string): Promise<EventSum>
  /**
   * Enterprises that may fit, with what speaks for each: a live need of these or of one of the fields, products with one of the terms (folded words), one of the
   * clusters. Those with needs come first.
   */
  fitting(by: Fitting, limit: number): Promise<{ enterpriseId: string; why: GuestWhy }[]>
}

export type Fitting = {
  needIds: readonly string[]
  fields: readonly FieldCode[]
  terms: readonly string[]
  clusters: readonly ClusterCode[]
  township?: string
}
