/** What Slack sends to the bot: signed over HTTP, or in Socket Mode; again when it is not acknowledged. */
import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Args } from './fake-slack-rules.ts'
import { acceptWebSocket, type ServerSocket } from './fake-slack-socket.ts'

export type DeliveryKind = 'events_api' | 'interactive' | 'slash_commands'

export type DeliveryOptions = {
  now: () => Date
  /** How long Slack waits for an acknowledgement; 3 s in truth. */
  ackMs: number
  /** When a delivery that failed is tried again; at once, after 1 and after 5 minutes in truth. */
  retryMs: number[]
  signingSecret: string
  appId: string
}

export class Deliveries {
  readonly #options: DeliveryOptions
  readonly #sockets = new Map<ServerSocket, Map<string, () => void>>()
  readonly #pending = new Set<Promise<unknown>>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #bot: string | undefined
  #last: { kind: DeliveryKind; body: Args } | undefined
  #count = 0
  #stopped = false

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** From now on everything goes to this web server, e.g. http://127.0.0.1:3000, instead of over sockets. */
  to(bot: string): void {
    this.#bot = bot
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.cutSockets()
    await Promise.all([...this.#pending])
  }

  /** True when the bot acknowledged it the first time; an event that it did not acknowledge is delivered again later. `echo`: of the bot's own doing. */
  async deliver(kind: DeliveryKind, body: Args, echo = false): Promise<boolean> {
    if (this.#stopped) return false
    if (!echo) this.#last = { kind, body }
    if (await this.#once(kind, body, 0)) return true
    if (kind === 'events_api') this.#retryLater(kind, body, 1)
    return false
  }

  /** Delivers the newest thing a person did once more, as Slack does when it missed the acknowledgement. */
  async repeatLast(): Promise<boolean> {
    if (!this.#last) throw new Error('nothing was delivered')
    return this.#once(this.#last.kind, this.#last.body, 1)
  }

  /** The headers Slack signs a request with. */
  signatureOf(raw: string, at = this.#options.now(), secret = this.#options.signingSecret): Record<string, string> {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${raw}`).digest('hex')
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
  }

  get connections(): number {
    return this.#sockets.size
  }

  /** Slack asks to connect anew, as it does every few hours. */
  refreshSockets(): void {
    for (const socket of this.#sockets.keys()) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
  }

  /** The connections break. */
  cutSockets(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }

  upgrade(request: IncomingMessage, socket: Duplex): void {
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
    server.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: this.#options.appId } }))
  }

  #retryLater(kind: DeliveryKind, body: Args, attempt: number): void {
    const wait = this.#options.retryMs[attempt - 1]
    if (wait === undefined || this.#stopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#track(this.#once(kind, body, attempt).then((ok) => (ok ? undefined : this.#retryLater(kind, body, attempt + 1))))
    }, wait)
    this.#timers.add(timer)
  }

  #once(kind: DeliveryKind, body: Args, attempt: number): Promise<boolean> {
    return this.#track(this.#bot === undefined ? this.#overSocket(kind, body, attempt) : this.#overHttp(this.#bot, kind, body, attempt))
  }

  async #overHttp(bot: string, kind: DeliveryKind, body: Args, attempt: number): Promise<boolean> {
    const { path, type, raw } = requestOf(kind, body)
    const retry: Record<string, string> = attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' } : {}
    const headers = { 'content-type': type, ...this.signatureOf(raw), ...retry }
    try {
      const signal = AbortSignal.timeout(this.#options.ackMs)
      const response = await fetch(bot + path, { method: 'POST', headers, body: raw, signal })
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

  #track<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined).finally(() => this.#pending.delete(settled))
    this.#pending.add(settled)
    return work
  }
}

function requestOf(kind: DeliveryKind, body: Args): { path: string; type: string; raw: string } {
  const form = 'application/x-www-form-urlencoded'
  if (kind === 'events_api') return { path: '/slack/events', type: 'application/json', raw: JSON.stringify(body) }
  if (kind === 'slash_commands')
    return { path: '/slack/commands', type: form, raw: String(new URLSearchParams(body as Record<string, string>)) }
  return { path: '/slack/interactivity', type: form, raw: String(new URLSearchParams({ payload: JSON.stringify(body) })) }
}
