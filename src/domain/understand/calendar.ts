import { DateTime } from 'luxon'

const zone = 'Asia/Shanghai'
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: zone, month: 'numeric', day: 'numeric' })

/** The day it is in Shanghai, at its start. */
export function dayOf(moment: Date): DateTime {
  return DateTime.fromJSDate(moment, { zone }).startOf('day')
}

/** A day that exists; undefined for 2月31日. */
export function day(year: number, month: number, dayOfMonth: number): DateTime | undefined {
  const found = DateTime.fromObject({ year, month, day: dayOfMonth }, { zone })
  return found.isValid && year >= 1900 && year <= 2200 ? found : undefined
}

export function endOfMonth(year: number, month: number): DateTime | undefined {
  return day(year, month, 1)?.endOf('month').startOf('day')
}

/** A day or month without a year: this year's, or next year's when it is long past (3 月 said in November). */
export function nearest(today: DateTime, ofYear: (year: number) => DateTime | undefined): DateTime | undefined {
  const own = ofYear(today.year)
  if (!own || own >= today) return own
  return today.diff(own, 'days').days > 100 ? ofYear(today.year + 1) : own
}

/** Monday to Friday; holidays are the business of those who know the calendar of the year. */
export function addWorkingDays(today: DateTime, count: number): DateTime | undefined {
  if (count > 1000) return undefined
  let found = today
  for (let left = count; left > 0; ) {
    found = found.plus({ days: 1 })
    if (found.weekday <= 5) left--
  }
  return found
}

const fixed: Record<string, [number, number]> = {
  ...{
    元旦: [1, 1],
    新年: [1, 1],
    跨年: [1, 1],
    五一: [5, 1],
    劳动: [5, 1],
    六一: [6, 1],
    七一: [7, 1],
    国庆: [10, 1],
    十一: [10, 1],
    双十一: [11, 11],
    双11: [11, 11],
  },
  ...{
    圣诞: [12, 25],
    christmas: [12, 25],
    'new year': [1, 1],
    'national day': [10, 1],
    'golden week': [10, 1],
    'labour day': [5, 1],
    'labor day': [5, 1],
    'may day': [5, 1],
  },
}
const moving: Record<string, string> = {
  ...{
    春节: '1/1',
    过年: '1/1',
    大年: '1/1',
    端午: '5/5',
    中秋: '8/15',
    元宵: '1/15',
    cny: '1/1',
    'chinese new year': '1/1',
    'spring festival': '1/1',
    'lunar new year': '1/1',
  },
  ...{ 'dragon boat festival': '5/5', 'mid-autumn festival': '8/15' },
}

/** The day before the next festival of that name. */
export function eveOf(today: DateTime, festival: string): DateTime | undefined {
  const date = fixed[festival]
  const next = date ? firstAfter(today, (at) => at.month === date[0] && at.day === date[1]) : lunarDay(today, moving[festival])
  return next?.minus({ days: 1 })
}

export const festivals = [...Object.keys(fixed), ...Object.keys(moving)].sort((a, b) => b.length - a.length)

function lunarDay(today: DateTime, wanted: string | undefined): DateTime | undefined {
  return wanted ? firstAfter(today, (at) => lunar.format(at.toJSDate()) === wanted) : undefined
}

function firstAfter(today: DateTime, isIt: (at: DateTime) => boolean): DateTime | undefined {
  for (let ahead = 1; ahead <= 400; ahead++) {
    const at = today.plus({ days: ahead })
    if (isIt(at)) return at
  }
  return undefined
}
