/** Sends and edits cards: attachments first, then the words, as several messages where they are long; the last one has the buttons. */
import { type Address, type Card, DeliveryError, type MessageRef } from '../../bot/platform.ts'
import type { Connection } from './connection.ts'
import { deliveryError, failureOf, problemOf } from './failures.ts'
import { removeFiles, shareFiles } from './files.ts'
import { isWordless, type Message, messagesOf } from './outgoing.ts'
import { placeOf, postedOf, refOf } from './references.ts'

type Spot = { channel: string; thread?: string | undefined }

/** How long the rest of a card that was begun may wait for Slack, before what was posted of it is taken back. */
const patience = { attempts: 5, longestMs: 10_000 }

export async function sendCard(link: Connection, to: Address, card: Card): Promise<MessageRef> {
  const place = placeOf(to)
  if (!place) throw new DeliveryError({ kind: 'unreachable' }, 'Slack: not an address of this platform')
  const channel = await link.call(() => link.channelOf(place)).catch((error) => fail(error, 'repeat'))
  const spot = { channel, thread: place.thread }
  const files = card.attachments ?? []
  const shared = files.length > 0 ? await link.call(() => shareFiles(link, spot, files)).catch((error) => fail(error, 'post')) : []
  // A file's own message has no reference that could be edited, so something has to be said beside it.
  const words = isWordless(card) && files.length > 0 ? { ...card, text: files.map((file) => file.alt || file.name).join('\n') } : card
  return refOf({ channel, parts: await postAll(link, spot, words, shared) })
}

/** All or nothing, as far as it can be had: what was posted of a card that can't be finished is deleted again. */
async function postAll(link: Connection, spot: Spot, card: Card, shared: string[]): Promise<string[]> {
  const parts: string[] = []
  const count = messagesOf(card, []).length
  try {
    while (parts.length < count) {
      const message = messagesOf(card, parts)[parts.length]!
      const attempt = (): Promise<string> => link.call(() => post(link, spot, message))
      parts.push(parts.length + shared.length === 0 ? await attempt() : await patiently(link, attempt))
    }
    return parts
  } catch (error) {
    const took = await takeBack(link, spot.channel, parts)
    const tookFiles = await removeFiles(link, shared)
    const problem = deliveryError(error, 'post')
    if (problem.problem.kind !== 'retry' || (took && tookFiles)) throw problem
    throw new DeliveryError({ kind: 'uncertain' }, `${problem.message}; the part that was posted remains`)
  }
}

async function post(link: Connection, { channel, thread }: Spot, message: Message): Promise<string> {
  const answer = await link.api.chat.postMessage({
    channel,
    ...message,
    ...quiet,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  })
  return answer.ts!
}

/** chat.update takes `parse: client` where nothing is said, which links names and escapes anew. */
const quiet = { parse: 'none', link_names: false, mrkdwn: false } as const

/** Goes on with a card that was begun: `retry` to the caller would post its first messages twice. */
async function patiently<T>(link: Connection, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      const problem = problemOf(failureOf(error), 'post')
      const wait = problem.kind === 'retry' ? problem.afterMs : Number.POSITIVE_INFINITY
      if (wait > patience.longestMs || attempt >= patience.attempts || link.stopped.aborted) throw error
      await link.pause(wait)
    }
  }
}

/**
 * The words go into the last messages of the card, what is left over above them is deleted. More messages than there are can't be
 * put in their place: then all of them are deleted, and `gone` asks for a new card.
 */
export async function editCard(link: Connection, ref: MessageRef, card: Card): Promise<void> {
  const posted = postedOf(ref)
  if (!posted) throw new DeliveryError({ kind: 'gone' }, 'Slack: not a message that can be edited')
  const { channel, parts } = posted
  const messages = messagesOf(card, parts.slice(0, -1))
  if (messages.length > parts.length) return giveUpCard(link, channel, parts, 'longer than before')
  const used = parts.slice(parts.length - messages.length)
  for (const [at, ts] of used.entries()) {
    try {
      await link.call(() => link.api.chat.update({ channel, ts, ...messages[at]!, ...quiet }))
    } catch (error) {
      const problem = deliveryError(error, 'edit')
      if (problem.problem.kind !== 'gone') throw problem
      return giveUpCard(link, channel, parts, problem.message)
    }
  }
  const surplus = parts.slice(0, parts.length - messages.length)
  if (!(await takeBack(link, channel, surplus))) throw retryLater('what is left over of a card could not be deleted')
}

async function giveUpCard(link: Connection, channel: string, parts: string[], why: string): Promise<never> {
  if (!(await takeBack(link, channel, parts))) throw retryLater('the old card could not be deleted')
  throw new DeliveryError({ kind: 'gone' }, `Slack: ${why}`)
}

/** True when none of them is there any more, or none ever can be deleted. */
async function takeBack(link: Connection, channel: string, parts: string[]): Promise<boolean> {
  let clean = true
  for (const ts of parts) {
    try {
      await link.call(() => link.api.chat.delete({ channel, ts }))
    } catch (error) {
      if (problemOf(failureOf(error), 'edit').kind === 'retry') clean = false
    }
  }
  return clean
}

function retryLater(why: string): DeliveryError {
  return new DeliveryError({ kind: 'retry', afterMs: 5000 }, `Slack: ${why}`)
}

function fail(error: unknown, act: 'post' | 'repeat'): never {
  throw deliveryError(error, act)
}
