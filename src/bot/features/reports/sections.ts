import { figures } from '../../../domain/reports/figures.ts'
import type { Section } from '../../../domain/reports/report.ts'
import type { Words } from '../../words.ts'
import { changeWords, fieldName, figureName, figureValue, periodName } from './figure-words.ts'
import { beforeWords, type Telling } from './telling.ts'

const mostFields = 3

/** A section as somebody worded it, or as the report proposes it from its numbers. */
export function sectionText(words: Words, it: Telling, section: Section): string {
  return it.comments[section] ?? proposals[section](words, it)
}

const proposals: Record<Section, (words: Words, it: Telling) => string> = {
  overview(words, it) {
    const { reports } = words.t
    const { values, before } = it.snapshot
    const deeds = figures
      .filter(({ key }) => values[key] > 0)
      .map(({ key }) => reports.deed(figureName(words, key), figureValue(words, key, values[key])))
    const change = changeWords(words, 'published', values.published, before.published, beforeWords(words, it))
    return [
      reports.overview(periodName(words, it.told), deeds.join(words.lang === 'zh' ? '，' : ', ')),
      change && reports.overviewChange(change),
    ]
      .filter(Boolean)
      .join(gap(words))
  },
  problems(words, { snapshot }) {
    const { reports } = words.t
    const { openNow, overdueNow } = snapshot
    const [n, names] = nobody(words, snapshot)
    return [reports.problemsOpen(openNow, overdueNow), n > 0 ? reports.problemsNobody(names, n) : ''].filter(Boolean).join(gap(words))
  },
  next(words, { snapshot }) {
    const { reports } = words.t
    const { openNow, overdueNow } = snapshot
    const [n] = nobody(words, snapshot)
    const steps = [
      overdueNow > 0 ? reports.nextOverdue(overdueNow) : '',
      n > 0 ? reports.nextNobody(n) : '',
      openNow > overdueNow ? reports.nextOpen(openNow) : '',
    ].filter(Boolean)
    return steps.length > 0 ? steps.join(gap(words)) : reports.nextNone
  },
}

function nobody(words: Words, { nobody: lines }: Telling['snapshot']): [number: number, fields: string] {
  const names = lines.slice(0, mostFields).map((line) => fieldName(words, line))
  return [lines.reduce((sum, line) => sum + line.nobody, 0), names.join(words.t.list)]
}

function gap({ lang }: Words): string {
  return lang === 'zh' ? '' : ' '
}
