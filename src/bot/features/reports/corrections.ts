import type { Words } from '../../words.ts'
import { figureName, figureValue, nameOfKey } from './figure-words.ts'
import type { Telling } from './telling.ts'

const most = 6

/** What earlier reports told otherwise. */
export function correctionLines(words: Words, { snapshot: { corrections } }: Pick<Telling, 'snapshot'>): string[] {
  const { reports } = words.t
  if (corrections.length === 0) return []
  const lines = corrections
    .slice(0, most)
    .map(({ period, figure, was, is }) =>
      reports.correction(
        nameOfKey(words, period),
        figureName(words, figure),
        figureValue(words, figure, was),
        figureValue(words, figure, is),
      ),
    )
  const more = corrections.length - most
  return [
    '',
    `${reports.corrections}${words.t.colon}`,
    ...lines.map((line) => `• ${line}`),
    ...(more > 0 ? [reports.correctionsMore(more)] : []),
  ]
}
