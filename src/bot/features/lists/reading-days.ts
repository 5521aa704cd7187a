import { DateTime } from 'luxon'
import type { ListFilter } from '../../../domain/lists.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day that has been, as ISO date: 11月1日, 2026-11-01, 昨天, 1 Nov. Without a year, the last one there was. Undefined: no such day, or still to come. */
export function pastDay(text: string, today: DateTime): string | undefined {
  const tidy = text.trim().toLowerCase()
  if (/^(今天|today)$/.test(tidy)) return today.toISODate() ?? undefined
  if (/^(昨天|yesterday)$/.test(tidy)) return today.minus({ days: 1 }).toISODate() ?? undefined
  if (/^(上月底|上个月底)$/.test(tidy)) return today.minus({ months: 1 }).endOf('month').toISODate() ?? undefined
  const chinese = /^(?:(\d{4}|今|去)年)?(\d{1,2})月(\d{1,2})[日号]?$/u.exec(tidy)
  const plain = /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})$/u.exec(tidy)
  const english = /^(\d{1,2})\s+([a-z]{3,9})(?:\s+(\d{4}))?$/.exec(tidy) ?? swapped(/^([a-z]{3,9})\s+(\d{1,2})(?:\s+(\d{4}))?$/.exec(tidy))
  if (chinese || plain) {
    const [, year, month, day] = (chinese ?? plain) as RegExpExecArray
    return valid(year, Number(month), Number(day), today)
  }
  if (!english) return undefined
  const month = months.indexOf(String(english[2]).slice(0, 3)) + 1
  return month > 0 ? valid(english[3], month, Number(english[1]), today) : undefined
}

function swapped(found: RegExpExecArray | null): (string | undefined)[] | undefined {
  return found ? [found[0], found[2], found[1], found[3]] : undefined
}

function valid(year: string | undefined, month: number, day: number, today: DateTime): string | undefined {
  const named = year === '今' ? today.year : year === '去' ? today.year - 1 : year ? Number(year) : undefined
  const at = (in_: number) => DateTime.fromObject({ year: in_, month, day }, { zone: today.zone })
  let date = at(named ?? today.year)
  if (named === undefined && date.isValid && date > today) date = at(today.year - 1)
  return date.isValid && date <= today ? (date.toISODate() ?? undefined) : undefined
}

/** 本月, 上月, 10月, 2026年10月, 本周, 今年, this month: the time a need was put forward in. What remains of the text is given back. */
export function periodIn(text: string, today: DateTime, filter: ListFilter): string {
  const set = (at: DateTime, unit: 'week' | 'month' | 'quarter' | 'year') => {
    filter.from = at.startOf(unit).toISODate() ?? undefined
    filter.until = at.endOf(unit).toISODate() ?? undefined
    return ' '
  }
  const words: [RegExp, () => string][] = [
    [/本周|这周|this week/i, () => set(today, 'week')],
    [/上周|last week/i, () => set(today.minus({ weeks: 1 }), 'week')],
    [/本月|这个月|this month/i, () => set(today, 'month')],
    [/上个?月|last month/i, () => set(today.minus({ months: 1 }), 'month')],
    [/本季度|this quarter/i, () => set(today, 'quarter')],
    [/上个?季度|last quarter/i, () => set(today.minus({ quarters: 1 }), 'quarter')],
    [/今年|本年度?|this year/i, () => set(today, 'year')],
    [/去年|last year/i, () => set(today.minus({ years: 1 }), 'year')],
  ]
  for (const [pattern, take] of words) if (pattern.test(text)) return text.replace(pattern, take)
  return text.replace(/(?:(\d{4})年)?(\d{1,2})月份?(?![\d日号底])/u, (all, year: string | undefined, month: string) => {
    const number = Number(month)
    if (number < 1 || number > 12) return all
    const at = DateTime.fromObject({ year: year ? Number(year) : today.year, month: number }, { zone: today.zone })
    return set(!year && at > today ? at.minus({ years: 1 }) : at, 'month')
  })
}
