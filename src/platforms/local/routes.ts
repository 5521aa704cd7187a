/** The page and what it asks for. */
import { fileURLToPath } from 'node:url'
import statics, { type SetHeadersResponse } from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Host } from '../../bot/platform.ts'
import { edit, type Handle, press, say, start, Unknown, type World } from './acts.ts'
import { isChat, privateChat, room } from './addresses.ts'
import { addFileRoutes } from './files.ts'
import { guard } from './guard.ts'
import { EditRequest, GuestRequest, PressRequest, SayRequest, StartRequest } from './incoming.ts'
import { limits } from './limits.ts'
import type { LocalPerson, People } from './people.ts'
import type { Streams } from './stream.ts'

/** The page is served as it lies in the source tree: the build leaves it there, at the same depth. */
const webFolder = fileURLToPath(new URL('../../../src/platforms/local/web', import.meta.url))

export type Local = {
  world: World
  people: People
  streams: Streams
  log: Host['log']
  /** undefined while the platform does not run: the browser then repeats later. */
  receiver(): Handle | undefined
}

const Listing = z.object({
  chat: z.string().refine(isChat),
  limit: z.coerce.number().int().min(1).max(limits.mostEntries).default(limits.entries),
})

/** Answers the browser repeats: nothing was taken. */
class NotNow extends Error {}

export async function addRoutes(http: FastifyInstance, local: Local): Promise<void> {
  http.addHook('onRequest', guard)
  http.setErrorHandler((error, _request, reply) => answerTrouble(local, error, reply))
  await http.register(statics, { root: webFolder, prefix: '/local/web/', cacheControl: false, index: false, setHeaders: noCache })
  http.get('/', (_request, reply) => reply.sendFile('index.html'))
  await addFileRoutes(http, local.world.transcript)
  addReading(http, local)
  addActing(http, local)
}

function addReading(http: FastifyInstance, { world, people, streams, receiver }: Local): void {
  http.get('/local/api/people', async (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ room, people: await people.all(), limits })
  })
  http.get('/local/api/entries', async (request, reply) => {
    const { chat, limit } = Listing.parse(request.query)
    const entries = await world.chats.list(chat, limit)
    return reply.header('cache-control', 'no-store').send({ entries, more: entries.length === limit && limit < limits.mostEntries })
  })
  http.get('/local/api/stream', (_request, reply) => {
    if (!receiver()) throw new NotNow()
    streams.open(reply)
  })
}

function addActing(http: FastifyInstance, { world, people, log, receiver }: Local): void {
  /** Answered only when the bot has written the event down. */
  const act = <R extends { as: string }>(
    path: string,
    schema: z.ZodType<R>,
    work: (actor: LocalPerson, request: R, handle: Handle) => Promise<unknown>,
  ) =>
    http.post(path, async (request) => {
      const asked = schema.parse(request.body)
      if (!receiver()) throw new NotNow()
      const actor = await people.find(asked.as)
      if (!actor) throw new Unknown('nobody by that key')
      return (await work(actor, asked, record)) ?? {}
    })
  const record: Handle = async (event) => {
    // asked again: the platform may have been stopped meanwhile
    const handle = receiver()
    if (!handle) throw new NotNow()
    try {
      await handle(event)
    } catch (error) {
      log.error({ platform: 'local', event: event.id, why: whyOf(error) }, 'an event could not be recorded; the browser will send it again')
      throw new NotNow()
    }
  }
  act('/local/api/say', SayRequest, (actor, request, handle) => say(world, actor, request, handle))
  act('/local/api/edit', EditRequest, (actor, request, handle) => edit(world, actor, request, handle))
  act('/local/api/press', PressRequest, (actor, request, handle) => press(world, actor, request, handle))
  act('/local/api/start', StartRequest, (actor, request, handle) => start(world, actor, request, handle))
  http.post('/local/api/guests', async (request) => {
    const { key, name } = GuestRequest.parse(request.body)
    const guest = await people.welcome(key, name)
    return { ...guest, chat: privateChat(guest.key) }
  })
}

function answerTrouble({ log }: Local, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof NotNow) return reply.code(503).header('retry-after', '1').send({ error: 'later' })
  if (error instanceof Unknown) return reply.code(404).send({ error: 'unknown' })
  if (error instanceof z.ZodError) return reply.code(400).send({ error: 'invalid' })
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 413) return reply.code(413).send({ error: 'too_large' })
  if (status < 500) return reply.code(status).send({ error: 'invalid' })
  log.error({ platform: 'local', why: whyOf(error) }, 'a request could not be answered')
  return reply.code(503).header('retry-after', '2').send({ error: 'later' })
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

function noCache(response: SetHeadersResponse): void {
  response.setHeader('cache-control', 'no-cache')
}
