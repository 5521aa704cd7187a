/** Slack's calls over HTTP, on the program's own web server. */
import { type App, type Receiver, verifySlackRequest } from '@slack/bolt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { causeOf, letGo } from './failures.ts'
import { limits } from './limits.ts'

export const paths = ['/slack/events', '/slack/interactivity', '/slack/commands'] as const

export type HttpReceiverOptions = { http: FastifyInstance; signingSecret: string; log: Log; now(): Date }

/** Registers the routes at once, since a web server that listens takes no more; until the start they answer 503, and Slack tries again. */
export function httpReceiver({ http, signingSecret, log, now }: HttpReceiverOptions): Receiver {
  let app: App | undefined
  let open = false
  const inHand = new Set<Promise<unknown>>()
  let warned = 0

  const refuse = async (reply: FastifyReply): Promise<FastifyReply> => {
    if (now().getTime() - warned > 60_000) {
      warned = now().getTime()
      log.warn({ platform: 'slack' }, 'a request without a valid signature of Slack; if Slack sent it, SLACK_SIGNING_SECRET is wrong')
    }
    return reply.code(401).send()
  }

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const raw = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    if (!isSigned(request, raw, signingSecret, now())) return refuse(reply)
    const body = bodyOf(raw, request.headers['content-type'] ?? '')
    if (!body) return reply.code(400).send()
    if (body.type === 'url_verification') return reply.type('text/plain').send(String(body.challenge ?? ''))
    if (!open || !app) return reply.code(503).send()
    // Bolt acknowledges an event before its listeners have run; here nothing is acknowledged before they are done.
    const work = letGo(app.processEvent({ body, ack: async () => undefined }), log)
    const settled = work.catch(() => undefined).finally(() => inHand.delete(settled))
    inHand.add(settled)
    try {
      await work
      return reply.code(200).send()
    } catch (error) {
      log.error({ platform: 'slack', err: causeOf(error) }, 'an event could not be recorded; Slack will send it again')
      return reply.code(500).send()
    }
  }

  http.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.requestBytes }, (_request, body, done) => done(null, body))
    // what can't be signed is turned away before anything of its body is read
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => (signedAt(request, now()) ? undefined : refuse(reply))
    for (const path of paths) scope.post(path, { bodyLimit: limits.requestBytes, onRequest }, answer)
  })

  return {
    init: (bolt) => {
      app = bolt
    },
    start: async () => {
      open = true
    },
    stop: async () => {
      open = false
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}

const window = 5 * 60

/** What the headers say of the signature, where it can be one and is of now. */
function signedAt(request: FastifyRequest, now: Date): { timestamp: number; signature: string } | undefined {
  const timestamp = request.headers['x-slack-request-timestamp']
  const signature = request.headers['x-slack-signature']
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return undefined
  // Bolt refuses only what is too old
  return Math.abs(Number(timestamp) - now.getTime() / 1000) > window ? undefined : { timestamp: Number(timestamp), signature }
}

function isSigned(request: FastifyRequest, body: string, signingSecret: string, now: Date): boolean {
  const signed = signedAt(request, now)
  if (!signed) return false
  try {
    const headers = { 'x-slack-request-timestamp': signed.timestamp, 'x-slack-signature': signed.signature }
    verifySlackRequest({ signingSecret, body, headers, nowMilliseconds: now.getTime() })
    return true
  } catch {
    return false
  }
}

/** Events come as JSON, commands as a form, presses as JSON in a form. */
function bodyOf(raw: string, type: string): Record<string, unknown> | undefined {
  try {
    const form = type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(raw) : undefined
    const payload = form?.get('payload')
    const body: unknown = form && payload == null ? Object.fromEntries(form) : JSON.parse(payload ?? raw)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
