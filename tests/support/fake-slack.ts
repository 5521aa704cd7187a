/**
 * A strict fake of a Slack workspace on loopback: the Web API and files, signed events over HTTP or Socket Mode, people and what they
 * see. What the real one refuses, this one refuses too.
 *
 *   const slack = await FakeSlack.start()         // SLACK_API_URL, SLACK_BOT_TOKEN, … from its fields
 *   slack.deliverTo('http://127.0.0.1:3000')      // or nothing: Socket Mode
 *   const anna = slack.user('U1ANNA', '安娜', 'zh-CN')
 *   await anna.say('布面有极光')
 *   anna.sees()
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from './fake-slack-api.ts'
import { Deliveries, type DeliveryKind } from './fake-slack-deliveries.ts'
import { FakeSlackUser } from './fake-slack-people.ts'
import type { Args } from './fake-slack-rules.ts'
import { FakeSlackServer, type Fault } from './fake-slack-server.ts'

export type { Fault } from './fake-slack-server.ts'

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
  /** Every call of the bot that reached its method, in order. */
  readonly calls: { method: string; args: Args; ok: boolean }[] = []
  /** What the app was granted at its installation. */
  scopes =
    'chat:write,im:write,im:history,channels:history,groups:history,mpim:history,channels:read,groups:read,commands,files:read,files:write,users:read'.split(
      ',',
    )
  tokenValid = true
  /** Files come as the log-in page, as they do without files:read. */
  filesNeedLogin = false
  readonly #http: Server
  readonly #server: FakeSlackServer
  readonly #deliveries: Deliveries
  readonly #now: () => Date
  readonly #fileShareMs: number
  readonly #files = new Map<string, StoredFile>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #count = 0

  private constructor(http: Server, options: FakeSlackOptions) {
    const { now = () => new Date(), rateLimits = false, ackMs = 3000, retryMs = [10, 50, 250], fileShareMs = 20 } = options
    this.#http = http
    this.#now = now
    this.#fileShareMs = fileShareMs
    this.#server = new FakeSlackServer(this, { rateLimits, now })
    this.#deliveries = new Deliveries({ now, ackMs, retryMs, signingSecret: this.signingSecret, appId: this.appId })
  }

  static async start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
    const http = createServer()
    const fake = new FakeSlack(http, options)
    http.on('request', (request, response) => void fake.#server.answer(request, response))
    http.on('upgrade', (request, socket) => fake.#deliveries.upgrade(request, socket))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  get apiUrl(): string {
    return `${this.origin}/api/`
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#server.stop()
    await this.#deliveries.stop()
    this.#http.closeAllConnections()
    await new Promise<void>((resolve) => this.#http.close(() => resolve()))
  }

  user(id: string, name: string, locale?: string): FakeSlackUser {
    const user = new FakeSlackUser(this, id, name, locale)
    this.users.set(id, user)
    return user
  }

  /** A channel with everybody in it; `botIn: false` leaves the bot outside. */
  channel(id: string, options: Partial<Pick<Channel, 'name' | 'botIn' | 'secret' | 'archived' | 'user'>> = {}): Channel {
    const channel: Channel = { id, name: 'needs', botIn: true, archived: false, secret: false, messages: [], ...options }
    this.channels.set(id, channel)
    return channel
  }

  /** The next calls of this method (or of any: '*') go in these ways, one after the other. */
  fail(method: string, ...faults: Fault[]): void {
    this.#server.faults.set(method, [...(this.#server.faults.get(method) ?? []), ...faults])
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.#server.faults.clear()
  }

  callsOf(method: string): Args[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args)
  }

  /** From now on events are sent to the bot's web server, e.g. http://127.0.0.1:3000, instead of over Socket Mode. */
  deliverTo(bot: string): void {
    this.#deliveries.to(bot)
  }

  /** Delivers the newest thing a person did once more, as Slack does when it missed the acknowledgement. */
  repeatLast(): Promise<boolean> {
    return this.#deliveries.repeatLast()
  }

  /** Socket Mode: Slack asks to connect anew (it does so every few hours). */
  refreshSockets(): void {
    this.#deliveries.refreshSockets()
  }

  /** Socket Mode: the connections break. */
  cutSockets(): void {
    this.#deliveries.cutSockets()
  }

  get connections(): number {
    return this.#deliveries.connections
  }

  signatureOf(raw: string, at?: Date, secret?: string): Record<string, string> {
    return this.#deliveries.signatureOf(raw, at, secret)
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

  /** The private chat with the bot. */
  dmWith(user: string): string {
    const id = dmId(user)
    if (!this.channels.has(id)) this.channel(id, { name: 'directmessage', user })
    return id
  }

  nextTs(): string {
    this.#count += 1
    return `${Math.floor(this.#now().getTime() / 1000)}.${String(this.#count).padStart(6, '0')}`
  }

  trigger(): string {
    this.#count += 1
    return `13345224609.738474920.${this.#count.toString(16).padStart(32, '0')}`
  }

  addMessage(channel: string, parts: Partial<Message>): Message {
    const message: Message = { ts: this.nextTs(), bot: false, text: '', blocks: [], files: [], deleted: false, ...parts }
    this.channels.get(channel)!.messages.push(message)
    // Slack tells the bot of its own doings, too; nobody waits for that.
    if (message.bot) void this.deliverEvent(this.#eventOf(channel, message), true)
    return message
  }

  async postByPerson(channel: string, parts: Partial<Message>): Promise<string> {
    const message = this.addMessage(channel, parts)
    if (this.channels.get(channel)!.botIn) await this.deliverEvent(this.#eventOf(channel, message))
    return message.ts
  }

  async tellOfChange(channel: string, message: Message, before: Message): Promise<void> {
    const inner = (one: Message) => ({ ...this.#eventOf(channel, one), ...(one.edited ? { edited: one.edited } : {}) })
    const change = { message: inner(message), previous_message: inner(before) }
    await this.#tell(channel, { subtype: 'message_changed', ...change }, message.bot)
  }

  async tellOfDeletion(channel: string, message: Message): Promise<void> {
    const deletion = { deleted_ts: message.ts, previous_message: this.#eventOf(channel, message) }
    await this.#tell(channel, { subtype: 'message_deleted', ...deletion }, message.bot)
  }

  async deliverEvent(event: Args, echo = false): Promise<boolean> {
    this.#count += 1
    const body = {
      token: 'deprecated',
      team_id: this.team,
      api_app_id: this.appId,
      event,
      type: 'event_callback',
      event_id: `Ev0FAKE${String(this.#count).padStart(6, '0')}`,
      event_time: Math.floor(this.#now().getTime() / 1000),
      authorizations: [{ enterprise_id: null, team_id: this.team, user_id: this.botUser, is_bot: true, is_enterprise_install: false }],
    }
    return this.#deliveries.deliver('events_api', body, echo)
  }

  deliver(kind: DeliveryKind, body: Args): Promise<boolean> {
    return this.#deliveries.deliver(kind, body)
  }

  storeFile(file: { name: string; mime: string; bytes: Uint8Array; owner: string }): StoredFile {
    this.#count += 1
    const id = `F0FAKE${String(this.#count).padStart(5, '0')}`
    const stored = { id, title: file.name, alt: undefined, size: file.bytes.length, ...file, bytes: Buffer.from(file.bytes) }
    this.#files.set(id, stored)
    return stored
  }

  expectFile(name: string, size: number, alt: string | undefined): StoredFile {
    const mime = name.endsWith('.png') ? 'image/png' : 'application/octet-stream'
    return Object.assign(this.storeFile({ name, mime, bytes: Buffer.alloc(0), owner: this.botUser }), { size, alt })
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
    for (const message of [...this.channels.values()].flatMap((channel) => channel.messages)) {
      message.files = message.files.filter((file) => file !== id)
      if (message.bot && message.files.length === 0 && message.text === '') message.deleted = true
    }
  }

  /** Files show a while after files.completeUploadExternal has said ok. */
  shareLater(channel: string, thread: string | undefined, files: string[]): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const id of files) Object.assign(this.file(id) ?? {}, { shownIn: channel })
      this.addMessage(channel, { bot: true, files, thread_ts: thread })
    }, this.#fileShareMs)
    this.#timers.add(timer)
  }

  async #tell(channel: string, what: Args, echo: boolean): Promise<void> {
    const ts = this.nextTs()
    await this.deliverEvent({ type: 'message', channel, ...this.#typeOf(channel), hidden: true, ...what, ts, event_ts: ts }, echo)
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
}

function dmId(user: string): string {
  return `D${user.slice(1)}`
}
