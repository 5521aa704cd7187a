import { expect, test } from 'vitest'
import { isAway, passes } from '../../src/bot/passing.ts'
import { DeliveryError } from '../../src/bot/platform.ts'

const coded = (code: string): Error => Object.assign(new Error('x'), { code })
/** As Prisma hands on an error of PostgreSQL that it has no word of its own for. */
const wrapped = (originalCode: string): Error =>
  Object.assign(new Error('x'), { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode } } } })

test.each([
  ['a full disk', wrapped('53100')],
  ['no more connections on the server', coded('53300')],
  ['no connection of the pool in time', new Error('timeout exceeded when trying to connect')],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ['a server that shuts down', new Error('x', { cause: coded('57P01') })],
  ['nobody there', coded('ECONNREFUSED')],
])('the database is away: %s', (_what, error) => {
  expect([isAway(error), passes(error)]).toEqual([true, true])
})

test.each([
  ['a deadlock', coded('P2034')],
  ['no transaction in time', coded('P2028')],
  ['a platform that is down', new DeliveryError({ kind: 'retry', afterMs: 1 }, 'x')],
])('it passes, and may be given up in the end: %s', (_what, error) => {
  expect([isAway(error), passes(error)]).toEqual([false, true])
})

test.each([
  ['a bug', new TypeError('undefined is not a function')],
  ['a row that is there already', coded('P2002')],
  ['a platform that refuses', new DeliveryError({ kind: 'rejected' }, 'x')],
  ['nothing', undefined],
])('it does not pass: %s', (_what, error) => {
  expect([isAway(error), passes(error)]).toEqual([false, false])
})
