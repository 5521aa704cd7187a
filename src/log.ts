import pino, { type Logger } from 'pino'

export type Log = Logger

/** Names of keys whose values never reach the log: secrets, and what people say or are. */
const secretKeys = [
  'token',
  'secret',
  'password',
  'authorization',
  'code',
  'phone',
  'email',
  'contact',
  'text',
  'name',
  'title',
  'description',
  'card',
  'payload',
]

/** A structured log. Write ids and states to it, never what people wrote. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  return pino({ level, redact: { paths, censor: '[redacted]' }, base: undefined }, destination ?? pino.destination(2))
}
