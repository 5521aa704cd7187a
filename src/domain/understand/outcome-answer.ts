import { findAmounts } from './amounts.ts'
import { fold, tidy } from './fold.ts'
import { budgetFromAnswer } from './money.ts'
import { digits, hanNumber, readNumber } from './numerals.ts'

const longest = 500
const largestAmount = 1_000_000
const largestCount = 10_000_000
const aNumber = new RegExp(
  `(?<sign>[-负] ?|[几数] ?)?(?<![a-z\\d.])(?<number>${digits}|${hanNumber})(?<tail>几|多|余|来|\\+)? ?(?<power>万|亿)?(?!\\d)`,
  'g',
)
const words: Record<string, string> = {
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', twelve: '12' },
}

/** One sum that was earned, saved or paid, in 万元, more than 0. A bare number is in 万元, from 3,000 up in 元. A range, a bound or two sums: undefined. */
export function amountFromAnswer(text: string): number | undefined {
  const short = tidy(text).slice(0, longest)
  const folded = fold(short).text
  const found = findAmounts(folded, true, 20)
  const sums = found.some(({ bare }) => !bare) ? found.filter(({ bare }) => !bare) : found
  if (sums.some(({ foreign, min, max }) => foreign || min !== max || min !== sums[0]!.min)) return undefined
  if (sums[0]?.bare && [...folded.matchAll(new RegExp(digits, 'g'))].length > 1) return undefined
  const sum = budgetFromAnswer(short)
  if (sum?.min === undefined || sum.min !== sum.max) return undefined
  return sum.min > 0 && sum.min <= largestAmount ? sum.min : undefined
}

/** How many, a whole number from 1 up: “12人次”, “三项”, “两百”. Vague ones, several numbers and parts of one: undefined. */
export function countFromAnswer(text: string): number | undefined {
  const folded = fold(tidy(text).slice(0, longest)).text.replace(/\b[a-z]{3,6}\b/g, (word) => words[word] ?? word)
  const [found, ...others] = [...folded.matchAll(aNumber)]
  if (!found || others.length > 0 || found.groups!.sign || found.groups!.tail) return undefined
  const range = readNumber(found.groups!.number!)
  if (!range || range.min !== range.max) return undefined
  const count = Math.round(range.min * ({ 万: 1e4, 亿: 1e8 }[found.groups!.power ?? ''] ?? 1) * 1e6) / 1e6
  return Number.isInteger(count) && count > 0 && count <= largestCount ? count : undefined
}
