/** Update -> Incoming. Pure. */
import type { CallbackQuery, Message, MessageEntity, Update, User } from 'grammy/types'
import type { Incoming, IncomingEvent, IncomingFile } from '../../bot/platform.ts'
import type { Lang } from '../../domain/person.ts'
import { addressOf, type Place, pressOf, refOf } from './references.ts'

export type BotIdentity = { id: number; username: string }

/** undefined where there is nothing for the bot: other bots, channels, service messages, chatter it can't answer. */
export function toIncoming(update: Update, me: BotIdentity, receivedAt: Date): Incoming | undefined {
  const id = String(update.update_id)
  if (update.callback_query) return { id, platform: 'telegram', at: receivedAt.toISOString(), ...pressed(update.callback_query) }
  const message = update.message ?? update.edited_message
  if (!message) return undefined
  const from = senderOf(message)
  if (!from) return undefined
  const event = update.message ? posted(message, me) : edited(message, me)
  if (!event) return undefined
  const at = new Date((message.edit_date ?? message.date) * 1000).toISOString()
  return { id, platform: 'telegram', at, from, chat: chatOf(message), event }
}

function chatOf(message: Message): Incoming['chat'] {
  const place = placeOfMessage(message)
  if (message.chat.type === 'private') return { address: addressOf(place), kind: 'private' }
  return { address: addressOf(place), kind: 'group', ...(place.topic === undefined ? {} : { room: addressOf({ chat: place.chat }) }) }
}

/** message_thread_id also marks plain reply threads, in which nothing can be posted: only topics count. */
function placeOfMessage(message: Message): Place {
  const topic = message.is_topic_message ? message.message_thread_id : undefined
  return topic === undefined ? { chat: message.chat.id } : { chat: message.chat.id, topic }
}

function senderOf(message: Message): Incoming['from'] | undefined {
  if (message.chat.type === 'channel' || message.is_automatic_forward) return undefined
  if (message.sender_chat) {
    // An anonymous administrator writes as the group itself and can be answered only there; anyone else is a channel.
    if (message.sender_chat.id !== message.chat.id) return undefined
    const name = message.author_signature ?? message.chat.title ?? ''
    return { address: addressOf(placeOfMessage(message)), name: name.trim() || 'admin' }
  }
  return message.from && !message.from.is_bot ? personOf(message.from) : undefined
}

function personOf(user: User): Incoming['from'] {
  const name = [user.first_name, user.last_name ?? ''].join(' ').trim() || user.username || String(user.id)
  const lang = langOf(user.language_code)
  return { address: addressOf({ chat: user.id }), name, ...(lang ? { lang } : {}) }
}

function langOf(code: string | undefined): Lang | undefined {
  if (!code) return undefined
  return code.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function pressed(query: CallbackQuery): Pick<Incoming, 'from' | 'chat' | 'event'> {
  const from = personOf(query.from)
  const message = query.message
  if (!message) {
    const nowhere = refOf({ chat: query.from.id, messages: [0] })
    return { from, chat: { address: from.address, kind: 'private' }, event: { kind: 'press', message: nowhere, verb: 'unknown', id: '' } }
  }
  const { verb, id, earlier } = pressOf(query.data)
  const ref = refOf({ chat: message.chat.id, messages: [...earlier, message.message_id] })
  // An inaccessible message (date 0) still says its chat, but no longer its topic.
  return { from, chat: chatOf(message as Message), event: { kind: 'press', message: ref, verb, id } }
}

function posted(message: Message, me: BotIdentity): IncomingEvent | undefined {
  const ref = refOf({ chat: message.chat.id, messages: [message.message_id] })
  const { text, toBot } = wordsOf(message, me)
  const start = message.chat.type === 'private' ? /^\/start(?:\s+(\S+))?\s*$/.exec(text) : null
  if (start) return { kind: 'start', payload: start[1] ?? '' }
  const files = filesOf(message)
  if (message.text !== undefined || files.length > 0) return { kind: 'message', message: ref, text, files, toBot }
  const what = kindOf(message)
  // In a group nobody wants an answer to a sticker that was meant for others.
  return what !== undefined && toBot ? { kind: 'unsupported', message: ref, what } : undefined
}

function edited(message: Message, me: BotIdentity): IncomingEvent | undefined {
  // A live location is "edited" as it moves; it has no words.
  if (message.text === undefined && filesOf(message).length === 0) return undefined
  return { kind: 'edit', message: refOf({ chat: message.chat.id, messages: [message.message_id] }), ...wordsOf(message, me) }
}

/** What was said, without the name of the bot, and whether it was said to the bot. Entities count in UTF-16 units, as JavaScript does. */
function wordsOf(message: Message, me: BotIdentity): { text: string; toBot: boolean } {
  const said = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const own = `@${me.username}`.toLowerCase()
  const spoken = (entity: MessageEntity): string => said.slice(entity.offset, entity.offset + entity.length)
  const mentions = entities.filter(
    (entity) =>
      (entity.type === 'mention' && spoken(entity).toLowerCase() === own) || (entity.type === 'text_mention' && entity.user.id === me.id),
  )
  const text = withoutMentions(said, mentions)
  if (message.chat.type === 'private') return { text: withoutAddressee(text, own).text, toBot: true }

  const command = entities.find((entity) => entity.type === 'bot_command' && entity.offset === 0)
  if (command && spoken(command).includes('@') && !spoken(command).toLowerCase().endsWith(own)) return { text, toBot: false }
  const addressed = withoutAddressee(text, own)
  return { text: addressed.text, toBot: command !== undefined || mentions.length > 0 || addressed.found || repliesTo(message, me) }
}

function withoutMentions(said: string, mentions: MessageEntity[]): string {
  let text = said
  for (const { offset, length } of [...mentions].sort((a, b) => b.offset - a.offset)) {
    const before = text.slice(0, offset)
    const after = text.slice(offset + length)
    // A leading name is a form of address: `@bot: text`.
    if (before.trim() === '') text = after.replace(/^\s*[,，:：]?\s*/, '')
    else text = /\s$/.test(before) ? before + after.replace(/^[ \t]+/, '') : before + after
  }
  return mentions.length > 0 ? text.trim() : text
}

/** `/need@our_bot 12` -> `/need 12`. */
function withoutAddressee(text: string, own: string): { text: string; found: boolean } {
  const match = /^(\/\w+)(@\w+)(?=\s|$)/.exec(text)
  if (!match || match[2]!.toLowerCase() !== own) return { text, found: false }
  return { text: match[1]! + text.slice(match[0].length), found: true }
}

/** In a forum every message "replies" to the one that opened its topic. */
function repliesTo(message: Message, me: BotIdentity): boolean {
  const replied = message.reply_to_message
  return replied !== undefined && replied.from?.id === me.id && replied.forum_topic_created === undefined
}

/** Sizes of a photo come smallest first. An animation comes with a document that is the same file. */
function filesOf(message: Message): IncomingFile[] {
  const photo = message.photo?.at(-1)
  if (photo) return [fileOf('photo', photo, `photo-${photo.file_unique_id}.jpg`, 'image/jpeg')]
  const { animation, document, audio, voice, video, video_note: note } = message
  if (animation) return [fileOf('video', animation, 'animation.mp4', 'video/mp4')]
  if (document) return [fileOf('document', document, 'document', 'application/octet-stream')]
  if (audio) return [fileOf('audio', audio, 'audio.mp3', 'audio/mpeg')]
  if (voice) return [fileOf('audio', voice, 'voice.ogg', 'audio/ogg')]
  if (video) return [fileOf('video', video, 'video.mp4', 'video/mp4')]
  if (note) return [fileOf('video', note, 'video.mp4', 'video/mp4')]
  return []
}

type TelegramFile = { file_id: string; file_name?: string; mime_type?: string; file_size?: number }

function fileOf(kind: IncomingFile['kind'], file: TelegramFile, name: string, mime: string): IncomingFile {
  const size = file.file_size === undefined ? {} : { size: file.file_size }
  return { id: file.file_id, kind, name: file.file_name || name, mime: file.mime_type || mime, ...size }
}

/** Everything else that has no text is a service message. A venue also has a location. */
const kinds = [
  'sticker',
  'venue',
  'location',
  'contact',
  'poll',
  'dice',
  'game',
  'story',
  'paid_media',
  'live_photo',
  'rich_message',
  'checklist',
  'invoice',
  'giveaway',
] as const

function kindOf(message: Message): string | undefined {
  return kinds.find((kind) => message[kind] !== undefined)
}
