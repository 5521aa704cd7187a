import type { Lang } from '../domain/person.ts'
import { needMark } from './phrases.ts'
import type { Address, Incoming } from './platform.ts'
import type { Most } from './traffic.ts'

/** Of the files one account sends in a day, this much is kept. */
export const bytesPerDay = 500 * 1024 * 1024
/** Once somebody was told, the database is not asked again for so long. */
const shutMs = 1_000
const mostShut = 10_000

/** `perMinute` of one person; a group is many people, and nobody goes on like that all day. */
export function mostOf(perMinute: number): Most {
  return { perMinute, perDay: perMinute * 50, roomPerMinute: perMinute * 5 }
}

export type Full = 'person_full' | 'room_full'

/** What is said of an event that is too much, where, and whose flood it is; undefined where nobody expects an answer: what people in a group say to each other. */
export function tooMuch(
  { chat, event, from }: Incoming,
  why: Full,
): { to: Address; whose: Address; text: string; lang?: Lang } | undefined {
  const meant = event.kind === 'message' || event.kind === 'edit' ? event.toBot || needMark(event.text) !== undefined : true
  if (chat.kind === 'group' && !meant) return undefined
  if (why === 'person_full') return { to: from.address, whose: from.address, text: 'too_much' }
  return { to: chat.address, whose: chat.room ?? chat.address, text: 'in_group_too_much', ...(from.lang ? { lang: from.lang } : {}) }
}

export type Gate = {
  /** Whether this is more of what was just found to be too much, and said to be. */
  isShut(event: Incoming, now: Date): boolean
  shut(event: Incoming, why: Full, now: Date): void
}

/** Spares the database in a flood; it knows nothing that the database doesn't. */
export function createGate(): Gate {
  const until = new Map<string, number>()
  // who only talks with others in a group was told nothing: what they then say to the bot must not meet a shut gate
  const keyOf = (event: Incoming, why: Full) => tooMuch(event, why)?.whose ?? `among others ${event.from.address}`
  return {
    isShut: (event, now) => (['person_full', 'room_full'] as const).some((why) => (until.get(keyOf(event, why)) ?? 0) > now.getTime()),
    shut(event, why, now) {
      if (until.size >= mostShut) until.clear()
      until.set(keyOf(event, why), now.getTime() + shutMs)
    },
  }
}
