import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type Logger } from 'pino'
import pretty from 'pino-pretty'
import { errorsWithout } from './log-errors.ts'

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

/** What the lines written within `work` carry besides: the request it serves (`e<id>` of an event, a step of the clock). */
type Carried = { request?: string }

const carried = new AsyncLocalStorage<Carried>()

/** Every line written while `work` runs, whoever writes it, carries these. */
export function logged<T>(fields: Carried, work: () => T): T {
  return carried.run(fields, work)
}

/**
 * A structured log, on standard error; in a terminal in readable lines. Write ids and states to it, never what people wrote. `secrets`: values that
 * appear in no error, whoever made it.
 */
export function createLog(level: string, destination?: pino.DestinationStream, secrets: readonly string[] = []): Log {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  return pino(
    { level, redact: { paths, censor: '[redacted]' }, base: undefined, mixin: () => carried.getStore() ?? {} },
    destination ??
      (process.stderr.isTTY ? pretty({ destination: 2, colorize: true, translateTime: 'SYS:HH:MM:ss', sync: true }) : pino.destination(2)),
  ).child(
    {},
    {
      serializers: {
        err: errorsWithout(secrets),
        error: (error: unknown) => (error instanceof Error ? errorsWithout(secrets)(error) : error),
      },
    },
  )
}
