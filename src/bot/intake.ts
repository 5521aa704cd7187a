import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { priorities } from '../domain/notices.ts'
import type { Tx } from '../domain/store.ts'
import { type Log, logged } from '../log.ts'
import type { Handled } from './bot.ts'
import { createGate, type Full, tooMuch } from './flood.ts'
import { type Meter, noMeter } from './meter.ts'
import { isAway, passes } from './passing.ts'
import type { Incoming } from './platform.ts'
import { storableJson } from './storable.ts'
import { type BotStore, causeOf, type InboxItem, type Most } from './traffic.ts'

const batch = 50
const mostTries = 6
/** Events in a transaction at one time: fewer than the connections to the database, so that none waits for one in vain. */
const atOnce = 6
const longestWaitMs = 60_000

export type Intake = {
  /** Writes an event down; it is handled afterwards, in order for each person. What is more than is taken of one person or group is not, and they are told. */
  record(event: Incoming): Promise<void>
  /** Handles what is due and returns when nothing is left for now. */
  drain(): Promise<void>
  /** Begins nothing more, and waits for what is in hand. */
  stop(): Promise<void>
  /** How many events are being handled. */
  inHand(): number
}

type Options = {
  store: BotStore
  clock: Clock
  log: Log
  handled: Handled
  most: Most
  wake(): void
  meter?: Meter
  /** An event was given up. */
  onFailed?(): Promise<void>
}

/** Takes events in: first the record, then the work, in one transaction with the mark that it is done. */
export function createIntake({ store, clock, log, handled, most, wake, meter = noMeter, onFailed }: Options): Intake {
  const inHand = new Map<bigint, Promise<void>>()
  let line: Promise<void> = Promise.resolve()
  const turn = pLimit(atOnce)
  const gate = createGate()
  let stopping = false

  async function drainOnce(): Promise<void> {
    // what another process has in hand, or what broke, stays due: it is left alone for this round
    const elsewhere = new Set<bigint>()
    for (;;) {
      const due = stopping ? [] : await store.inbox.due(clock.now(), batch)
      for (const item of due.filter(({ id }) => !stopping && !inHand.has(id) && !elsewhere.has(id)))
        inHand.set(
          item.id,
          logged({ request: causeOf(item.id) }, () => handleOne(item))
            .catch((err: unknown) => {
              log.error({ err, event: String(item.id) }, 'an event could not be settled; it is looked at again in the next round')
              return false
            })
            .then((mine) => {
              inHand.delete(item.id)
              if (!mine) elsewhere.add(item.id)
            }),
        )
      if (inHand.size === 0) return
      // one slow file holds up nobody else
      await Promise.race(inHand.values())
    }
  }

  function handle(item: InboxItem, work: (tx: Tx) => Promise<void>, bytes?: number): Promise<boolean> {
    return turn(() => store.inbox.handle(item.id, work, bytes))
  }

  /** False where another process has it. */
  async function handleOne(item: InboxItem): Promise<boolean> {
    try {
      const { work, bytes } = await handled.prepare(item.event, item.tries + 1 >= mostTries)
      const mine = await handle(item, work, bytes)
      if (mine) done(item, 'handled')
      return mine
    } catch (error) {
      if (error instanceof DomainError) await refuse(item, error)
      else await trouble(item, error)
      return true
    }
  }

  function done(item: InboxItem, outcome: 'handled' | 'refused', why?: string): void {
    const { platform, event } = item.event
    const ms = clock.now().getTime() - item.at.getTime()
    meter.event(platform, outcome)
    meter.took('handle', ms)
    log.info({ platform, kind: event.kind, ...(event.kind === 'press' ? { verb: event.verb } : {}), ms, ...(why ? { why } : {}) }, outcome)
  }

  /** A refusal rolls everything back; the person is told why, and the event is done. */
  async function refuse(item: InboxItem, error: DomainError): Promise<void> {
    try {
      const mine = await handle(item, (tx) => handled.refuse(tx, item.event, error))
      if (mine) done(item, 'refused', error.message)
    } catch (second) {
      await trouble(item, second)
    }
  }

  async function trouble(item: InboxItem, error: unknown): Promise<void> {
    const id = randomBytes(4).toString('hex')
    const context = {
      trouble: id,
      event: String(item.id),
      platform: item.event.platform,
      kind: item.event.event.kind,
      tries: item.tries + 1,
    }
    if (isAway(error) || (item.tries + 1 < mostTries && passes(error))) {
      log.warn({ ...context, err: error }, 'will be handled again')
      await store.inbox.putOff(item.id, new Date(clock.now().getTime() + Math.min(longestWaitMs, 1000 * 2 ** item.tries)), id)
      meter.event(item.event.platform, 'put_off')
      return
    }
    log.error({ ...context, err: error }, 'an event could not be handled')
    await store.inbox.giveUp(item.id, id)
    meter.event(item.event.platform, 'failed')
    await store.causedBy(causeOf(item.id)).transaction((tx) => handled.apologise(tx, item.event, id))
    await onFailed?.()
  }

  /** Said once a minute; what comes meanwhile meets the gate. */
  async function turnAway(event: Incoming, why: Full, now: Date): Promise<void> {
    log.warn({ platform: event.platform, why }, 'more came than is taken of one person or group; the rest is not recorded')
    const said = tooMuch(event, why)
    if (said) {
      const { to: address, whose, ...words } = said
      const key = `too_much:${whose}:${now.toISOString().slice(0, 16)}`
      const parcel = { key, address, mode: 'message', notice: { view: 'say', ...words }, priority: priorities.urgent, dueAt: now } as const
      await store.transaction((tx) => tx.mail.put(parcel))
      wake()
    }
    gate.shut(event, why, now)
  }

  return {
    async record(event) {
      const received = clock.now()
      if (gate.isShut(event, received)) return
      const { platform } = event
      const recorded = await store.inbox.record(storableJson(event), received, most)
      meter.event(platform, typeof recorded === 'bigint' ? 'recorded' : recorded === 'repeat' ? 'repeat' : 'too_much')
      if (recorded === 'repeat') return log.debug({ platform, event: event.id }, 'a repeat, dropped')
      if (typeof recorded !== 'bigint') return turnAway(event, recorded, received)
      const ms = clock.now().getTime() - received.getTime()
      meter.took('record', ms)
      log.debug({ request: causeOf(recorded), platform, kind: event.event.kind, event: event.id, ms }, 'recorded')
      wake()
    },
    drain() {
      line = line.then(drainOnce, drainOnce)
      return line
    },
    async stop() {
      stopping = true
      await line.catch(() => undefined)
    },
    inHand: () => inHand.size,
  }
}
