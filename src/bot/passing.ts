import { DeliveryError } from './platform.ts'

/** Codes of Prisma, of PostgreSQL and of the network for a database that is out of reach, out of room, or going down or up: it lasts as long as it lasts. */
const away = /^(P1001|P1002|P1008|P1017|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOSPC|EIO|53\d{3}|57P0\d|58\d{3}|08\d{3}|25006)$/

/** What pg says without a code when no connection could be had in time or one broke. */
const noConnection = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

/** For one that is busy, or a step that was lost to another transaction. */
const busy = /^(P2024|P2028|P2034|40001|40P01)$/

/** Whether a fault passes by itself, so that the same thing may be tried again; a bug does not. */
export function passes(error: unknown): boolean {
  if (error instanceof DeliveryError) return error.problem.kind === 'retry'
  return codesOf(error).some((code) => away.test(code) || busy.test(code))
}

/** Whether the database can't be used now. Nothing is given up for that, however long it lasts. */
export function isAway(error: unknown): boolean {
  return !(error instanceof DeliveryError) && codesOf(error).some((code) => away.test(code))
}

/** The codes in an error and in what it was made of; Prisma keeps PostgreSQL's own under `meta.driverAdapterError.cause.originalCode`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const { code, originalCode, cause, meta } = error as { code?: unknown; originalCode?: unknown; cause?: unknown; meta?: unknown }
  const inner = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  const message = error instanceof Error && noConnection.test(error.message) ? ['ECONNRESET'] : []
  const own = [code, originalCode].filter((one) => typeof one === 'string')
  return [...message, ...own, ...codesOf(cause, depth + 1), ...codesOf(inner, depth + 1)]
}
