/** The web server of the fake Slack: API calls, uploads, files; and everything that can go wrong with them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FakeSlack } from './fake-slack.ts'
import { type Answer, methods, SlackError } from './fake-slack-api.ts'
import type { Args } from './fake-slack-rules.ts'

/**
 * How a call goes: Slack's own word; an HTTP status; silence; a cut connection; a page instead of JSON; a rate limit in seconds; well.
 * `done`: it was carried out all the same.
 */
export type Fault =
  | { error: string; done?: boolean }
  | { status: number; done?: boolean }
  | { hang: true; done?: boolean }
  | { cut: true; done?: boolean }
  | { page: true; done?: boolean }
  | { limited: number | undefined }
  | { pass: true }

type Result = { status: number; body: Answer; retryAfter?: number | undefined }

export class FakeSlackServer {
  readonly faults = new Map<string, Fault[]>()
  readonly #fake: FakeSlack
  readonly #rateLimits: boolean
  readonly #now: () => Date
  readonly #hanging = new Set<ServerResponse>()
  readonly #posted = new Map<string, number>()

  constructor(fake: FakeSlack, options: { rateLimits: boolean; now: () => Date }) {
    this.#fake = fake
    this.#rateLimits = options.rateLimits
    this.#now = options.now
  }

  stop(): void {
    for (const response of this.#hanging) response.destroy()
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const { pathname } = new URL(request.url!, this.#fake.origin)
    if (pathname.startsWith('/upload/v1/')) return this.#takeUpload(pathname.slice('/upload/v1/'.length), raw, response)
    if (pathname.startsWith('/files-pri/')) return this.#giveFile(request, pathname, response)
    if (!pathname.startsWith('/api/')) return void response.writeHead(404).end()
    const method = pathname.slice('/api/'.length)
    const args = Object.fromEntries([...new URLSearchParams(raw.toString('utf8'))].map(([key, value]) => [key, parsed(key, value)]))
    const act = (): Result => this.#call(method, args, request.headers.authorization)
    const fault = (this.faults.get(method) ?? this.faults.get('*'))?.shift()
    if (fault && !('pass' in fault)) this.#goWrong(fault, act, response)
    else this.#reply(response, act())
  }

  #goWrong(fault: Exclude<Fault, { pass: true }>, act: () => Result, response: ServerResponse): void {
    if ('done' in fault && fault.done) act()
    if ('cut' in fault) return void response.destroy()
    if ('hang' in fault) return void this.#hanging.add(response)
    if ('page' in fault) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sorry</html>')
    if ('status' in fault) return void response.writeHead(fault.status).end('upstream trouble')
    if ('error' in fault) this.#reply(response, { status: 200, body: { ok: false, error: fault.error } })
    else this.#reply(response, limited(fault.limited))
  }

  #call(method: string, args: Args, authorization: string | undefined): Result {
    const wait = this.#waitBefore(method, args)
    if (wait > 0) return limited(wait)
    try {
      const body = { ok: true, ...this.#act(method, args, authorization) }
      this.#fake.calls.push({ method, args, ok: true })
      return { status: 200, body }
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      this.#fake.calls.push({ method, args, ok: false })
      const messages = error.messages.map((message) => `[ERROR] ${message}`)
      return { status: 200, body: { ok: false, error: error.message, response_metadata: { messages } } }
    }
  }

  #act(method: string, args: Args, authorization: string | undefined): Answer {
    const { appToken, botToken, origin, scopes, tokenValid } = this.#fake
    if (method === 'apps.connections.open') {
      if (authorization !== `Bearer ${appToken}` || !tokenValid) throw new SlackError('invalid_auth')
      return { url: `${origin.replace('http', 'ws')}/link/?ticket=secret-ticket-${this.#fake.trigger()}` }
    }
    const known = methods[method]
    if (!known) throw new SlackError('unknown_method')
    if (!authorization) throw new SlackError('not_authed')
    if (authorization !== `Bearer ${botToken}` || !tokenValid) throw new SlackError('invalid_auth')
    if (known.scope && !scopes.includes(known.scope)) throw new SlackError('missing_scope')
    const foreign = Object.keys(args).filter((key) => !known.args.includes(key))
    if (foreign.length > 0) throw new SlackError('invalid_arguments', [`unknown arguments ${foreign.join(', ')} of ${method}`])
    return known.act(this.#fake, args)
  }

  /** Seconds. */
  #waitBefore(method: string, { channel }: Args): number {
    if (!this.#rateLimits || method !== 'chat.postMessage') return 0
    const now = this.#now().getTime()
    const wait = (this.#posted.get(String(channel)) ?? 0) + 1000 - now
    if (wait > 0) return Math.ceil(wait / 1000)
    this.#posted.set(String(channel), now)
    return 0
  }

  #takeUpload(id: string, raw: Buffer, response: ServerResponse): void {
    const file = this.#fake.file(id)
    if (!file || raw.length !== file.size) return void response.writeHead(400).end('bad upload')
    file.bytes = raw
    response.writeHead(200).end(`OK - ${raw.length}`)
  }

  #giveFile(request: IncomingMessage, path: string, response: ServerResponse): void {
    const file = this.#fake.file(/^\/files-pri\/T[A-Z0-9]+-(F[A-Z0-9]+)\//.exec(path)?.[1] ?? '')
    const { botToken, filesNeedLogin } = this.#fake
    if (filesNeedLogin) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>')
    if (request.headers.authorization !== `Bearer ${botToken}`) return void response.writeHead(302, { location: '/?redir=' }).end()
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length }).end(file.bytes)
  }

  #reply(response: ServerResponse, { status, body, retryAfter }: Result): void {
    const retry: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
    const headers = { 'content-type': 'application/json', 'x-oauth-scopes': this.#fake.scopes.join(','), ...retry }
    response.writeHead(status, headers).end(JSON.stringify(body))
  }
}

function limited(retryAfter: number | undefined): Result {
  return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter }
}

function parsed(key: string, value: string): unknown {
  return key === 'blocks' || key === 'files' ? JSON.parse(value) : value
}
