import { DateTime } from 'luxon'
import { fields, nameOf } from '../../../domain/code-lists.ts'
import { type FigureKey, type FigureValues, figures, type NobodyLine, type Pace } from '../../../domain/reports/figures.ts'
import { type Period, periodOfKey, type Span, shareOfYear } from '../../../domain/reports/period.ts'
import type { Snapshot } from '../../../domain/reports/report.ts'
import type { Words } from '../../words.ts'

const zone = 'Asia/Shanghai'

/** 2026年第47周, 2026年11月, 2026年第四季度, 2026年. */
export function periodName({ t }: Words, { kind, key }: Pick<Period, 'kind' | 'key'>): string {
  const year = key.slice(0, 4)
  const rest = Number(key.slice(4).replace(/\D/g, ''))
  return t.reports[kind](year, rest)
}

/** The name of a period by its key; the key itself where it is none. */
export function nameOfKey(words: Words, key: string): string {
  const period = periodOfKey(key)
  return period ? periodName(words, period) : key
}

/** 11月16日—11月22日 */
export function daysOf({ t }: Words, { from, until }: Span): string {
  const day = (iso: string) => DateTime.fromISO(iso, { zone }).setLocale('en').toFormat(t.reports.monthDay)
  return t.reports.days(day(from), day(until))
}

export function figureName({ lang }: Words, key: FigureKey): string {
  return figures.find((one) => one.key === key)?.[lang] ?? key
}

/** A number of a figure with its unit: 12 项, 1,234.5 万元; money in English is the full amount. */
export function figureValue({ lang }: Words, key: FigureKey, value: number): string {
  const unit: string = figures.find((one) => one.key === key)?.unit.zh ?? ''
  if (lang === 'en') return unit === '万元' ? `CNY ${plain(value * 10_000)}` : plain(value)
  return `${plain(value)} ${unit}`
}

/** At most two places, with commas. */
export function plain(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** 比上月多 4 项; where there was nothing either time, nothing is said. */
export function changeWords(words: Words, key: FigureKey, value: number, before: number, beforeThat: string): string {
  const { reports } = words.t
  if (value === 0 && before === 0) return ''
  const by = figureValue(words, key, Math.abs(value - before))
  if (Math.abs(value - before) < 1e-6) return reports.same(beforeThat)
  return value > before ? reports.more_than(beforeThat, by) : reports.less_than(beforeThat, by)
}

/** A figure and how it has changed. */
export function shortLine(words: Words, key: FigureKey, { values, before }: Snapshot, beforeThat: string): string {
  return words.t.reports.figure(figureValue(words, key, values[key]), changeWords(words, key, values[key], before[key], beforeThat), '')
}

/** All of one figure in a line: the period, before, last year, so far, target. */
export function figureLine(words: Words, key: FigureKey, snapshot: Snapshot, beforeThat: string): string {
  const { reports } = words.t
  const { values, before, lastYear, soFar } = snapshot
  const value = (number: number) => figureValue(words, key, number)
  const change = changeWords(words, key, values[key], before[key], beforeThat)
  const first = reports.figure(value(values[key]), change, lastYear[key] > 0 ? reports.lastYear(value(lastYear[key])) : '')
  const second = [
    soFar[key] > values[key] + 1e-6 || snapshot.targets[key] ? reports.soFar(value(soFar[key])) : '',
    targetWords(words, key, snapshot),
  ]
  return [first, ...second].filter(Boolean).join(words.t.semicolon)
}

/** The target of the year, how much of it is done, and the line 序时进度: how much of the year is over. */
export function targetWords(
  words: Words,
  key: FigureKey,
  { soFar, targets, lineOn }: Pick<Snapshot, 'soFar' | 'targets' | 'lineOn'>,
): string {
  const target = targets[key]
  if (!target) return ''
  const done = Math.round((soFar[key] / target) * 100)
  return words.t.reports.target(figureValue(words, key, target), done, Math.round(shareOfYear(lineOn) * 100))
}

/** Figures where anything is: in the period, before it, or in the year where a target stands. */
export function toldFigures({ values, before, targets }: Pick<Snapshot, 'values' | 'before' | 'targets'>): FigureKey[] {
  return figures.map(({ key }) => key).filter((key) => values[key] > 0 || before[key] > 0 || targets[key] !== undefined)
}

export function anyFigure(values: FigureValues): boolean {
  return Object.values(values).some((value) => value !== 0)
}

/** 40 分钟, 3.5 小时, 2.1 天. */
export function lasting({ t }: Words, hours: number): string {
  const round = (n: number) => String(Math.round(n * 10) / 10)
  if (hours < 1) return t.reports.minutes(Math.max(1, Math.round(hours * 60)))
  return hours < 48 ? t.reports.hours(round(hours)) : t.reports.daysLong(round(hours / 24))
}

export function speedLines(words: Words, { speed }: Pick<Snapshot, 'speed'>): string[] {
  const { reports } = words.t
  const line = (what: keyof Snapshot['speed'], { count, median, p90 }: Pace) =>
    median === undefined || p90 === undefined
      ? []
      : [reports.speedLine(reports.speeds[what], lasting(words, median), lasting(words, p90), count)]
  return (['toMatch', 'toClaim', 'toContact', 'toSolution'] as const).flatMap((what) => line(what, speed[what]))
}

/** 无人认领 1 项、未能解决 1 项: what came to nothing is told, too. */
export function endingWords({ t }: Words, { endings }: Pick<Snapshot, 'endings'>): string {
  const said = (['unclaimed', 'unsolved'] as const).filter((kind) => endings[kind] > 0)
  return said.map((kind) => t.reports.endingKinds[kind](endings[kind])).join(t.list)
}

export function qualityLines({ t }: Words, { quality }: Pick<Snapshot, 'quality'>): string[] {
  const { ended, solved, said, satisfied } = quality
  return [ended > 0 ? t.reports.solvedShare(solved, ended) : '', said > 0 ? t.reports.satisfied(satisfied, said) : ''].filter(Boolean)
}

export function fieldName({ t, lang }: Words, { field }: Pick<NobodyLine, 'field'>): string {
  return field ? nameOf(fields, field, lang) : t.reports.noField
}
