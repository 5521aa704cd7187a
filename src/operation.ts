/** Wires what the program knows of its own running: alarms, the watch, the figures, and the addresses that tell of them. */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { passes } from './bot/passing.ts'
import type { BotStore } from './bot/traffic.ts'
import { within } from './bot/within.ts'
import type { Raise, Settle } from './domain/alarms.ts'
import type { Clock } from './domain/clock.ts'
import type { Matcher } from './domain/matcher.ts'
import type { Running } from './domain/operating.ts'
import type { Tx } from './domain/store.ts'
import type { Work } from './domain/use-cases/act.ts'
import { raiseAlarm, settleAlarm } from './domain/use-cases/operating/alarms.ts'
import type { Log } from './log.ts'
import type { Machine } from './operating/machine.ts'
import { createMetrics, type Metrics } from './operating/metrics.ts'
import { createWatch, type Watch } from './operating/watch.ts'
import type { Database } from './store/client.ts'

const readyMs = 2_000

/** From src and from dist alike. */
export function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}

type Options = {
  store: BotStore
  workOn(tx: Tx): Work
  /** Those that run; asked for once they are known. */
  platforms(): readonly string[]
  clock: Clock
  log: Log
  database: Database
  machine: Machine
}

export type Operation = {
  raise: Raise
  settle: Settle
  watch: Watch
  metrics: Metrics
  /** A fault somewhere: counted where it is one of the database. */
  fault(error: unknown): void
  running(): Promise<Running>
  unready(): Promise<string | undefined>
  /** The same matcher, its searches timed. */
  timed(matcher: Matcher): Matcher
  state: 'starting' | 'running' | 'stopping'
}

export function createOperation({ store, workOn, platforms, clock, log, database, machine }: Options): Operation {
  const since = clock.now()
  const version = versionOf()
  const alarms = store.causedBy('alarms')
  const read = <T>(work: (work: Work) => Promise<T>) => store.transaction((tx) => work(workOn(tx)))
  const queues = () => read(({ tx, now }) => tx.operating.queues(now, platforms()))

  const raise: Raise = async (alarm) => {
    await alarms
      .transaction((tx) => raiseAlarm(workOn(tx), alarm))
      .then((opened) => {
        if (opened) log.warn({ alarm: alarm.kind, subject: alarm.subject, facts: alarm.facts }, 'an alarm is raised')
      })
      .catch((err: unknown) => log.error({ err, alarm: alarm.kind }, 'an alarm could not be written down'))
  }
  const settle: Settle = (kind, subject) =>
    alarms
      .transaction((tx) => settleAlarm(workOn(tx), kind, subject))
      .catch((err: unknown) => log.error({ err, alarm: kind }, 'the end of an alarm could not be written down'))

  const metrics = createMetrics({
    needs: () => read(({ tx }) => tx.operating.needs()),
    queues,
    alarms: () => read(({ tx }) => tx.operating.open()),
    waiting: () => database.waiting?.() ?? 0,
    now: () => clock.now(),
  })
  // the embedded database reads this machine's own clock
  const databaseNow = database.kind === 'postgresql' ? () => store.health.answers().then((answer) => answer.now) : undefined
  const watch = createWatch({ clock, raise, machine, queues, databaseNow })

  let asked: ReturnType<BotStore['health']['answers']> | undefined

  const operation: Operation = {
    raise,
    settle,
    watch,
    metrics,
    state: 'starting',
    fault: (error) => (passes(error) ? watch.fault() : undefined),
    async running() {
      const [disk, backup] = await Promise.all([machine.disk(), machine.backup()])
      return { version, since, platforms: platforms(), database: database.kind, ...(disk ? { disk } : {}), ...(backup ? { backup } : {}) }
    },
    async unready() {
      if (operation.state !== 'running') return operation.state
      try {
        // however many ask, the database is asked once at a time
        asked ??= store.health.answers().finally(() => {
          asked = undefined
        })
        const { lacking } = await within(readyMs, asked)
        return lacking > 0 ? 'migrations are missing' : undefined
      } catch {
        return 'the database does not answer'
      }
    },
    timed: (matcher) => ({
      ...matcher,
      experts(need, options) {
        const begun = performance.now()
        try {
          return matcher.experts(need, options)
        } finally {
          metrics.took('match', performance.now() - begun)
        }
      },
    }),
  }
  return operation
}
