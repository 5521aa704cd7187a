import { createHash } from 'node:crypto'

/** A short name for a township, as a button can carry it. */
export function markOf(township: string): string {
  return createHash('sha256').update(township).digest('hex').slice(0, 16)
}
