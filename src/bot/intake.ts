import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { type Log, logged } from '../log.ts'
import type { Handled } from './bot.ts'
import { type Meter, noMeter } from './meter.ts'
import { isAway, passes } from './passing.ts'
import type { Incoming } from './platform.ts'
import { storableJson } from './storable.ts'
import { type BotStore, causeOf, type InboxItem } from './traffic.ts'

const batch = 50
const mostTries = 6
/** Events in a transaction at one time: fewer than the connections to the database, so that none waits for one in vain. */
const atOnce = 6
const longestWaitMs = 60_000

export type Intake = {
  /** Writes an event down; it is handled afterwards, in order for each person. */
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
  wake(): void
  meter?: Meter
  /** An event was given up. */
  onFailed?(): Promise<void>
}

/** Takes events in: first the record, then the work, in one transaction with the mark that it is done. */
export function createIntake({ store, clock, log, handled, wake, meter = noMeter, onFailed }: Options): Intake {
  const inHand = new Map<bigint, Promise<void>>()
  let line: Promise<void> = Promise.resolve()
  let stopping = false
  const turn = pLimit(atOnce)

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

  /** False where another process has it. */
  async function handleOne(item: InboxItem): Promise<boolean> {
    try {
      const work = await handled.prepare(item.event, item.tries + 1 >= mostTries)
      const mine = await turn(() => store.inbox.handle(item.id, (tx) => work(tx)))
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
      const mine = await store.inbox.handle(item.id, (tx) => handled.refuse(tx, item.event, error))
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

  return {
    async record(event) {
      const received = clock.now()
      const { platform } = event
      const id = await store.inbox.record(storableJson(event), received)
      meter.event(platform, id === undefined ? 'repeat' : 'recorded')
      if (id === undefined) return log.debug({ platform, event: event.id }, 'a repeat, dropped')
      const ms = clock.now().getTime() - received.getTime()
      meter.took('record', ms)
      log.debug({ request: causeOf(id), platform, kind: event.event.kind, event: event.id, ms }, 'recorded')
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
