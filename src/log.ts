import pino, { type Logger } from 'pino'
import pretty from 'pino-pretty'

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

/** A structured log, on standard error; in a terminal in readable lines. Write ids and states to it, never what people wrote. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  return pino(
    { level, redact: { paths, censor: '[redacted]' }, base: undefined },
    destination ??
      (process.stderr.isTTY ? pretty({ destination: 2, colorize: true, translateTime: 'SYS:HH:MM:ss', sync: true }) : pino.destination(2)),
  )
}
