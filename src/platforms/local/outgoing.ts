/** Card -> entry of the chat, and what may go wrong on the way. */
import { isDeepStrictEqual } from 'node:util'
import {
  type Address,
  type Attachment,
  type Button,
  type Card,
  DeliveryError,
  type MessageRef,
  type Transcript,
} from '../../bot/platform.ts'
import { storable } from '../../bot/storable.ts'
import { idOf, isChat, refOf } from './addresses.ts'
import { type CardBody, isRaster, type KeptFile } from './bodies.ts'
import type { Chats } from './chats.ts'

/** Pure. Files are kept before. */
export function toBody(card: Card, files: KeptFile[]): CardBody {
  return {
    kind: 'card',
    rev: 0,
    ...(card.title === undefined ? {} : { title: storable(card.title) }),
    text: storable(card.text),
    fields: (card.fields ?? []).map(({ label, value }) => ({ label: storable(label), value: storable(value) })),
    buttons: (card.buttons ?? []).filter((row) => row.length > 0).map((row) => row.map(toButton)),
    files,
  }
}

function toButton(button: Button): CardBody['buttons'][number][number] {
  const label = storable(button.label)
  if ('start' in button) return { label, start: button.start }
  return { label, verb: button.verb, id: button.id, ...(button.look ? { look: button.look } : {}) }
}

export async function send(chats: Chats, transcript: Transcript, to: Address, card: Card, key: string): Promise<MessageRef> {
  if (!isChat(to)) throw new DeliveryError({ kind: 'unreachable' }, 'no such chat')
  return orRetry(async () => {
    const files: KeptFile[] = []
    for (const attachment of card.attachments ?? []) files.push(await keep(transcript, attachment))
    const { id } = await chats.add(to, `out:${key}`, toBody(card, files))
    return refOf(id)
  })
}

export async function edit(chats: Chats, message: MessageRef, card: Card): Promise<void> {
  const id = idOf(message)
  const standing = id === undefined ? undefined : await orRetry(() => chats.find(id))
  if (standing?.body.kind !== 'card') throw new DeliveryError({ kind: 'gone' }, 'no such card')
  await orRetry(() =>
    chats.change(standing.id, (body) => {
      const altered = toBody(card, body.files)
      return isDeepStrictEqual(content(altered), content(body)) ? undefined : altered
    }),
  )
}

function content(body: object): object {
  return { ...body, rev: 0, edited: '' }
}

async function keep(transcript: Transcript, { kind, name, mime, bytes, alt }: Attachment): Promise<KeptFile> {
  const id = await transcript.putFile({ name: storable(name), mime, bytes })
  const shown = kind === 'picture' && isRaster(mime) ? kind : 'file'
  return { id, kind: shown, name: storable(name), mime, size: bytes.length, alt: storable(alt) }
}

/** Everything here is the database's; sending again is safe, since the key names the message. */
async function orRetry<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new DeliveryError({ kind: 'retry', afterMs: 2000 }, 'the transcript can not be written now', { cause: error })
  }
}
