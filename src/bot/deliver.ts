import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Notice } from '../domain/notices.ts'
import type { Person } from '../domain/person.ts'
import type { ReadKind } from '../domain/privacy.ts'
import type { Tx } from '../domain/store.ts'
import { noteReads } from '../domain/use-cases/privacy/note-reads.ts'
import { type Log, logged } from '../log.ts'
import type { Draft, Office, Reader } from './cards/card.ts'
import { draftOf, withFiles } from './cards/render.ts'
import { createLanes } from './lanes.ts'
import { type Meter, noMeter } from './meter.ts'
import { passes } from './passing.ts'
import { pause as pauseFor } from './pause.ts'
import { type Address, type Card, DeliveryError, type DeliveryProblem, type MessageRef, type Platform } from './platform.ts'
import type { Senders } from './senders.ts'
import type { BotStore, OutboxItem } from './traffic.ts'
import { wordsIn } from './words.ts'

/** With the pauses between them about a day: a platform may be out of reach for hours. */
const mostTries = 100
const firstWaitMs = 2_000
const longestWaitMs = 15 * 60_000
/** More than the chats that can be in their gap at one time, or who waits behind them would not be seen. */
const batch = 100
/** While something waits or is on its way, the outbox is looked at this often. */
const lookMs = 100
/** A parcel that has been “sending” for this long belongs to a process that died. */
const deadAfterMs = 120_000

export type Deliverer = {
  /** Sends what is due and returns when nothing more can be sent soon; the milliseconds after which more can, where something waits. */
  drain(): Promise<number | undefined>
  /** Begins nothing more, waits for what is on its way, and lets another program send. */
  stop(): Promise<void>
  /** Settles what processes that died were sending; `all`: no other process lives. */
  recover(all: boolean): Promise<void>
  /** How many parcels are on their way. */
  inHand(): number
}

type Options = {
  store: BotStore
  platforms: ReadonlyMap<string, Platform>
  clock: Clock
  log: Log
  office: Office
  onTrouble(count: number): Promise<void>
  onUnreachable(tx: Tx, personId: string, notices: Notice[]): Promise<void>
  /** Whether this may be said to this person there now: a reminder keeps off at night, a question has to be still open. */
  atSending(tx: Tx, person: Person, address: Address, notice: Notice): Promise<'now' | 'never' | Date>
  /** The platforms this program sends for; without it, all. */
  senders?: Senders
  /** Resolves after that time or when aborted; tests give one that does not wait. */
  pause?(ms: number, signal: AbortSignal): Promise<void>
  meter?: Meter
}

type InHand = Map<OutboxItem, Promise<void>>
type Seen = { broken: Set<bigint>; ahead: Map<string, { at: number; items: Set<OutboxItem> }> }

/**
 * Sends the outbox. Each parcel is rendered at the moment it is sent, from the present facts; parcels of one address go in
 * order, at the platform's pace. What can't be sent is tried again with growing pauses and at last given up loudly.
 */
export function createDeliverer(options: Options): Deliverer {
  const { store, platforms, clock, log, office, onTrouble, onUnreachable, atSending } = options
  const { senders = allOf(platforms), pause = pauseFor, meter = noMeter } = options
  const lanes = createLanes(platforms)
  let line: Promise<number | undefined> = Promise.resolve(undefined)
  let stopping = false
  let onTheirWay = 0

  async function drainOnce(): Promise<number | undefined> {
    const inHand: InHand = new Map()
    const seen: Seen = { broken: new Set(), ahead: new Map() }
    for (;;) {
      const atRest = inHand.size === 0
      const waits: number[] = []
      for (const name of stopping ? [] : await senders.mine()) waits.push(...(await beginDue(name, inHand, seen)))
      const soonest = waits.length > 0 ? Math.min(...waits) : undefined
      // while something was on its way the look passed over its chat, where the next parcel may wait
      if (inHand.size === 0 && !atRest) continue
      if (inHand.size === 0 && (soonest ?? lookMs) >= lookMs) return soonest
      // one slow send holds up nobody else
      const over = new AbortController()
      await Promise.race([...inHand.values(), pause(Math.min(lookMs, soonest ?? lookMs), over.signal)])
      over.abort()
    }
  }

  /** Begins what may go now on this platform; the milliseconds after which each of those that wait may. */
  async function beginDue(name: string, inHand: InHand, seen: Seen): Promise<number[]> {
    const of = [...inHand.keys()].filter((item) => item.platform === name)
    const room = (platforms.get(name)?.pace.perSecond ?? 0) - of.length
    const wait = lanes.waitMs(name, clock.now())
    if (room <= 0 || wait > 0) return room <= 0 ? [] : [wait]
    const busy = new Set(of.map((item) => item.address))
    const free = (await ahead(name, seen)).filter((item) => !busy.has(item.address) && !seen.broken.has(item.id)).slice(0, room)
    return free.map((item) => begin(item, inHand, seen)).filter((ms) => ms > 0)
  }

  /** What is due next, as of a moment ago. */
  async function ahead(name: string, seen: Seen): Promise<OutboxItem[]> {
    const now = clock.now().getTime()
    const last = seen.ahead.get(name)
    if (last && last.items.size > 0 && now >= last.at && now - last.at < lookMs) return [...last.items]
    const items = new Set(await store.outbox.due(clock.now(), name, batch))
    seen.ahead.set(name, { at: now, items })
    return [...items]
  }

  function begin(item: OutboxItem, inHand: InHand, seen: Seen): number {
    const wait = lanes.enter(item, clock.now())
    if (wait > 0) return wait
    seen.ahead.get(item.platform)?.items.delete(item)
    onTheirWay += 1
    const work = logged({ request: item.cause }, () => deliverOne(item)).catch((err: unknown) => {
      seen.broken.add(item.id)
      log.error({ err, parcel: String(item.id) }, 'a parcel could not be settled; it is looked at again in the next round')
    })
    inHand.set(
      item,
      work.finally(() => {
        onTheirWay -= 1
        inHand.delete(item)
      }),
    )
    return 0
  }

  async function deliverOne(item: OutboxItem): Promise<void> {
    const platform = platforms.get(item.platform)
    const now = clock.now()
    if (!platform || !(await store.outbox.take(item.id, now))) return
    try {
      const card = await render(item, now)
      if (card instanceof Date) await store.outbox.rest(item.id, card)
      else if (!card) await store.outbox.dropped(item.id)
      // if only this last write fails, the parcel stays “sending” and is settled as what may have arrived
      else await keep(item, await timed(() => put(platform, item, card)))
      if (!card || card instanceof Date) meter.delivery(item.platform, card ? 'rested' : 'dropped')
    } catch (error) {
      await failed(item, error)
    }
  }

  async function timed<T>(call: () => Promise<T>): Promise<T> {
    const begun = clock.now().getTime()
    try {
      return await call()
    } finally {
      meter.took('send', clock.now().getTime() - begun)
    }
  }

  async function keep(item: OutboxItem, ref: MessageRef): Promise<void> {
    const ms = clock.now().getTime() - item.dueAt.getTime()
    meter.delivery(item.platform, 'sent')
    meter.took('wait', ms)
    log.info({ parcel: String(item.id), platform: item.platform, view: item.notice.view, mode: item.mode, ms }, 'sent')
    try {
      await store.outbox.sent(item, ref, clock.now())
    } catch (err) {
      log.error({ err, parcel: String(item.id) }, 'a parcel was sent, but that could not be written down')
    }
  }

  async function render(item: OutboxItem, now: Date): Promise<Card | Date | undefined> {
    const stands = item.mode === 'update' && item.slot !== undefined && (await store.outbox.standing(item.address, item.slot)) !== undefined
    const finish = await store.transaction(async (tx) => {
      const person = await readerAt(tx, item.address)
      const when = await atSending(tx, person, item.address, item.notice)
      if (when !== 'now') return when === 'never' ? undefined : when
      const reads: [ReadKind, readonly string[]][] = []
      const reader: Reader = { tx, now, person, words: wordsIn(person.lang), office, reads: (...read) => reads.push(read) }
      const draft = await draftOrRefusal(reader, item, stands)
      // a card that is only brought up to date where it stands was not opened
      if (draft && item.mode !== 'update') for (const [kind, needIds] of reads) await noteReads({ tx, now }, person, kind, needIds)
      return draft && withFiles(reader, draft)
    })
    return finish instanceof Date ? finish : finish?.()
  }

  /** Edits the slot's card where it stands, or sends it. A card sent afresh leaves a pointer where the old one stood. */
  async function put(platform: Platform, item: OutboxItem, card: Card): Promise<MessageRef> {
    const standing = item.slot ? await store.outbox.standing(item.address, item.slot) : undefined
    if (standing && item.mode === 'update') {
      try {
        await platform.edit(standing, card)
        return standing
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error
        // what was edited once may be edited again
        if (error.problem.kind === 'uncertain')
          throw new DeliveryError({ kind: 'retry', afterMs: firstWaitMs }, error.message, { cause: error })
        if (error.problem.kind !== 'gone') throw error
        // from here on it is a message like any other, that may not be sent twice
        await store.outbox.forgetStanding(item.address, item.slot as string)
      }
    }
    const ref = await platform.send(item.address, card, item.key)
    if (standing && item.mode === 'fresh' && standing !== ref) await leavePointer(platform, standing, card, item)
    return ref
  }

  async function leavePointer(platform: Platform, old: MessageRef, card: Card, item: OutboxItem): Promise<void> {
    try {
      const { lang } = await store.transaction((tx) => readerAt(tx, item.address))
      await platform.edit(old, { title: card.title, text: wordsIn(lang).t.need.moved, fields: [], buttons: [] })
    } catch (error) {
      log.debug({ slot: item.slot, error: problemOf(error) }, 'the old card could not be edited')
    }
  }

  async function failed(item: OutboxItem, error: unknown): Promise<void> {
    const problem = problemOf(error)
    const context = {
      parcel: String(item.id),
      platform: item.platform,
      view: item.notice.view,
      problem: problem.kind,
      tries: item.tries + 1,
    }
    if (problem.kind !== 'gone') meter.delivery(item.platform, problem.kind)
    if (error instanceof DeliveryError && error.limited) meter.limited(item.platform)
    if (problem.kind === 'unreachable') {
      await store.outbox.unreachable(item, onUnreachable)
      log.warn(context, 'the account can not be written to')
      return
    }
    if (problem.kind === 'retry' && item.tries + 1 < mostTries) {
      const wait = Math.max(problem.afterMs, Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(item.tries, 20)))
      await store.outbox.putOff(item.id, new Date(clock.now().getTime() + wait), 'retry')
      if (problem.all) lanes.hold(item.platform, clock.now().getTime() + problem.afterMs)
      log.info({ ...context, wait }, 'will be sent later')
      return
    }
    await store.outbox.giveUp(item, problem.kind === 'uncertain' ? 'uncertain' : 'failed', problem.kind)
    log.error({ ...context, err: error }, 'could not be delivered')
    await onTrouble(1)
  }

  return {
    drain() {
      line = line.then(drainOnce, drainOnce)
      return line
    },
    async stop() {
      stopping = true
      await line.catch(() => undefined)
      await senders.leave()
    },
    inHand: () => onTheirWay,
    async recover(all) {
      const sendsOnce = [...platforms.values()].filter((platform) => platform.sendsOnce).map((platform) => platform.name)
      const before = all ? clock.now() : new Date(clock.now().getTime() - deadAfterMs)
      const uncertain = await store.outbox.recover(before, sendsOnce)
      if (uncertain > 0) {
        log.error({ uncertain }, 'parcels were being sent when a process ended; they may or may not have arrived')
        await onTrouble(uncertain)
      }
    },
  }
}

function allOf(platforms: ReadonlyMap<string, Platform>): Senders {
  return { mine: async () => [...platforms.keys()], leave: async () => undefined }
}

async function readerAt(tx: Tx, address: Address): Promise<Person> {
  const account = await tx.people.account(address)
  return (account && (await tx.people.find(account.personId))) ?? stranger
}

/** A group has no person; what is said there shows nothing. */
const stranger: Person = { id: '', name: '', lang: 'zh', roles: [], townships: [], sample: false }

/** Who may not see it any more finds the refusal where the card stood; where none stood, there is nothing to say. */
async function draftOrRefusal(reader: Reader, item: OutboxItem, stands: boolean): Promise<Draft | undefined> {
  try {
    return await draftOf(reader, item.notice)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return item.mode === 'update' && !stands ? undefined : { text: reader.words.error(error) }
  }
}

/** What is thrown beside a DeliveryError comes from before the sending: a fault of the database, which passes, or a bug. */
function problemOf(error: unknown): DeliveryProblem {
  if (error instanceof DeliveryError) return error.problem
  return passes(error) ? { kind: 'retry', afterMs: 0 } : { kind: 'rejected' }
}
