import { digits, hanNumber, readNumber } from './numerals.ts'

/** A sum of money found in folded text, in 万元. `bare`: a number without any unit; `foreign`: not in yuan. */
export type Amount = { start: number; end: number; min: number; max: number; bare: boolean; foreign: boolean }

const number = `(?:${digits}|${hanNumber})`
const unit = '百万|千万|十万|亿|万|wan(?![a-z])|million|mn(?![a-z])|(?:k|m|w|mio)(?=rmb|cny|yuan|[^a-z0-9]|$)|thousand|千|百'
const yuan = '元|圆|块钱|块(?!地|板|布|砖|电池)|人民币|rmb|cny|yuan|大洋'
const foreign = '美元|美金|美刀|欧元|日元|日币|港币|港元|英镑|新台币|台币|usd|us dollars?|dollars?|eur(?![a-z])|euros?|hkd|jpy|gbp|€'
const sign = String.raw`(?:¥|rmb|cny|人民币)|(?<foreignSign>us\$|\$|usd|€|eur|£|hk\$)`
const amountPattern = new RegExp(
  String.raw`(?:(?:${sign}) ?)?(?<![a-z\d.]|[a-z]-)(?<low>${number})(?<lowTail>几|多|余|来|\+)? ?(?<lowUnit>${unit})?(?<lowRest>[一二三四五六七八九1-9](?=千|元|块|左右|以内|以下|上下|[，。,;!?\s]|$))?` +
    ` ?(?:(?:${yuan}) ?)?(?:(?:-|~|到|至|to|and|和) ?(?:¥|rmb ?)?(?<high>${number})(?<highTail>几|多|余|来)? ?(?<highUnit>${unit})?)?` +
    `(?<currency> ?(?:${yuan}|(?<foreignName>${foreign})))?`,
  'g',
)
const factors: Record<string, number> = {
  ...{ 百万: 100, 千万: 1000, 十万: 10, 亿: 10000, 万: 1, w: 1, wan: 1, million: 100, mn: 100, mio: 100, m: 100 },
  ...{ k: 0.1, thousand: 0.1, 千: 0.1, 百: 0.01 },
}
const counted =
  /^ ?(?:件|次|吨|台|套|米|平|只|条|转|公里|小时|支|片|人|户|亩|方|立方|度|千瓦|瓦|伏|安|颗|粒|锭|匹|辆|头|株|瓶|盒|包|桶|根|双|家|级|分|像素|模|公斤|千克|升|步|行|张|多?个(?!钱|$|左右|[，。,!;\n吧上以w])|(?!max|or |to |at |and |tops|左)[a-z%‰°]|\d(?!\d?(?:个?月|天|年|周|号|日)))/
const negative = /(?:^-|负|minus) ?$/
const vagueBefore = /(?:几|数|上|好几|多少|若干)$/

/** Sums of money from left to right; at most `limit` are read. Also numbers without unit where `bare` asks for them. */
export function findAmounts(text: string, bare: boolean, limit = 300): Amount[] {
  const found: Amount[] = []
  for (const match of text.matchAll(amountPattern)) {
    if (found.length >= limit) break
    const amount = readAmount(text, match, bare)
    if (amount) found.push(amount)
  }
  return found
}

function readAmount(text: string, match: RegExpExecArray, bare: boolean): Amount | undefined {
  const part = match.groups!
  const [start, end] = [match.index, match.index + match[0].length]
  const isForeign = part.foreignSign !== undefined || part.foreignName !== undefined
  const hasCurrency = isForeign || part.currency !== undefined || /¥|rmb|cny|yuan|人民币|元|块|大洋/.test(match[0])
  const lastUnit = part.high ? part.highUnit : part.lowUnit
  if (negative.test(text.slice(Math.max(0, start - 6), start))) return undefined
  if (vagueBefore.test(text.slice(Math.max(0, start - 2), start)) || /^百[一二三四五六七八九]?十/.test(part.low!)) return undefined
  if (!hasCurrency && (!lastUnit || /^[千百]$/.test(lastUnit)) && !isHanSum(part) && !bare) return undefined
  if (!hasCurrency && counted.test(text.slice(end, end + 4))) return undefined
  const range = readRange(part, hasCurrency)
  if (!range || range.max <= 0) return undefined
  return { start, end, ...range, bare: !hasCurrency && !lastUnit && !inThousands(part.low!), foreign: isForeign }
}

/** 两千 alone is money by the yuan, never by the ten thousand. */
function inThousands(written: string): boolean {
  return written.includes('千')
}

function isHanSum(part: Record<string, string | undefined>): boolean {
  return part.lowUnit === '万' || part.highUnit === '万'
}

function readRange(part: Record<string, string | undefined>, hasCurrency: boolean): { min: number; max: number } | undefined {
  const low = readSide(part.low!, part.lowTail)
  if (!low) return undefined
  const fallback = hasCurrency || inThousands(part.low!) ? 0.0001 : 1
  const lowFactor = part.lowUnit ? factors[part.lowUnit]! : undefined
  if (!part.high) {
    const factor = lowFactor ?? fallback
    const rest = part.lowRest && part.lowUnit ? (Number(readNumber(part.lowRest)?.min) * factor) / 10 : 0
    return { min: round(low.min * factor + rest), max: round(low.max * factor + rest) }
  }
  const high = readSide(part.high, part.highTail)
  if (!high) return undefined
  const highFactor = part.highUnit ? factors[part.highUnit]! : (lowFactor ?? fallback)
  const bounds = [low.min * (lowFactor ?? highFactor), high.max * highFactor].sort((a, b) => a - b)
  return { min: round(bounds[0]!), max: round(bounds[1]!) }
}

/** 二十几 and 20多 run to the next ten; 五十来 is about 50. */
function readSide(written: string, tail: string | undefined): { min: number; max: number } | undefined {
  const range = readNumber(written)
  if (!range || !tail || tail === '来' || tail === '+' || range.min !== range.max) return range
  const value = range.min
  const step = value >= 1000 ? 1000 : value >= 100 ? 100 : value >= 10 ? 10 : 1
  return value % step === 0 ? { min: value, max: value + step } : range
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
