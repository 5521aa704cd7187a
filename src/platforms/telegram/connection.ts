/** The line to the Bot API: grammY's client on Node's fetch, and who we are there. */
import { Api, type ApiClientOptions, type RawApi } from 'grammy'
import { createTurns } from '../../bot/pace.ts'
import { DeliveryError } from '../../bot/platform.ts'
import type { Log } from '../../log.ts'
import { deliveryError, failureOf, networkRetryMs } from './failures.ts'
import type { BotIdentity } from './incoming.ts'
import { longestTurnMs, pace, requestSeconds, uploadSeconds } from './limits.ts'

export type Connection = {
  readonly api: RawApi
  /** The same with more time. */
  readonly uploads: RawApi
  readonly log: Log
  /** Asks Telegram once and remembers. Rejects as any call does. */
  me(): Promise<BotIdentity>
  /** Rejects as fetch does; the address it asks holds the token, so its errors must pass through `deliveryError`. */
  download(path: string, signal: AbortSignal): Promise<Response>
  /** Makes a call that posts a message to this chat (or edits one there) when its turn has come. */
  inTurn<T>(chat: number, call: () => Promise<T>, act?: 'edit'): Promise<T>
  /** Resolves after that time, or at once when stopped. */
  pause(ms: number): Promise<void>
  /** Says how receiving goes. */
  receiving(how: 'well' | 'failed' | 'refused'): void
  /** Aborted when the platform stops. */
  readonly stopped: AbortSignal
  now(): Date
}

export type ConnectionSettings = { token: string; apiRoot: string }

/** `pause` and `waitTurn` (for a place among all messages) are parameters so that tests need not wait. */
export type Timing = {
  now(): Date
  pause(ms: number, signal: AbortSignal): Promise<void>
  waitTurn(ms: number, signal: AbortSignal): Promise<void>
}

export function connect(
  settings: ConnectionSettings,
  log: Log,
  timing: Timing,
  stopped: AbortSignal,
  receiving: Connection['receiving'] = () => undefined,
): Connection {
  const { token, apiRoot } = settings
  const client = (timeoutSeconds: number): RawApi => new Api(token, { apiRoot, timeoutSeconds, fetch: ownFetch }).raw
  const api = client(requestSeconds)
  let identity: BotIdentity | undefined
  return {
    api,
    uploads: client(uploadSeconds),
    log,
    receiving,
    stopped,
    now: () => timing.now(),
    pause: (ms) => timing.pause(ms, stopped),
    inTurn: createLine(timing, stopped),
    download: (path, signal) => fetch(`${apiRoot}/file/bot${token}/${path}`, { signal }),
    async me() {
      if (!identity) {
        const { id, username } = await api.getMe()
        identity = { id, username }
      }
      return identity
    },
  }
}

/**
 * All messages in one line. Telegram does not say whose limit a 429 tells of. In a group it is mostly the group's 20 a minute; a private
 * chat we keep to its second ourselves, so there it is the bot's, and nothing goes until that time is over.
 */
function createLine(timing: Timing, stopped: AbortSignal): Connection['inTurn'] {
  const turns = createTurns(pace)
  const time = (): number => timing.now().getTime()
  return async (chat, call, act) => {
    const place = act === 'edit' ? undefined : { id: String(chat), gapMs: chat < 0 ? pace.groupGapMs : pace.privateGapMs }
    for (let wait = turns.waitMs(time(), place?.id); wait > 0; wait = turns.waitMs(time(), place?.id)) {
      if (wait > longestTurnMs || stopped.aborted) throw new DeliveryError({ kind: 'retry', afterMs: wait }, 'Telegram: not its turn yet')
      await timing.waitTurn(wait, stopped)
    }
    const turn = turns.take(time(), place)
    try {
      return await call()
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind !== 'answer' || failure.status !== 429) throw error
      const all = chat > 0
      const afterMs = failure.retryAfterMs ?? networkRetryMs
      turns.hold(time() + afterMs, all ? undefined : String(chat))
      throw new DeliveryError({ kind: 'retry', afterMs, ...(all ? { all } : {}) }, `Telegram: ${failure.why}`, { limited: true })
    } finally {
      turn.answered(time())
    }
  }
}

/** Who we are, on the way to a delivery: whatever goes wrong here, nothing was sent. */
export async function identify(link: Connection): Promise<BotIdentity> {
  try {
    return await link.me()
  } catch (error) {
    throw deliveryError(error, 'fetch')
  }
}

/**
 * grammY comes with node-fetch; Node's own fetch tells a refused connection from a cut one, keeps the URL out of its errors, and lets
 * us read the status of an answer that is not JSON (a proxy's 502).
 */
const ownFetch = (async (url: string, init: RequestInit & { signal: AbortSignal }): Promise<Pick<Response, 'json'>> => {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (init.signal.aborted) abort()
  else init.signal.addEventListener('abort', abort)
  const { method, headers, body } = init
  const response = await fetch(url, { method, headers, body, signal: controller.signal, duplex: 'half' } as RequestInit)
  if (!response.headers.get('content-type')?.includes('json')) {
    await response.body?.cancel()
    const description = `${response.status} and not an answer of the Bot API`
    return { json: async () => ({ ok: false, error_code: Math.max(response.status, 502), description }) }
  }
  return response
}) as unknown as NonNullable<ApiClientOptions['fetch']>

/** 1 s, 2 s, 4 s … at most a minute, and never less than Telegram asks for. */
export function backOffMs(attempt: number, error: unknown): number {
  const failure = failureOf(error)
  const asked = failure.kind === 'answer' ? (failure.retryAfterMs ?? 0) : 0
  return Math.max(asked, Math.min(60_000, 1000 * 2 ** Math.min(attempt - 1, 6)))
}
