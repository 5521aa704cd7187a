/** The Slack platform against the fake Slack. */
import Fastify from 'fastify'
import pino from 'pino'
import type { Host, Incoming, Platform } from '../../../src/bot/platform.ts'
import { createSlack, type SlackSettings } from '../../../src/platforms/slack/index.ts'
import { FakeSlack, type FakeSlackOptions } from '../../support/fake-slack.ts'

export type SlackRig = {
  slack: FakeSlack
  platform: Platform
  host: Host
  /** Where the bot's web server listens. */
  address: string
  /** What `start` of the platform has recorded. */
  received: Incoming[]
  /** Starts the platform with a handler that keeps what comes. */
  begin(): Promise<void>
  /** All that was logged so far. */
  logged(): string
  /** What the platform waited between attempts, in milliseconds; it did not really wait. */
  pauses: number[]
  close(): Promise<void>
}

export type RigOptions = FakeSlackOptions & { by?: 'socket' | 'http'; botToken?: string; appToken?: string; apiUrl?: string }

export async function openSlack({ by = 'http', botToken, appToken, apiUrl, ...options }: RigOptions = {}): Promise<SlackRig> {
  const slack = await FakeSlack.start(options)
  const http = Fastify()
  const lines: string[] = []
  const host: Host = {
    http,
    httpAddress: () => http.listeningOrigin,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    now: options.now ?? (() => new Date()),
    receiving: () => undefined,
    roster: async () => [],
    turnToReceive: async (_name, stopped) => stopped,
    transcript: new Proxy({} as Host['transcript'], {
      get: () => {
        throw new Error('Slack keeps its messages itself')
      },
    }),
  }
  const pauses: number[] = []
  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (!signal.aborted) pauses.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const settings: SlackSettings = {
    botToken: botToken ?? slack.botToken,
    apiUrl: apiUrl ?? slack.apiUrl,
    by: by === 'http' ? { http: slack.signingSecret } : { socket: appToken ?? slack.appToken },
  }
  http.post('/echo', async (request) => ({ body: request.body }))
  const platform = createSlack(settings, host, { pause })
  await http.listen({ host: '127.0.0.1', port: 0 })
  if (by === 'http') slack.deliverTo(http.listeningOrigin)
  const received: Incoming[] = []
  return {
    slack,
    platform,
    host,
    address: http.listeningOrigin,
    received,
    begin: () => platform.start(async (event) => void received.push(event)),
    logged: () => lines.join(''),
    pauses,
    async close() {
      await platform.stop()
      await slack.stop()
      await http.close()
    },
  }
}
