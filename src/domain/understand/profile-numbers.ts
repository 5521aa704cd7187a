import { findAmounts } from './amounts.ts'
import { fold, tidy } from './fold.ts'
import { countFromAnswer } from './outcome-answer.ts'
import { pastDayFromAnswer } from './past-day.ts'

const mostMoney = 100_000_000
const none = /^(?:0|零|无|没有|暂无|none|no|nil)(?:人|名|个|万元?|元)?$/

/** A sum of a profile in 万元, 0 included: “3500万”, “3.5千万”, “1.2亿”, “CNY 12 million”; a bare number is in 万元. Two sums, a range or foreign money: undefined. */
export function sumFromProfile(text: string): number | undefined {
  const folded = fold(tidy(text).slice(0, 200)).text.replace(/(?<=\d),(?=\d{3})/g, '')
  if (none.test(folded)) return 0
  const bare = /^(?:约|大约|大概|about)? ?(\d+(?:\.\d+)?) ?(?:左右)?$/.exec(folded)
  if (bare) return checked(Number(bare[1]))
  const two = /^(?:约|大约|大概)? ?([^亿]{1,8}亿)零? ?([^万亿]{1,8}万)元?(?:左右)?$/.exec(folded)
  if (two) return total(two[1], two[2])
  const found = findAmounts(folded, true, 10)
  const sums = found.some((one) => !one.bare) ? found.filter((one) => !one.bare) : found
  const [first] = sums
  if (!first || sums.some(({ min, max, foreign }) => foreign || min !== max || min !== first.min)) return undefined
  return checked(first.min)
}

/** 一亿二千万, 1亿2000万. */
function total(...parts: (string | undefined)[]): number | undefined {
  const sums = parts.map((part = '') => findAmounts(`${part}元`, true, 2)[0])
  if (sums.some((one) => !one || one.min !== one.max)) return undefined
  return checked(sums.reduce((sum, one) => sum + (one?.min ?? 0), 0))
}

function checked(value: number): number | undefined {
  return Number.isFinite(value) && value >= 0 && value <= mostMoney ? value : undefined
}

/** How many people, 0 included: “120”, “大约120人”, “120多人”, “about 120 people”. Two numbers: undefined. */
export function headcountFrom(text: string): number | undefined {
  const folded = fold(tidy(text).slice(0, 200)).text
  if (none.test(folded)) return 0
  return countFromAnswer(folded.replace(/(?<=[\d十百千万])(?:多|余|来|几|\+)/g, ''))
}

/** The day of a foundation, which must be whole: “2009-05-18”, “2009年5月18日”, “18 May 2009”. */
export function foundingDay(text: string, now: Date): string | undefined {
  const folded = fold(tidy(text).slice(0, 200)).text
  if (!/(?:19|20)\d\d/.test(folded)) return undefined
  const early = /(?<!\d)(19[0-8]\d)[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(folded)
  if (early) return realDay(`${early[1]}-${early[2]!.padStart(2, '0')}-${early[3]!.padStart(2, '0')}`)
  const day = pastDayFromAnswer(text, now)
  return 'day' in day ? day.day : undefined
}

function realDay(iso: string): string | undefined {
  const at = Date.parse(`${iso}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(iso) ? iso : undefined
}
