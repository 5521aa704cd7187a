/** What of an error may stand in the log: where it happened and what kind it is, never the words of people, nor a secret. */

export type LoggedError = { type: string; message: string; errorCode?: string; stack?: string; cause?: LoggedError; errors?: LoggedError[] }

const longestMessage = 400
const mostFrames = 30
const deepest = 4
/** Database and parsers quote what they were given; names of tables, columns and settings are told by their letters. */
const quoted = /"(?:[^"\\]|\\.)*"?|'[^'\n]{1,2000}'|(?<==)\([^)]*\)/g
const isName = /^["'][A-Za-z_][\w.$-]{0,39}["']$/
const words = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][^\n]*/gu
const digits = /\+?\d[\d -]{8,}\d/g
const addresses = /[\w.+-]+@[\w-]+\.[\w.-]+/g
/** Bot tokens of Telegram in a path, tokens of Slack, user and password in a URL. */
const tokens =
  /\bbot\d{3,}:[\w-]+|\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b(?:Bearer|Basic) \S+|(?<=:\/\/)[^\s/@]+@|(?<=[?&](?:token|ticket|key|code|secret)=)[^\s&]+/gi

/** For pino: an error as it may be logged. `secrets`: exactly these never appear, wherever they came from. */
export function errorsWithout(secrets: readonly string[]): (error: unknown) => unknown {
  const known = secrets.filter((secret) => secret.length >= 6)
  const hide = (text: string) => known.reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text)
  return (error) => (error instanceof Error ? told(error, hide, 0) : { type: typeof error, message: '' })
}

function told(error: Error, hide: (text: string) => string, depth: number): LoggedError {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  const inner = (one: unknown) => (one instanceof Error && depth < deepest ? told(one, hide, depth + 1) : undefined)
  const about = inner(cause)
  const all = Array.isArray(errors) ? errors.slice(0, 5).flatMap((one) => inner(one) ?? []) : []
  return {
    type: error.name,
    message: plain(hide(error.message)),
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: String(code).slice(0, 60) } : {}),
    ...(error.stack ? { stack: hide(framesOf(error.stack)) } : {}),
    ...(about ? { cause: about } : {}),
    ...(all.length > 0 ? { errors: all } : {}),
  }
}

function plain(message: string): string {
  const short = message.slice(0, 4 * longestMessage)
  const bare = short
    .replace(tokens, '[redacted]')
    .replace(quoted, (text) => (isName.test(text) ? text : '"…"'))
    .replace(addresses, '…')
    .replace(words, '…')
    .replace(digits, '…')
  return bare
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .slice(0, longestMessage)
}

/** The stack begins with the message, in full. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at .{1,500}$/.test(line))
    .slice(0, mostFrames)
    .join('\n')
}
