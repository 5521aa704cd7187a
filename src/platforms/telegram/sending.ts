/** Sends a card: its attachments first, then its words, as several messages where they are long; the last one has the buttons. */
import { GrammyError, InputFile } from 'grammy'
import { type Address, type Attachment, type Card, DeliveryError, type MessageRef } from '../../bot/platform.ts'
import { type Connection, identify } from './connection.ts'
import { deliveryError, failureOf } from './failures.ts'
import { limits } from './limits.ts'
import { captions, isWordless, keyboard, type Rendering, type StyledText, textMessages, uploadName } from './outgoing.ts'
import { type Place, placeOf, refOf } from './references.ts'

/** Puts one message there and gives its id; `texts` are the ids of the card's text messages so far. */
type Post = (place: Place, texts: number[]) => Promise<number>

/** How long the rest of a card that was begun may wait for Telegram, before what was posted of it is taken back. */
const patience = { attempts: 5, longestMs: 60_000 }

export async function sendCard(link: Connection, to: Address, card: Card): Promise<MessageRef> {
  const place = placeOf(to)
  if (!place) throw new DeliveryError({ kind: 'unreachable' }, 'Telegram: not an address of this platform')
  try {
    const { username } = await identify(link)
    const rendering = { group: place.chat < 0, username }
    const files = (card.attachments ?? []).flatMap((attachment) => filePosts(link, attachment, rendering))
    const texts = isWordless(card) && files.length > 0 ? [] : textMessages(card, rendering)
    const words = texts.map((text, at) => textPost(link, text, at === texts.length - 1 ? card : undefined, username))
    return await postAll(link, place, files, words)
  } catch (error) {
    throw deliveryError(error, 'send')
  }
}

/** All or nothing, as far as it can be had: what was posted of a card that can't be finished is deleted again. */
async function postAll(link: Connection, to: Place, files: Post[], words: Post[]): Promise<MessageRef> {
  let place = to
  const ids: number[] = []
  try {
    for (const [at, post] of [...files, ...words].entries()) {
      const texts = ids.slice(files.length)
      const attempt = (): Promise<number> => post(place, texts)
      try {
        ids.push(at === 0 ? await attempt() : await patiently(link, attempt))
      } catch (error) {
        const failure = failureOf(error)
        if (failure.kind !== 'answer' || failure.movedTo === undefined || at > 0) throw error
        place = { chat: failure.movedTo }
        ids.push(await attempt())
      }
    }
  } catch (error) {
    if (ids.length > 0) await takeBack(link, place.chat, ids)
    throw error
  }
  return refOf({ chat: place.chat, messages: words.length > 0 ? ids.slice(files.length) : ids.slice(-1) })
}

/** Goes on with a card that was begun: `retry` to the caller would post its first messages twice. */
async function patiently<T>(link: Connection, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      const { problem } = deliveryError(error, 'send')
      if (problem.kind !== 'retry' || problem.afterMs > patience.longestMs || attempt === patience.attempts || link.stopped.aborted)
        throw error
      await link.pause(problem.afterMs)
    }
  }
}

function textPost(link: Connection, { text, entities }: StyledText, last: Card | undefined, username: string): Post {
  return async (place, texts) => {
    const buttons = last?.buttons?.length ? { reply_markup: keyboard(last, username, texts) } : {}
    const message = { ...target(place), text, entities, link_preview_options: { is_disabled: true }, ...buttons }
    return (await link.inTurn(place.chat, () => link.api.sendMessage(message))).message_id
  }
}

function filePosts(link: Connection, attachment: Attachment, rendering: Rendering): Post[] {
  if (attachment.bytes.byteLength > limits.documentBytes) {
    throw new DeliveryError({ kind: 'rejected' }, `Telegram: an attachment of ${attachment.bytes.byteLength} bytes is over its limit`)
  }
  const { caption, rest } = captions(attachment.title ?? attachment.alt, rendering)
  const payload = (place: Place) => ({ ...target(place), ...(caption === '' ? {} : { caption }) })
  const file = (): InputFile => new InputFile(attachment.bytes, uploadName(attachment.name))
  const asDocument: Post = async (place) => {
    const sent = await link.inTurn(place.chat, () => link.uploads.sendDocument({ ...payload(place), document: file() }))
    return sent.message_id
  }
  const asPhoto: Post = async (place, texts) => {
    try {
      return (await link.inTurn(place.chat, () => link.uploads.sendPhoto({ ...payload(place), photo: file() }))).message_id
    } catch (error) {
      if (!isRefusedPhoto(error)) throw error
      return asDocument(place, texts)
    }
  }
  const overflow = rest.map((text) => textPost(link, { text, entities: [] }, undefined, rendering.username))
  return [isPhoto(attachment) ? asPhoto : asDocument, ...overflow]
}

function isPhoto({ kind, mime, bytes }: Attachment): boolean {
  return kind === 'picture' && /^image\/(png|jpeg|webp|bmp)$/.test(mime) && bytes.byteLength <= limits.photoBytes
}

/** Too wide, too tall, not a picture after all: as a document it goes through. */
function isRefusedPhoto(error: unknown): boolean {
  if (!(error instanceof GrammyError) || (error.error_code !== 400 && error.error_code !== 413)) return false
  return /photo|image|file|too large|too big/i.test(error.description) && !/not enough rights/i.test(error.description)
}

function target(place: Place): { chat_id: number; message_thread_id?: number } {
  return place.topic === undefined ? { chat_id: place.chat } : { chat_id: place.chat, message_thread_id: place.topic }
}

async function takeBack(link: Connection, chat: number, ids: number[]): Promise<void> {
  for (const id of ids) {
    try {
      await link.api.deleteMessage({ chat_id: chat, message_id: id })
    } catch (error) {
      link.log.warn({ platform: 'telegram', why: failureOf(error).why }, 'part of a message that could not be finished remains')
    }
  }
}
