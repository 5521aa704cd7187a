import type { Assessment, Indicator, Line, Standing } from '../../../domain/assessment/assessment.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Snapshot } from '../../../domain/reports/report.ts'
import type { Words } from '../../words.ts'
import { figureName, figureValue, plain } from '../reports/figure-words.ts'

type Measured = Pick<Indicator, 'key' | 'measure' | 'figures'>

export function indicatorName(words: Words, { key, figures }: Measured): string {
  const { indicators } = words.t.assessment
  const own = indicators[key as keyof typeof indicators]
  return own ?? (figures[0] ? figureName(words, figures[0]) : key)
}

/** A number of an indicator with its unit; the sum of several figures in the unit of the first. */
export function amount(words: Words, { measure, figures }: Measured, value: number): string {
  return measure === 'figures' && figures[0] ? figureValue(words, figures[0], value) : `${plain(value)}%`
}

/** 86.25: always two places. */
export function points(value: number): string {
  return value.toFixed(2)
}

/** How one line of a score came about. */
export function lineWords(words: Words, indicator: Measured, line: Line): string {
  const { assessment: t } = words.t
  const done = amount(words, indicator, line.achieved ?? 0)
  const was = line.corrected === undefined ? '' : t.wasCorrected(amount(words, indicator, line.corrected))
  if (line.points === undefined) return indicator.measure === 'figures' ? t.noTarget(done) + was : t.noWords[indicator.measure]
  const target = amount(words, indicator, line.target ?? 0)
  const ratio = (line.ratio ?? 0) * 100
  const counted = (line.counted ?? 0) * 100
  const cut = ratio > counted + 1e-9 ? t.cut(plain(counted)) : ''
  const score = t.gets(points(line.points))
  if (indicator.measure !== 'figures') return t.rate(done, line.of ?? 0, score) + was
  return t.line(done, target, plain(ratio), cut, score) + (line.shared ? t.sharedTarget : '') + was
}

/** 第1名 江畔轻纺院 86.25 分（良好） */
export function standingLine({ t }: Words, { rank, name, total, grade }: Standing): string {
  const own = t.assessment
  if (total === undefined || rank === undefined || !grade) return own.unscored(name)
  return own.standing(rank, name, points(total), own.grades[grade])
}

/** How the institutes stand, in a report. */
export function standingLines({ t }: Words, { standing = [] }: Pick<Snapshot, 'standing'>): string[] {
  return standing.map(({ rank, name, total }) => t.assessment.standingShort(rank, name, points(total)))
}

/** An institute's indicator as a button carries it: the year, the institute's 16 characters, the place of the indicator, the page. */
export function rowsId(year: number, instituteId: string, place: number, page: number): string {
  return `${year}${instituteId}${place}_${page}`
}

export function partsOf(id: string): { year: number; instituteId: string; place: number; page: number } {
  const [, year, instituteId = '', place, page] = /^(\d{4})(.{16})(?:(\d+)_(\d+))?$/.exec(id) ?? []
  if (!year) throw new DomainError('invalid', 'old_button')
  return { year: Number(year), instituteId, place: Number(place ?? -1), page: Number(page ?? 0) }
}

export function indicatorAt({ indicators }: Assessment, key: string): Indicator {
  const found = indicators.find((one) => one.key === key)
  if (!found) throw new DomainError('not_found', 'assess_no_indicator')
  return found
}
