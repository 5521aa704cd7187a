/** What the browser posts -> Incoming. Pure. */
import { z } from 'zod'
import type { Incoming, IncomingEvent, IncomingFile } from '../../bot/platform.ts'
import { storable } from '../../bot/storable.ts'
import { langs } from '../../domain/person.ts'
import { personKey, platformName, privateChat, refOf, room } from './addresses.ts'
import type { Entry, KeptFile, SaidBody } from './bodies.ts'
import { limits } from './limits.ts'

/** `key` is made by the browser, once for everything a person does; a repeat carries the same one. */
const act = {
  as: z.string().regex(personKey),
  key: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  lang: z.enum(langs).optional(),
}
const entryId = z
  .int()
  .positive()
  .max(2 ** 31 - 1)
const words = z.string().max(limits.textCharacters).transform(storable)

export const SayRequest = z
  .object({
    ...act,
    place: z.enum(['private', 'group']),
    text: words,
    files: z.array(z.string().max(100)).max(limits.filesPerMessage).default([]),
    reply: entryId.optional(),
  })
  .refine(({ text, files }) => text.trim() !== '' || files.length > 0)
export type SayRequest = z.infer<typeof SayRequest>

export const EditRequest = z.object({ ...act, entry: entryId, text: words })
export type EditRequest = z.infer<typeof EditRequest>

export const PressRequest = z.object({
  ...act,
  entry: entryId,
  verb: z.string().regex(/^[a-z_]{1,20}$/),
  id: z.string().regex(/^[A-Za-z0-9_-]{0,40}$/),
})
export type PressRequest = z.infer<typeof PressRequest>

export const StartRequest = z.object({ ...act, payload: z.string().regex(/^[A-Za-z0-9_-]{0,60}$/) })
export type StartRequest = z.infer<typeof StartRequest>

export const GuestRequest = z.object({
  key: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
  name: z.string().max(limits.nameCharacters).transform(storable).pipe(z.string().trim().min(1)),
})

/** Who acts, and what is the same in all that they do. */
export type Actor = { key: string; name: string }
type Act = { key: string; lang?: (typeof langs)[number] | undefined }

export function saidEvent(actor: Actor, act: Act, entry: Entry & { body: SaidBody }, place: 'private' | 'group'): Incoming {
  const { text, toBot } = heard(entry.body, place)
  const files = entry.body.files.map(toFile)
  return incoming('say', actor, act, place, entry.at, { kind: 'message', message: refOf(entry.id), text, files, toBot })
}

export function editEvent(actor: Actor, act: Act, id: number, body: SaidBody, place: 'private' | 'group', at: string): Incoming {
  return incoming('edit', actor, act, place, at, { kind: 'edit', message: refOf(id), ...heard(body, place) })
}

export function pressEvent(actor: Actor, request: PressRequest, place: 'private' | 'group', at: string): Incoming {
  const { entry, verb, id } = request
  return incoming('press', actor, request, place, at, { kind: 'press', message: refOf(entry), verb, id })
}

export function startEvent(actor: Actor, request: StartRequest, at: string): Incoming {
  return incoming('start', actor, request, 'private', at, { kind: 'start', payload: request.payload })
}

function incoming(what: string, actor: Actor, act: Act, place: 'private' | 'group', at: string, event: IncomingEvent): Incoming {
  const address = privateChat(actor.key)
  return {
    id: `${what}:${actor.key}:${act.key}`,
    platform: platformName,
    at,
    from: { address, name: actor.name, ...(act.lang ? { lang: act.lang } : {}) },
    chat: place === 'private' ? { address, kind: 'private' } : { address: room, kind: 'group' },
    event,
  }
}

const mention = /[@＠](?:十百千小助手|十百千|shibaiqian\b)[,，:：]?/giu

/** What the bot is told: without its name, and whether it was meant. */
function heard(body: SaidBody, place: 'private' | 'group'): { text: string; toBot: boolean } {
  const named = body.text.search(mention) >= 0
  const text = named ? body.text.replace(mention, '').replace(/ {2,}/g, ' ').trim() : body.text
  return { text, toBot: place === 'private' || named || body.replyToBot === true || text.startsWith('/') }
}

function toFile({ id, name, mime, size, kind }: KeptFile): IncomingFile {
  const [family] = mime.split('/')
  if (kind === 'picture') return { id, kind: 'photo', name, mime, size }
  return { id, kind: family === 'audio' || family === 'video' ? family : 'document', name, mime, size }
}
