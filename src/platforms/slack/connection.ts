/** The line to Slack's Web API: the official client, who we are there, and what was looked up of people and chats. */
import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import { DeliveryError } from '../../bot/platform.ts'
import type { Lang } from '../../domain/person.ts'
import type { Log } from '../../log.ts'
import { type Failure, failureOf, isTokenRefused, refusedTokenRetryMs, whyIn } from './failures.ts'
import type { BotIdentity, Profile } from './incoming.ts'
import { lookupMs, requestMs, scopes } from './limits.ts'
import type { Place } from './references.ts'

export type ConnectionSettings = { botToken: string; apiUrl: string }

export type Connection = {
  readonly api: WebClient
  readonly settings: ConnectionSettings
  readonly log: Log
  now(): Date
  /** Resolves after that time, or at once when stopped. */
  pause(ms: number): Promise<void>
  /** Aborted when the platform stops. */
  readonly stopped: AbortSignal
  /** Asks Slack once and remembers. Rejects as any call does. */
  me(): Promise<BotIdentity>
  /** Never rejects: who can't be looked up in time is not among the answer. */
  people(users: string[]): Promise<Map<string, Profile>>
  /** False too where it can't be found out. */
  isMember(channel: string): Promise<boolean>
  /** The channel to post in; opens a private chat. */
  channelOf(place: Place): Promise<string>
  /** Runs a call; tells the log once when the token is refused. */
  call<T>(act: () => Promise<T>): Promise<T>
}

/** `pause` is a parameter so that tests need not wait. */
export type Timing = { now(): Date; pause(ms: number, signal: AbortSignal): Promise<void> }

/** A client that repeats nothing by itself: a repeated chat.postMessage posts twice. */
export function clientOptions(apiUrl: string, log: Log, timeout: number): WebClientOptions {
  return { slackApiUrl: apiUrl, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: slackLogger(log) }
}

export function connect(settings: ConnectionSettings, log: Log, timing: Timing, stopped: AbortSignal): Connection {
  const { botToken, apiUrl } = settings
  const api = new WebClient(botToken, clientOptions(apiUrl, log, requestMs))
  const quick = new WebClient(botToken, clientOptions(apiUrl, log, lookupMs))
  const call = tellingOfRefusals(log, timing.now)
  const profiles = new Remembered<Profile>(60 * 60_000, () => timing.now())
  const chats = new Remembered<string>(24 * 60 * 60_000, () => timing.now())
  let identity: BotIdentity | undefined

  const profileOf = async (user: string): Promise<Profile | undefined> => {
    const known = profiles.get(user)
    if (known) return known
    const answer = await quick.users.info({ user, include_locale: true })
    const name = answer.user?.real_name || answer.user?.profile?.display_name || answer.user?.name
    const profile: Profile = { bot: answer.user?.is_bot === true, lang: langOf(answer.user?.locale), ...(name ? { name } : {}) }
    profiles.set(user, profile)
    return profile
  }
  const me = async (): Promise<BotIdentity> => {
    if (identity) return identity
    const answer = await api.auth.test()
    warnOfScopes(log, answer.response_metadata?.scopes)
    identity = { team: answer.team_id!, user: answer.user_id!, bot: answer.bot_id ?? '' }
    return identity
  }

  return {
    api,
    settings,
    log,
    stopped,
    call,
    me,
    now: () => timing.now(),
    pause: (ms) => timing.pause(ms, stopped),
    async people(users) {
      const found = await Promise.all(users.map(async (user) => [user, await profileOf(user).catch(() => undefined)] as const))
      return new Map(found.flatMap(([user, profile]) => (profile ? [[user, profile]] : [])))
    },
    async isMember(channel) {
      const answer = await quick.conversations.info({ channel }).catch(() => undefined)
      return answer?.channel?.is_member === true
    },
    async channelOf(place) {
      const { team } = await me()
      if (place.team !== team) throw new DeliveryError({ kind: 'unreachable' }, 'Slack: an address of another workspace')
      if ('channel' in place) return place.channel
      const known = chats.get(place.user)
      if (known) return known
      const answer = await api.conversations.open({ users: place.user })
      const channel = answer.channel!.id!
      chats.set(place.user, channel)
      return channel
    },
  }
}

function langOf(locale: string | undefined): Lang | undefined {
  if (!locale) return undefined
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function warnOfScopes(log: Log, granted: string[] | undefined): void {
  if (!granted) return
  const missing = Object.keys(scopes).filter((scope) => !granted.includes(scope))
  if (missing.length > 0) log.warn({ platform: 'slack', missing }, 'the Slack app lacks scopes: install it again from manifest.json')
}

function tellingOfRefusals(log: Log, now: () => Date): Connection['call'] {
  let quietUntil = 0
  return async (act) => {
    try {
      return await act()
    } catch (error) {
      const failure: Failure = failureOf(error)
      if (isTokenRefused(failure) && now().getTime() >= quietUntil) {
        quietUntil = now().getTime() + refusedTokenRetryMs
        log.error({ platform: 'slack', why: whyIn(failure) }, 'Slack refuses SLACK_BOT_TOKEN: nothing is sent until it is mended')
      }
      throw error
    }
  }
}

/** The newest thousand answers, each for a time. */
class Remembered<T> {
  readonly #entries = new Map<string, { value: T; until: number }>()
  readonly #forMs: number
  readonly #now: () => Date

  constructor(forMs: number, now: () => Date) {
    this.#forMs = forMs
    this.#now = now
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.until > this.#now().getTime() ? entry.value : undefined
  }

  set(key: string, value: T): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, until: this.#now().getTime() + this.#forMs })
    if (this.#entries.size > 1000) this.#entries.delete(this.#entries.keys().next().value!)
  }
}

/** The SDK's own words, without what people wrote (it logs whole payloads as debug) and without anything like a token. */
export function slackLogger(log: Log): Logger {
  const words = (parts: unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : typeof part))
      .join(' ')
      .replace(/(xox[a-z]-|xapp-)[\w-]+/g, '$1…')
      .replace(/(wss?:\/\/[^\s?]+)\?\S*/g, '$1')
      .slice(0, 300)
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.debug({ platform: 'slack' }, words(parts)),
    error: (...parts) => log.warn({ platform: 'slack' }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
