/** Slack's payload -> Incoming. Pure. */
import type { Incoming, IncomingEvent, IncomingFile } from '../../bot/platform.ts'
import type { Lang } from '../../domain/person.ts'
import type { CommandBody, MessageEvent, Payload, SlackFile, SlackMessage } from './payloads.ts'
import { addressOf, type Place, pressedOf, refOf, refOfCommand } from './references.ts'
import { isBlank, readText, usersIn } from './words.ts'

export type BotIdentity = { team: string; user: string; bot: string }

/** What users.info tells of somebody. */
export type Profile = { name?: string; lang?: Lang; bot: boolean }

export type Context = {
  me: BotIdentity
  /** Who could be looked up of `usersOf`. */
  people: ReadonlyMap<string, Profile>
  receivedAt: Date
  /** Whether the bot can write in the channel where a command was typed. */
  member: boolean
}

/** undefined where there is nothing for the bot: other bots, its own messages, link previews, people coming and going. */
export function toIncoming(payload: Payload, context: Context): Incoming | undefined {
  const sender = senderOf(payload)
  if (sender === undefined || sender === context.me.user || sender === 'USLACKBOT') return undefined
  const profile = context.people.get(sender)
  if (profile?.bot) return undefined
  const what = whatHappened(payload, sender, context)
  if (!what) return undefined
  const name = profile?.name || nameIn(payload) || sender
  const lang = profile?.lang === undefined ? {} : { lang: profile.lang }
  const from = { address: addressOf({ team: context.me.team, user: sender }), name, ...lang }
  const { id, at, place, event } = what
  return { id, platform: 'slack', at: timeOf(at, context), from, chat: chatOf(place), event }
}

function chatOf(place: Place): Incoming['chat'] {
  const address = addressOf(place)
  if ('user' in place) return { address, kind: 'private' }
  return {
    address,
    kind: 'group',
    ...(place.thread === undefined ? {} : { room: addressOf({ team: place.team, channel: place.channel }) }),
  }
}

/** Whom to look up before `toIncoming`, the sender first. */
export function usersOf(payload: Payload, me: BotIdentity): string[] {
  const sender = senderOf(payload)
  if (sender === undefined || isFromBot(payload)) return []
  const text = payload.kind === 'message' ? (messageOf(payload.event).text ?? '') : ''
  return [...new Set([sender, ...usersIn(text)])].filter((user) => user !== me.user && user !== 'USLACKBOT').slice(0, 6)
}

type Happening = { id: string; at: string | undefined; place: Place; event: IncomingEvent }

function whatHappened(payload: Payload, sender: string, context: Context): Happening | undefined {
  const { team } = context.me
  if (payload.kind === 'message') return isFromBot(payload) ? undefined : said(payload.id, payload.event, sender, context)
  if (payload.kind === 'home') {
    // Slack tells of every opening. One id for ever makes only the first of them an event.
    if (payload.tab !== 'messages') return undefined
    return { id: `opened:${team}:${sender}`, at: payload.at, place: { team, user: sender }, event: { kind: 'start', payload: '' } }
  }
  if (payload.kind === 'command') return commanded(payload.body, sender, context)
  const { container, actions } = payload.body
  const [action] = actions
  const id = `press:${sender}:${container.message_ts}:${action.action_ts}`
  const pressed = pressedOf(action.action_id, action.value)
  if ('start' in pressed) {
    return { id, at: action.action_ts, place: { team, user: sender }, event: { kind: 'start', payload: pressed.start } }
  }
  const { verb, id: about, earlier } = pressed
  const message = refOf({ channel: container.channel_id, parts: [...earlier, container.message_ts] })
  const place = placeIn(team, container.channel_id, sender, threadOf(container.message_ts, container.thread_ts))
  return { id, at: action.action_ts, place, event: { kind: 'press', message, verb, id: about } }
}

function said(id: string, event: MessageEvent, sender: string, context: Context): Happening | undefined {
  const { me } = context
  const message = messageOf(event)
  const edited = event.subtype === 'message_changed'
  if (edited && !isEditByPerson(event)) return undefined
  if (!edited && !saidBySubtype(event.subtype) && !unsupportedSubtypes.has(event.subtype ?? '')) return undefined
  const private_ = isPrivate(event.channel)
  const own = threadOf(message.ts, message.thread_ts)
  const place = placeIn(me.team, event.channel, sender, own ?? (private_ ? undefined : message.ts))
  const words = wordsOf(message, context)
  const toBot = private_ || words.mentioned || message.parent_user_id === me.user
  const ref = refOf({ channel: event.channel, parts: [message.ts] })
  const at = event.event_ts ?? message.ts
  if (edited) return { id, at, place, event: { kind: 'edit', message: ref, text: words.text, toBot } }
  const files = (message.files ?? []).flatMap(fileOf)
  const meant = !unsupportedSubtypes.has(event.subtype ?? '') && (!isBlank(words.text) || files.length > 0 || words.mentioned)
  if (meant) return { id, at, place, event: { kind: 'message', message: ref, text: words.text, files, toBot } }
  // In a channel nobody wants an answer to what was meant for others.
  return toBot ? { id, at, place, event: { kind: 'unsupported', message: ref, what: kindOf(event) } } : undefined
}

/** A command is typed where nobody sees it. Where the bot can't write it answers in private: other people's direct messages, channels without it. */
function commanded(body: CommandBody, sender: string, { me, member }: Context): Happening {
  const place: Place = isPrivate(body.channel_id) || !member ? { team: me.team, user: sender } : { team: me.team, channel: body.channel_id }
  const nobody = { me: '', nameOf: () => undefined, emoji: new Map() }
  const words = readText(body.text, nobody).text.trim().replace(/^\/+/, '')
  const message = refOfCommand(body.channel_id, body.trigger_id)
  const text = words === '' ? '/help' : `/${words}`
  return { id: `command:${body.trigger_id}`, at: undefined, place, event: { kind: 'message', message, text, files: [], toBot: true } }
}

function senderOf(payload: Payload): string | undefined {
  if (payload.kind === 'message') return messageOf(payload.event).user
  if (payload.kind === 'home') return payload.user
  return payload.kind === 'action' ? payload.body.user.id : payload.body.user_id
}

function nameIn(payload: Payload): string | undefined {
  if (payload.kind === 'action') return payload.body.user.name
  return payload.kind === 'command' ? payload.body.user_name : undefined
}

function messageOf(event: MessageEvent): SlackMessage {
  return event.subtype === 'message_changed' && event.message ? event.message : event
}

function isFromBot(payload: Payload): boolean {
  return payload.kind === 'message' && Boolean(messageOf(payload.event).bot_id)
}

function saidBySubtype(subtype: string | null | undefined): boolean {
  return !subtype || subtype === 'file_share' || subtype === 'thread_broadcast' || subtype === 'me_message'
}

const unsupportedSubtypes = new Set(['huddle_thread', 'reminder_add', 'sh_room_created'])

function kindOf(event: MessageEvent): string {
  if (event.subtype === 'huddle_thread' || event.subtype === 'sh_room_created') return 'call'
  if (event.subtype === 'reminder_add') return 'reminder'
  return (event.files ?? []).length > 0 ? 'lost_file' : 'empty'
}

/** message_changed also tells of link previews, replies in a thread and changes by apps: then nobody touched the words. */
function isEditByPerson(event: MessageEvent): boolean {
  const { message, previous_message: before } = event
  return Boolean(message?.edited) && message?.text !== before?.text
}

function isPrivate(channel: string): boolean {
  return channel.startsWith('D')
}

function placeIn(team: string, channel: string, user: string, thread: string | undefined): Place {
  const chat = isPrivate(channel) ? { user } : { channel }
  return { team, ...chat, ...(thread === undefined ? {} : { thread }) }
}

/** The first message of a thread bears its own ts there once it has replies; that makes it no reply. */
function threadOf(ts: string, thread: string | undefined): string | undefined {
  return thread === ts ? undefined : thread
}

function wordsOf(message: SlackMessage, { me, people }: Context): { text: string; mentioned: boolean } {
  const reading = { me: me.user, nameOf: (user: string) => people.get(user)?.name, emoji: emojiIn(message.blocks) }
  const own = readText(message.text ?? '', reading)
  const passedOn = (message.attachments ?? []).flatMap(({ is_share, text }) => (is_share && text ? [readText(text, reading).text] : []))
  return { text: [own.text, ...passedOn].filter((part) => part !== '').join('\n\n'), mentioned: own.mentioned }
}

/** Slack nests lists in lists some eight levels deep. */
const deepestBlock = 40

/** `:wave::skin-tone-2:` -> 👋🏻, for those emoji whose character Slack tells; a workspace's own have none. */
function emojiIn(blocks: unknown): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > deepestBlock) return
    if (Array.isArray(node)) {
      for (const each of node) visit(each, depth + 1)
      return
    }
    const { type, name, unicode, skin_tone: tone, elements } = node as Record<string, unknown>
    if (type === 'emoji' && typeof name === 'string' && typeof unicode === 'string' && /^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/.test(unicode)) {
      const character = String.fromCodePoint(...unicode.split('-').map((code) => Math.min(Number.parseInt(code, 16), 0x10ffff)))
      found.set(typeof tone === 'number' ? `:${name}::skin-tone-${tone}:` : `:${name}:`, character)
    }
    visit(elements, depth + 1)
  }
  visit(blocks, 0)
  return found
}

/** A file that was deleted, or that the workspace's plan hides, can't be fetched any more. */
function fileOf(file: SlackFile): IncomingFile[] {
  if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit') return []
  const mime = file.mimetype || 'application/octet-stream'
  const kind = /^image\/(png|jpe?g|gif|webp|heic|heif|bmp)$/.test(mime) ? 'photo' : /^(audio|video)\//.exec(mime)?.[1]
  const size = typeof file.size === 'number' && file.size > 0 ? { size: file.size } : {}
  return [{ id: file.id, kind: (kind ?? 'document') as IncomingFile['kind'], name: file.name || file.id, mime, ...size }]
}

function timeOf(ts: string | undefined, { receivedAt }: Context): string {
  return (ts === undefined ? receivedAt : new Date(Math.floor(Number(ts) * 1000))).toISOString()
}
