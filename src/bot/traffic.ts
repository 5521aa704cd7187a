/** What the bot needs of the store to take events in and send parcels out. Each step is decided by the database. */
import type { Mode, Notice } from '../domain/notices.ts'
import type { Store, Tx } from '../domain/store.ts'
import type { Address, Incoming, MessageRef } from './platform.ts'

/** `at`: when it was received. */
export type InboxItem = { id: bigint; event: Incoming; tries: number; at: Date }

/** The request an event begins: its log lines and all parcels that come of it carry it. */
export function causeOf(id: bigint): string {
  return `e${id}`
}

/** How much is taken: events of one person in a minute and in a day, and of one group in a minute. */
export type Most = { perMinute: number; perDay: number; roomPerMinute: number }

/** The number it is written down under. `repeat`: it was written before. The last two: that person, or that group, has sent its most, and this is not written down. */
export type Recorded = bigint | 'repeat' | 'person_full' | 'room_full'

export interface Inbox {
  /** Writes the event down; once it has a number it can't be lost. */
  record(event: Incoming, now: Date, most: Most): Promise<Recorded>
  /** The bytes of files kept of what this account has sent since then. */
  keptBytes(address: Address, since: Date): Promise<number>
  /** Events not yet handled whose time has come, oldest first, one per person: their next one waits for it. */
  due(now: Date, limit: number): Promise<InboxItem[]>
  /** Handles an event in one transaction that also marks it done; false where somebody else has it or had it. `bytes`: of the files kept of it. */
  handle(id: bigint, work: (tx: Tx) => Promise<void>, bytes?: number): Promise<boolean>
  /** Puts it off, after a fault that may pass. */
  putOff(id: bigint, until: Date, error: string): Promise<void>
  /** Gives it up, after a fault that won't. It stays on record. */
  giveUp(id: bigint, error: string): Promise<void>
}

export type OutboxItem = {
  id: bigint
  key: string
  platform: string
  address: Address
  slot?: string
  mode: Mode
  notice: Notice
  tries: number
  dueAt: Date
  /** The request it came of. */
  cause?: string
}

export interface Outbox {
  /** Parcels whose time has come for this platform: of each address only the first, urgent ones before others. */
  due(now: Date, platform: string, limit: number): Promise<OutboxItem[]>
  /** Marks a parcel as being sent; false where another process took it. */
  take(id: bigint, now: Date): Promise<boolean>
  /** Where the card of this slot stands in that chat. */
  standing(address: Address, slot: string): Promise<MessageRef | undefined>
  /** Nothing stands there any more. */
  forgetStanding(address: Address, slot: string): Promise<void>
  /** It arrived; `ref` is where the slot's card stands from now on. */
  sent(item: OutboxItem, ref: MessageRef, now: Date): Promise<void>
  /** There was nothing left to say. */
  dropped(id: bigint): Promise<void>
  putOff(id: bigint, until: Date, error: string): Promise<void>
  /** It waits for its hour; what comes after it in the same chat does not wait for it. */
  rest(id: bigint, until: Date): Promise<void>
  giveUp(item: OutboxItem, state: 'failed' | 'uncertain', error: string): Promise<void>
  /**
   * The account can't be written to any more: this parcel and all that wait for it are given up, and `reroute` finds another way
   * for each, in the same transaction.
   */
  unreachable(item: OutboxItem, reroute: (tx: Tx, personId: string, notices: Notice[]) => Promise<void>): Promise<void>
  /**
   * What a process that died was sending: sent again where the platform sends once (or it was an edit), else `uncertain`,
   * since sending again might announce twice. Returns how many became uncertain.
   */
  recover(before: Date, sendsOnce: readonly string[]): Promise<number>
  counts(): Promise<Record<string, number>>
}

/** A lease runs so long, and is renewed so often: whoever dies is followed by another within the first. */
export const leaseMs = 10_000
export const renewMs = 3_000

export interface Leases {
  /** True where this holder has the lease from now until then; false where another's has not run out. */
  hold(name: string, holder: string, now: Date, until: Date): Promise<boolean>
  /** All leases of this holder run out then. */
  release(holder: string, until: Date): Promise<void>
}

export interface Health {
  /** The database answers: its own time, and the migrations of this program that it lacks. */
  answers(): Promise<{ now: Date; lacking: number }>
}

export type BotStore = Store & { inbox: Inbox; outbox: Outbox; leases: Leases; health: Health }
