import cron from 'node-cron'
import type { Log } from '../log.ts'

export type Jobs = { start(): void; stop(): Promise<void> }

/** Ticks once a minute. What is due is decided by the database, so a tick too many or too late does no harm. */
export function createJobs(tick: () => Promise<void>, log: Log): Jobs {
  let current: Promise<void> = Promise.resolve()
  const task = cron.createTask(
    '* * * * *',
    () => {
      current = current.then(tick).catch((err: unknown) => log.error({ err }, 'a tick failed; the next one follows'))
      return current
    },
    { timezone: 'Asia/Shanghai', noOverlap: true },
  )
  return {
    start() {
      void task.start()
    },
    async stop() {
      await task.destroy()
      await current
    },
  }
}
