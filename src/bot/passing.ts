import { DeliveryError } from './platform.ts'

/** Codes of Prisma, of PostgreSQL and of the network for a database that is out of reach, busy, or was lost to another transaction. */
const passing =
  /^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|40001|40P01|53300|57P01|57P02|57P03|08\d{3})$/

/** Whether a fault passes by itself, so that the same thing may be tried again; a bug does not. */
export function passes(error: unknown): boolean {
  if (error instanceof DeliveryError) return error.problem.kind === 'retry'
  if (typeof error !== 'object' || error === null) return false
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return (typeof code === 'string' && passing.test(code)) || (cause !== undefined && cause !== error && passes(cause))
}
