/** Updates in, by long polling or by webhook. An update is acknowledged only after `handle` has recorded it. */
import type { FastifyInstance } from 'fastify'
import type { Update } from 'grammy/types'
import type { Incoming } from '../../bot/platform.ts'
import { sameSecret } from '../../domain/same-secret.ts'
import { backOffMs, type Connection } from './connection.ts'
import { failureOf } from './failures.ts'
import { toIncoming } from './incoming.ts'
import { allowedUpdates, pollSeconds } from './limits.ts'
import { readUpdate } from './updates.ts'

/** grammY's types know only its own polyfill; Node's signals serve as well. */
type CallSignal = Parameters<Connection['api']['getUpdates']>[1]

export type Handle = (event: Incoming) => Promise<void>

/** Records one update; rejects where it could not be recorded, and it must come again. */
export async function take(link: Connection, update: Update, handle: Handle, background: (work: Promise<void>) => void): Promise<void> {
  const event = await translate(link, update)
  if (event) await record(link, event, handle)
  if (typeof update.callback_query?.id === 'string') background(answer(link, update.callback_query.id))
}

class NotRecorded extends Error {}

async function record(link: Connection, event: Incoming, handle: Handle): Promise<void> {
  try {
    await handle(event)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    link.log.error({ platform: 'telegram', update: event.id, why }, 'an update could not be recorded; Telegram will bring it again')
    throw new NotRecorded()
  }
}

/** An update we can't read would come back for ever; it is logged and let go. */
async function translate(link: Connection, update: Update): Promise<Incoming | undefined> {
  const me = await link.me()
  try {
    return toIncoming(readUpdate(update), me, link.now())
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    link.log.error({ platform: 'telegram', update: update.update_id, why }, 'an update could not be read and is skipped')
    return undefined
  }
}

/** Stops the button's spinner. Too late (about a minute) it is refused, and nobody waits any more. */
async function answer(link: Connection, callback: string): Promise<void> {
  try {
    const soon = AbortSignal.timeout(5000) as CallSignal
    await link.api.answerCallbackQuery({ callback_query_id: callback }, soon)
  } catch (error) {
    link.log.debug({ platform: 'telegram', why: failureOf(error).why }, 'a press could not be answered')
  }
}

/**
 * Polls until stopped, whenever it is this program's turn. Not @grammyjs/runner: it asks for the next updates, and so confirms the last, while those are
 * still being handled (a kill loses them), and skips one whose handling failed. `handle` is one insert, so one after the other is fast enough.
 */
export async function poll(
  link: Connection,
  turn: () => Promise<AbortSignal>,
  prepare: () => Promise<void>,
  takeOne: (update: Update) => Promise<void>,
): Promise<void> {
  let ready = false
  const prepareOnce = async (): Promise<void> => {
    if (!ready) await prepare()
    ready = true
  }
  while (!link.stopped.aborted) {
    // whoever waits for its turn has no trouble of its own
    link.receiving('well')
    await pollWhile(await turn(), link, prepareOnce, takeOne)
  }
}

async function pollWhile(
  mine: AbortSignal,
  link: Connection,
  prepare: () => Promise<void>,
  takeOne: (update: Update) => Promise<void>,
): Promise<void> {
  let offset: number | undefined
  let attempt = 0
  while (!mine.aborted) {
    try {
      await prepare()
      const updates = await link.api.getUpdates(
        { timeout: pollSeconds, limit: 100, allowed_updates: allowedUpdates, ...(offset === undefined ? {} : { offset }) },
        mine as CallSignal,
      )
      link.receiving('well')
      // After a quiet week ids start anywhere, even lower: with nothing left to confirm, let Telegram say where to begin.
      if (updates.length === 0) offset = undefined
      for (const update of updates) {
        if (mine.aborted) return
        await takeOne(update)
        offset = update.update_id + 1
      }
      attempt = 0
    } catch (error) {
      if (mine.aborted) return
      attempt += 1
      const recorded = !(error instanceof NotRecorded)
      const afterMs = recorded ? backOffMs(attempt, error) : Math.min(8000, backOffMs(attempt, error))
      if (recorded) report(link, error, afterMs)
      await link.pause(afterMs)
    }
  }
}

export function report(link: Connection, error: unknown, afterMs: number): void {
  const failure = failureOf(error)
  const about = { platform: 'telegram', why: failure.why, afterMs }
  const status = failure.kind === 'answer' ? failure.status : 0
  link.receiving(status === 401 ? 'refused' : 'failed')
  if (status === 401) link.log.error(about, 'Telegram refuses TELEGRAM_BOT_TOKEN')
  else if (status === 409) link.log.error(about, 'another program receives with this bot token; only one may')
  else link.log.warn(about, 'receiving from Telegram failed, trying again')
}

export const webhookPath = '/telegram/webhook'

/** `receive` is undefined while the platform does not run: Telegram then repeats the update later. */
export function addWebhook(
  link: Connection,
  http: FastifyInstance,
  secret: string,
  receive: () => ((update: Update) => Promise<void>) | undefined,
): void {
  http.route({
    method: 'POST',
    url: webhookPath,
    onRequest: async (request, reply) => {
      const given = request.headers['x-telegram-bot-api-secret-token']
      if (typeof given !== 'string' || !sameSecret(given, secret)) return reply.code(401).send()
    },
    handler: async (request, reply) => {
      const update = request.body
      if (!isUpdate(update)) return reply.code(400).send()
      const takeOne = receive()
      if (!takeOne) return reply.code(503).send()
      try {
        await takeOne(update)
        link.receiving('well')
        return reply.code(200).send()
      } catch (error) {
        if (!(error instanceof NotRecorded)) report(link, error, 0)
        return reply.code(500).send()
      }
    },
  })
}

function isUpdate(body: unknown): body is Update {
  return typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
}
