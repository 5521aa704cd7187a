/** What went wrong with a call, and what that means for a delivery. Foreign errors are never passed on or named as cause: they may hold the request. */

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { neverSent, whyOf } from '../../bot/network-failure.ts'
import { DeliveryError, type DeliveryProblem } from '../../bot/platform.ts'
import type { Log } from '../../log.ts'

export type Failure =
  /** Slack said no: `why` is its word for it. */
  | { kind: 'answer'; why: string }
  | { kind: 'limited'; afterMs: number }
  /** It certainly never got there. */
  | { kind: 'unsent'; why: string }
  /** Cut off or out of time after the request was written, or an answer that says nothing about it. */
  | { kind: 'cut'; why: string }

/** It could not be written down, and must come again. */
export class NotRecorded extends Error {}

/** What broke, where it can be told. */
export function causeOf(error: unknown): unknown {
  return error instanceof NotRecorded ? error.cause : error
}

/** Bolt, or we, can make nothing of it: it would come again, and be no better. Only the kind of error is logged, its words may repeat what people wrote. */
export async function letGo(work: Promise<unknown>, log: Log): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error
    log.error({ platform: 'slack', why: error.name }, 'an event could not be read and is skipped')
  }
}

/** What is done: `post` shows something new; `edit` may find it gone; `repeat` and `fetch` do no harm when done twice. */
export type Act = 'post' | 'edit' | 'fetch' | 'repeat'

export const networkRetryMs = 5_000
export const limitedRetryMs = 30_000
export const refusedTokenRetryMs = 10 * 60_000

export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', afterMs: Math.max(1, error.retryAfter) * 1000 }
  if (error instanceof WebAPIPlatformError) {
    const why = String(error.data.error)
    // A page in HTML, of a proxy or of Slack in distress, comes as the "error".
    return /^[a-z0-9_]{1,80}$/.test(why) ? { kind: 'answer', why } : { kind: 'cut', why: 'an answer that is not JSON' }
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'cut', why: `HTTP ${error.statusCode}` }
  const inner = error instanceof WebAPIRequestError ? error.original : error
  // WebClient's own words for a 429 without Retry-After.
  if (inner instanceof Error && inner.message.startsWith('Retry header did not')) return { kind: 'limited', afterMs: limitedRetryMs }
  return { kind: neverSent(inner) ? 'unsent' : 'cut', why: whyOf(inner) }
}

/** The bot's own token is refused, or lacks a scope: nothing will go through until somebody mends the settings. */
export function isTokenRefused(failure: Failure): boolean {
  return failure.kind === 'answer' && refusals.has(failure.why)
}

export function problemOf(failure: Failure, act: Act): DeliveryProblem {
  const unclear: DeliveryProblem = act === 'post' ? { kind: 'uncertain' } : { kind: 'retry', afterMs: networkRetryMs }
  if (failure.kind === 'limited') return { kind: 'retry', afterMs: failure.afterMs }
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: networkRetryMs }
  if (failure.kind === 'cut' || half.has(failure.why)) return unclear
  if (isTokenRefused(failure)) return { kind: 'retry', afterMs: refusedTokenRetryMs }
  if (busy.has(failure.why)) return { kind: 'retry', afterMs: limitedRetryMs }
  if (act === 'fetch') return { kind: 'rejected' }
  if (act === 'edit' && gone.has(failure.why)) return { kind: 'gone' }
  return unreachable.has(failure.why) ? { kind: 'unreachable' } : { kind: 'rejected' }
}

export function deliveryError(error: unknown, act: Act): DeliveryError {
  if (error instanceof DeliveryError) return error
  const failure = failureOf(error)
  return new DeliveryError(problemOf(failure, act), `Slack: ${whyIn(failure)}`, { limited: failure.kind === 'limited' })
}

export function whyIn(failure: Failure): string {
  return failure.kind === 'limited' ? `rate limited for ${failure.afterMs} ms` : failure.why
}

/** account_inactive speaks of the bot's account, not of the person's. */
const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'org_login_required',
  'team_access_not_granted',
])
/** Slack says itself that it may have done it all the same. */
const half = new Set(['fatal_error', 'internal_error'])
const busy = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])
const gone = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_inactive', 'cant_delete_message'])
const unreachable = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'invalid_user_combination',
  'messages_tab_disabled',
  'cannot_reply_to_message',
  'thread_not_found',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
])
