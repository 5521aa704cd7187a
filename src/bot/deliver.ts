import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Notice } from '../domain/notices.ts'
import type { Person } from '../domain/person.ts'
import type { Tx } from '../domain/store.ts'
import type { Log } from '../log.ts'
import type { Draft, Office, Reader } from './cards/card.ts'
import { draftOf, withFiles } from './cards/render.ts'
import { passes } from './passing.ts'
import { type Address, type Card, DeliveryError, type DeliveryProblem, type MessageRef, type Platform } from './platform.ts'
import type { BotStore, OutboxItem } from './traffic.ts'
import { wordsIn } from './words.ts'

const mostTries = 12
const firstWaitMs = 2_000
const longestWaitMs = 15 * 60_000
const batch = 50
/** A parcel that has been “sending” for this long belongs to a process that died. */
const deadAfterMs = 120_000

export type Deliverer = {
  /** Sends what is due and returns when nothing more can be sent now; true where the pace of a platform holds parcels back. */
  drain(): Promise<boolean>
  /** Settles what processes that died were sending; `all`: no other process lives. */
  recover(all: boolean): Promise<void>
}

type Options = {
  store: BotStore
  platforms: ReadonlyMap<string, Platform>
  clock: Clock
  log: Log
  office: Office
  onTrouble(count: number): Promise<void>
  onUnreachable(tx: Tx, personId: string, notices: Notice[]): Promise<void>
  /** Whether this may be said to this person now: a reminder keeps off at night. */
  atSending(tx: Tx, person: Person, notice: Notice): Promise<'now' | 'never' | Date>
}

/**
 * Sends the outbox. Each parcel is rendered at the moment it is sent, from the present facts; parcels of one address go in
 * order, at the platform's pace. What can't be sent is tried again with growing pauses and at last given up loudly.
 */
export function createDeliverer({ store, platforms, clock, log, office, onTrouble, onUnreachable, atSending }: Options): Deliverer {
  const names = [...platforms.keys()]
  const pace = createPace(platforms)
  let line: Promise<boolean> = Promise.resolve(false)

  async function drainOnce(): Promise<boolean> {
    const inHand = new Map<bigint, Promise<void>>()
    const broken = new Set<bigint>()
    for (;;) {
      const now = clock.now()
      const due = await store.outbox.due(now, names, batch)
      for (const item of due.filter((one) => !inHand.has(one.id) && !broken.has(one.id) && pace.take(one, now)))
        inHand.set(
          item.id,
          deliverOne(item)
            .catch((err: unknown) => {
              broken.add(item.id)
              log.error({ err, parcel: String(item.id) }, 'a parcel could not be settled; it is looked at again in the next round')
            })
            .finally(() => inHand.delete(item.id)),
        )
      if (inHand.size === 0) return due.length > 0
      // one slow send holds up nobody else
      await Promise.race(inHand.values())
    }
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
      else await keep(item, await put(platform, item, card))
    } catch (error) {
      await failed(item, error)
    }
  }

  async function keep(item: OutboxItem, ref: MessageRef): Promise<void> {
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
      const when = await atSending(tx, person, item.notice)
      if (when !== 'now') return when === 'never' ? undefined : when
      const reader: Reader = { tx, now, person, words: wordsIn(person.lang), office }
      const draft = await draftOrRefusal(reader, item, stands)
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
        if (!(error instanceof DeliveryError) || error.problem.kind !== 'gone') throw error
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
    if (problem.kind === 'unreachable') {
      await store.outbox.unreachable(item, onUnreachable)
      log.warn(context, 'the account can not be written to')
      return
    }
    if (problem.kind === 'retry' && item.tries + 1 < mostTries) {
      const wait = Math.max(problem.afterMs, Math.min(longestWaitMs, firstWaitMs * 2 ** item.tries))
      await store.outbox.putOff(item.id, new Date(clock.now().getTime() + wait), 'retry')
      log.info({ ...context, wait }, 'will be sent later')
      return
    }
    if (problem.kind === 'uncertain' && item.mode === 'update') {
      await store.outbox.putOff(item.id, new Date(clock.now().getTime() + firstWaitMs), 'uncertain edit')
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

type Pace = { take(item: OutboxItem, now: Date): boolean }

/** Keeps to what the platforms allow: so many a second in all, a gap within one chat. Taking a place uses it up. */
function createPace(platforms: ReadonlyMap<string, Platform>): Pace {
  const next = new Map<Address, number>()
  const recent = new Map<string, number[]>()
  return {
    take(item, now) {
      const pace = platforms.get(item.platform)?.pace
      if (!pace) return false
      const time = now.getTime()
      const times = (recent.get(item.platform) ?? []).filter((past) => past > time - 1000)
      recent.set(item.platform, times)
      if (times.length >= pace.perSecond || (next.get(item.address) ?? 0) > time) return false
      times.push(time)
      const gap = isForGroup(item) ? pace.groupGapMs : pace.privateGapMs
      if (gap > 0) next.set(item.address, time + gap)
      if (next.size > 10_000) for (const [key, until] of next) if (until <= time) next.delete(key)
      return true
    },
  }
}

/** In groups the bot says only that it goes on in private. */
function isForGroup({ notice }: OutboxItem): boolean {
  return notice.view === 'say' && notice.text.startsWith('in_group')
}
