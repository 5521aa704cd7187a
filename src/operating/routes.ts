/** What the program says of itself to whoever watches it. The first two are open and say nothing of anybody; the figures want a token. */
import type { FastifyInstance } from 'fastify'
import { sameSecret } from '../domain/same-secret.ts'
import type { Metrics } from './metrics.ts'

export type Health = {
  /** Why it can't serve now, in a word or two; undefined where it can. */
  unready(): Promise<string | undefined>
  metrics: Metrics
  /** Without one there is no /metrics. */
  metricsToken?: string
}

export function addHealth(http: FastifyInstance, { unready, metrics, metricsToken }: Health): void {
  // answered from memory: a loop that is stuck does not answer, and a database that is away is no reason to kill the program
  http.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').type('text/plain').send('ok\n'))

  http.get('/readyz', async (_, reply) => {
    const why = await unready()
    return reply
      .code(why ? 503 : 200)
      .header('cache-control', 'no-store')
      .type('text/plain')
      .send(`${why ?? 'ok'}\n`)
  })

  if (metricsToken === undefined) return
  http.get('/metrics', async (request, reply) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (!given || !sameSecret(given, metricsToken)) return reply.code(401).header('www-authenticate', 'Bearer').send()
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.type)
      .send(await metrics.text())
  })
}
