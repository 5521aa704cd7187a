/** Addresses, message references and button data: how Slack's ids are written into the bot's opaque strings, and read back. */
import type { Address, MessageRef } from '../../bot/platform.ts'
import { limits } from './limits.ts'

/**
 * Where to write. A private chat is named by its person, not by its channel (D…), so that it can be named before it was opened;
 * the channel is asked for when something is sent. `thread` is the ts of the message a thread hangs on.
 */
export type Place = { team: string; thread?: string } & ({ user: string } | { channel: string })

/** A card: the ts of its messages, the one with the buttons last. */
export type Posted = { channel: string; parts: string[] }

export function addressOf(place: Place): Address {
  const chat = 'user' in place ? place.user : place.channel
  return `slack:${place.team}:${chat}${place.thread === undefined ? '' : `:${place.thread}`}`
}

export function placeOf(address: Address): Place | undefined {
  const match = /^slack:([A-Z0-9]{1,20}):([UWCGD][A-Z0-9]{1,20})(?::(\d{1,12}\.\d{1,6}))?$/.exec(address)
  if (!match) return undefined
  const [, team, chat, thread] = match as unknown as [string, string, string, string | undefined]
  const where = /^[UW]/.test(chat) ? { user: chat } : { channel: chat }
  return { team, ...where, ...(thread === undefined ? {} : { thread }) }
}

export function refOf(posted: Posted): MessageRef {
  return `slack:${posted.channel}/${posted.parts.join(',')}`
}

/** Something that stands for no message that could be edited: a slash command. */
export function refOfCommand(channel: string, id: string): MessageRef {
  return `slack:${channel}/command:${id}`
}

export function postedOf(ref: MessageRef): Posted | undefined {
  const match = /^slack:([CGD][A-Z0-9]{1,20})\/(\d{1,12}\.\d{1,6}(?:,\d{1,12}\.\d{1,6})*)$/.exec(ref)
  return match ? { channel: match[1]!, parts: match[2]!.split(',') } : undefined
}

/** What a button brings back. */
export type Press = { verb: string; id: string; earlier: string[] }
export type Pressed = Press | { start: string }

/**
 * `earlier` are the messages of the card above the one with the buttons: a press has to name the same reference that `send`
 * returned, and Slack gives back only the message pressed and this value. They are left out where they don't fit.
 */
export function buttonData(pressed: Pressed, index: number): { action_id: string; value: string } {
  if ('start' in pressed) return { action_id: `start:${index}`, value: JSON.stringify({ start: pressed.start }) }
  const { verb, id, earlier } = pressed
  const full = JSON.stringify(earlier.length > 0 ? { id, earlier } : { id })
  return { action_id: `press:${verb}:${index}`, value: full.length <= limits.value ? full : JSON.stringify({ id }) }
}

/** A button that is none of ours, of an older version or forged, is a press of `unknown`. */
export function pressedOf(actionId: string, value: string | undefined): Pressed {
  const unknown = { verb: 'unknown', id: '', earlier: [] }
  const data = parsed(value)
  if (/^start:\d{1,4}$/.test(actionId)) {
    return typeof data.start === 'string' && /^[A-Za-z0-9_-]{1,60}$/.test(data.start) ? { start: data.start } : unknown
  }
  const verb = /^press:([a-z_]{1,20}):\d{1,4}$/.exec(actionId)?.[1]
  if (verb === undefined || typeof data.id !== 'string' || !/^[A-Za-z0-9_-]{0,40}$/.test(data.id)) return unknown
  const earlier = Array.isArray(data.earlier) ? data.earlier.filter((ts): ts is string => /^\d{1,12}\.\d{1,6}$/.test(String(ts))) : []
  return { verb, id: data.id, earlier }
}

function parsed(value: string | undefined): { id?: unknown; start?: unknown; earlier?: unknown } {
  try {
    const data: unknown = JSON.parse(value ?? '')
    return typeof data === 'object' && data !== null ? data : {}
  } catch {
    return {}
  }
}
