import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

/** What a service takes; anything else is refused, so that it can't pass a test. */
const Request = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1).max(4000)).min(1),
  dimensions: z.int().positive().optional(),
})

export type Asked = { input: string[]; model: string; dimensions?: number; authorization?: string }
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | 'silence' | 'cut' | 'half'

export type FakeEmbeddings = {
  url: string
  /** The requests that were in order, and what was wrong with others. */
  asked: Asked[]
  wrong: string[]
  /** The next replies, first to last; after them the service works. */
  replies: Reply[]
  stop(): Promise<void>
}

/** The vector that the fake gives a text. */
export function vectorFor(text: string, dimensions = 3): number[] {
  return Array.from({ length: dimensions }, (_, i) => text.length + i + (text.codePointAt(i % text.length) ?? 0))
}

/** A strict server of `POST /v1/embeddings` on 127.0.0.1; it answers its vectors backwards, by index. It stops after the test. */
export async function startFakeEmbeddings(): Promise<FakeEmbeddings> {
  const server = createServer((request, response) => void serve(fake, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeEmbeddings = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    wrong: [],
    replies: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  onTestFinished(() => (server.listening ? fake.stop() : undefined))
  return fake
}

async function serve(fake: FakeEmbeddings, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Request.safeParse(parse(Buffer.concat(chunks).toString('utf8')))
  const right = request.method === 'POST' && request.url === '/v1/embeddings' && request.headers['content-type'] === 'application/json'
  if (!right || !body.success) {
    fake.wrong.push(`${request.method} ${request.url} ${body.error?.message ?? ''}`)
    return send(response, { status: 400, body: { error: { message: 'bad request' } } })
  }
  fake.asked.push({ ...body.data, authorization: request.headers.authorization })
  const reply = fake.replies.shift() ?? { body: { object: 'list', data: embeddingsOf(body.data) } }
  if (reply === 'silence') return
  if (reply === 'cut') return void request.socket.destroy()
  if (reply !== 'half') return send(response, reply)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"data":[', () => request.socket.destroy())
}

function embeddingsOf({ input, dimensions }: z.output<typeof Request>): object[] {
  return input.map((text, index) => ({ object: 'embedding', index, embedding: vectorFor(text, dimensions) })).reverse()
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Exclude<Reply, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? { error: { message: `status ${status}` } }))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
