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

export interface Inbox {
  /** Writes the event down; undefined where it was written before. After this it can't be lost. */
  record(event: Incoming, now: Date): Promise<bigint | undefined>
  /** Events not yet handled whose time has come, oldest first, one per person: their next one waits for it. */
  due(now: Date, limit: number): Promise<InboxItem[]>
  /** Handles an event in one transaction that also marks it done; false where somebody else has it or had it. */
  handle(id: bigint, work: (tx: Tx) => Promise<void>): Promise<boolean>
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
