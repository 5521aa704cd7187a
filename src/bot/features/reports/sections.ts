import { type FigureKey, type FigureValues, figures } from '../../../domain/reports/figures.ts'
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
    const deeds = figures.filter(({ key }) => values[key] > 0 && !withOther.has(key)).map(({ key }) => deedOf(words, key, values))
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
    const [n, names, more] = nobody(words, snapshot)
    return [reports.problemsOpen(openNow, overdueNow), n > 0 ? reports.problemsNobody(names, n, more) : ''].filter(Boolean).join(gap(words))
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

/** Told in brackets behind another: the visits behind the enterprises, the money behind the papers. */
const beside: Partial<Record<FigureKey, FigureKey>> = { visited: 'visits', agreements: 'agreementAmount', contracts: 'contractValue' }
const withOther = new Set<FigureKey>(Object.values(beside))

function deedOf(words: Words, key: FigureKey, values: FigureValues): string {
  const { reports } = words.t
  const said = (one: FigureKey) => reports.inProse(figureValue(words, one, values[one]))
  const other = beside[key]
  const more = other && values[other] > 0 && !(key === 'visited' && values.visits === values.visited) ? words.t.aside(said(other)) : ''
  const name = (reports.deeds as Partial<Record<FigureKey, string>>)[key] ?? figureName(words, key)
  return reports.deed(name, said(key)) + more
}

function nobody(words: Words, { nobody: lines }: Telling['snapshot']): [number: number, fields: string, more: boolean] {
  const names = lines.filter(({ field }) => field).map((line) => fieldName(words, line))
  const named = names.slice(0, mostFields)
  return [lines.reduce((sum, line) => sum + line.nobody, 0), named.join(words.t.list), named.length < lines.length]
}

function gap({ lang }: Words): string {
  return lang === 'zh' ? '' : ' '
}
