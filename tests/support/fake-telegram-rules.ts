/** What the Bot API refuses, in its own words. Stricter than the real one: what we don't use is refused too. */
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types'
import type { Params } from './fake-telegram-http.ts'

export class ApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super(description)
  }
}

export const badRequest = (why: string): ApiError => new ApiError(400, `Bad Request: ${why}`)

type Kind = 'number' | 'string' | 'boolean' | 'object' | 'array'

const place = { chat_id: 'number', message_thread_id: 'number' } as const
const words = { text: 'string', entities: 'array', link_preview_options: 'object', reply_markup: 'object' } as const

/** Parameters of each method and their shapes. */
const methods: Record<string, Record<string, Kind>> = {
  getMe: {},
  getWebhookInfo: {},
  getChatMember: { chat_id: 'number', user_id: 'number' },
  getUpdates: { offset: 'number', limit: 'number', timeout: 'number', allowed_updates: 'array' },
  setWebhook: { url: 'string', secret_token: 'string', allowed_updates: 'array' },
  deleteWebhook: { drop_pending_updates: 'boolean' },
  setMyCommands: { commands: 'array', language_code: 'string' },
  sendMessage: { ...place, ...words },
  sendPhoto: { ...place, photo: 'string', caption: 'string' },
  sendDocument: { ...place, document: 'string', caption: 'string' },
  editMessageText: { chat_id: 'number', message_id: 'number', ...words },
  editMessageReplyMarkup: { chat_id: 'number', message_id: 'number', reply_markup: 'object' },
  deleteMessage: { chat_id: 'number', message_id: 'number' },
  answerCallbackQuery: { callback_query_id: 'string', text: 'string', show_alert: 'boolean' },
  getFile: { file_id: 'string' },
}

export function checkParams(method: string, params: Params): void {
  const shape = methods[method]
  if (!shape) throw new ApiError(404, 'Not Found: method not found')
  for (const [key, value] of Object.entries(params)) {
    const kind = shape[key]
    if (!kind) throw badRequest(`parameter "${key}" of ${method} is unknown to this fake`)
    const actual = Array.isArray(value) ? 'array' : typeof value
    if (actual !== kind) {
      throw badRequest(`parameter "${key}" of ${method} must be of type ${kind}, not ${actual}`)
    }
  }
}

/** As the server stores it: trimmed, and refused where nothing is left or it is too long. */
export function checkText(value: unknown, limit: number, what: 'message' | 'caption'): string {
  const text = String(value ?? '')
  if (/\p{Cs}/u.test(text)) throw badRequest('strings must be encoded in UTF-8')
  const stored = text.replace(/^[ \n\t]+|[ \n\t]+$/g, '')
  if (what === 'message' && /^[\s\p{Cf}]*$/u.test(stored)) throw badRequest('message text is empty')
  if (stored.length > limit) throw badRequest(what === 'message' ? 'message is too long' : 'message caption is too long')
  return stored
}

const styles = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'blockquote', 'code', 'pre', 'text_link']

export function checkEntities(value: unknown, text: string): MessageEntity[] {
  const entities = (value ?? []) as MessageEntity[]
  for (const entity of entities) {
    const { type, offset, length } = entity
    if (!styles.includes(type)) throw badRequest(`can't parse MessageEntity: unsupported type "${type}"`)
    const inside = Number.isInteger(offset) && Number.isInteger(length) && offset >= 0 && length > 0 && offset + length <= text.length
    if (!inside) throw badRequest('ENTITY_BOUNDS_INVALID')
    for (const border of [offset, offset + length]) {
      if (/[\udc00-\udfff]/.test(text[border] ?? '')) throw badRequest('ENTITY_BOUNDS_INVALID: inside a surrogate pair')
    }
  }
  return entities
}

export function checkKeyboard(value: unknown): InlineKeyboardButton[][] {
  if (value === undefined) return []
  const rows = (value as { inline_keyboard?: InlineKeyboardButton[][] }).inline_keyboard
  if (!Array.isArray(rows)) throw badRequest('object expected as reply markup, can\'t find field "inline_keyboard"')
  if (rows.flat().length > 100) throw badRequest('REPLY_MARKUP_TOO_LONG')
  for (const row of rows) {
    if (!Array.isArray(row) || row.length === 0 || row.length > 8) throw badRequest('a row of the inline keyboard has 1 to 8 buttons')
    for (const button of row) checkButton(button)
  }
  return rows
}

function checkButton(button: InlineKeyboardButton): void {
  const { text, style, ...action } = button
  if (typeof text !== 'string' || text.trim() === '') throw badRequest("can't parse inline keyboard button: text is empty")
  if (style !== undefined && !['danger', 'success', 'primary'].includes(style)) throw badRequest('BUTTON_STYLE_INVALID')
  if (Object.keys(action).length !== 1) throw badRequest('inline keyboard button must have exactly one optional field')
  if ('callback_data' in action) {
    const bytes = Buffer.byteLength(action.callback_data)
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  } else if ('url' in action) {
    if (!URL.canParse(action.url) || /\s/.test(action.url)) throw badRequest('BUTTON_URL_INVALID')
  } else throw badRequest('text buttons are unallowed in the inline keyboard')
}

/** Width and height are read from PNGs; other pictures count as fine. */
export function checkPhoto(bytes: Buffer): void {
  if (bytes.length > 10 * 1024 * 1024) throw new ApiError(413, 'Request Entity Too Large')
  const png = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))
  if (!png && !jpeg) throw badRequest('IMAGE_PROCESS_FAILED')
  if (!png) return
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) throw badRequest('PHOTO_INVALID_DIMENSIONS')
}

export function checkCommands(commands: unknown[]): void {
  for (const entry of commands as { command?: unknown; description?: unknown }[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(String(entry.command ?? ''))) throw badRequest('BOT_COMMAND_INVALID')
    const { length } = String(entry.description ?? '')
    if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
}

/** Flood limits: 30 messages a second in all, one a second to a chat (with a small burst, unless `strict`), 20 a minute to a group. */
export class Flood {
  private sent: { chat: number; at: number }[] = []

  constructor(
    private readonly now: () => number,
    private readonly strict = false,
  ) {}

  check(chat: number): void {
    const now = this.now()
    this.sent = this.sent.filter((entry) => now - entry.at < 60_000)
    const wait = Math.max(
      this.waitFor(30, 1000, () => true),
      this.strict ? this.waitFor(1, 1000, (entry) => entry.chat === chat) : this.waitFor(5, 5000, (entry) => entry.chat === chat),
      chat < 0 ? this.waitFor(20, 60_000, (entry) => entry.chat === chat) : 0,
    )
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000)
      throw new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
    }
    this.sent.push({ chat, at: now })
  }

  private waitFor(most: number, withinMs: number, counts: (entry: { chat: number }) => boolean): number {
    const now = this.now()
    const recent = this.sent.filter((entry) => now - entry.at < withinMs && counts(entry))
    return recent.length < most ? 0 : recent[recent.length - most]!.at + withinMs - now
  }
}
