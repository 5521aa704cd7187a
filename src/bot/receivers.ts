/** Which of several programs on one database asks a platform for what came in, where the platform lets only one ask (Telegram's long polling). */

import type { Clock } from '../domain/clock.ts'
import { newId } from '../domain/ids.ts'
import type { Log } from '../log.ts'
import { pause } from './pause.ts'
import { type Leases, leaseMs, renewMs } from './traffic.ts'

const lookMs = 1_000

export type Receivers = {
  /**
   * Resolves when it is this program's turn: with a signal that is aborted when the turn is lost or `stopped` is. Never rejects; where `stopped` is
   * aborted first, the signal is so already.
   */
  turn(name: string, stopped: AbortSignal): Promise<AbortSignal>
  /** Gives its turns up, for another program to take at once. */
  leave(): Promise<void>
}

/** Only one program runs on this database. */
export const aloneReceiving: Receivers = { turn: async (_name, stopped) => stopped, leave: async () => undefined }

/** Whoever dies is followed by another within `leaseMs`. Two that ask at once for a moment do no harm: an update is recorded once. */
export function createReceivers(leases: Leases, clock: Clock, log: Log): Receivers {
  const holder = newId()

  /** Until when this program has the turn; undefined where another has it. */
  async function hold(name: string): Promise<Date | undefined> {
    const now = clock.now()
    const until = new Date(now.getTime() + leaseMs)
    return (await leases.hold(`receive ${name}`, holder, now, until)) ? until : undefined
  }

  async function keep(name: string, first: Date, stopped: AbortSignal, lost: AbortController): Promise<void> {
    let until = first
    for (;;) {
      await pause(renewMs, stopped)
      if (stopped.aborted) return
      try {
        const next = await hold(name)
        if (!next) break
        until = next
      } catch (err) {
        log.warn({ err, platform: name }, 'the turn to receive could not be kept')
        if (clock.now() >= until) break
      }
    }
    log.info({ platform: name }, 'another program receives now')
    lost.abort()
  }

  return {
    async turn(name, stopped) {
      while (!stopped.aborted) {
        const until = await hold(name).catch((err: unknown) => {
          log.warn({ err, platform: name }, 'the turn to receive could not be taken')
          return undefined
        })
        if (until) {
          const lost = new AbortController()
          void keep(name, until, stopped, lost)
          log.info({ platform: name }, 'this program receives now')
          return AbortSignal.any([stopped, lost.signal])
        }
        await pause(lookMs, stopped)
      }
      return stopped
    },
    leave: () => leases.release(holder, clock.now()),
  }
}
