/** Addresses, message references and callback data: how Telegram's numbers are written into the bot's opaque strings, and read back. */
import type { Address, MessageRef } from '../../bot/platform.ts'
import { limits } from './limits.ts'

/** `topic` is the thread of a forum, which Telegram wants named beside the chat. */
export type Place = { chat: number; topic?: number }

/** A card: the ids of its messages, the one with the buttons last. */
export type Posted = { chat: number; messages: number[] }

export function addressOf(place: Place): Address {
  return place.topic === undefined ? `telegram:${place.chat}` : `telegram:${place.chat}:${place.topic}`
}

export function placeOf(address: Address): Place | undefined {
  const match = /^telegram:(-?\d{1,16})(?::(\d{1,10}))?$/.exec(address)
  if (!match) return undefined
  return match[2] === undefined ? { chat: Number(match[1]) } : { chat: Number(match[1]), topic: Number(match[2]) }
}

export function refOf(posted: Posted): MessageRef {
  return `telegram:${posted.chat}/${posted.messages.join(',')}`
}

export function postedOf(ref: MessageRef): Posted | undefined {
  const match = /^telegram:(-?\d{1,16})\/(\d{1,10}(?:,\d{1,10})*)$/.exec(ref)
  return match ? { chat: Number(match[1]), messages: match[2]!.split(',').map(Number) } : undefined
}

export type Press = { verb: string; id: string; earlier: number[] }

/**
 * `earlier` are the messages of the card above the one with the buttons: a press has to name the same reference that `send`
 * returned, and all that Telegram gives back is the message pressed and these 64 bytes. They are left out where they don't fit
 * (six parts and more with the longest ids): that press names only the last part.
 */
export function pressData(press: Press): string {
  const plain = `${press.verb}:${press.id}`
  const steps = press.earlier.map((id, at) => (id - (press.earlier[at - 1] ?? 0)).toString(36))
  const full = steps.length === 0 ? plain : `${plain}:${steps.join('.')}`
  return Buffer.byteLength(full) <= limits.callbackDataBytes ? full : plain
}

/** Data that is none of ours, of an older version or forged, is a press of `unknown`. */
export function pressOf(data: string | undefined): Press {
  const match = /^([a-z_]{1,20}):([A-Za-z0-9_-]{0,40})(?::([0-9a-z]{1,7}(?:\.[0-9a-z]{1,7})*))?$/.exec(data ?? '')
  if (!match) return { verb: 'unknown', id: '', earlier: [] }
  let sum = 0
  const earlier = (match[3]?.split('.') ?? []).map((step) => {
    sum += Number.parseInt(step, 36)
    return sum
  })
  return { verb: match[1]!, id: match[2]!, earlier }
}
