/** What an error of Node's fetch says of a request; for platforms that talk HTTP. */

const unsentCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_TLS.*|ERR_SSL.*|CERT_.*|.*_CERT(IFICATE)?(_.*)?)$/

/** True only where the request certainly never left. Node wraps the system's error; an AggregateError is a failed attempt to connect on several addresses. */
export function neverSent(error: unknown): boolean {
  if (error instanceof Error && error.cause instanceof AggregateError) return true
  const { code, syscall, message } = systemError(error)
  return unsentCodes.test(code) || syscall === 'connect' || syscall === 'getaddrinfo' || /before secure TLS connection/.test(message)
}

/** A few words for the log, without the address, which may hold a token. */
export function whyOf(error: unknown): string {
  const { code } = systemError(error)
  if (code !== '') return code
  const timedOut = error instanceof Error && (error.name === 'TimeoutError' || /timed out after/.test(error.message))
  return timedOut ? 'no answer in time' : 'connection broken'
}

function systemError(error: unknown): { code: string; syscall: string; message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const read = (key: string): string => {
    const value: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, key) : undefined
    return typeof value === 'string' ? value : ''
  }
  return { code: read('code'), syscall: read('syscall'), message: read('message') }
}
