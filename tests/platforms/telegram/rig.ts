/** The Telegram platform against the fake Bot API. */
import Fastify from 'fastify'
import pino from 'pino'
import type { Host, Platform } from '../../../src/bot/platform.ts'
import { createTelegram, type TelegramSettings } from '../../../src/platforms/telegram/index.ts'
import { FakeTelegram } from '../../support/fake-telegram.ts'

export type TelegramRig = {
  telegram: FakeTelegram
  platform: Platform
  host: Host
  /** All that was logged so far. */
  logged(): string
  /** What the platform waited between attempts, in milliseconds; it did not really wait. */
  pauses: number[]
  close(): Promise<void>
}

export const webhookSecret = 'secret_for_tests_only'

export async function openTelegram(options: { webhook?: boolean; telegram?: FakeTelegram; token?: string } = {}): Promise<TelegramRig> {
  const telegram = options.telegram ?? (await FakeTelegram.start())
  const http = Fastify()
  const lines: string[] = []
  let skipped = 0
  const waitTurn = async (ms: number): Promise<void> => {
    skipped += ms
  }
  const host: Host = {
    http,
    httpAddress: () => http.listeningOrigin,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    now: () => new Date(Date.now() + skipped),
    receiving: () => undefined,
    roster: async () => [],
    turnToReceive: async (_name, stopped) => stopped,
    transcript: new Proxy({} as Host['transcript'], {
      get: () => {
        throw new Error('Telegram keeps its messages itself')
      },
    }),
  }
  const pauses: number[] = []
  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (!signal.aborted) pauses.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const settings: TelegramSettings = { token: options.token ?? telegram.token, apiRoot: telegram.apiRoot }
  const withWebhook = { ...settings, webhook: { url: '', secret: webhookSecret } }
  const platform = createTelegram(options.webhook ? withWebhook : settings, host, { pause, waitTurn })
  await http.listen({ host: '127.0.0.1', port: 0 })
  withWebhook.webhook.url = http.listeningOrigin
  return {
    telegram,
    platform,
    host,
    logged: () => lines.join(''),
    pauses,
    async close() {
      await platform.stop()
      await telegram.stop()
      await http.close()
    },
  }
}
