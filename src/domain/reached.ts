import type { Reached, TargetRow } from './target-row.ts'

/** What the solver says was reached of one target. It stands by itself: the targets may be edited later. */
export type ReachedTarget = { name: string; wanted: string; words: string; met?: boolean }

/** Each row that something was said of. */
export function reachedTargets(rows: readonly TargetRow[], said: readonly Reached[]): ReachedTarget[] {
  return said.flatMap(({ index, words, met }) => {
    const row = rows[index]
    return row ? [{ name: row.name, wanted: row.words, words, ...(met !== undefined && { met }) }] : []
  })
}
