/** Looks at every tick whether something is wrong that administrators should hear of. What it remembers is of this process; what is told, the database decides. */

import { lateMs, mostSkewMs, type Raise } from '../domain/alarms.ts'
import type { Clock } from '../domain/clock.ts'
import type { Queues } from '../domain/operating.ts'
import { leastFreeBytes, type Machine, oldBackupMs } from './machine.ts'

type Options = {
  clock: Clock
  raise: Raise
  machine: Machine
  queues(): Promise<Queues>
  /** The database's own clock, where that is another machine's. */
  databaseNow?(): Promise<Date>
}

export type Watch = {
  receiving(platform: string, how: 'well' | 'failed' | 'refused'): void
  /** The database failed. */
  fault(): void
  /** A step of the tick went well or not. */
  step(name: string, well: boolean): void
  /** A platform dated something so: our own clock can't be before it. */
  dated(at: Date): void
  look(): Promise<void>
}

const windowMs = 10 * 60_000
const mostFaults = 5
const mostFailures = 5
const leastFreePart = 0.05
/** Five in a hundred of a large disk is plenty. */
const plentyOfDisk = 20 * 1024 ** 3
const mostMemory = 0.9

export function createWatch({ clock, raise, machine, queues, databaseNow }: Options): Watch {
  const troubles = new Map<string, { since: number; refused: boolean }>()
  const failures = new Map<string, number>()
  let faults: number[] = []
  let ahead = { ms: 0, at: 0 }
  const now = () => clock.now().getTime()
  const minutes = (ms: number) => String(Math.floor(ms / 60_000))

  async function late(): Promise<void> {
    const { inbox, outbox } = await queues()
    const lines = [
      ['inbox_late', inbox.oldest, inbox.due],
      ['outbox_late', outbox.oldest, outbox.due],
    ] as const
    for (const [kind, oldest, waiting] of lines) {
      const ms = oldest ? now() - oldest.getTime() : 0
      if (ms > lateMs) await raise({ kind, facts: { minutes: minutes(ms), waiting: String(waiting) } })
    }
  }

  async function platforms(): Promise<void> {
    for (const [platform, { since, refused }] of troubles) {
      if (refused) await raise({ kind: 'token_refused', subject: platform, facts: { platform } })
      else if (now() - since >= lateMs)
        await raise({ kind: 'receiving_failed', subject: platform, facts: { platform, minutes: minutes(now() - since) } })
    }
  }

  async function own(): Promise<void> {
    faults = faults.filter((at) => now() - at < windowMs)
    if (faults.length >= mostFaults) await raise({ kind: 'database_errors', facts: { errors: String(faults.length) } })
    for (const [step, times] of failures)
      if (times >= mostFailures) await raise({ kind: 'tick_failing', subject: step, facts: { step, times: String(times) } })
    const used = machine.memory()
    if (used > mostMemory) await raise({ kind: 'memory_high', facts: { percent: String(Math.round(used * 100)) } })
  }

  async function disk(): Promise<void> {
    const found = await machine.disk()
    if (!found) return
    const { free, total } = found
    const part = free / Math.max(1, total)
    if (free >= leastFreeBytes && (part >= leastFreePart || free >= plentyOfDisk)) return
    const facts = { free: `${(free / 1024 ** 3).toFixed(1)} GB`, percent: String(Math.round(part * 100)) }
    await raise({ kind: 'disk_low', facts })
  }

  async function backup(): Promise<void> {
    const made = await machine.backup()
    const age = made ? now() - made.getTime() : 0
    if (age > oldBackupMs) await raise({ kind: 'backup_old', facts: { days: String(Math.floor(age / 86_400_000)) } })
  }

  async function time(): Promise<void> {
    const begun = now()
    const theirs = await databaseNow?.()
    const skew = theirs ? Math.abs(theirs.getTime() - (begun + now()) / 2) : 0
    const behind = now() - ahead.at < windowMs ? ahead.ms : 0
    const ms = Math.max(skew, behind)
    if (ms > mostSkewMs) await raise({ kind: 'clock_wrong', facts: { seconds: String(Math.round(ms / 1000)) } })
  }

  return {
    receiving(platform, how) {
      if (how === 'well') troubles.delete(platform)
      else troubles.set(platform, { since: troubles.get(platform)?.since ?? now(), refused: how === 'refused' })
    },
    fault() {
      faults = [...faults.slice(-99), now()]
    },
    step(name, well) {
      if (well) failures.delete(name)
      else failures.set(name, (failures.get(name) ?? 0) + 1)
    },
    dated(at) {
      const ms = at.getTime() - now()
      if (ms > mostSkewMs && (ms > ahead.ms || now() - ahead.at > windowMs)) ahead = { ms, at: now() }
    },
    async look() {
      // one that can't be looked at hides none of the others
      const parts = [late, platforms, own, disk, backup, time]
      const errors = (await Promise.allSettled(parts.map((part) => part()))).flatMap((one) =>
        one.status === 'rejected' ? [one.reason] : [],
      )
      if (errors.length > 0) throw errors[0]
    },
  }
}
