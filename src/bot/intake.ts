import { randomBytes } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Log } from '../log.ts'
import type { Handled } from './bot.ts'
import { passes } from './passing.ts'
import type { Incoming } from './platform.ts'
import type { BotStore, InboxItem } from './traffic.ts'

const batch = 50
const mostTries = 6

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

  async function drainOnce(): Promise<void> {
    for (;;) {
      const items = await store.inbox.due(clock.now(), batch)
      if (items.length === 0) return
      await Promise.all(items.map((item) => handleOne(item)))
    }
  }

  async function handleOne(item: InboxItem): Promise<void> {
    try {
      const work = await handled.prepare(item.event, item.tries + 1 >= mostTries)
      await store.inbox.handle(item.id, (tx) => work(tx))
    } catch (error) {
      if (error instanceof DomainError) return refuse(item, error)
      await trouble(item, error)
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
    if (item.tries + 1 < mostTries && passes(error)) {
      log.warn({ ...context, err: error }, 'will be handled again')
      await store.inbox.putOff(item.id, new Date(clock.now().getTime() + 1000 * 2 ** item.tries), id)
      return
    }
    log.error({ ...context, err: error }, 'an event could not be handled')
    await store.inbox.giveUp(item.id, id)
    await store.transaction((tx) => handled.apologise(tx, item.event, id))
  }

  return {
    async record(event) {
      if (await store.inbox.record(event, clock.now())) wake()
      else log.debug({ platform: event.platform, event: event.id }, 'a repeat, dropped')
    },
    drain() {
      line = line.then(drainOnce, drainOnce)
      return line
    },
  }
}
