import type { Read } from './cells.ts'

/** What one of each unit is in 万元. */
const units: readonly [RegExp, number][] = [
  [/^(?:万元?|w|万人民币|万rmb|万cny)$/i, 1],
  [/^(?:亿元?|亿人民币|billionyuan)$/i, 10_000],
  [/^(?:百万元?|m|million|millionyuan|mcny)$/i, 100],
  [/^(?:千万元?)$/i, 1_000],
  [/^(?:千元?|k|thousand|kcny)$/i, 0.1],
  [/^(?:元|块|yuan|rmb|cny|人民币元?)$/i, 0.0001],
]

/** The unit a heading or a cell names, in 万元; undefined where it names none that is known. */
export function unitIn(text: string): number | undefined {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/^单位[::]?/u, '')
  return units.find(([pattern]) => pattern.test(tidy))?.[1]
}

/** Money as 万元, to a tenth of a yuan. A bare number is in 万元, or in the unit the heading names. */
export function readMoney(text: string, unit = 1): Read {
  const tidy = text
    .normalize('NFKC')
    .replace(/[¥￥,，\s]/gu, '')
    .replace(/^(?:rmb|cny|人民币|约|大约)+/iu, '')
  const found = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(.*)$/iu.exec(tidy)
  if (!found) return { problem: 'money', facts: { said: text.slice(0, 40) } }
  const named = (found[2] ?? '').replace(/(?:人民币|左右|rmb|cny)$/iu, '')
  const factor = named === '' ? unit : unitIn(named)
  if (factor === undefined)
    return { problem: /美|usd|dollar|欧|eur|港|hkd|日元|jpy/iu.test(named) ? 'money_foreign' : 'money', facts: { said: text.slice(0, 40) } }
  const value = inTenThousands(Number(found[1]), factor)
  return value > 1e9 ? { problem: 'money_absurd', facts: { said: text.slice(0, 40) } } : { value }
}

/** What is in 万元 already stays exactly as it is. */
export function inTenThousands(amount: number, factor: number): number {
  return factor === 1 ? amount : Number((amount * factor).toFixed(5))
}
