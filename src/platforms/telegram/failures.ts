/** What went wrong with a call, and what that means for a delivery. The token stands in every URL, so no foreign error is passed on or named as cause. */
import { GrammyError, HttpError } from 'grammy'
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

const unsentCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_TLS.*|ERR_SSL.*|CERT_.*|.*_CERT(IFICATE)?(_.*)?)$/

/** Node's fetch wraps the system's error; an AggregateError is a failed attempt to connect on several addresses. */
function neverSent(error: unknown): boolean {
  if (error instanceof Error && error.cause instanceof AggregateError) return true
  const { code, syscall, message } = systemError(error)
  return unsentCodes.test(code) || syscall === 'connect' || syscall === 'getaddrinfo' || /before secure TLS connection/.test(message)
}

function whyOf(error: unknown): string {
  const { code } = systemError(error)
  if (code !== '') return code
  return error instanceof Error && /timed out after/.test(error.message) ? 'no answer in time' : 'connection broken'
}

function systemError(error: unknown): { code: string; syscall: string; message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const read = (key: string): string => {
    const value: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, key) : undefined
    return typeof value === 'string' ? value : ''
  }
  return { code: read('code'), syscall: read('syscall'), message: read('message') }
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
  return new DeliveryError(problemOf(failure, act), `Telegram: ${failure.why}`)
}
