import type { TargetRow } from './target-row.ts'
import { type Reading, readFigure } from './understand/figure-reading.ts'
import { fold, tidy } from './understand/fold.ts'
import { sameUnit } from './understand/units.ts'

/** What was reached of the row at `index`, in the words of the answer. `value` where it is one number, `met` where that can be told from the numbers. */
export type Reached = { index: number; words: string; value?: number; met?: boolean }

type Item = { words: string; text: string; reading?: Reading; name: string; ordinal?: number }

const ordinalPattern = /^ ?(?:第(?<nth>[一二三四五六七八])[项条个]|\(?(?<digit>\d{1,2})(?:\)|[.:](?!\d))) ?:? ?/
const edges = /^[\s:=,.·•*—-]+|[\s:=,.·•*—-]+$/g
const moved = '(?:达|做|提高|提升|提|升高|上升|升|加|增加|增大|降低|下降|降|减少|减|缩短|压缩|压|控制|节约|节省|省)(?:到|至|在)?了?'
const fillers = new RegExp(
  `(?:现在|目前|最后|最终|实际|实测|已经?|只有|大约|大概|约为|约|为|是|了|到|有|从|由|不到|[没未]有?|不低于|不高于|不超过|不小于|不大于|至少|最多|大于|小于|超过|低于|${moved}|(?<![a-z])(?:reached|reduced|now|is|was|at|about|to|by|from|up|down)|[≥≤<>±~ ])+$`,
)
const notReached = /没|[未欠]|(?:达|做|提|升|降|还)?不[到足了]|还差|差一?点|接近|将近|\b(?:nearly|almost|not)\b/

/**
 * The answer to “what was reached, item by item?”: each item goes to the row it names, numbers (2.), or alone shares the unit of; a bare list of
 * as many values as rows goes by order. What fits no row, or more than one, is left out.
 */
export function reachedFromAnswer(text: string, rows: TargetRow[]): Reached[] {
  const items = itemsOf(text.slice(0, 4000), rows.length)
  const isBareList = items.length === rows.length && items.every((item, at) => isBare(item) && fits(item, rows[at]!))
  const named = items.map((item, at) => (isBareList ? at : namedRow(item, rows)))
  const taken = new Set(named)
  const found = new Map<number, Reached>()
  for (const [at, item] of items.entries()) {
    const index = named[at] ?? onlyByUnit(item, rows, taken)
    if (index !== undefined && !found.has(index))
      found.set(index, { index, words: item.words, ...judged(item.reading, rows[index]!, item.text) })
  }
  return [...found.values()].sort((a, b) => a.index - b.index)
}

function itemsOf(text: string, rows: number): Item[] {
  const folded = fold(tidy(text))
  const source = folded.text.replace(/(^|[\n;，,。])( ?\d{1,2})、/g, '$1$2)')
  const bare = /^[\d.,%\s-]+$/.test(source) && rows > 1
  const ends = bare && source.split(/[,\s]+/).length === rows ? /[,\s]/ : /[\n;，、。]/
  const items: Item[] = []
  let start = 0
  for (let at = 0; at <= source.length && items.length < 100; at++) {
    if (at < source.length && !ends.test(source[at]!) && !isListComma(source, at) && !isGap(source, start, at)) continue
    const item = itemIn(folded.words(start, at), source.slice(start, at))
    if (item) items.push(item)
    start = at + 1
  }
  return items
}

/** A comma that is not inside a number: 1,000 stays whole. */
function isListComma(text: string, at: number): boolean {
  return text[at] === ',' && !(/\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5)))
}

/** “强力372N 手感4级”: a space after a figure and before a name. */
function isGap(text: string, start: number, at: number): boolean {
  if (text[at] !== ' ' || !/\d/.test(text.slice(Math.max(start, at - 12), at))) return false
  const after = text.slice(at + 1, at + 13)
  return /^\p{Script=Han}{2,8} ?[:=]? ?[≥≤<>±]?\d/u.test(after) && readFigure(`1 ${after.split(/\d/)[0]}`)?.unit === undefined
}

function itemIn(words: string, text: string): Item | undefined {
  const ordinal = ordinalPattern.exec(text)
  const rest = text.slice(ordinal?.[0].length ?? 0).replace(edges, '')
  if (rest === '') return undefined
  const own = words.slice(ordinal?.[0].length ?? 0).replace(/^[\s:：=,.·•*]+|[\s:：,.]+$/g, '')
  const reading = readFigure(own)
  const name = (reading ? reading.before : rest).replace(fillers, '').replace(edges, '')
  return { words: own, text: rest, reading, name, ...(ordinal && { ordinal: numberOf(ordinal) }) }
}

function numberOf({ groups }: RegExpExecArray): number {
  return groups!.digit ? Number(groups!.digit) : '一二三四五六七八'.indexOf(groups!.nth!) + 1
}

function isBare(item: Item): boolean {
  return item.reading !== undefined && item.name === '' && item.ordinal === undefined
}

/** Whether a value can be one of the row, by its unit. */
function fits({ reading }: Item, row: TargetRow): boolean {
  return !reading?.unit || !row.unit || sameUnit(reading.unit, row.unit)
}

function namedRow(item: Item, rows: TargetRow[]): number | undefined {
  const names = rows.map(({ name }) => fold(tidy(name)).text)
  const whole = names.flatMap((name, index) => (name !== '' && item.text.includes(name) ? [index] : []))
  const longest = Math.max(...whole.map((index) => names[index]!.length))
  const best = whole.filter((index) => names[index]!.length === longest)
  if (best.length > 0) return onlyOne(best, item, rows)
  const isName = /\p{Script=Han}{2}|[a-z]{3}/u.test(item.name)
  const partly = isName ? names.flatMap((name, index) => (name.includes(item.name) ? [index] : [])) : []
  if (partly.length > 0) return onlyOne(partly, item, rows)
  const byNumber = item.ordinal !== undefined && item.name === '' ? rows[item.ordinal - 1] : undefined
  return byNumber && fits(item, byNumber) ? item.ordinal! - 1 : undefined
}

function onlyOne(found: number[], item: Item, rows: TargetRow[]): number | undefined {
  const fitting = found.length === 1 ? found : found.filter((index) => item.reading?.unit && rows[index]!.unit && fits(item, rows[index]!))
  return fitting.length === 1 ? fitting[0] : undefined
}

function onlyByUnit(item: Item, rows: TargetRow[], taken: ReadonlySet<number | undefined>): number | undefined {
  if (!item.reading?.unit) return undefined
  const found = rows.flatMap((row, index) => (row.unit && fits(item, row) && (item.name === '' || row.name === '') ? [index] : []))
  return found.length === 1 && !taken.has(found[0]) ? found[0] : undefined
}

function judged(reading: Reading | undefined, row: TargetRow, text: string): Pick<Reached, 'value' | 'met'> {
  if (!reading || notReached.test(text.replace(/不(?=[低小少高大超])/g, ''))) return {}
  if (reading.unit && row.unit && !sameUnit(reading.unit, row.unit)) return {}
  const wanted = readFigure(row.words)
  if (reading.change && !wanted?.change) return {}
  const bounded = reading.bound !== undefined && !reading.byVerb
  const value = reading.low === reading.high && !bounded ? reading.low : undefined
  const low = bounded && reading.bound === 'most' ? Number.NEGATIVE_INFINITY : reading.low
  const high = bounded && reading.bound === 'least' ? Number.POSITIVE_INFINITY : reading.high
  const met =
    row.target === undefined
      ? undefined
      : wanted?.change
        ? isMoved(row, wanted, reading, low, high)
        : isMet(row, low, high, wanted?.isStrict === true)
  return { ...(value !== undefined && { value }), ...(met !== undefined && { met }) }
}

/** Whether it changed by as much as wanted; a bare percentage is taken for the change. */
function isMoved(row: TargetRow, wanted: Reading, reading: Reading, low: number, high: number): boolean | undefined {
  if (!reading.change) return row.unit === '%' && reading.now === undefined ? reaches(low, high, row, false) : undefined
  if (reading.change !== wanted.change) return false
  return wanted.bound === 'most' ? staysBelow(low, high, row, false) : reaches(low, high, row, false)
}

function isMet(row: TargetRow, low: number, high: number, isStrict: boolean): boolean | undefined {
  const [target, targetMax] = [row.target!, row.targetMax ?? row.target!]
  if (row.direction === 'up') return reaches(low, high, row, isStrict)
  if (row.direction === 'down') return staysBelow(low, high, row, isStrict)
  if (row.direction === 'within') return low >= target && high <= targetMax ? true : high < target || low > targetMax ? false : undefined
  if (low === target && high === target) return true
  return row.direction === 'exact' && (low > target || high < target) ? false : undefined
}

function reaches(low: number, high: number, { target, targetMax }: TargetRow, isStrict: boolean): boolean | undefined {
  if (isStrict ? low > (targetMax ?? target!) : low >= (targetMax ?? target!)) return true
  return (isStrict ? high <= target! : high < target!) ? false : undefined
}

function staysBelow(low: number, high: number, { target, targetMax }: TargetRow, isStrict: boolean): boolean | undefined {
  if (isStrict ? high < target! : high <= target!) return true
  return (isStrict ? low >= (targetMax ?? target!) : low > (targetMax ?? target!)) ? false : undefined
}
