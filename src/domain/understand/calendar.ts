import { DateTime } from 'luxon'

export const zone = 'Asia/Shanghai'

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

/** A day or month without a year: this year's, or next year's when it is long past (3 月 said in November) or only then exists (29 February). */
export function nearest(today: DateTime, ofYear: (year: number) => DateTime | undefined): DateTime | undefined {
  const own = ofYear(today.year)
  if (!own) return withinYear(today, ofYear(today.year + 1))
  if (own >= today) return own
  return today.diff(own, 'days').days > 100 ? ofYear(today.year + 1) : own
}

function withinYear(today: DateTime, found: DateTime | undefined): DateTime | undefined {
  return found && found <= today.plus({ years: 1 }) ? found : undefined
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
/** As published by the Purple Mountain Observatory; the lunar calendar of ICU is a day off where the new moon is near midnight. */
const spring = '2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08'
const dragonBoat = '2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05 2031-06-24 2032-06-12 2033-06-01 2034-06-20 2035-06-10'
const midAutumn = '2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-27 2035-09-16'
const moving: Record<string, string> = {
  ...{
    春节: spring,
    过年: spring,
    大年: spring,
    cny: spring,
    'chinese new year': spring,
    'spring festival': spring,
    'lunar new year': spring,
  },
  ...{ 端午: dragonBoat, 'dragon boat festival': dragonBoat, 中秋: midAutumn, 'mid-autumn festival': midAutumn },
}

/** The day before the next festival of that name. */
export function eveOf(today: DateTime, festival: string): DateTime | undefined {
  const date = fixed[festival]
  const days = date ? [0, 1].map((ahead) => day(today.year + ahead, ...date)) : (moving[festival] ?? '').split(' ').map(isoDay)
  return days.find((at) => at !== undefined && at > today)?.minus({ days: 1 })
}

export const festivals = [...Object.keys(fixed), ...Object.keys(moving)].sort((a, b) => b.length - a.length)

function isoDay(iso: string): DateTime | undefined {
  const [year, month, dayOfMonth] = iso.split('-').map(Number)
  return day(year!, month!, dayOfMonth!)
}
