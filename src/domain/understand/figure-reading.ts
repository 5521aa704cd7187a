import { damage, figure, unit } from './figure-words.ts'
import { fold, tidy } from './fold.ts'
import { digits, readNumber } from './numerals.ts'

/** What the words of one figure say. `bound`: at least or at most; `byVerb`: only because it shall rise or fall to that. */
export type Reading = {
  /** Both ends; the same for one number. */
  low: number
  high: number
  /** In the author's words. */
  unit?: string
  /** From where it goes there. */
  now?: number
  bound?: 'least' | 'most'
  byVerb?: boolean
  /** More than, not at least. */
  isStrict?: boolean
  /** ±2 or 20 to 25. */
  isRange?: boolean
  /** By so much, not to so much. */
  change?: 'up' | 'down'
  isExact?: boolean
  /** What stands before the figure, folded. */
  before: string
}

const second = `(?<b>(?:[+-] ?)?${digits}|百分之[零一二三四五六七八九十百点]{1,6})(?: ?(?<ub>${unit}))?`
const turns =
  '提高到|提升到|提升至|提高至|增加到|增加至|延长到|延长至|降低到|降低至|减少到|减少至|下降到|下降至|缩短到|缩短至|压缩到|提到|提至|升到|升至|加到|降到|降至|减到|减至|缩到|拉到|做到|压到|改到|变成|→|➔|-{1,2}>|=>|up to|down to'
const filler = '(?:左右|以下|以上)?[^\\d，,。;\\n]{0,6}?'
const below = '(?:以下|以上|below|under|above|over|at least|less than|大概|大约|约|about| ){0,3}'
const one = `(?<a>${figure})(?: ?(?<ua>${unit}))?`
const pattern = new RegExp(
  `(?<from>(?:从|由|from) ?(?:目前的?|现在的?|原来的?|现有的?|the current |currently )?)?${one}` +
    `(?:${filler}(?<turn>${turns}) ?${below}${second.replaceAll('<b>', '<bt>').replaceAll('<ub>', '<ubt>')}|(?<join> ?(?:-|~|到|至|to|±|\\+/-|\\+-) ?)${second})?`,
  'gu',
)
const unreadable = /\d[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d ?[x×*]|\d ?e\d|\d\^|\d ?[/:] ?\d/iu
/** A class, not a number: IP67, ISO 8. */
const gradeBefore = /(?:ip|sa|sil|iso|v-?) ?$/
const gap = '(?:要|需|达到|达|在|为|能|是|到|至|of|about|around|大概|大约|约| ){0,4}$'
const most = new RegExp(
  `(?:≤|<=|=<|<|不高于|不大于|不超过|不超|不多于|不长于|不能超过|不能高于|不能大于|不得超过|不得高于|不得大于|别超过|最多|最大|最高|小于等于|(?<!不|不能|不得)(?:小于|低于|少于|短于)|no more than|not more than|not exceed(?:ing)?|at most|up to|below|under|(?<!no |not )(?:less than|lower than|shorter than|fewer than)|within|max(?:imum)?\\.?|[降减缩压]不到)${gap}`,
)
const least = new RegExp(
  `(?:≥|>=|=>|>|不低于|不小于|不少于|不短于|不能低于|不能小于|不能少于|不得低于|不得小于|不得少于|至少|最少|最低|最小|起码|大于等于|(?<!不|不能|不得|别)(?:大于|高于|超过|超出|多于|长于)|at least|no less than|not less than|no worse than|above|over|(?<!no |not )(?:more than|greater than|higher than|longer than)|exceed(?:s|ing)?|min(?:imum)?\\.?|(?:[达提升做]不到|[未没]达到?))${gap}`,
)
const strict = new RegExp(
  `(?:(?<!=)[<>]|(?<!不|不能|不得)(?:大于|高于|超过|超出|多于|小于|低于|少于|短于|长于)|above|over|below|under|(?<!no |not )(?:more|greater|higher|longer|less|lower|shorter|fewer) than)(?!等于|=)${gap}`,
)
const leastAfter = /^ ?(?:及以上|或以上|以上|之上|起|\+| ?or (?:more|better|above|higher|longer)\b| ?min(?:imum)?\b)/
const mostAfter = /^ ?(?:及以下|或以下|以下|之下|以内|之内|内|封顶| ?or (?:less|below|lower|under)\b| ?max(?:imum)?\b)/
const rising =
  '(?:提高|提升|增加|上升|升高|增大|加大|扩大|改善|延长|提速|增产|恢复|提|(?<![温压])升|拉|加|涨|冲|increas|rais|improv|boost|extend|\\bup)'
const falling =
  '(?:降低|减少|下降|缩短|压缩|减小|缩小|减轻|节约|节省|节能|节电|节水|降本|(?<![温压])降|减|压|缩|省|reduc|cut|lower|drop|shorten|\\bdown)'
const by = '(?:了|幅度|e|es|ed|ing|e?d? by|by| )*(?:约|大约|about|at least|至少|不低于|不少于|≥|>|超过| )*$'
const toward = '(?:e|es|ed|ing|it| )*(?:到|至|为|to)(?:约|大约|about|了| )*$'
const [risesBy, fallsBy] = [new RegExp(`${rising}${by}`), new RegExp(`${falling}${by}`)]
const [risesTo, fallsTo] = [new RegExp(`${rising}${toward}`), new RegExp(`${falling}${toward}`)]
const staysWhole = new RegExp(`^ ?以?内?(?:都|也|均|仍)?(?:不|无)\\p{Script=Han}{0,3}${damage}`, 'u')

/** The one figure in a few words; undefined where there is none, or several, or one that is not written plainly. `around`: folded words beside it in its clause. */
export function readFigure(words: string, around: { before: string; after: string } = { before: '', after: '' }): Reading | undefined {
  const folded = fold(tidy(words.slice(0, 200)))
  const [match, ...others] = [...folded.text.matchAll(pattern)]
  if (!match || others.length > 0 || unreadable.test(words)) return undefined
  const part = match.groups!
  const own = folded.text.slice(0, match.index)
  const before = (around.before + own).slice(-40)
  const after = (folded.text.slice(match.index + match[0].length) + around.after).slice(0, 40)
  const ends = endsOf(part)
  if (!ends || gradeBefore.test(own) || /^[a-z\d_]/.test(after)) return undefined
  const written = unitIn(folded, match, part)
  return { ...ends, ...(written && { unit: written }), ...boundOf(before, after, ends), before: own }
}

type Part = Record<string, string | undefined>
type Ends = Pick<Reading, 'low' | 'high' | 'now' | 'isRange'>

function endsOf(part: Part): Ends | undefined {
  const [first, next] = [numbersIn(part.a!), numbersIn(part.bt ?? part.b)]
  if (!first || (!next && (part.bt ?? part.b) !== undefined)) return undefined
  const deviates = /^(?:±|\+\/-|\+-)/.test(part.a!)
  if (!next)
    return deviates ? { low: -first.high, high: first.high, isRange: true } : { ...first, ...(first.low < first.high && { isRange: true }) }
  if (first.low !== first.high || next.low !== next.high || deviates) return undefined
  if (part.turn || (part.from && /到|至|to/.test(part.join!))) return { now: first.low, low: next.low, high: next.low }
  if (/±|\+/.test(part.join!)) return { low: tidyNumber(first.low - next.low), high: tidyNumber(first.low + next.low), isRange: true }
  return first.low < next.low ? { low: first.low, high: next.low, isRange: true } : undefined
}

function boundOf(before: string, after: string, ends: Ends): Partial<Reading> {
  if (ends.now !== undefined) return {}
  if (ends.isRange && (/^ ?[以之]?内/.test(after) || /within ?$/.test(before))) return {}
  if (mostAfter.test(after))
    return fallsBy.test(before) && !/[到至为]/.test(before.slice(-1)) ? { change: 'down', bound: 'most' } : { bound: 'most' }
  if (risesBy.test(before)) return { change: 'up' }
  if (fallsBy.test(before)) return { change: 'down' }
  if (leastAfter.test(after)) return { bound: 'least' }
  if (ends.low !== ends.high && ends.low === -ends.high) return {}
  if (most.test(before)) return { bound: 'most', ...(strict.test(before) && { isStrict: true }) }
  if (least.test(before)) return { bound: 'least', ...(strict.test(before) && { isStrict: true }) }
  if (risesTo.test(before)) return { bound: 'least', byVerb: true }
  if (fallsTo.test(before)) return { bound: 'most', byVerb: true }
  if (staysWhole.test(after)) return { bound: 'least' }
  return /(?:=|等于|恰好|正好|exactly|equals?) ?$/.test(before) ? { isExact: true } : {}
}

function numbersIn(words: string | undefined): { low: number; high: number } | undefined {
  if (words === undefined) return undefined
  const bare = words.replace(/^(?:±|\+\/-|\+-|\+) ?/, '').replace(/^[百千]分之/, '')
  const isNegative = bare.startsWith('-')
  const range = readNumber(bare.replace(/^- ?/, ''))
  if (!range || (isNegative && range.min !== range.max)) return undefined
  return isNegative ? { low: -range.min, high: -range.min } : { low: range.min, high: range.max }
}

function unitIn(folded: ReturnType<typeof fold>, match: RegExpExecArray, part: Part): string | undefined {
  const own = part.ubt ?? part.ub ?? part.ua
  if (own === undefined) return /百分之/.test(match[0]) ? '%' : /千分之/.test(match[0]) ? '‰' : undefined
  const start = match.index + match[0].lastIndexOf(own)
  return folded.words(start, start + own.length)
}

function tidyNumber(value: number): number {
  return Math.round(value * 1e9) / 1e9
}
