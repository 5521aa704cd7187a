/** Chats of the fake Telegram and who writes in them. */
import type { InlineKeyboardButton, Message, MessageEntity, User } from 'grammy/types'
import type { FakeTelegram } from './fake-telegram.ts'
import type { Upload } from './fake-telegram-http.ts'

/** A message as the server keeps it. */
export type Kept = {
  id: number
  from: 'bot' | number
  at: number
  topic?: number
  text: string
  entities: MessageEntity[]
  keyboard: InlineKeyboardButton[][]
  file?: { method: 'photo' | 'document'; upload: Upload }
}

/** A message as a person sees it. */
export type Shown = {
  id: number
  from: 'bot' | number
  text: string
  bold: string[]
  buttons: InlineKeyboardButton[][]
  file?: { kind: 'photo' | 'document'; name: string; bytes: Buffer }
  /** @names Telegram makes of the text by itself. */
  mentions: string[]
}

export class FakeChat {
  readonly messages = new Map<number, Kept>()
  readonly topics = new Set<number>()
  /** The bot was thrown out or blocked. */
  closed = false
  /** Private: the person pressed start once. */
  started = false
  movedTo: number | undefined

  constructor(
    readonly id: number,
    readonly type: 'private' | 'group' | 'supergroup',
    readonly title: string,
  ) {}

  /** Oldest first, as it stands now. */
  shown(): Shown[] {
    return [...this.messages.values()].map((kept) => ({
      id: kept.id,
      from: kept.from,
      text: kept.text,
      bold: kept.entities.filter((e) => e.type === 'bold').map((e) => kept.text.slice(e.offset, e.offset + e.length)),
      buttons: kept.keyboard,
      ...(kept.file ? { file: { kind: kept.file.method, ...kept.file.upload } } : {}),
      mentions: kept.text.match(/(?<!\w)@[A-Za-z]\w{2,31}\b/g) ?? [],
    }))
  }

  byBot(): Shown[] {
    return this.shown().filter((message) => message.from === 'bot')
  }
}

export type Where = {
  /** A group; without it the private chat with the bot. */
  in?: FakeGroup
  topic?: number
  /** The id of the message that is answered. */
  replyTo?: number
}

export class FakeUser {
  /** The newest message this person wrote, for `edit`. */
  private last: Message | undefined

  constructor(
    private readonly telegram: FakeTelegram,
    readonly id: number,
    readonly name: string,
    readonly language?: string,
  ) {}

  get chat(): FakeChat {
    return this.telegram.chat(this.id)
  }

  get profile(): User {
    return { id: this.id, is_bot: false, first_name: this.name, ...(this.language ? { language_code: this.language } : {}) }
  }

  /** Opens the private chat, by a deep link where there is a payload. */
  start(payload = ''): Message {
    this.chat.closed = false
    return this.say(payload === '' ? '/start' : `/start ${payload}`)
  }

  say(text: string, where: Where = {}): Message {
    return this.post({ text, ...entitiesOf(text, 'entities') }, where)
  }

  edit(text: string): Message {
    if (!this.last) throw new Error('there is nothing to edit')
    const { text: _, entities: __, ...rest } = this.last
    this.last = { ...rest, edit_date: this.telegram.seconds(), text, ...entitiesOf(text, 'entities') } as Message
    this.telegram.push('edited_message', this.last, where(this.last, this.telegram))
    return this.last
  }

  /** A file as the apps send it: a photo arrives in several sizes. */
  sendFile(
    kind: 'photo' | 'document' | 'audio' | 'video' | 'voice',
    upload: Upload & { mime?: string },
    caption = '',
    at: Where = {},
  ): Message {
    const words = caption === '' ? {} : { caption, ...entitiesOf(caption, 'caption_entities') }
    const file = this.telegram.keepFile(upload)
    const named = { ...file, file_name: upload.name, ...(upload.mime ? { mime_type: upload.mime } : {}) }
    const small = this.telegram.keepFile({ name: upload.name, bytes: Buffer.from('thumbnail') })
    const sized = [
      { ...small, width: 90, height: 60 },
      { ...file, width: 1280, height: 853 },
    ]
    const content = kind === 'photo' ? sized : kind === 'document' ? named : { ...named, duration: 3, width: 640, height: 480 }
    return this.post({ [kind]: content, ...words }, at)
  }

  sendPhoto(bytes: Uint8Array, caption = '', at: Where = {}): Message {
    return this.sendFile('photo', { name: 'photo.jpg', bytes: Buffer.from(bytes) }, caption, at)
  }

  /** Anything else a message can hold, in the Bot API's own fields. */
  post(content: Record<string, unknown>, at: Where = {}): Message {
    const chat = at.in?.chat ?? this.chat
    if (!at.in) chat.started = true
    this.last = this.telegram.receive(chat, this.profile, content, at)
    return this.last
  }

  /** Presses a button of the newest card that has any: by what it says, or by number from 0. A link to the bot is followed. */
  press(which: string | number, at: { in?: FakeGroup; message?: number } = {}): void {
    const chat = at.in?.chat ?? this.chat
    const card = chat.byBot().findLast((message) => (at.message === undefined ? message.buttons.length > 0 : message.id === at.message))
    const buttons = card?.buttons.flat() ?? []
    const button = typeof which === 'number' ? buttons[which] : buttons.find((one) => one.text === which)
    if (!card || !button) throw new Error(`no button ${which} among ${JSON.stringify(buttons.map((one) => one.text))}`)
    if ('url' in button) {
      const link = new URL(button.url)
      if (link.host !== 't.me' || link.pathname !== `/${this.telegram.username}`) throw new Error(`a link elsewhere: ${button.url}`)
      this.start(link.searchParams.get('start') ?? '')
    } else if ('callback_data' in button) {
      this.telegram.pressed(chat, this.profile, card.id, button.callback_data)
    }
  }

  block(): void {
    this.chat.closed = true
  }

  /** Deletes a message for both sides. */
  remove(message: number): void {
    this.chat.messages.delete(message)
  }
}

export class FakeGroup {
  constructor(
    private readonly telegram: FakeTelegram,
    public chat: FakeChat,
    /** As BotFather sets it: on, the bot hears only commands, mentions and replies. */
    public privacy: boolean,
  ) {}

  topic(): number {
    const id = this.telegram.nextMessageId()
    this.chat.topics.add(id)
    return id
  }

  /** The group becomes a supergroup with a new id, as when its history is made visible. */
  upgrade(): void {
    const old = this.chat
    this.chat = this.telegram.addChat(new FakeChat(-1_000_000_000_000 + old.id, 'supergroup', old.title))
    old.movedTo = this.chat.id
  }
}

function where(message: Message, telegram: FakeTelegram): FakeChat {
  return telegram.chat(message.chat.id)
}

/** What Telegram finds in a text by itself: commands, @names. */
function entitiesOf(text: string, key: 'entities' | 'caption_entities'): Record<string, MessageEntity[]> {
  const found: MessageEntity[] = []
  for (const match of text.matchAll(/(?<![\w/])\/\w{1,64}(@\w{3,32})?/g)) {
    found.push({ type: 'bot_command', offset: match.index, length: match[0].length })
  }
  for (const match of text.matchAll(/(?<![\w@/])@[A-Za-z]\w{2,31}\b/g)) {
    found.push({ type: 'mention', offset: match.index, length: match[0].length })
  }
  return found.length > 0 ? { [key]: found } : {}
}
