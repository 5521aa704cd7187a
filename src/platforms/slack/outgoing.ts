/**
 * Card -> Block Kit. Pure. All words go into plain_text objects: in mrkdwn nothing keeps * _ ~ ` and :names: from becoming markup,
 * and an unescaped <!channel> would call everybody.
 */
import type { types } from '@slack/bolt'
import type { Button, Card } from '../../bot/platform.ts'
import { limits } from './limits.ts'
import { buttonData } from './references.ts'
import { shortened, splitText } from './split.ts'
import { escaped, isBlank } from './words.ts'

type Block = types.KnownBlock
type PlainText = types.PlainTextElement

/** One message. `text` is what notifications and screen readers get. */
export type Message = { text: string; blocks: Block[] }

/** Stands where Slack wants some text and there is none. */
const nothing = '…'

/** The messages a card takes, at least one. `earlier`: the ts of those before the last, as far as they are known. */
export function messagesOf(card: Card, earlier: string[]): Message[] {
  const words = [...titleBlocks(card), ...splitText(card.text, limits.sectionText).map(section), ...fieldBlocks(card)]
  const messages = packed(words)
  const last = messages.at(-1)
  const bare = actionBlocks(card, [])
  // Each button takes the ts of the messages before; whether they are known yet or not, the card is cut alike.
  const room = bare.length === 0 || (last !== undefined && fits([...last, ...bare], buttonCount(card) * 20 * messages.length))
  if (!room || messages.length === 0) messages.push([])
  messages.at(-1)!.push(...actionBlocks(card, earlier))
  const fallback = fallbackText(card)
  return messages.map((blocks) => (blocks.length > 0 ? { text: fallback, blocks } : { text: fallback, blocks: [section(nothing)] }))
}

/** True where there is nothing to say beside the attachments. */
export function isWordless(card: Card): boolean {
  const words = [card.title ?? '', card.text, ...(card.fields ?? []).map((field) => field.label + field.value)]
  return buttonCount(card) === 0 && words.every(isBlank)
}

function titleBlocks({ title }: Card): Block[] {
  if (title === undefined || isBlank(title)) return []
  if (escaped(title).length <= limits.header && !/\n/.test(title.trim())) return [{ type: 'header', text: plain(title.trim()) }]
  return splitText(title, limits.sectionText).map(section)
}

/** Label and value side by side, as a table. A value too long for that stands below its label. */
function fieldBlocks({ fields = [] }: Card): Block[] {
  const blocks: Block[] = []
  let row: PlainText[] = []
  const flush = (): void => {
    if (row.length > 0) blocks.push({ type: 'section', fields: row })
    row = []
  }
  for (const { label, value } of fields) {
    const pair = [label, value].map((words) => plain(isBlank(words) ? nothing : words.trim()))
    if (pair.some((one) => one.text.length > limits.field)) {
      flush()
      blocks.push(...splitText(`${label}\n${value}`, limits.sectionText).map(section))
      continue
    }
    row.push(...pair)
    const size = row.reduce((sum, one) => sum + one.text.length, 0)
    if (row.length >= limits.fieldsPerSection || size > limits.sectionText) flush()
  }
  flush()
  return blocks
}

/** A row of buttons is a block; where there are too many rows they flow into fewer blocks. */
function actionBlocks(card: Card, earlier: string[]): Block[] {
  const rows = (card.buttons ?? []).filter((row) => row.length > 0)
  const many = rows.length > limits.blocks / 2 || rows.some((row) => row.length > limits.buttonsPerBlock)
  const groups = many ? chunks(rows.flat(), limits.buttonsPerBlock) : rows
  let index = 0
  const blocks = groups.map((row) => ({ type: 'actions' as const, elements: row.map((button) => keyOf(button, index++, earlier)) }))
  const long = rows.flat().filter(({ label }) => escaped(label).length > limits.buttonText)
  return [...long.flatMap(({ label }) => splitText(label, limits.sectionText).map(section)), ...blocks]
}

function keyOf(button: Button, index: number, earlier: string[]): types.Button {
  const text = plain(isBlank(button.label) ? nothing : shortened(button.label, limits.buttonText))
  if ('start' in button) return { type: 'button', text, ...buttonData({ start: button.start }, index) }
  const style = button.look === undefined ? {} : { style: button.look }
  return { type: 'button', text, ...buttonData({ verb: button.verb, id: button.id, earlier }, index), ...style }
}

function buttonCount(card: Card): number {
  return (card.buttons ?? []).reduce((sum, row) => sum + row.length, 0)
}

/** As many blocks to a message as go into it. */
function packed(blocks: Block[]): Block[][] {
  const messages: Block[][] = []
  for (const block of blocks) {
    const last = messages.at(-1)
    if (last && fits([...last, block], 0)) last.push(block)
    else messages.push([block])
  }
  return messages
}

function fits(blocks: Block[], more: number): boolean {
  return blocks.length <= limits.blocks && JSON.stringify(blocks).length + more <= limits.blocksJson
}

function fallbackText(card: Card): string {
  const words = [card.title ?? '', card.text, ...(card.fields ?? []).map(({ label, value }) => `${label} ${value}`)]
  const labels = (card.buttons ?? []).flat().map((button) => button.label)
  const first = [...words, ...labels].filter((part) => !isBlank(part)).join(' · ')
  return escaped(shortened(first === '' ? nothing : first.replace(/\s+/g, ' '), limits.fallbackText))
}

function section(words: string): Block {
  return { type: 'section', text: plain(words), expand: true }
}

function plain(words: string): PlainText {
  return { type: 'plain_text', text: escaped(words), emoji: false }
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}
