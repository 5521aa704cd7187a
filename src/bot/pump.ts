import type { Log } from '../log.ts'

const idleMs = 1_000
const heldMs = 100

export type Pump = { start(): void; wake(): void; stop(): Promise<void> }

/** Runs a step again whenever it is woken, once a second besides, and soon where it says that something is held back. A fault never ends it. */
export function createPump(name: string, step: () => Promise<boolean | undefined>, log: Log): Pump {
  let running: Promise<void> | undefined
  let stopped = false
  let woken = false
  let ring: (() => void) | undefined

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false
      const held = await step().catch((err: unknown) => {
        log.error({ err, pump: name }, 'a round failed; the next one follows')
        return false
      })
      if (!stopped && !woken) await pause(held ? heldMs : idleMs)
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        ring = undefined
        resolve()
      }
      ring = done
    })
  }

  return {
    start() {
      stopped = false
      running ??= run()
    },
    wake() {
      woken = true
      ring?.()
    },
    async stop() {
      stopped = true
      ring?.()
      await running
      running = undefined
    },
  }
}
