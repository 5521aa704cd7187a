/** Card -> what the Bot API takes. Pure. */

import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import { cutAt } from '../../bot/cut-text.ts'
import type { Button, Card } from '../../bot/platform.ts'
import { limits } from './limits.ts'
import { pressData } from './references.ts'

/** A text and its styled ranges, in UTF-16 units. Ranges instead of HTML or Markdown: then no text can be markup. */
export type StyledText = { text: string; entities: MessageEntity[] }

export type Rendering = { group: boolean; username: string }

/** Stands where Telegram wants some text and the card has none. */
const nothing = '…'

/** The messages a card's words take, at least one. */
export function textMessages(card: Card, rendering: Rendering): StyledText[] {
  const whole = styled(card, rendering)
  const parts = splitText(whole.text, limits.text).map(({ from, to }) => ({
    text: whole.text.slice(from, to),
    entities: whole.entities.flatMap((entity) => clipped(entity, from, to)),
  }))
  return parts.length > 0 ? parts : [{ text: nothing, entities: [] }]
}

/** True where there is nothing to say beside the attachments. */
export function isWordless(card: Card): boolean {
  const words = [card.title ?? '', card.text, ...(card.fields ?? []).map((field) => field.label + field.value)]
  return (card.buttons ?? []).flat().length === 0 && words.every(isBlank)
}

/** The words under a picture or file, and what of them is too long for that place. */
export function captions(alt: string, rendering: Rendering): { caption: string; rest: string[] } {
  const text = plain(alt, rendering)
  const [caption = '', ...rest] = splitText(text, limits.caption).map(({ from, to }) => text.slice(from, to))
  return { caption, rest }
}

/** `earlier`: the ids of the card's messages above this one. No buttons gives an empty keyboard: it takes old ones away. */
export function keyboard(card: Card, username: string, earlier: number[]): InlineKeyboardMarkup {
  const rows = (card.buttons ?? []).flatMap((row) => inRows(row))
  return { inline_keyboard: rows.map((row) => row.map((button) => keyOf(button, username, earlier))) }
}

/** A name that can stand in the header of an upload, which grammY writes without quotes. */
export function uploadName(name: string): string {
  const clean = wellFormed(name).replace(/[\p{Cc}\p{Zl}\p{Zp}"';\\/]/gu, '_')
  return clean.trim() === '' ? 'file' : clean
}

function inRows(row: Button[]): Button[][] {
  const rows: Button[][] = []
  for (let at = 0; at < row.length; at += limits.buttonsPerRow) rows.push(row.slice(at, at + limits.buttonsPerRow))
  return rows
}

function keyOf(button: Button, username: string, earlier: number[]): InlineKeyboardButton {
  const text = isBlank(button.label) ? nothing : wellFormed(button.label)
  if ('start' in button) return { text, url: `https://t.me/${username}?start=${encodeURIComponent(button.start)}` }
  const style = button.look === undefined ? {} : { style: button.look }
  return { text, callback_data: pressData({ verb: button.verb, id: button.id, earlier }), ...style }
}

function styled(card: Card, rendering: Rendering): StyledText {
  let text = ''
  const entities: MessageEntity[] = []
  const bold = (words: string): void => {
    const length = words.trimEnd().length
    if (length > 0) entities.push({ type: 'bold', offset: text.length, length })
    text += words
  }
  if (card.title !== undefined && !isBlank(card.title)) bold(plain(card.title, rendering))
  if (!isBlank(card.text)) text += (text === '' ? '' : '\n\n') + plain(card.text, rendering)
  if (card.fields && card.fields.length > 0 && text !== '') text += '\n'
  for (const field of card.fields ?? []) {
    if (text !== '') text += '\n'
    const label = plain(field.label, rendering)
    bold(/\p{Script=Han}/u.test(label) ? `${label}：` : `${label}: `)
    text += plain(field.value, rendering)
  }
  return { text, entities }
}

/**
 * Telegram drops or replaces these characters itself, and with them the ranges would no longer fit; half a surrogate pair it
 * refuses. In a group every @name calls somebody, whoever wrote it: an invisible word joiner keeps it a word.
 */
function plain(words: string, rendering: Rendering): string {
  const clean = wellFormed(words)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/[\u2028-\u202e]/g, '')
  if (!rendering.group) return clean
  return clean.replace(/@(?=\w)/g, (at, offset: number) => {
    const name = /^\w+/.exec(clean.slice(offset + 1))![0]
    return name.toLowerCase() === rendering.username.toLowerCase() ? at : '@\u2060'
  })
}

function wellFormed(words: string): string {
  return Buffer.from(words, 'utf8').toString('utf8')
}

function isBlank(words: string): boolean {
  return /^[\s\p{Cf}\p{Cc}]*$/u.test(words)
}

function clipped(entity: MessageEntity, from: number, to: number): MessageEntity[] {
  const start = Math.max(entity.offset, from)
  const end = Math.min(entity.offset + entity.length, to)
  return end > start ? [{ ...entity, offset: start - from, length: end - start } as MessageEntity] : []
}

type Range = { from: number; to: number }

/**
 * Ranges of at most `limit` units that together are all of the text but the white space between them (Telegram trims each
 * message anyway); cut at a blank line, else a line, a sentence, a word, and never inside what is seen as one character.
 */
export function splitText(text: string, limit: number): Range[] {
  const ranges: Range[] = []
  let from = skipSpace(text, 0)
  while (from < text.length) {
    const end = text.length - from <= limit ? text.length : from + cutAt(text.slice(from, from + limit + lookAhead), limit)
    const to = from + text.slice(from, end).replace(/[ \t\n]+$/, '').length
    if (!isBlank(text.slice(from, to))) ranges.push({ from, to })
    from = skipSpace(text, end)
  }
  return ranges
}

function skipSpace(text: string, at: number): number {
  let next = at
  while (next < text.length && /[ \t\n]/.test(text[next]!)) next += 1
  return next
}

/** Enough to see where a character ends that begins before the limit. */
const lookAhead = 200
