import type { Log } from '../log.ts'

export type Pump = { start(): void; wake(): void; stop(): Promise<void> }

/** Runs a step again whenever it is woken, every `idleMs` besides, and sooner where it says after how many ms there is more to do. A fault never ends it. */
export function createPump(
  name: string,
  step: () => Promise<number | undefined>,
  log: Log,
  idleMs = 1_000,
  onFault?: (error: unknown) => void,
): Pump {
  let running: Promise<void> | undefined
  let stopped = false
  let woken = false
  let ring: (() => void) | undefined

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false
      const again = await step().catch((err: unknown) => {
        onFault?.(err)
        log.error({ err, pump: name }, 'a round failed; the next one follows')
        return undefined
      })
      if (!stopped && !woken) await pause(Math.min(again ?? idleMs, idleMs))
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
