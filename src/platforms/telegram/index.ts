import type { Update } from 'grammy/types'
import { z } from 'zod'
import { pause } from '../../bot/pause.ts'
import type { Host, Platform } from '../../bot/platform.ts'
import { environment, platformModule } from '../platform-module.ts'
import { checkTelegram } from './check.ts'
import { backOffMs, type Connection, connect, type Timing } from './connection.ts'
import { editCard } from './editing.ts'
import { failureOf } from './failures.ts'
import { fetchFile } from './files.ts'
import { allowedUpdates, limits, pace } from './limits.ts'
import { addWebhook, type Handle, poll, report, take, webhookPath } from './receiving.ts'
import { sendCard } from './sending.ts'

const settings = environment(
  z
    .object({
      TELEGRAM_BOT_TOKEN: z
        .string()
        .regex(
          /^\d{3,20}:[A-Za-z0-9_-]{35,100}$/,
          'TELEGRAM_BOT_TOKEN is not a bot token: it looks like 123456789:AA…, 35 or more characters after the colon',
        )
        .optional(),
      TELEGRAM_API_ROOT: z
        .string()
        .refine((url) => isUrl(url, ['https:', 'http:']), 'TELEGRAM_API_ROOT must be a URL such as https://api.telegram.org')
        .transform((url) => url.replace(/\/+$/, ''))
        .default('https://api.telegram.org'),
      TELEGRAM_WEBHOOK_URL: z
        .string()
        .refine((url) => isUrl(url, ['https:', 'http:']), 'TELEGRAM_WEBHOOK_URL must be a URL such as https://bot.example.org')
        .transform((url) => url.replace(/\/+$/, ''))
        .optional(),
      TELEGRAM_WEBHOOK_SECRET: z
        .string()
        .regex(/^[A-Za-z0-9_-]{16,256}$/, 'TELEGRAM_WEBHOOK_SECRET must be 16 to 256 characters of A-Z a-z 0-9 _ -')
        .optional(),
    })
    .check((context) => {
      const { TELEGRAM_API_ROOT: root, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = context.value
      const wrong = (name: string, message: string) => context.issues.push({ code: 'custom', input: undefined, path: [name], message })
      if (url && !secret) wrong('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_SECRET is required with TELEGRAM_WEBHOOK_URL')
      // A Bot API server of one's own may call plain http; Telegram's never does.
      if (url && isUrl(url, ['http:']) && root === 'https://api.telegram.org') {
        wrong('TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_URL must begin with https://: Telegram calls nothing else')
      }
    })
    .transform((env) => ({
      token: env.TELEGRAM_BOT_TOKEN,
      apiRoot: env.TELEGRAM_API_ROOT,
      webhook:
        env.TELEGRAM_WEBHOOK_URL && env.TELEGRAM_WEBHOOK_SECRET
          ? { url: env.TELEGRAM_WEBHOOK_URL, secret: env.TELEGRAM_WEBHOOK_SECRET }
          : undefined,
    })),
)

export type TelegramSettings = { token: string; apiRoot: string; webhook?: { url: string; secret: string } | undefined }

export const telegram = platformModule({
  name: 'telegram',
  settings,
  secrets: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'],
  create({ token, ...rest }, host) {
    return token === undefined ? undefined : createTelegram({ token, ...rest }, host)
  },
  check: async ({ token, ...rest }, check) => (token === undefined ? [] : checkTelegram({ token, ...rest }, check)),
})

/** `waits`: tests give some that do not wait. */
export function createTelegram(settings: TelegramSettings, host: Host, waits: Omit<Timing, 'now'> = { pause, waitTurn: pause }): Platform {
  const stopping = new AbortController()
  const link = connect(settings, host.log, { now: () => host.now(), ...waits }, stopping.signal, (how) => host.receiving('telegram', how))
  const inHand = new Set<Promise<unknown>>()
  let receive: ((update: Update) => Promise<void>) | undefined

  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.catch(() => undefined).finally(() => inHand.delete(settled))
    inHand.add(settled)
    return work
  }
  if (settings.webhook) addWebhook(link, host.http, settings.webhook.secret, () => receive)

  return {
    name: 'telegram',
    pace,
    maxFileBytes: limits.downloadBytes,
    sendsOnce: false,
    async start(handle: Handle) {
      const takeOne = (update: Update): Promise<void> => track(take(link, update, handle, track))
      const reached = await firstTry(link, settings.webhook)
      if (stopping.signal.aborted) return
      if (settings.webhook) receive = takeOne
      const prepare = (): Promise<void> => register(link, settings.webhook)
      if (settings.webhook && !reached) track(untilDone(link, prepare))
      const turn = (): Promise<AbortSignal> => host.turnToReceive('telegram', link.stopped)
      if (!settings.webhook) track(poll(link, turn, reached ? async () => undefined : prepare, takeOne))
    },
    send: (to, card) => sendCard(link, to, card),
    edit: (message, card) => editCard(link, message, card),
    fetch: (file) => fetchFile(link, file),
    async stop() {
      receive = undefined
      stopping.abort()
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}

/** False where Telegram can't be reached now. A refused token or address will not mend itself: that stops the start. */
async function firstTry(link: Connection, webhook: TelegramSettings['webhook']): Promise<boolean> {
  try {
    await register(link, webhook)
    return true
  } catch (error) {
    const failure = failureOf(error)
    const status = failure.kind === 'answer' ? failure.status : 0
    if (status === 401 || status === 404) throw new Error('TELEGRAM_BOT_TOKEN is refused by Telegram: copy it again from @BotFather')
    if (status === 400) throw new Error(`TELEGRAM_WEBHOOK_URL is refused by Telegram (${failure.why})`)
    report(link, error, 0)
    return false
  }
}

async function register(link: Connection, webhook: TelegramSettings['webhook']): Promise<void> {
  const { username } = await link.me()
  if (webhook) {
    await link.api.setWebhook({ url: webhook.url + webhookPath, secret_token: webhook.secret, allowed_updates: allowedUpdates })
  } else {
    await link.api.deleteWebhook({ drop_pending_updates: false })
  }
  link.receiving('well')
  link.log.info({ platform: 'telegram', bot: username, by: webhook ? 'webhook' : 'polling' }, 'connected')
  await showCommands(link)
}

async function untilDone(link: Connection, act: () => Promise<void>): Promise<void> {
  for (let attempt = 1; !link.stopped.aborted; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      const afterMs = backOffMs(attempt, error)
      report(link, error, afterMs)
      await link.pause(afterMs)
    }
  }
}

const commands = {
  zh: {
    my: '我的需求和认领',
    need: '查看一条需求，如 /need 2026-0001',
    open: '待认领的需求',
    week: '本周',
    help: '帮助',
    start: '开始',
    lang: '切换语言',
  },
  en: {
    my: 'My needs and claims',
    need: 'Show a need, such as /need 2026-0001',
    open: 'Needs nobody has claimed yet',
    week: 'This week',
    help: 'Help',
    start: 'Start',
    lang: 'Change the language',
  },
} as const

/** The menu beside the text field: Chinese for Chinese apps, English for all others. Without it everything still works. */
async function showCommands(link: Connection): Promise<void> {
  const list = (texts: Record<string, string>) => Object.entries(texts).map(([command, description]) => ({ command, description }))
  try {
    await link.api.setMyCommands({ commands: list(commands.en) })
    await link.api.setMyCommands({ commands: list(commands.zh), language_code: 'zh' })
  } catch (error) {
    link.log.warn({ platform: 'telegram', why: failureOf(error).why }, 'the list of commands could not be set')
  }
}

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}
