/** Sources of patterns for folded text; every repetition is bounded, so that reading stays linear. */
export const digits = String.raw`(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9})(?:\.\d{1,6})?`
export const hanDigits = '零〇一二两三四五六七八九'
export const hanNumber = `[${hanDigits}十百千点半廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{1,10}`

export type Range = { min: number; max: number }

const values: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
}
const powers: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const aroundPattern = /^(([一二两三四五六七八九])?十)?([一二两三四五六七八九])([二两三四五六七八九])(十|百|千)?$/

/** A number as people write it: 500,000 · 1.5 · 三十五 · 一百五 (150) · 三五 (3 to 5) · 二三十 (20 to 30). Vague or malformed: undefined. */
export function readNumber(written: string): Range | undefined {
  if (/^\d/.test(written)) return same(Number(written.replaceAll(',', '')))
  return readAround(written) ?? same(readHan(written))
}

/** 二〇二七 → 2027, 十二 → 12, 15 → 15. */
export function readWhole(written: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{4}$/.test(written)) return Number([...written].map((char) => values[char]).join(''))
  const range = readNumber(written)
  return range && range.min === range.max && Number.isInteger(range.min) ? range.min : undefined
}

function same(value: number | undefined): Range | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : { min: value, max: value }
}

function readAround(written: string): Range | undefined {
  const match = aroundPattern.exec(written)
  if (!match) return undefined
  const [, teens, tens, low, high, power] = match
  const base = teens ? (tens ? values[tens]! : 1) * 10 : 0
  const [min, max] = [values[low!]!, values[high!]!]
  if (max - min !== 1 && !(min === 3 && max === 5)) return undefined
  const factor = power ? powers[power]! : 1
  return base > 0 && power ? undefined : { min: (base + min) * factor, max: (base + max) * factor }
}

function readHan(written: string): number | undefined {
  const text = written.replaceAll('廿', '二十').replaceAll('卅', '三十')
  if (text === '半') return 0.5
  const [whole, fraction, extra] = text.split('点')
  if (extra !== undefined || whole === undefined || text.includes('半')) return undefined
  const value = readWholeHan(whole)
  if (value === undefined || fraction === undefined) return value
  if (fraction === '' || [...fraction].some((char) => values[char] === undefined)) return undefined
  return Number(`${value}.${[...fraction].map((char) => values[char]).join('')}`)
}

function readWholeHan(text: string): number | undefined {
  let [total, digit, power, skipped] = [0, undefined as number | undefined, Number.POSITIVE_INFINITY, false]
  for (const char of text) {
    const value = values[char]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      skipped ||= value === 0
      continue
    }
    const next = powers[char]
    if (next === undefined || next >= power) return undefined
    if (digit === undefined && total > 0) return undefined
    total += (digit ?? 1) * next
    ;[power, digit] = [next, undefined]
  }
  if (digit === undefined) return total
  const colloquial = power >= 100 && Number.isFinite(power) && !skipped
  return total + digit * (colloquial ? power / 10 : 1)
}
