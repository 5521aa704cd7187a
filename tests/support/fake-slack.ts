/**
 * A strict fake of Slack on loopback: the Web API, files, signed events over HTTP, and Socket Mode. Whatever the real one refuses,
 * this one refuses too. `bot.listen` says where the bot listens; without it events go over Socket Mode.
 */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Answer, methods, SlackError } from './fake-slack-api.ts'
import { FakeSlackUser } from './fake-slack-people.ts'
import type { Args } from './fake-slack-rules.ts'
import { acceptWebSocket, type ServerSocket } from './fake-slack-socket.ts'

export type Message = {
  ts: string
  bot: boolean
  user?: string
  text: string
  blocks: unknown[]
  files: string[]
  thread_ts?: string | undefined
  subtype?: string
  edited?: { user: string; ts: string }
  attachments?: unknown[]
  deleted: boolean
}

export type Channel = { id: string; name: string; botIn: boolean; archived: boolean; secret: boolean; user?: string; messages: Message[] }

export type StoredFile = {
  id: string
  name: string
  title: string
  mime: string
  alt: string | undefined
  bytes: Buffer
  size: number
  owner: string
  shownIn?: string
}

/** What goes wrong with a call: Slack's own word; an HTTP status; silence; a cut connection; a page instead of JSON; a rate limit in seconds. */
export type Fault =
  | { error: string; done?: boolean }
  | { status: number; done?: boolean }
  | { hang: true; done?: boolean }
  | { cut: true; done?: boolean }
  | { page: true; done?: boolean }
  | { limited: number | undefined }

export type FakeSlackOptions = {
  now?: () => Date
  /** One message a second and channel, else 429. */
  rateLimits?: boolean
  /** How long Slack waits for an acknowledgement; 3 s in truth. */
  ackMs?: number
  /** When a delivery that failed is tried again; at once, after 1 and after 5 minutes in truth. */
  retryMs?: number[]
  /** How long after its upload a file shows. */
  fileShareMs?: number
}

type DeliveryKind = 'events_api' | 'interactive' | 'slash_commands'

export class FakeSlack {
  readonly botToken = 'xoxb-1000000001-2000000002-FakeFakeFakeFakeFakeFake'
  readonly appToken = 'xapp-1-A0FAKEAPP-3000000003-fakefakefakefake'
  readonly signingSecret = '0123456789abcdef0123456789abcdef'
  readonly team = 'T0FAKE001'
  readonly appId = 'A0FAKEAPP'
  readonly botUser = 'U0FAKEBOT'
  readonly botId = 'B0FAKEBOT'
  readonly users = new Map<string, FakeSlackUser>()
  readonly channels = new Map<string, Channel>()
  /** Every call of the bot, in order. */
  readonly calls: { method: string; args: Args; ok: boolean }[] = []
  /** What the app was granted at its installation. */
  scopes =
    'chat:write,im:write,im:history,channels:history,groups:history,mpim:history,channels:read,groups:read,commands,files:read,files:write,users:read'.split(',')
  tokenValid = true
  /** Files come as the log-in page, as they do without files:read. */
  filesNeedLogin = false
  readonly #options: Required<FakeSlackOptions>
  readonly #server: Server
  readonly #files = new Map<string, StoredFile>()
  readonly #faults = new Map<string, Fault[]>()
  readonly #pending = new Set<Promise<unknown>>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #hanging = new Set<ServerResponse>()
  readonly #posted = new Map<string, number>()
  readonly #sockets = new Map<ServerSocket, Map<string, () => void>>()
  #bot: string | undefined
  #last: { kind: DeliveryKind; body: Args } | undefined
  #count = 0
  #stopped = false

  private constructor(server: Server, options: FakeSlackOptions) {
    this.#server = server
    const plain = { now: () => new Date(), rateLimits: false, ackMs: 3000, retryMs: [10, 50, 250], fileShareMs: 20 }
    this.#options = { ...plain, ...options }
  }

  static async start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
    const server = createServer()
    const fake = new FakeSlack(server, options)
    server.on('request', (request, response) => void fake.#answer(request, response))
    server.on('upgrade', (request, socket) => fake.#upgrade(request, socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get apiUrl(): string {
    return `${this.origin}/api/`
  }

  /** From now on events are sent to the bot's web server, e.g. http://127.0.0.1:3000. */
  deliverTo(bot: string): void {
    this.#bot = bot
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const response of this.#hanging) response.destroy()
    for (const socket of this.#sockets.keys()) socket.destroy()
    this.#server.closeAllConnections()
    await Promise.all([...this.#pending])
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  user(id: string, name: string, locale?: string): FakeSlackUser {
    const user = new FakeSlackUser(this, id, name, locale)
    this.users.set(id, user)
    return user
  }

  /** A channel with everybody in it. */
  channel(id: string, options: Partial<Pick<Channel, 'name' | 'botIn' | 'secret' | 'archived'>> = {}): Channel {
    const channel: Channel = { id, name: 'needs', botIn: true, archived: false, secret: false, messages: [], ...options }
    this.channels.set(id, channel)
    return channel
  }

  /** The next calls of this method (or of any: '*') go wrong in these ways, one after the other. `done`: it was carried out all the same. */
  fail(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults])
  }

  callsOf(method: string): Args[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args)
  }

  // What people and the API methods share.

  messagesIn(channel: string): Message[] {
    return (this.channels.get(channel)?.messages ?? []).filter((message) => !message.deleted)
  }

  channelName(channel: string): string {
    const found = this.channels.get(channel)
    return found?.secret ? 'privategroup' : (found?.name ?? 'directmessage')
  }

  hasDm(user: string): boolean {
    return this.channels.has(dmId(user))
  }

  dmWith(user: string): string {
    const id = dmId(user)
    if (!this.channels.has(id)) this.channels.set(id, { ...this.channel(id, { name: 'directmessage' }), user })
    return id
  }

  nextTs(): string {
    this.#count += 1
    return `${Math.floor(this.#options.now().getTime() / 1000)}.${String(this.#count).padStart(6, '0')}`
  }

  trigger(): string {
    this.#count += 1
    return `13345224609.738474920.${this.#count.toString(16).padStart(32, '0')}`
  }

  addMessage(channel: string, parts: Partial<Message>): Message {
    const message: Message = { ts: this.nextTs(), bot: false, text: '', blocks: [], files: [], deleted: false, ...parts }
    this.channels.get(channel)!.messages.push(message)
    if (message.bot) this.echo(() => this.deliverEvent({ ...this.#eventOf(channel, message), bot_id: this.botId }, false))
    return message
  }

  async postByPerson(channel: string, parts: Partial<Message>): Promise<string> {
    const message = this.addMessage(channel, parts)
    if (this.channels.get(channel)!.botIn) await this.deliverEvent(this.#eventOf(channel, message))
    return message.ts
  }

  async tellOfChange(channel: string, message: Message, before: Message): Promise<void> {
    const inner = (one: Message) => ({ ...this.#eventOf(channel, one), ...(one.edited ? { edited: one.edited } : {}) })
    const base = { type: 'message', subtype: 'message_changed', channel, ...this.#typeOf(channel), hidden: true }
    const ts = this.nextTs()
    await this.deliverEvent({ ...base, message: inner(message), previous_message: inner(before), ts, event_ts: ts }, !message.bot)
  }

  async tellOfDeletion(channel: string, message: Message): Promise<void> {
    const base = { type: 'message', subtype: 'message_deleted', channel, ...this.#typeOf(channel), hidden: true }
    const ts = this.nextTs()
    await this.deliverEvent({ ...base, deleted_ts: message.ts, previous_message: this.#eventOf(channel, message), ts, event_ts: ts }, false)
  }

  /** Slack tells the bot of its own doings, too; nobody waits for that. */
  echo(act: () => Promise<unknown>): void {
    if (!this.#stopped) this.#track(act())
  }

  storeFile(file: { name: string; mime: string; bytes: Uint8Array; owner: string }): StoredFile {
    this.#count += 1
    const id = `F0FAKE${String(this.#count).padStart(5, '0')}`
    const stored = { id, title: file.name, alt: undefined, size: file.bytes.length, ...file, bytes: Buffer.from(file.bytes) }
    this.#files.set(id, stored)
    return stored
  }

  expectFile(name: string, size: number, alt: string | undefined): StoredFile {
    const mime = name.endsWith('.png') ? 'image/png' : name.endsWith('.html') ? 'text/html' : 'application/octet-stream'
    const file = this.storeFile({ name, mime, bytes: Buffer.alloc(0), owner: this.botUser })
    Object.assign(file, { size, alt })
    return file
  }

  file(id: string): StoredFile | undefined {
    return this.#files.get(id)
  }

  describeFile(file: StoredFile): Answer {
    const url = `${this.origin}/files-pri/${this.team}-${file.id}/${encodeURIComponent(file.name)}`
    const { id, name, title, mime: mimetype, size, owner: user } = file
    return { id, name, title, mimetype, size, user, mode: 'hosted', url_private: url, url_private_download: url }
  }

  deleteFile(id: string): void {
    this.#files.delete(id)
    for (const channel of this.channels.values()) {
      for (const message of channel.messages) {
        message.files = message.files.filter((file) => file !== id)
        if (message.bot && message.files.length === 0 && message.text === '') message.deleted = true
      }
    }
  }

  /** Files show a while after files.completeUploadExternal has said ok. */
  shareLater(channel: string, thread: string | undefined, files: string[]): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const id of files) Object.assign(this.file(id) ?? {}, { shownIn: channel })
      this.addMessage(channel, { bot: true, files, thread_ts: thread })
    }, this.#options.fileShareMs)
    this.#timers.add(timer)
  }

  // Deliveries to the bot.

  async deliverEvent(event: Args, repeatable = true): Promise<boolean> {
    this.#count += 1
    const body = {
      token: 'deprecated',
      team_id: this.team,
      api_app_id: this.appId,
      event,
      type: 'event_callback',
      event_id: `Ev0FAKE${String(this.#count).padStart(6, '0')}`,
      event_time: Math.floor(this.#options.now().getTime() / 1000),
      authorizations: [{ enterprise_id: null, team_id: this.team, user_id: this.botUser, is_bot: true, is_enterprise_install: false }],
    }
    return this.deliver('events_api', body, repeatable)
  }

  /** True when the bot acknowledged it the first time; an event that it did not acknowledge is delivered again later. */
  async deliver(kind: DeliveryKind, body: Args, repeatable = true): Promise<boolean> {
    if (repeatable) this.#last = { kind, body }
    if (await this.#deliverOnce(kind, body, 0)) return true
    if (kind === 'events_api') this.#retryLater(kind, body, 1)
    return false
  }

  /** Delivers the newest thing a person did once more, as Slack does when it missed the acknowledgement. */
  async repeatLast(): Promise<boolean> {
    if (!this.#last) throw new Error('nothing was delivered')
    return this.#deliverOnce(this.#last.kind, this.#last.body, 1)
  }

  /** Socket Mode: Slack asks to connect anew (it does so every few hours). */
  refreshSockets(): void {
    for (const socket of this.#sockets.keys()) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
  }

  /** Socket Mode: the connections break. */
  cutSockets(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }

  get connections(): number {
    return this.#sockets.size
  }

  /** The headers Slack signs a request with. */
  signatureOf(raw: string, at = this.#options.now(), secret = this.signingSecret): Record<string, string> {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${raw}`).digest('hex')
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
  }

  #retryLater(kind: DeliveryKind, body: Args, attempt: number): void {
    const wait = this.#options.retryMs[attempt - 1]
    if (wait === undefined || this.#stopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#track(this.#deliverOnce(kind, body, attempt).then((ok) => (ok ? undefined : this.#retryLater(kind, body, attempt + 1))))
    }, wait)
    this.#timers.add(timer)
  }

  #deliverOnce(kind: DeliveryKind, body: Args, attempt: number): Promise<boolean> {
    return this.#track(this.#bot === undefined ? this.#overSocket(kind, body, attempt) : this.#overHttp(kind, body, attempt))
  }

  async #overHttp(kind: DeliveryKind, body: Args, attempt: number): Promise<boolean> {
    const [path, type, raw] =
      kind === 'events_api'
        ? ['/slack/events', 'application/json', JSON.stringify(body)]
        : kind === 'interactive'
          ? ['/slack/interactivity', 'application/x-www-form-urlencoded', String(new URLSearchParams({ payload: JSON.stringify(body) }))]
          : ['/slack/commands', 'application/x-www-form-urlencoded', String(new URLSearchParams(body as Record<string, string>))]
    const retry: Record<string, string> = attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' } : {}
    try {
      const headers = { 'content-type': type, ...this.signatureOf(raw), ...retry }
      const signal = AbortSignal.timeout(this.#options.ackMs)
      const response = await fetch(`${this.#bot}${path}`, { method: 'POST', headers, body: raw, signal })
      await response.text()
      return response.status === 200
    } catch {
      return false
    }
  }

  async #overSocket(kind: DeliveryKind, body: Args, attempt: number): Promise<boolean> {
    const connection = [...this.#sockets].find(([socket]) => socket.open)
    if (!connection) return false
    const [socket, waiting] = connection
    this.#count += 1
    const envelope_id = `00000000-0000-4000-8000-${String(this.#count).padStart(12, '0')}`
    const retry = kind === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt > 0 ? 'timeout' : '' } : {}
    return new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => settle(false), this.#options.ackMs)
      const settle = (ok: boolean): void => {
        clearTimeout(timer)
        waiting.delete(envelope_id)
        resolve(ok)
      }
      waiting.set(envelope_id, () => settle(true))
      socket.send(JSON.stringify({ envelope_id, type: kind, payload: body, accepts_response_payload: kind !== 'events_api', ...retry }))
    })
  }

  #upgrade(request: IncomingMessage, socket: Duplex): void {
    if (!request.url?.startsWith('/link/?ticket=')) {
      socket.destroy()
      return
    }
    const waiting = new Map<string, () => void>()
    const server = acceptWebSocket(request, socket, {
      message: (text) => waiting.get(String((JSON.parse(text) as Args).envelope_id))?.(),
      closed: () => this.#sockets.delete(server),
    })
    this.#sockets.set(server, waiting)
    server.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: this.appId } }))
  }

  // The server.

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const { pathname } = new URL(request.url!, this.origin)
    if (pathname.startsWith('/upload/v1/')) return this.#takeUpload(pathname.slice('/upload/v1/'.length), raw, response)
    if (pathname.startsWith('/files-pri/')) return this.#giveFile(request, pathname, response)
    if (!pathname.startsWith('/api/')) return void response.writeHead(404).end()
    const method = pathname.slice('/api/'.length)
    const args = Object.fromEntries([...new URLSearchParams(raw.toString('utf8'))].map(([key, value]) => [key, parsed(key, value)]))
    const act = (): Answer => this.#call(method, args, request.headers.authorization)
    const faults = this.#faults.get(method) ?? this.#faults.get('*')
    const fault = faults?.shift()
    if (fault) this.#goWrong(fault, act, response)
    else reply(response, this.#guarded(method, args, act), this.scopes)
  }

  #guarded(method: string, args: Args, act: () => Answer): { status: number; body: Answer; retryAfter?: number } {
    try {
      const wait = this.#waitBefore(method, args)
      if (wait > 0) return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: wait }
      const body = { ok: true, ...act() }
      this.calls.push({ method, args, ok: true })
      return { status: 200, body }
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      this.calls.push({ method, args, ok: false })
      const messages = error.messages.map((message) => `[ERROR] ${message}`)
      return { status: 200, body: { ok: false, error: error.message, response_metadata: { messages } } }
    }
  }

  #goWrong(fault: Fault, act: () => Answer, response: ServerResponse): void {
    if ('done' in fault && fault.done) act()
    if ('cut' in fault) return void response.destroy()
    if ('hang' in fault) return void this.#hanging.add(response)
    if ('page' in fault) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sorry</html>')
    if ('status' in fault) return void response.writeHead(fault.status).end('upstream trouble')
    if ('error' in fault) return reply(response, { status: 200, body: { ok: false, error: fault.error } }, this.scopes)
    const retryAfter = fault.limited === undefined ? {} : { retryAfter: fault.limited }
    reply(response, { status: 429, body: { ok: false, error: 'ratelimited' }, ...retryAfter }, this.scopes)
  }

  #call(method: string, args: Args, authorization: string | undefined): Answer {
    if (method === 'apps.connections.open') {
      if (authorization !== `Bearer ${this.appToken}` || !this.tokenValid) throw new SlackError('invalid_auth')
      return { url: `${this.origin.replace('http', 'ws')}/link/?ticket=secret-ticket-${this.trigger()}` }
    }
    const known = methods[method]
    if (!known) throw new SlackError('unknown_method')
    if (!authorization) throw new SlackError('not_authed')
    if (authorization !== `Bearer ${this.botToken}` || !this.tokenValid) throw new SlackError('invalid_auth')
    if (known.scope && !this.scopes.includes(known.scope)) throw new SlackError('missing_scope')
    const foreign = Object.keys(args).filter((key) => !known.args.includes(key))
    if (foreign.length > 0) throw new SlackError('invalid_arguments', [`unknown arguments ${foreign.join(', ')} of ${method}`])
    return known.act(this, args)
  }

  #waitBefore(method: string, { channel }: Args): number {
    if (!this.#options.rateLimits || method !== 'chat.postMessage') return 0
    const now = this.#options.now().getTime()
    const wait = (this.#posted.get(String(channel)) ?? 0) + 1000 - now
    if (wait > 0) return Math.ceil(wait / 1000)
    this.#posted.set(String(channel), now)
    return 0
  }

  #takeUpload(id: string, raw: Buffer, response: ServerResponse): void {
    const file = this.file(id)
    if (!file || raw.length !== file.size) return void response.writeHead(400).end('bad upload')
    file.bytes = raw
    response.writeHead(200).end(`OK - ${raw.length}`)
  }

  #giveFile(request: IncomingMessage, path: string, response: ServerResponse): void {
    const file = this.file(/^\/files-pri\/T[A-Z0-9]+-(F[A-Z0-9]+)\//.exec(path)?.[1] ?? '')
    if (this.filesNeedLogin) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>')
    if (request.headers.authorization !== `Bearer ${this.botToken}`) return void response.writeHead(302, { location: '/?redir=' }).end()
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length }).end(file.bytes)
  }

  #eventOf(channel: string, message: Message): Args {
    const { ts, user, text, blocks, thread_ts, subtype, attachments } = message
    const parent = thread_ts === undefined ? undefined : this.messagesIn(channel).find((one) => one.ts === thread_ts)
    const files = message.files.map((id) => this.describeFile(this.file(id)!))
    return {
      type: 'message',
      channel,
      ...this.#typeOf(channel),
      ts,
      event_ts: ts,
      text,
      blocks,
      ...(message.bot ? { user: this.botUser, bot_id: this.botId } : { user }),
      ...(subtype === undefined ? {} : { subtype }),
      ...(thread_ts === undefined ? {} : { thread_ts, parent_user_id: parent?.bot ? this.botUser : parent?.user }),
      ...(files.length > 0 ? { files } : {}),
      ...(attachments === undefined ? {} : { attachments }),
      team: this.team,
    }
  }

  #typeOf(channel: string): { channel_type: string } {
    return { channel_type: channel.startsWith('D') ? 'im' : this.channels.get(channel)?.secret ? 'group' : 'channel' }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined).finally(() => this.#pending.delete(settled))
    this.#pending.add(settled)
    return work
  }
}

function dmId(user: string): string {
  return `D${user.slice(1)}`
}

function parsed(key: string, value: string): unknown {
  return key === 'blocks' || key === 'files' ? JSON.parse(value) : value
}

function reply(response: ServerResponse, answer: { status: number; body: Answer; retryAfter?: number }, scopes: string[]): void {
  const retry = answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }
  response
    .writeHead(answer.status, { 'content-type': 'application/json', 'x-oauth-scopes': scopes.join(','), ...retry })
    .end(JSON.stringify(answer.body))
}
