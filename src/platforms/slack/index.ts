import { App, type Receiver } from '@slack/bolt'
import { pause } from '../../bot/pause.ts'
import type { Host, Incoming, Platform } from '../../bot/platform.ts'
import { platformModule } from '../platform-module.ts'
import { checkSlack } from './check.ts'
import { type Connection, clientOptions, connect, slackLogger, type Timing } from './connection.ts'
import { failureOf, isTokenRefused, NotRecorded, networkRetryMs, whyIn } from './failures.ts'
import { fetchFile } from './files.ts'
import { httpReceiver } from './http-receiver.ts'
import { toIncoming, usersOf } from './incoming.ts'
import { limits, pace, requestMs, slashCommand } from './limits.ts'
import { payloadOf } from './payloads.ts'
import { editCard, sendCard } from './sending.ts'
import { type SlackSettings, settings } from './settings.ts'
import { socketReceiver } from './socket-receiver.ts'

export type { SlackSettings } from './settings.ts'

type Handle = (event: Incoming) => Promise<void>

export const slack = platformModule({
  name: 'slack',
  settings,
  secrets: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
  create: ({ slack }, host) => (slack === undefined ? undefined : createSlack(slack, host)),
  check: async ({ slack }, check) => (slack === undefined ? [] : checkSlack(slack, check)),
})

/** `timing.pause` waits between attempts; tests give one that does not. */
export function createSlack(settings: SlackSettings, host: Host, timing: Pick<Timing, 'pause'> = { pause }): Platform {
  const stopping = new AbortController()
  const { log } = host
  const link = connect(settings, log, { now: () => host.now(), pause: timing.pause }, stopping.signal)
  const receiver = receiverOf(settings, host, link)
  let starting: Promise<void> = Promise.resolve()
  let stopped: Promise<void> | undefined

  const begin = async (handle: Handle): Promise<void> => {
    const { team } = await link.me()
    if (link.stopped.aborted) return
    boltApp(link, receiver, handle)
    await receiver.start()
    // a socket says so itself, once it is open
    if ('http' in settings.by) host.receiving('slack', 'well')
    log.info({ platform: 'slack', team, by: 'socket' in settings.by ? 'Socket Mode' : 'HTTP' }, 'connected')
  }
  const stop = async (): Promise<void> => {
    stopping.abort()
    await receiver.stop()
    await starting
  }

  return {
    name: 'slack',
    pace,
    maxFileBytes: limits.downloadBytes,
    sendsOnce: false,
    async start(handle) {
      const first = begin(handle)
      starting = first.catch(() => undefined)
      await first.catch((error: unknown) => {
        if (error instanceof Error && error.message.startsWith('SLACK_')) throw error
        const failure = failureOf(error)
        if (isTokenRefused(failure)) throw new Error(`SLACK_BOT_TOKEN is refused by Slack (${whyIn(failure)})`)
        host.receiving('slack', 'failed')
        starting = keepBeginning(link, () => begin(handle), whyIn(failure))
      })
    },
    send: (to, card) => sendCard(link, to, card),
    edit: (message, card) => editCard(link, message, card),
    fetch: (file) => fetchFile(link, file),
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

function receiverOf({ apiUrl, by }: SlackSettings, { http, log, receiving }: Host, link: Connection): Receiver {
  if ('http' in by) return httpReceiver({ http, signingSecret: by.http, log, now: link.now })
  return socketReceiver({ appToken: by.socket, apiUrl, log, pause: link.pause, receiving: (how) => receiving('slack', how) })
}

/** Slack can't be reached at the start: the rest of the program runs meanwhile. */
async function keepBeginning(link: Connection, begin: () => Promise<void>, why: string): Promise<void> {
  link.log.warn({ platform: 'slack', why }, 'Slack can not be reached; trying again')
  for (let attempt = 1; !link.stopped.aborted; attempt += 1) {
    await link.pause(Math.min(60_000, networkRetryMs * attempt))
    if (link.stopped.aborted) return
    try {
      return await begin()
    } catch (error) {
      const refused = error instanceof Error && error.message.startsWith('SLACK_') ? error.message : undefined
      link.log.warn({ platform: 'slack', why: refused ?? whyIn(failureOf(error)), attempt }, 'Slack can not be reached; trying again')
    }
  }
}

/** Bolt sorts the payloads; who the bot is it needs not ask again. No conversation store: it would keep one entry per channel for ever. */
function boltApp(link: Connection, receiver: Receiver, handle: Handle): App {
  const { botToken, apiUrl } = link.settings
  const app = new App({
    receiver,
    authorize: async () => {
      const me = await link.me()
      return { botToken, botId: me.bot, botUserId: me.user, teamId: me.team }
    },
    convoStore: false,
    logger: slackLogger(link.log),
    clientOptions: clientOptions(apiUrl, link.log, requestMs),
  })
  const take = ({ body }: { body: unknown }): Promise<void> => takeOne(link, body, handle)
  app.event('message', take)
  app.event('app_home_opened', take)
  app.action(/^/, take)
  app.command(slashCommand, take)
  app.error(async (error) => {
    throw error.original ?? error
  })
  return app
}

async function takeOne(link: Connection, body: unknown, handle: Handle): Promise<void> {
  const payload = payloadOf(body)
  if (!payload) return
  const me = await link.me()
  const receivedAt = link.now()
  const [people, member] = await Promise.all([
    link.people(usersOf(payload, me)),
    payload.kind === 'command' && !payload.body.channel_id.startsWith('D') ? link.isMember(payload.body.channel_id) : false,
  ])
  const event = toIncoming(payload, { me, people, receivedAt, member })
  if (event) await handle(event).catch((error: unknown) => Promise.reject(new NotRecorded('not recorded', { cause: error })))
}
