import type { Need } from '../../../domain/need.ts'
import { rowOf } from '../../../domain/target-row.ts'
import type { Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Words } from '../../words.ts'

/** Each target as a row: its name, where it stands now, what is wanted, and which way is better. `text`: all the words of the need. */
export function targetLines(words: Words, need: Pick<Need, 'targets'>, text: string): string {
  const t = words.t.work
  const lines = need.targets.map((target) => {
    const row = rowOf(target, text)
    // what the author's own words say already is not said twice
    const now = row.now !== undefined && !row.words.includes(String(row.now)) ? t.targetNow(`${row.now}${row.unit ?? ''}`) : ''
    const way = row.direction === 'up' || row.direction === 'down' ? ` ${t.arrows[row.direction]}` : ''
    return t.targetRow(row.name, row.words + now + way)
  })
  return lines.join('\n')
}

/** What the solver says was reached of each, beside what was wanted. */
export function reachedField({ words }: Reader, { need }: NeedFacts): [string, string | undefined] {
  const t = words.t.work
  const lines = (need.reached ?? []).map(({ name, wanted, words: said, met }) =>
    t.reachedRow(said.includes(name) ? '' : name, said, wanted, met === undefined ? '' : met ? t.met : t.notMet),
  )
  return [words.t.labels.reached, ['solved', 'confirmed'].includes(need.state) ? lines.join('\n') || undefined : undefined]
}

/** The rows by number, for whoever is asked what was reached of each. */
export function numberedTargets(need: Pick<Need, 'targets'>): string {
  return need.targets.map(({ name, value }, at) => `${at + 1}. ${[name, value].filter(Boolean).join(' ')}`).join('\n')
}
