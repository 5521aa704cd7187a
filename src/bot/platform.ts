/**
 * The port: all that the bot knows of a chat platform, and all that a platform has to do.
 * Nothing is optional. How to write one: docs/adding-a-platform.md; what each promises: tests/platforms/contract.ts.
 */
import type { FastifyInstance } from 'fastify'
import type { Lang } from '../domain/person.ts'
import type { Log } from '../log.ts'

/** Where something can be sent: `platform:rest`. Only the platform reads the rest. A thread of a group is an address of its own. */
export type Address = string

/** A message that was sent or received: `platform:rest`. Only the platform reads the rest. It stays valid across restarts. */
export type MessageRef = string

export type FileKind = 'photo' | 'document' | 'audio' | 'video'

/** A file somebody sent. `id` is opaque; `Platform.fetch` turns it into bytes. `size` in bytes, where the platform tells. */
export type IncomingFile = { id: string; kind: FileKind; name: string; mime: string; size?: number }

export type IncomingEvent =
  /** A message. `toBot`: in a group, the bot was mentioned, commanded or replied to; always true in private. Mentions of the bot are removed from `text`. */
  | { kind: 'message'; message: MessageRef; text: string; files: IncomingFile[]; toBot: boolean }
  /** The whole new text of a message that was edited after posting. */
  | { kind: 'edit'; message: MessageRef; text: string; toBot: boolean }
  /** A button of a card was pressed; `message` is the card. */
  | { kind: 'press'; message: MessageRef; verb: string; id: string }
  /** The private chat was opened for the first time or by a deep link; `payload` is what the link carried, or ''. */
  | { kind: 'start'; payload: string }
  /** A sticker, a location, a poll, … : something the bot has no use for, but must answer. */
  | { kind: 'unsupported'; message: MessageRef; what: string }

/** One thing that happened on a platform. JSON all through: it is stored as it is before it is acted on. */
export type Incoming = {
  /** Unique on its platform for ever; a repeated delivery carries the same one (at most 200 characters). */
  id: string
  platform: string
  /** ISO 8601, as the platform says; else the time of receipt. */
  at: string
  /** `address` is the private chat with that person. `lang` where the platform tells. */
  from: { address: Address; name: string; lang?: Lang }
  /** Where it happened, and where an answer goes (in a group: the thread, and `room` is the group it hangs in). */
  chat: { address: Address; kind: 'private' | 'group'; room?: Address }
  event: IncomingEvent
}

export type Button =
  /** Comes back as a press. verb: [a-z_]{1,20}; id: at most 40 characters of [A-Za-z0-9_-]. */
  | { label: string; verb: string; id: string; look?: 'primary' | 'danger' }
  /** Opens the private chat with the bot; comes back as a start with this payload ([A-Za-z0-9_-]{1,60}). For use in groups. */
  | { label: string; start: string }

/** A file that goes out; `alt` says in words what a picture shows. `title`: a line for where words stand under a picture or file, instead of all of `alt`. */
export type Attachment = { kind: 'picture' | 'file'; name: string; mime: string; bytes: Uint8Array; alt: string; title?: string }

/**
 * What is shown. All strings are plain text from people or from us: the platform escapes them, so that nothing in them
 * becomes markup or a mention. Anything longer than the platform takes is split over several messages, never cut off.
 */
export type Card = {
  title?: string
  text: string
  fields?: { label: string; value: string }[]
  buttons?: Button[][]
  attachments?: Attachment[]
}

/**
 * Why something could not be sent.
 * - `retry`: try again after `afterMs` (429, 5xx, connection refused); certainly nothing arrived. `all`: the platform takes nothing at
 *   all for that long, whoever it is for.
 * - `unreachable`: this address can't be written to (blocked, left, never started, no such chat).
 * - `rejected`: the platform refuses this content for good; a bug of ours or a limit.
 * - `gone`: only from `edit`: that message can't be edited any more (deleted, too old); send a new one.
 * - `uncertain`: it may or may not have arrived (connection cut after the request was written).
 */
export type DeliveryProblem =
  | { kind: 'retry'; afterMs: number; all?: true }
  | { kind: 'unreachable' }
  | { kind: 'rejected' }
  | { kind: 'gone' }
  | { kind: 'uncertain' }

/** `limited`: the platform said that we write too fast. */
export class DeliveryError extends Error {
  readonly limited: boolean

  constructor(
    readonly problem: DeliveryProblem,
    message: string,
    options?: ErrorOptions & { limited?: boolean },
  ) {
    super(message, options)
    this.limited = options?.limited ?? false
    this.name = 'DeliveryError'
  }
}

/**
 * How fast a platform may be written to. The deliverer keeps to it card by card; a platform whose cards may be several messages keeps
 * the messages themselves to it (`createTurns`). A 429 all the same is a `retry`.
 */
export type Pace = {
  /** Messages a second in all. */
  perSecond: number
  /** Milliseconds between two messages to one private chat. */
  privateGapMs: number
  /** Milliseconds between two messages to one group. */
  groupGapMs: number
}

export interface Platform {
  readonly name: string
  readonly pace: Pace
  /** The largest file `fetch` will bring, in bytes. */
  readonly maxFileBytes: number
  /** True where a second `send` with the same key is answered with the first one's reference instead of a second message. */
  readonly sendsOnce: boolean
  /** Begins to receive. `handle` resolves when the event is safely recorded; only then may the platform acknowledge it. It never throws for what an event says. */
  start(handle: (event: Incoming) => Promise<void>): Promise<void>
  /** `key` names this message for ever. The reference returned is that of the message with the buttons. Throws DeliveryError only. */
  send(to: Address, card: Card, key: string): Promise<MessageRef>
  /** Replaces text, fields and buttons (attachments stay as they were). Editing to the same content succeeds. Throws DeliveryError only. */
  edit(message: MessageRef, card: Card): Promise<void>
  /** The bytes of a file somebody sent. Throws DeliveryError: `retry`, or `rejected` (gone, too large). */
  fetch(file: IncomingFile): Promise<Uint8Array>
  /** Stops receiving and waits for what is in hand. Safe to call twice and before start. */
  stop(): Promise<void>
}

/** Somebody of the directory whom one can be in the local chat. */
export type RosterEntry = { key: string; name: string; org: string; role: 'enterprise' | 'expert' | 'manager' | 'officer' | 'staff' }

/** A durable message log for a platform that has no server of its own to keep one. */
export interface Transcript {
  /** Adds an entry unless one with this key is there; either way returns the entry's id (they grow in time order) and whether it was added. */
  add(entry: { chat: Address; key: string; body: unknown; at: Date }): Promise<{ id: number; added: boolean }>
  /** Replaces an entry's body; false where there is none. */
  replace(id: number, body: unknown): Promise<boolean>
  /** The newest `limit` entries of a chat with id greater than `after` (0: from the start), oldest first. */
  list(chat: Address, after: number, limit: number): Promise<{ id: number; body: unknown; at: Date }[]>
  find(id: number): Promise<{ id: number; chat: Address; body: unknown; at: Date } | undefined>
  putFile(file: { name: string; mime: string; bytes: Uint8Array }): Promise<string>
  getFile(id: string): Promise<{ name: string; mime: string; bytes: Uint8Array } | undefined>
}

/** What the program lends to a platform. */
export type Host = {
  /** The web server, already bound to its address by the program; a platform registers its routes on it before it starts. */
  http: FastifyInstance
  /** Where `http` can be reached from this machine, e.g. http://127.0.0.1:3000; known once the server listens. */
  httpAddress(): string
  log: Log
  now(): Date
  /** Says how receiving goes: at every success (a poll, a connection) and every failure; `refused` where the token is no longer taken. */
  receiving(platform: string, how: 'well' | 'failed' | 'refused'): void
  roster(): Promise<RosterEntry[]>
  /**
   * For a platform that lets only one program ask for what came in: resolves when this one may, with a signal that is aborted when it may no longer, or
   * when `stopped` is (bot/receivers.ts).
   */
  turnToReceive(name: string, stopped: AbortSignal): Promise<AbortSignal>
  transcript: Transcript
}
