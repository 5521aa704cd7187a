/** What a person does: into the transcript where it can be seen, then to the bot. */
import type { Address, Incoming, Transcript } from '../../bot/platform.ts'
import { privateChat, room } from './addresses.ts'
import type { KeptFile, SaidBody } from './bodies.ts'
import type { Change, Chats } from './chats.ts'
import { keptFile } from './files.ts'
import {
  type EditRequest,
  editEvent,
  type PressRequest,
  pressEvent,
  type SayRequest,
  type StartRequest,
  saidEvent,
  startEvent,
} from './incoming.ts'
import type { LocalPerson } from './people.ts'

export type Handle = (event: Incoming) => Promise<void>

/** Asked for something that is not there, or not theirs. */
export class Unknown extends Error {}

export type World = { chats: Chats; transcript: Transcript; now(): Date }

/** The entry stays when `handle` fails: the browser's repeat finds it by its key, and the same event is handled then. */
export async function say({ chats, transcript }: World, actor: LocalPerson, request: SayRequest, handle: Handle): Promise<Change> {
  const { place, key, text, reply } = request
  const repliedTo = reply === undefined ? undefined : await inPlace(chats, reply, placeAddress(actor, place))
  const files: KeptFile[] = []
  for (const id of request.files) {
    const file = await transcript.getFile(id)
    if (!file) throw new Unknown('no such file')
    files.push(keptFile(id, file.name, file.mime, file.bytes.length))
  }
  const by = { address: privateChat(actor.key), name: actor.name }
  const replied = repliedTo ? { reply: repliedTo.id, replyToBot: repliedTo.body.kind === 'card' } : {}
  const said: SaidBody = { kind: 'said', rev: 0, key, by, text, files, ...replied }
  const entry = await chats.add(placeAddress(actor, place), `in:${actor.key}:${key}`, said)
  await handle(saidEvent(actor, request, { ...entry, body: saidBody(entry) }, place))
  return entry
}

export async function edit({ chats, now }: World, actor: LocalPerson, request: EditRequest, handle: Handle): Promise<void> {
  const entry = await chats.find(request.entry)
  if (!entry || saidBody(entry).by.address !== privateChat(actor.key)) throw new Unknown('no such message')
  const body = { ...saidBody(entry), text: request.text }
  if (request.text.trim() === '' && body.files.length === 0) throw new Unknown('nothing would be left')
  await chats.change(entry.id, (standing) => (saidBodyText(standing) === request.text ? undefined : { ...body }))
  await handle(editEvent(actor, request, entry.id, body, placeOf(entry.chat), now().toISOString()))
}

export async function press({ chats, now }: World, actor: LocalPerson, request: PressRequest, handle: Handle): Promise<void> {
  const entry = await chats.find(request.entry)
  const seen = entry?.chat === room || entry?.chat === privateChat(actor.key)
  if (!entry || !seen || entry.body.kind !== 'card') throw new Unknown('no such card')
  await handle(pressEvent(actor, request, placeOf(entry.chat), now().toISOString()))
}

export async function start({ now }: World, actor: LocalPerson, request: StartRequest, handle: Handle): Promise<void> {
  await handle(startEvent(actor, request, now().toISOString()))
}

async function inPlace(chats: Chats, id: number, chat: Address): Promise<Change> {
  const entry = await chats.find(id)
  if (entry?.chat !== chat) throw new Unknown('no such message')
  return entry
}

function placeAddress(actor: LocalPerson, place: 'private' | 'group'): Address {
  return place === 'group' ? room : privateChat(actor.key)
}

function placeOf(chat: Address): 'private' | 'group' {
  return chat === room ? 'group' : 'private'
}

function saidBody(entry: Change): SaidBody {
  if (entry.body.kind !== 'said') throw new Unknown('not a message of a person')
  return entry.body
}

function saidBodyText(body: Change['body']): string | undefined {
  return body.kind === 'said' ? body.text : undefined
}
