import { GrammyError, HttpError } from 'grammy'
import { expect, test } from 'vitest'
import { failureOf, problemOf } from '../../../src/platforms/telegram/failures.ts'

/** As Node's fetch fails: a TypeError with the system's error as its cause. */
function failed(cause: object, message = ''): HttpError {
  const error = Object.assign(new Error(message), cause)
  return new HttpError('Network request failed', new TypeError('fetch failed', { cause: error }))
}

test.each([
  ['refused', failed({ code: 'ECONNREFUSED', syscall: 'connect' }), 'retry'],
  ['no such host', failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'retry'],
  ['no name server', failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), 'retry'],
  ['no connection in time', failed({ code: 'UND_ERR_CONNECT_TIMEOUT' }), 'retry'],
  ['timed out connecting', failed({ code: 'ETIMEDOUT', syscall: 'connect' }), 'retry'],
  ['no address answers', new HttpError('', new TypeError('fetch failed', { cause: new AggregateError([], '') })), 'retry'],
  ['a certificate nobody signed', failed({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'retry'],
  ['an expired certificate', failed({ code: 'CERT_HAS_EXPIRED' }), 'retry'],
  [
    'cut in the handshake',
    failed({ code: 'ECONNRESET' }, 'Client network socket disconnected before secure TLS connection was established'),
    'retry',
  ],
  ['cut later', failed({ code: 'ECONNRESET', syscall: 'read' }), 'uncertain'],
  ['closed by the other side', failed({ code: 'UND_ERR_SOCKET' }), 'uncertain'],
  ['timed out reading', failed({ code: 'ETIMEDOUT', syscall: 'read' }), 'uncertain'],
  ['no answer in time', new HttpError('', new Error("Request to 'sendMessage' timed out after 30 seconds")), 'uncertain'],
  ['an answer cut short', new HttpError('', new TypeError('terminated')), 'uncertain'],
])('%s', (_, error, kind) => {
  expect(problemOf(failureOf(error), 'send').kind).toBe(kind)
  expect(problemOf(failureOf(error), 'edit').kind).toBe('retry')
  expect(problemOf(failureOf(error), 'fetch').kind).toBe('retry')
})

test('what is kept of an error says nothing of where it was sent', () => {
  const url = 'https://api.telegram.org/bot123456:SECRET/sendMessage'
  for (const error of [
    new HttpError(url, new Error(url)),
    new TypeError(`Failed to parse URL from ${url}`),
    failed({ code: 'ECONNRESET' }, url),
    url,
  ]) {
    expect(JSON.stringify(failureOf(error))).not.toContain('SECRET')
  }
})

test('an answer keeps what Telegram says', () => {
  const parameters = { retry_after: 4, migrate_to_chat_id: -1005 }
  const error = new GrammyError('failed', { ok: false, error_code: 429, description: 'Too Many Requests', parameters }, 'sendMessage', {})
  expect(failureOf(error)).toEqual({
    kind: 'answer',
    status: 429,
    why: 'sendMessage: 429 Too Many Requests',
    retryAfterMs: 4000,
    movedTo: -1005,
  })
})
