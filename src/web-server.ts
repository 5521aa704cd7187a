import Fastify, { type FastifyInstance } from 'fastify'

/** Longer than anybody needs for what is sent here, files of the local chat included; shorter than somebody needs who holds connections open. */
const requestMs = 60_000
const headersMs = 15_000
const idleMs = 65_000
const mostConnections = 2_000

/**
 * The one web server. `trustedProxies`: addresses in front of it whose word for the caller's address is believed; without any, the caller is
 * whoever connects. A stream that stays open (the local chat's) is not cut: only a request that does not come whole in time.
 */
export function createWebServer(trustedProxies: string[] = []): FastifyInstance {
  const http = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    forceCloseConnections: true,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: headersMs, maxHeaderSize: 16 * 1024 },
  })
  http.server.maxConnections = mostConnections
  http.addHook('onRequest', async (_, reply) => void reply.header('x-content-type-options', 'nosniff'))
  // the usual answer repeats the address, whatever somebody wrote into it
  http.setNotFoundHandler((_, reply) => reply.code(404).send({ error: 'unknown' }))
  return http
}
