/** What went wrong with a call, and what that means for a delivery. The token stands in every URL, so no foreign error is passed on or named as cause. */

import { GrammyError, HttpError } from 'grammy'
import { neverSent, whyOf } from '../../bot/network-failure.ts'
import { DeliveryError, type DeliveryProblem } from '../../bot/platform.ts'

export type Failure =
  /** Telegram said no. */
  | { kind: 'answer'; status: number; why: string; retryAfterMs?: number; movedTo?: number }
  /** It certainly never got there. */
  | { kind: 'unsent'; why: string }
  /** Cut off or out of time after the request was written. */
  | { kind: 'cut'; why: string }

export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) {
    const { retry_after: seconds, migrate_to_chat_id: movedTo } = error.parameters
    return {
      kind: 'answer',
      status: error.error_code,
      why: `${error.method}: ${error.error_code} ${error.description}`,
      ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
      ...(movedTo === undefined ? {} : { movedTo }),
    }
  }
  const inner = error instanceof HttpError ? error.error : error
  return { kind: neverSent(inner) ? 'unsent' : 'cut', why: whyOf(inner) }
}

export const networkRetryMs = 5_000
export const refusedTokenRetryMs = 10 * 60_000

const unreachable =
  /chat not found|user not found|PEER_ID_INVALID|deactivated|kicked|CHAT_WRITE_FORBIDDEN|write access|not enough rights|have no rights|administrator rights|thread not found|TOPIC_CLOSED|TOPIC_DELETED|upgraded to a supergroup/i
const gone = /message to edit not found|can't be edited|MESSAGE_ID_INVALID|no text in the message|upgraded to a supergroup/i

/** `repeatable`: doing it twice does no harm, so what is uncertain is simply tried again. */
export function problemOf(failure: Failure, act: 'send' | 'edit' | 'fetch'): DeliveryProblem {
  const repeatable = act !== 'send'
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: networkRetryMs }
  if (failure.kind === 'cut') return repeatable ? { kind: 'retry', afterMs: networkRetryMs } : { kind: 'uncertain' }
  const { status, why } = failure
  if (status === 429) return { kind: 'retry', afterMs: failure.retryAfterMs ?? networkRetryMs }
  if (status >= 500) return { kind: 'retry', afterMs: networkRetryMs }
  if (status === 401) return { kind: 'retry', afterMs: refusedTokenRetryMs }
  if (act === 'fetch') return { kind: 'rejected' }
  if (act === 'edit' && gone.test(why)) return { kind: 'gone' }
  if (status === 403 || unreachable.test(why)) return { kind: 'unreachable' }
  return { kind: 'rejected' }
}

export function deliveryError(error: unknown, act: 'send' | 'edit' | 'fetch'): DeliveryError {
  if (error instanceof DeliveryError) return error
  const failure = failureOf(error)
  const limited = failure.kind === 'answer' && failure.status === 429
  return new DeliveryError(problemOf(failure, act), `Telegram: ${failure.why}`, { limited })
}
