/** Keeps other web pages out: there is no log-in, so only the page served here may speak with these routes. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** A page elsewhere can't set this on a request without asking first, and nobody answers it. */
export const ownHeader = 'x-local-chat'

const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' blob:",
  "style-src 'self'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

export const securityHeaders = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const

export async function guard(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply.headers(securityHeaders)
  if (!fromThisMachine(request.headers.host)) return reply.code(403).send({ error: 'foreign' })
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.headers[ownHeader] === undefined || !sameOrigin(request)) return reply.code(403).send({ error: 'foreign' })
}

/** A name that someone else made to point here (DNS rebinding) is not ours. */
export function fromThisMachine(host: string | undefined): boolean {
  return loopback.includes((host ?? '').replace(/:\d{1,5}$/, '').toLowerCase())
}

function sameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || origin === `${request.protocol}://${host}`
}
