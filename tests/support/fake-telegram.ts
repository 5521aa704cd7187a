/**
 * A strict fake of the Bot API over real HTTP on loopback: it refuses what the real one refuses (lengths, callback data, unknown shapes,
 * blocked chats, floods) and can be told to fail. Tests act through `user(...)` and `group(...)` and read their chats.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message, User } from 'grammy/types'
import { type Params, readRequest, type Sent, type Upload } from './fake-telegram-http.ts'
import { FakeChat, FakeGroup, FakeUser, type Kept, type Where } from './fake-telegram-people.ts'
import {
  ApiError,
  badRequest,
  checkCommands,
  checkEntities,
  checkKeyboard,
  checkParams,
  checkPhoto,
  checkText,
  type Flood,
} from './fake-telegram-rules.ts'
import { Updates } from './fake-telegram-updates.ts'

export type Trouble =
  | { status: number; description?: string; retryAfter?: number }
  /** Never answers. */
  | 'hang'
  /** A proxy's page instead of the Bot API. */
  | 'proxy error'
  /** The connection is cut before anything was done, or after it was done. */
  | 'cut before'
  | 'cut after'

export class FakeTelegram {
  readonly token = `7000000001:${'AAFakeTokenForTestsOnly_0123456789-abc'}`
  readonly username = 'shibaiqian_bot'
  readonly id = 7000000001
  /** Every call, newest last. */
  readonly calls: { method: string; params: Params }[] = []
  readonly commands = new Map<string, unknown[]>()
  readonly updates = new Updates()
  /** Set to enforce flood limits. */
  flood: Flood | undefined
  now: () => number = Date.now
  /** As set at BotFather. */
  botFather: { can_read_all_group_messages?: boolean; can_join_groups?: boolean } = { can_read_all_group_messages: false }
  /** What Telegram says of its calls of the webhook. */
  webhookTrouble: { last_error_date?: number; last_error_message?: string } = {}
  /** Calls that are never answered. */
  hanging = 0

  private readonly server: Server
  private port = 0
  private readonly chats = new Map<number, FakeChat>()
  private readonly groups = new Map<number, FakeGroup>()
  private readonly files = new Map<string, Upload & { path: string }>()
  private readonly openQueries = new Set<string>()
  private troubles: { method: string; trouble: Trouble; times: number; after: number }[] = []
  private counters = { message: 40, file: 0, query: 0 }
  private stopped = false

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response))
    // Node's 5 s would cut connections that a busy machine is just about to use again
    this.server.keepAliveTimeout = 60_000
  }

  static async start(): Promise<FakeTelegram> {
    const telegram = new FakeTelegram()
    await telegram.listen()
    return telegram
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Opens the same port again after `hangUp`. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.server.address() as AddressInfo).port
  }

  /** Closes the port: connections are refused until `listen`. */
  async hangUp(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    this.server.closeAllConnections()
    await closed
  }

  async stop(): Promise<void> {
    if (this.stopped) return
    this.stopped = true
    await this.hangUp()
    await this.updates.stop()
  }

  /** `times` calls of a method ('*': of any) fail like this, once `after` of them have gone well. */
  trouble(method: string, trouble: Trouble, { times = 1, after = 0 } = {}): void {
    this.troubles.push({ method, trouble, times, after })
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.troubles = []
    this.updates.mischief = undefined
  }

  /** Somebody who has opened the private chat, unless `started` is false. */
  user(id: number, name: string, language?: string, started = true): FakeUser {
    this.addChat(new FakeChat(id, 'private', name)).started = started
    return new FakeUser(this, id, name, language)
  }

  group(id: number, title: string, options: { type?: 'group' | 'supergroup'; privacy?: boolean } = {}): FakeGroup {
    const chat = this.addChat(new FakeChat(id, options.type ?? 'group', title))
    const group = new FakeGroup(this, chat, options.privacy ?? true)
    this.groups.set(id, group)
    return group
  }

  chat(id: number): FakeChat {
    const chat = this.chats.get(id)
    if (!chat) throw new Error(`no chat ${id}`)
    return chat
  }

  addChat(chat: FakeChat): FakeChat {
    this.chats.set(chat.id, chat)
    return chat
  }

  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  nextMessageId(): number {
    return ++this.counters.message
  }

  keepFile(upload: Upload): { file_id: string; file_unique_id: string; file_size: number } {
    const number = ++this.counters.file
    const id = `AgACAgUAAxkBAAI${number}_-${'x'.repeat(50)}`
    this.files.set(id, { ...upload, path: `documents/file_${number}.bin` })
    return { file_id: id, file_unique_id: `AQAD${number}`, file_size: upload.bytes.length }
  }

  /** A person's message goes into the chat and, where the bot hears it, to the bot. */
  receive(chat: FakeChat, from: User, content: Record<string, unknown>, where: Where): Message {
    const replied = where.replyTo === undefined ? undefined : chat.messages.get(where.replyTo)
    const message = {
      message_id: this.nextMessageId(),
      from,
      chat: this.chatFields(chat),
      date: this.seconds(),
      ...(where.topic === undefined ? {} : { message_thread_id: where.topic, is_topic_message: true }),
      ...(replied ? { reply_to_message: this.messageFields(chat, replied) } : {}),
      ...content,
    } as Message
    const text = String(message.text ?? message.caption ?? '')
    chat.messages.set(message.message_id, { id: message.message_id, from: from.id, at: this.now(), text, entities: [], keyboard: [] })
    this.push('message', message, chat)
    return message
  }

  push(kind: 'message' | 'edited_message', message: Message, chat: FakeChat): void {
    if (chat.type !== 'private' && !this.hears(chat, message)) return
    this.updates.push({ [kind]: message })
  }

  pressed(chat: FakeChat, from: User, messageId: number, data: string): void {
    const kept = chat.messages.get(messageId)
    if (!kept) throw new Error('no such card')
    const id = String(++this.counters.query)
    this.openQueries.add(id)
    const message = this.messageFields(chat, kept)
    this.updates.push({ callback_query: { id, from, message, chat_instance: `i${chat.id}`, data } })
  }

  /** Presses whose spinner still turns. */
  get unanswered(): number {
    return this.openQueries.size
  }

  private hears(chat: FakeChat, message: Message): boolean {
    const group = this.groups.get(chat.id)
    if (!group?.privacy) return true
    const entities = message.entities ?? message.caption_entities ?? []
    const text = (message.text ?? message.caption ?? '').toLowerCase()
    const command = entities.find((entity) => entity.type === 'bot_command' && entity.offset === 0)
    const toOther =
      command !== undefined && text.slice(0, command.length).includes('@') && !text.slice(0, command.length).endsWith(`@${this.username}`)
    return (command !== undefined && !toOther) || text.includes(`@${this.username}`) || message.reply_to_message?.from?.id === this.id
  }

  // -- HTTP

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, rest] = /^\/(bot|file\/bot)(.*)$/.exec(request.url ?? '') ?? []
    const [token, ...path] = (rest ?? '').split('/')
    try {
      if (!kind || !token || path.length === 0) return reply(response, 404, failure(404, 'Not Found'))
      if (token !== this.token) return reply(response, 401, failure(401, 'Unauthorized'))
      if (kind === 'file/bot') return this.serveFile(request, response, path.join('/'))
      await this.serveCall(request, response, path.join('/'))
    } catch (error) {
      if (error instanceof ApiError) reply(response, error.code, failure(error.code, error.message, error.parameters))
      else if (!response.destroyed) reply(response, 500, failure(500, `fake: ${error instanceof Error ? error.stack : error}`))
    }
  }

  private async serveCall(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const trouble = this.takeTrouble(method)
    if (trouble === 'cut before') return void request.socket.destroy()
    const sent = await readRequest(request)
    if (trouble === 'hang') {
      this.hanging += 1
      return
    }
    if (trouble === 'proxy error') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>')
      return
    }
    this.calls.push({ method, params: sent.params })
    if (typeof trouble === 'object') {
      const parameters = trouble.retryAfter === undefined ? {} : { retry_after: trouble.retryAfter }
      throw new ApiError(trouble.status, trouble.description ?? `fake trouble ${trouble.status}`, parameters)
    }
    checkParams(method, sent.params)
    const result = method === 'getUpdates' ? await this.updates.poll(sent.params, response) : this.call(method, sent)
    if (trouble === 'cut after') return void request.socket.destroy()
    reply(response, 200, { ok: true, result })
  }

  private serveFile(request: IncomingMessage, response: ServerResponse, path: string): void {
    const trouble = this.takeTrouble('file')
    if (trouble === 'cut before' || trouble === 'cut after') return void request.socket.destroy()
    const file = [...this.files.values()].find((one) => one.path === path)
    if (typeof trouble === 'object') response.writeHead(trouble.status).end()
    else if (file) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
    else reply(response, 404, failure(404, 'Not Found'))
  }

  private takeTrouble(method: string): Trouble | undefined {
    const found = this.troubles.find((one) => one.times > 0 && (one.method === '*' || one.method === method))
    if (!found) return undefined
    if (found.after > 0) {
      found.after -= 1
      return undefined
    }
    found.times -= 1
    return found.trouble
  }

  // -- the methods

  private call(method: string, sent: Sent): unknown {
    const { params } = sent
    switch (method) {
      case 'getMe':
        return { id: this.id, is_bot: true, first_name: '十百千', username: this.username, can_join_groups: true, ...this.botFather }
      case 'getWebhookInfo':
        return {
          url: this.updates.webhook?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: this.updates.unconfirmed.length,
          ...this.webhookTrouble,
        }
      case 'getChatMember': {
        const chat = this.chats.get(Number(params.chat_id))
        if (!chat) throw badRequest('chat not found')
        if (Number(params.user_id) !== this.id) throw badRequest('user not found')
        return { user: { id: this.id, is_bot: true, first_name: '十百千' }, status: chat.closed ? 'kicked' : 'member' }
      }
      case 'setWebhook':
        return this.updates.setWebhook(params)
      case 'deleteWebhook':
        this.updates.webhook = undefined
        return true
      case 'setMyCommands':
        checkCommands(params.commands as unknown[])
        return this.commands.set(String(params.language_code ?? ''), params.commands as unknown[]) && true
      case 'sendMessage':
        return this.sendMessage(params)
      case 'sendPhoto':
        return this.sendFile('photo', sent)
      case 'sendDocument':
        return this.sendFile('document', sent)
      case 'editMessageText':
      case 'editMessageReplyMarkup':
        return this.edit(method, params)
      case 'deleteMessage':
        return this.deleteMessage(params)
      case 'answerCallbackQuery':
        if (!this.openQueries.delete(String(params.callback_query_id))) {
          throw badRequest('query is too old and response timeout expired or query ID is invalid')
        }
        return true
      case 'getFile':
        return this.getFile(params)
      default:
        throw new ApiError(404, 'Not Found: method not found')
    }
  }

  /** The chat, where the bot may write to it now. */
  private writable(params: Params): FakeChat {
    const chat = this.chats.get(Number(params.chat_id))
    if (!chat) throw badRequest('chat not found')
    if (chat.movedTo !== undefined) {
      throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo })
    }
    if (chat.type === 'private' && chat.closed) throw new ApiError(403, 'Forbidden: bot was blocked by the user')
    if (chat.type === 'private' && !chat.started) throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if (chat.closed) throw new ApiError(403, 'Forbidden: bot was kicked from the group chat')
    const topic = params.message_thread_id
    if (topic !== undefined && !chat.topics.has(Number(topic))) throw badRequest('message thread not found')
    return chat
  }

  private keep(chat: FakeChat, message: Omit<Kept, 'id' | 'from' | 'at'>): Message {
    const kept: Kept = { id: this.nextMessageId(), from: 'bot', at: this.now(), ...message }
    chat.messages.set(kept.id, kept)
    return this.messageFields(chat, kept)
  }

  private sendMessage(params: Params): Message {
    const chat = this.writable(params)
    this.flood?.check(chat.id)
    const text = checkText(params.text, 4096, 'message')
    const entities = checkEntities(params.entities, text)
    const keyboard = checkKeyboard(params.reply_markup)
    return this.keep(chat, { text, entities, keyboard, ...topicOf(params) })
  }

  private sendFile(method: 'photo' | 'document', { params, uploads }: Sent): Message {
    const chat = this.writable(params)
    this.flood?.check(chat.id)
    const upload = uploads.get(String(params[method]).replace('attach://', ''))
    if (!upload || upload.bytes.length === 0) throw badRequest('file must be non-empty')
    if (method === 'photo') checkPhoto(upload.bytes)
    if (upload.bytes.length > 50 * 1024 * 1024) throw new ApiError(413, 'Request Entity Too Large')
    const text = checkText(params.caption, 1024, 'caption')
    return this.keep(chat, { text, entities: [], keyboard: [], file: { method, upload }, ...topicOf(params) })
  }

  private edit(method: string, params: Params): Message {
    const chat = this.writable(params)
    const kept = chat.messages.get(Number(params.message_id))
    if (!kept) throw badRequest('message to edit not found')
    if (kept.from !== 'bot') throw badRequest("message can't be edited")
    if (kept.file && method === 'editMessageText') throw badRequest('there is no text in the message to edit')
    const text = method === 'editMessageText' ? checkText(params.text, 4096, 'message') : kept.text
    const entities = method === 'editMessageText' ? checkEntities(params.entities, text) : kept.entities
    const next = { text, entities, keyboard: checkKeyboard(params.reply_markup) }
    if (JSON.stringify(next) === JSON.stringify({ text: kept.text, entities: kept.entities, keyboard: kept.keyboard })) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    }
    Object.assign(kept, next)
    return this.messageFields(chat, kept)
  }

  private deleteMessage(params: Params): true {
    const chat = this.writable(params)
    const kept = chat.messages.get(Number(params.message_id))
    if (!kept) throw badRequest('message to delete not found')
    if (this.now() - kept.at > 48 * 3600_000) throw badRequest("message can't be deleted for everyone")
    return chat.messages.delete(kept.id) as true
  }

  private getFile(params: Params): unknown {
    const file = this.files.get(String(params.file_id))
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
    if (file.bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big')
    return { file_id: params.file_id, file_unique_id: 'u', file_size: file.bytes.length, file_path: file.path }
  }

  // -- how the Bot API writes things

  private chatFields(chat: FakeChat): Message['chat'] {
    if (chat.type === 'private') return { id: chat.id, type: 'private', first_name: chat.title }
    return { id: chat.id, type: chat.type, title: chat.title } as Message['chat']
  }

  private messageFields(chat: FakeChat, kept: Kept): Message {
    const bot = { id: this.id, is_bot: true, first_name: '十百千', username: this.username }
    const from = kept.from === 'bot' ? bot : { id: kept.from, is_bot: false, first_name: 'somebody' }
    return {
      message_id: kept.id,
      from,
      chat: this.chatFields(chat),
      date: Math.floor(kept.at / 1000),
      ...(kept.topic === undefined ? {} : { message_thread_id: kept.topic, is_topic_message: true }),
      ...(kept.file ? { caption: kept.text, [kept.file.method]: {} } : { text: kept.text }),
      ...(kept.keyboard.length > 0 ? { reply_markup: { inline_keyboard: kept.keyboard } } : {}),
    } as Message
  }
}

function topicOf(params: Params): { topic?: number } {
  return params.message_thread_id === undefined ? {} : { topic: Number(params.message_thread_id) }
}

function failure(code: number, description: string, parameters: object = {}): unknown {
  return { ok: false, error_code: code, description, ...(Object.keys(parameters).length > 0 ? { parameters } : {}) }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
