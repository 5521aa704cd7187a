import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Log } from '../log.ts'
import type { Handled } from './bot.ts'
import { isAway, passes } from './passing.ts'
import type { Incoming } from './platform.ts'
import { storableJson } from './storable.ts'
import type { BotStore, InboxItem } from './traffic.ts'

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
}

type Options = { store: BotStore; clock: Clock; log: Log; handled: Handled; wake(): void }

/** Takes events in: first the record, then the work, in one transaction with the mark that it is done. */
export function createIntake({ store, clock, log, handled, wake }: Options): Intake {
  let line: Promise<void> = Promise.resolve()
  const turn = pLimit(atOnce)

  async function drainOnce(): Promise<void> {
    const inHand = new Map<bigint, Promise<void>>()
    // what another process has in hand, or what broke, stays due: it is left alone for this round
    const elsewhere = new Set<bigint>()
    for (;;) {
      const due = await store.inbox.due(clock.now(), batch)
      for (const item of due.filter(({ id }) => !inHand.has(id) && !elsewhere.has(id)))
        inHand.set(
          item.id,
          handleOne(item)
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
      return await turn(() => store.inbox.handle(item.id, (tx) => work(tx)))
    } catch (error) {
      if (error instanceof DomainError) await refuse(item, error)
      else await trouble(item, error)
      return true
    }
  }

  /** A refusal rolls everything back; the person is told why, and the event is done. */
  async function refuse(item: InboxItem, error: DomainError): Promise<void> {
    try {
      await store.inbox.handle(item.id, (tx) => handled.refuse(tx, item.event, error))
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
      return
    }
    log.error({ ...context, err: error }, 'an event could not be handled')
    await store.inbox.giveUp(item.id, id)
    await store.transaction((tx) => handled.apologise(tx, item.event, id))
  }

  return {
    async record(event) {
      if (await store.inbox.record(storableJson(event), clock.now())) wake()
      else log.debug({ platform: event.platform, event: event.id }, 'a repeat, dropped')
    },
    drain() {
      line = line.then(drainOnce, drainOnce)
      return line
    },
  }
}
