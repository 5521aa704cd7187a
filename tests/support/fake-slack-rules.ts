/** Slack's rules for what a bot may post, and what a person then sees of it. https://docs.slack.dev/reference/block-kit */

export type Args = Record<string, unknown>
type Json = Record<string, unknown>

export type Shown = { text: string; buttons: ShownButton[]; mentions: string[] }
export type ShownButton = { label: string; actionId: string; blockId: string; value: string | undefined; style: string | undefined }

/** Slack counts more than the text; somewhere above this it refuses (slackapi/bolt-js issues 2509 and 2867). */
const blocksJsonLimit = 11_000

/** The complaints Slack would make, in its manner; none where the blocks are right. */
export function complaintsAbout(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return ['must be an array [json-pointer:/blocks]']
  const complaints: string[] = []
  if (blocks.length === 0) complaints.push('must provide at least one block [json-pointer:/blocks]')
  if (blocks.length > 50) complaints.push('no more than 50 items allowed [json-pointer:/blocks]')
  const actionIds = new Set<string>()
  for (const [at, block] of blocks.entries()) complaints.push(...aboutBlock(block as Json, `/blocks/${at}`, actionIds))
  return complaints
}

export function isTooLong(blocks: unknown): boolean {
  return JSON.stringify(blocks).length > blocksJsonLimit
}

function aboutBlock(block: Json, at: string, actionIds: Set<string>): string[] {
  const known: Record<string, string[]> = {
    header: ['type', 'text', 'block_id'],
    section: ['type', 'text', 'fields', 'expand', 'block_id', 'accessory'],
    actions: ['type', 'elements', 'block_id'],
    divider: ['type', 'block_id'],
    context: ['type', 'elements', 'block_id'],
  }
  const allowed = known[String(block.type)]
  if (!allowed) return [`unsupported type: ${String(block.type)} [json-pointer:${at}/type]`]
  const complaints = unknownKeys(block, allowed, at)
  if (block.type === 'header') complaints.push(...aboutText(block.text, 150, `${at}/text`, ['plain_text']))
  if (block.type === 'section') {
    if (block.text === undefined && block.fields === undefined)
      complaints.push(`missing required field: text or fields [json-pointer:${at}]`)
    if (block.text !== undefined) complaints.push(...aboutText(block.text, 3000, `${at}/text`))
    if (block.fields !== undefined)
      complaints.push(...aboutList(block.fields, 10, `${at}/fields`, (one, where) => aboutText(one, 2000, where)))
  }
  if (block.type === 'actions') {
    complaints.push(...aboutList(block.elements, 25, `${at}/elements`, (one, where) => aboutButton(one, where, actionIds)))
  }
  return complaints
}

function aboutButton(button: Json, at: string, actionIds: Set<string>): string[] {
  if (button.type !== 'button') return [`unsupported type: ${String(button.type)} [json-pointer:${at}/type]`]
  const complaints = unknownKeys(button, ['type', 'text', 'action_id', 'value', 'style', 'url', 'confirm', 'accessibility_label'], at)
  complaints.push(...aboutText(button.text, 75, `${at}/text`, ['plain_text']))
  const id = button.action_id
  if (typeof id !== 'string' || id.length === 0 || id.length > 255)
    complaints.push(`must be 1 to 255 characters [json-pointer:${at}/action_id]`)
  else if (actionIds.has(id)) complaints.push(`\`action_id\` "${id}" already exists [json-pointer:${at}/action_id]`)
  else actionIds.add(id)
  if (button.value !== undefined && (typeof button.value !== 'string' || button.value.length > 2000)) {
    complaints.push(`must be less than 2001 characters [json-pointer:${at}/value]`)
  }
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger') {
    complaints.push(`must be one of primary, danger [json-pointer:${at}/style]`)
  }
  return complaints
}

function aboutText(text: unknown, limit: number, at: string, types = ['plain_text', 'mrkdwn']): string[] {
  const { type, text: words, emoji } = (text ?? {}) as Json
  if (!types.includes(String(type))) return [`must be ${types.join(' or ')} [json-pointer:${at}/type]`]
  const complaints = unknownKeys(text as Json, type === 'plain_text' ? ['type', 'text', 'emoji'] : ['type', 'text', 'verbatim'], at)
  if (typeof words !== 'string' || words.trim() === '') complaints.push(`must be more than 0 characters [json-pointer:${at}/text]`)
  else if (words.length > limit) complaints.push(`must be less than ${limit + 1} characters [json-pointer:${at}/text]`)
  if (emoji !== undefined && typeof emoji !== 'boolean') complaints.push(`must be a boolean [json-pointer:${at}/emoji]`)
  return complaints
}

function aboutList(list: unknown, most: number, at: string, about: (one: Json, at: string) => string[]): string[] {
  if (!Array.isArray(list) || list.length === 0) return [`must have at least 1 item [json-pointer:${at}]`]
  const many = list.length > most ? [`no more than ${most} items allowed [json-pointer:${at}]`] : []
  return [...many, ...list.flatMap((one, index) => about(one as Json, `${at}/${index}`))]
}

function unknownKeys(of: Json, allowed: string[], at: string): string[] {
  return Object.keys(of ?? {})
    .filter((key) => !allowed.includes(key))
    .map((key) => `unknown field: ${key} [json-pointer:${at}]`)
}

/** What stands on a person's screen. Marks such as bold are shown as ‹b›…‹/b›, so that a test sees them. */
export function shown(text: string, blocks: unknown): Shown {
  const calledByText = rendered({ type: 'mrkdwn', text }).mentions
  if (!Array.isArray(blocks) || blocks.length === 0) return { ...rendered({ type: 'mrkdwn', text }), buttons: [] }
  const parts: string[] = []
  const mentions = [...calledByText]
  const buttons: ShownButton[] = []
  const take = (object: unknown): void => {
    const one = rendered(object as Json)
    parts.push(one.text)
    mentions.push(...one.mentions)
  }
  for (const [at, block] of (blocks as Json[]).entries()) {
    if (block.text !== undefined) take(block.text)
    for (const field of (block.fields as Json[] | undefined) ?? []) take(field)
    for (const element of (block.elements as Json[] | undefined) ?? []) {
      const label = rendered(element.text as Json)
      mentions.push(...label.mentions)
      const { action_id: actionId, value, style } = element as Record<string, string | undefined>
      buttons.push({ label: label.text, actionId: actionId ?? '', blockId: String(block.block_id ?? `b${at}`), value, style })
    }
  }
  return { text: parts.join('\n'), buttons, mentions }
}

function rendered(object: Json): { text: string; mentions: string[] } {
  const words = String(object.text ?? '')
  if (object.type === 'plain_text') {
    const text = object.emoji === false ? words : words.replace(/:([a-z0-9_+-]+):/g, '‹emoji $1›')
    return { text: decode(text), mentions: [] }
  }
  const mentions: string[] = []
  const text = words
    .replace(/```([\s\S]+?)```/g, '‹pre›$1‹/pre›')
    .replace(/`([^`\n]+)`/g, '‹code›$1‹/code›')
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s).,!])/g, '$1‹b›$2‹/b›')
    .replace(/(^|[\s(])_([^_\n]+)_(?=$|[\s).,!])/g, '$1‹i›$2‹/i›')
    .replace(/(^|[\s(])~([^~\n]+)~(?=$|[\s).,!])/g, '$1‹s›$2‹/s›')
    .replace(/:([a-z0-9_+-]+):/g, '‹emoji $1›')
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) => {
      if (/^[@!]/.test(target)) mentions.push(target.startsWith('@') ? target : `<${target}>`)
      return /^[@!#]/.test(target) ? (label ?? target) : `‹link ${target}›${label ?? target}‹/link›`
    })
  return { text: decode(text), mentions }
}

export function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
}

export function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** What Slack makes of words typed by a person: addresses become links, emoji their names, which only the blocks explain. */
export function typed(words: string): { text: string; blocks: unknown[] } {
  const emoji: Json[] = []
  const text = words
    .split(/(https?:\/\/[^\s<>|()"\]]+)/)
    .map((part, at) => (at % 2 === 1 ? `<${encode(part)}>` : withEmojiNames(encode(part), emoji)))
    .join('')
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: words }, ...emoji] }
  return { text, blocks: [{ type: 'rich_text', block_id: 'r1', elements: [section] }] }
}

function withEmojiNames(text: string, emoji: Json[]): string {
  return [...new Intl.Segmenter().segment(text)]
    .map(({ segment }) => {
      if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) return segment
      const unicode = [...segment].map((character) => character.codePointAt(0)!.toString(16)).join('-')
      emoji.push({ type: 'emoji', name: `e${unicode}`, unicode })
      return `:e${unicode}:`
    })
    .join('')
}
