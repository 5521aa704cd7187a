import type { Expert } from '../../directory.ts'

/** Asked, and not answered since. */
export function isUnanswered({ more: { checkedAt, checkAskedAt } }: Pick<Expert, 'more'>): boolean {
  return checkAskedAt !== undefined && (checkedAt === undefined || checkedAt < checkAskedAt)
}
