/** What is measured, in Prometheus' words. Nothing here names a person, a need or a chat. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from '../bot/meter.ts'
import { within } from '../bot/within.ts'
import type { Alarm } from '../domain/alarms.ts'
import type { Queues } from '../domain/operating.ts'

/** What is read when it is asked for. */
export type Gauges = {
  needs(): Promise<Record<string, number>>
  queues(): Promise<Queues>
  alarms(): Promise<Alarm[]>
  /** Requests that wait for a connection of the database. */
  waiting(): number
  now(): Date
}

export type Metrics = Meter & { type: string; text(): Promise<string> }

const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
/** A count of all needs costs some time with a million of them: it is asked for at most so many times its own cost apart. */
const restFactor = 100
const leastRestMs = 15_000
const mostWaitMs = 5_000

export function createMetrics(gauges: Gauges): Metrics {
  const registers = [new Registry()] as [Registry]
  const [registry] = registers
  collectDefaultMetrics({ register: registry })
  const events = counter('shibaiqian_events_total', 'Events from people, by what became of them', ['platform', 'outcome'])
  const deliveries = counter('shibaiqian_deliveries_total', 'Parcels to people, by what became of them', ['platform', 'outcome'])
  const limits = counter('shibaiqian_platform_limited_total', 'How often a platform said that we write too fast (429)', ['platform'])
  const took = new Histogram({
    name: 'shibaiqian_stage_seconds',
    help: 'How long each stage takes: record, handle, wait, send, match, tick',
    labelNames: ['stage'],
    buckets: seconds,
    registers,
  })
  const needs = kept(gauges.needs)
  const queues = kept(gauges.queues)
  const alarms = kept(gauges.alarms)

  function counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name, help, labelNames, registers })
  }
  function gauge(name: string, help: string, labelNames: string[], collect: (own: Gauge) => Promise<void> | undefined) {
    return new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset()
        // a database that is away must not hide the other figures
        await collect(this)?.catch(() => undefined)
      },
    })
  }

  gauge('shibaiqian_needs', 'Needs by state', ['state'], async (own) => {
    for (const [state, count] of Object.entries(await needs())) own.set({ state }, count)
  })
  gauge('shibaiqian_inbox', 'Events that wait, or were given up', ['state'], async (own) => {
    const { inbox } = await queues()
    own.set({ state: 'due' }, inbox.due)
    own.set({ state: 'failed' }, inbox.failed)
  })
  gauge('shibaiqian_outbox', 'Parcels that wait, are on their way, or were given up', ['state'], async (own) => {
    const { due, sending, failed, uncertain } = (await queues()).outbox
    for (const [state, count] of Object.entries({ due, sending, failed, uncertain })) own.set({ state }, count)
  })
  gauge('shibaiqian_oldest_seconds', 'How long the first that waits has waited', ['queue'], async (own) => {
    const { inbox, outbox } = await queues()
    own.set({ queue: 'inbox' }, age(inbox.oldest))
    own.set({ queue: 'outbox' }, age(outbox.oldest))
  })
  gauge('shibaiqian_database_waiting', 'Requests that wait for a connection of the database', [], (own) => {
    own.set(gauges.waiting())
    return undefined
  })
  gauge('shibaiqian_alarms', 'Alarms that are open', ['kind'], async (own) => {
    for (const { kind } of await alarms()) own.inc({ kind })
  })

  function age(at: Date | undefined): number {
    return at ? Math.max(0, (gauges.now().getTime() - at.getTime()) / 1000) : 0
  }

  return {
    event: (platform, outcome) => events.inc({ platform, outcome }),
    delivery: (platform, outcome) => deliveries.inc({ platform, outcome }),
    took: (stage, ms) => took.observe({ stage }, Math.max(0, ms) / 1000),
    limited: (platform) => limits.inc({ platform }),
    type: registry.contentType,
    text: () => registry.metrics(),
  }

  /** Asked for once at a time, and kept for longer the longer it took. */
  function kept<T>(read: () => Promise<T>): () => Promise<T> {
    let last: { until: number; value: Promise<T> } | undefined
    return () => {
      const begun = performance.now()
      if (last && begun < last.until) return last.value
      const value = within(mostWaitMs, read())
      const mine = { until: begun + 60_000, value }
      last = mine
      value.then(
        () => {
          const cost = performance.now() - begun
          mine.until = begun + (cost < 50 ? 1_000 : Math.max(leastRestMs, cost * restFactor))
        },
        () => {
          // nor is one that hangs asked again and again
          mine.until = begun + mostWaitMs + leastRestMs
        },
      )
      return value
    }
  }
}
