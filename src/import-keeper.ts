import { randomBytes } from 'node:crypto'
import { passes } from './bot/passing.ts'
import type { BotStore } from './bot/traffic.ts'
import type { Clock } from './domain/clock.ts'
import type { ReadWorkbook } from './domain/exchange/raw.ts'
import type { ImportRun } from './domain/exchange/run.ts'
import type { Tx } from './domain/store.ts'
import type { Work } from './domain/use-cases/act.ts'
import { carry, holdMs } from './domain/use-cases/exchange/carry.ts'
import { refreshImport } from './domain/use-cases/exchange/run-import.ts'
import type { Log } from './log.ts'

type Options = { store: BotStore; work(tx: Tx): Work; clock: Clock; readWorkbook: ReadWorkbook; log: Log }

export type ImportKeeper = {
  /** Carries on what imports wait for, one after the other, also between processes; returns when nothing is left for now. */
  drain(): Promise<void>
  /** No other process lives: what one held when it ended is taken up again at once. */
  recover(): Promise<void>
}

/** Reads, tries, writes and takes back imports outside the chats that ask for it. What it does next stands in the database alone. */
export function createImportKeeper({ store, work, clock, readWorkbook, log }: Options): ImportKeeper {
  let line: Promise<void> = Promise.resolve()

  async function drainOnce(): Promise<void> {
    for (;;) {
      const now = clock.now()
      const run = await store.transaction((tx) => tx.exchange.take(now, new Date(now.getTime() + holdMs)))
      if (!run) return
      try {
        await carry({ store, work, now: () => clock.now(), readWorkbook }, run)
      } catch (error) {
        if (!(await broke(run, error))) return
      }
    }
  }

  /** A fault that passes leaves the run as it is, to be taken up again; a bug ends it with nothing written. */
  async function broke(run: ImportRun, err: unknown): Promise<boolean> {
    const id = randomBytes(4).toString('hex')
    if (passes(err)) {
      log.warn({ err, import: run.id, state: run.state }, 'an import will be carried on later')
      return false
    }
    log.error({ err, trouble: id, import: run.id, state: run.state }, 'an import could not be carried on')
    await store.transaction(async (tx) => {
      const back = run.state === 'undoing' ? 'written' : 'failed'
      await tx.exchange.move(run.id, [run.state], back, { report: { ...run.report, trouble: 'broke', troubleId: id }, fileId: '' })
      if (run.fileId) await tx.exchange.dropFile(run.fileId)
      await refreshImport(work(tx), run.id)
    })
    return true
  }

  return {
    drain() {
      line = line.then(drainOnce, drainOnce)
      return line
    },
    recover: () => store.transaction((tx) => tx.exchange.releaseAll()),
  }
}
