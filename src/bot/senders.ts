/** Which platforms this program sends for, where several run on one database: each platform has one sender, so that its pace is kept by one. */
import type { Clock } from '../domain/clock.ts'
import { newId } from '../domain/ids.ts'
import { type Leases, leaseMs, renewMs } from './traffic.ts'

/** Between the last message of one sender and the first of the next there is more than the second that platforms count. */
const handoverMs = 1_500

export type Senders = {
  /** The platforms this program may send on now. Takes those that nobody has, and keeps its own. */
  mine(): Promise<string[]>
  /** Gives them up, for others to take when the second is over. */
  leave(): Promise<void>
}

/** Whoever dies is followed by another within `leaseMs`. Clocks that differ make two send at once for a moment, never the same parcel. */
export function createSenders(leases: Leases, names: readonly string[], clock: Clock): Senders {
  const holder = newId()
  const heldUntil = new Map<string, number>()
  const triedAt = new Map<string, number>()

  async function isMine(name: string): Promise<boolean> {
    const now = clock.now()
    const until = heldUntil.get(name) ?? 0
    const tried = triedAt.get(name) ?? 0
    const sooner = until > now.getTime() + handoverMs ? renewMs : 0
    if (now.getTime() - tried >= sooner || now.getTime() < tried) {
      triedAt.set(name, now.getTime())
      const next = new Date(now.getTime() + leaseMs)
      heldUntil.set(name, (await leases.hold(name, holder, now, next)) ? next.getTime() : 0)
    }
    return (heldUntil.get(name) ?? 0) > clock.now().getTime() + handoverMs
  }

  return {
    async mine() {
      const mine: string[] = []
      for (const name of names) if (await isMine(name)) mine.push(name)
      return mine
    },
    async leave() {
      heldUntil.clear()
      triedAt.clear()
      await leases.release(holder, new Date(clock.now().getTime() + handoverMs))
    },
  }
}
