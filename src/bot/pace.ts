/** When the next message may go: what a platform allows in all and in one chat, as its server counts it. */
import type { Pace } from './platform.ts'

/** Within which `perSecond` messages may be counted; a millisecond more than a second, since clocks are read in whole ones. */
const windowMs = 1001
/** So late at most a message is taken to be counted; what takes longer is a large upload or a slow line. */
const mostLagMs = 100
/** So many answers back the shortest way is looked for. */
const remembered = 500
/** Neighbours keep this part of their share of a second, so that messages do not come in bursts, yet one held up can be made up for. */
const evenness = 0.8
/** A clock that jumps back by more than this makes all that is known worthless. */
const jumpMs = 2_000

export type Turns = {
  /** Milliseconds until a message may go; 0: now. Without a chat only what is allowed in all counts. */
  waitMs(now: number, chat?: string): number
  /** Uses a place up. `answered`, where it is called, says when the platform's server had certainly counted the message. */
  take(now: number, chat?: { id: string; gapMs: number }): { answered(now: number): void }
  /** Nothing goes before that time: at all, or to this chat. */
  hold(until: number, chat?: string): void
}

type Turn = { at: number; answeredAt?: number }

/**
 * No more than `perSecond` in any second that the server sees: the message that many places back was counted when its answer came,
 * less the shortest way there and back of late, and the next one can't be counted before it leaves.
 */
export function createTurns({ perSecond }: Pick<Pace, 'perSecond'>): Turns {
  const apartMs = Math.floor((evenness * 1000) / perSecond)
  let turns: Turn[] = []
  const ways: number[] = []
  const chatFreeAt = new Map<string, number>()
  let heldUntil = 0
  let latest = 0

  function look(now: number): void {
    if (now < latest - jumpMs) {
      turns = []
      chatFreeAt.clear()
      heldUntil = 0
    }
    latest = now
    while (turns.length > perSecond || (turns[0] && turns[0].at < now - windowMs - mostLagMs)) turns.shift()
    if (chatFreeAt.size > 10_000) for (const [chat, at] of chatFreeAt) if (at <= now) chatFreeAt.delete(chat)
  }

  function lagOf(turn: Turn): number {
    const way = turn.answeredAt === undefined ? Number.POSITIVE_INFINITY : turn.answeredAt - turn.at
    return ways.length === 0 ? 0 : Math.min(mostLagMs, way - Math.min(...ways))
  }

  return {
    waitMs(now, chat) {
      look(now)
      const before = turns.at(-1)
      const first = turns.length < perSecond ? undefined : turns[turns.length - perSecond]
      const from = Math.max(
        heldUntil,
        before ? before.at + apartMs : 0,
        first ? first.at + lagOf(first) + windowMs : 0,
        (chat !== undefined && chatFreeAt.get(chat)) || 0,
      )
      return Math.max(0, from - now)
    },
    take(now, chat) {
      look(now)
      const turn: Turn = { at: now }
      turns.push(turn)
      if (chat && chat.gapMs > 0) chatFreeAt.set(chat.id, now + chat.gapMs)
      return {
        answered(at) {
          turn.answeredAt = at
          ways.push(at - turn.at)
          if (ways.length > remembered) ways.shift()
          if (chat && chat.gapMs > 0) chatFreeAt.set(chat.id, Math.max(at + chat.gapMs, chatFreeAt.get(chat.id) ?? 0))
        },
      }
    },
    hold(until, chat) {
      if (chat === undefined) heldUntil = Math.max(heldUntil, until)
      else chatFreeAt.set(chat, Math.max(until, chatFreeAt.get(chat) ?? 0))
    },
  }
}
