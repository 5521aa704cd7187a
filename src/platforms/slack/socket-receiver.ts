/** Slack's events over a WebSocket that we open: no public address is needed. */
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { within } from '../../bot/within.ts'
import type { Log } from '../../log.ts'
import { clientOptions, slackLogger } from './connection.ts'
import { causeOf, failureOf, isTokenRefused, letGo, whyIn } from './failures.ts'
import { requestMs } from './limits.ts'

export type SocketReceiverOptions = {
  appToken: string
  apiUrl: string
  log: Log
  /** Says how receiving goes. */
  receiving(how: 'well' | 'failed' | 'refused'): void
  /** Resolves after that time, or at once when stopped. */
  pause(ms: number): Promise<void>
}

/**
 * Bolt's receiver with two things done here instead. It acknowledges an event before its listeners have run; here that waits until
 * they are done. And its own reconnecting ends the process with an unhandled rejection when Slack can't be reached meanwhile.
 * `start` rejects where the token is refused; where Slack can't be reached it resolves, and the connection is tried again and again.
 */
export function socketReceiver({ appToken, apiUrl, log, pause, receiving }: SocketReceiverOptions): Receiver {
  const inHand = new Set<Promise<unknown>>()
  let stopping = false
  let keeping: Promise<void> = Promise.resolve()
  const logger = slackLogger(log)
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientPingTimeout: 15_000,
    installerOptions: { clientOptions: clientOptions(apiUrl, log, requestMs) },
    processEventErrorHandler: async ({ error }) => {
      log.error({ platform: 'slack', err: causeOf(error) }, 'an event could not be recorded; Slack will send it again')
      return false
    },
  })
  const { client } = receiver

  const disconnect = async (): Promise<void> => {
    const closing = client.disconnect()
    // A second call does not wait for the other side's goodbye.
    await within(2000, closing).catch(() => within(2000, client.disconnect()).catch(() => undefined))
  }
  /** Resolves once connected; `lost` when that connection has ended. */
  const connectOnce = async (): Promise<{ lost: Promise<void> }> => {
    const lost = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
    try {
      await within(requestMs, client.start())
    } catch (error) {
      await disconnect()
      throw error
    }
    if (stopping) await disconnect()
    receiving('well')
    return { lost }
  }
  const keepConnected = async (first: Promise<void> | undefined): Promise<void> => {
    let lost = first
    let failures = 0
    while (!stopping) {
      await lost
      if (stopping) return
      try {
        lost = (await connectOnce()).lost
        failures = 0
      } catch (error) {
        lost = undefined
        failures += 1
        receiving(isTokenRefused(failureOf(error)) ? 'refused' : 'failed')
        log.warn({ platform: 'slack', why: whyIn(failureOf(error)), failures }, 'no Socket Mode connection to Slack; trying again')
        await pause(Math.min(60_000, 1000 * 2 ** Math.min(failures - 1, 6)))
      }
    }
  }

  return {
    init(app: App) {
      const held = {
        async processEvent(event: Parameters<App['processEvent']>[0]) {
          if (stopping) return
          const work = letGo(app.processEvent({ ...event, ack: async () => undefined }), log).then(() => event.ack())
          const settled = work.catch(() => undefined).finally(() => inHand.delete(settled))
          inHand.add(settled)
          await work
        },
      }
      receiver.init(held as App)
    },
    async start() {
      if (stopping) return
      let first: Promise<void> | undefined
      try {
        first = (await connectOnce()).lost
      } catch (error) {
        const failure = failureOf(error)
        if (isTokenRefused(failure)) throw new Error(`SLACK_APP_TOKEN is refused by Slack (${whyIn(failure)})`)
        receiving('failed')
        log.warn({ platform: 'slack', why: whyIn(failure) }, 'no Socket Mode connection to Slack; trying again')
      }
      keeping = keepConnected(first)
    },
    async stop() {
      stopping = true
      while (inHand.size > 0) await Promise.all(inHand)
      await disconnect()
      await keeping
    },
  }
}
