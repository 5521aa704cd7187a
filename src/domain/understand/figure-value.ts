import type { Span } from './clauses.ts'
import { isMeasured, isWanted, isWantedChange, type Part, type State } from './figure-wants.ts'
import { afterwards, changeBefore, damage, endurance, figure, figures, strongBefore, unit, weakBefore } from './figure-words.ts'

const about = '(?:大概|大约|约|约为|about |around |approx\\.? )?'
const fromTo = String.raw`(?<from>(?:从|由|from) ?(?:目前的?|现在的?|原来的?|现有的?|the current |currently )?(?<old>${figure})(?: ?${unit})?(?:左右|以下|以上)?[^\d，,。;\n]{0,8}?(?<turn>提高到|提升到|提升至|提高至|增加到|增加至|延长到|延长至|降低到|降低至|减少到|减少至|下降到|下降至|缩短到|缩短至|压缩到|提到|提至|升到|升至|降到|降至|减到|减至|缩到|拉到|做到|压到|改到|(?<plain>到|至|变成?|to|up to|down to)) ?(?:below |under |above |over |at least |less than |about )?${about}(?<new>${figure})(?: ?${unit})?(?:${afterwards})?)`
const arrow = `(?<arrow>${figure}(?: ?${unit})? ?(?:→|➔|-{1,2}>|=>) ?${figure}(?: ?${unit})?)`
const protection = String.raw`(?:达到|达|满足)?(?<class>(?<![a-z])(?:ip ?[0-6x][0-9]k?|(?:ul ?94 ?)?v-?[012](?![\da-z])|sil ?[1-4]|iso ?[4-8](?=级)|一级[ab]|一级 ?[ab]类?)(?![a-z\d]))`
const compared = `(?:(?<strong>${strongBefore}) ?|(?<weak>${weakBefore}) ?|(?<change>${changeBefore})(?<done>了)? ?)?${about}${figures}(?<after> ?${afterwards})?`
/** A figure with what may make it a target; groups tell what it is. */
export const candidate = new RegExp(`${fromTo}|${arrow}|${protection}|${compared}`, 'gu')
const staysWhole = new RegExp(
  `^ ?(?:以?内)?(?:${endurance})?(?:都|也|均|仍|要)?(?<whole>(?:不|无)(?:会|能|得|再|出现|发生|可以?见)?[\\p{Script=Han}]{0,2}${damage})`,
  'u',
)
const grades = /^(?:30[1-9]|31[0-7]|321|347|410|420|430|904|2205|2507) ?l?$/
const counted =
  /^ ?(?:家|名|位|人|项|种|款|所|门|篇|元|块钱|万元?|亿|w(?![a-z])|号|月|日(?!晒)|个(?:方案|厂|供应商|人|专家|样|项目|点|工厂|批|品种|型号)|条(?:产?线|生产线)|台(?:设备|机)|套(?:设备|系统)|suppliers?|people|companies|samples|lines|machines|shifts)/
const costs = /成本|单价|价格|售价|造价|cost|price/

/** Which part of the match, and of what follows it, is the target; undefined where it is none. Offsets from the start of the match. */
export function valueSpan(match: RegExpExecArray, clause: string, state: State): Span | undefined {
  const part = match.groups!
  const before = clause.slice(Math.max(0, match.index - 24), match.index)
  const after = clause.slice(match.index + match[0].length, match.index + match[0].length + 16)
  const whole = { start: 0, end: match[0].length }
  if (part.arrow) return state.mode === 'present' || /了$/.test(before) ? undefined : whole
  if (part.from) return isWantedChange(part, before, after, state) ? whole : undefined
  if (part.class) return state.mode === 'present' ? undefined : { start: match[0].indexOf(part.class), end: match[0].length }
  if (counted.test(`${part.highUnit ?? part.unit ?? ''}${after}`) || (part.unit === undefined && /^[a-z\d_-]/.test(after)))
    return costs.test(before) && /^ ?元/.test(after) ? costSpan(part, match[0], after) : undefined
  const written = match[0].slice(match[0].indexOf(part.figure!))
  if (grades.test(written) || !isMeasured(part, before, state.previous)) return undefined
  const stays = staysWhole.exec(after)
  if (stays && part.unit && state.mode !== 'present') return { start: 0, end: match[0].length + stays.index + stays[0].length }
  if (/^(?:了|后(?![整处])|下爆)/.test(after)) return undefined
  return isWanted(part, before, after, state) ? withVerb(trimmed(part, match[0]), before) : undefined
}

function costSpan(part: Part, words: string, after: string): Span | undefined {
  if (!part.strong && !part.weak) return undefined
  return { start: 0, end: words.length + (/^ ?元(?:\/[\p{Script=Han}a-z]{1,3})?(?:以下|以内|左右)?/u.exec(after)?.[0].length ?? 0) }
}

/** “耐300度”: the verb belongs to the figure where it names nothing by itself. */
function withVerb(span: Span, before: string): Span {
  const verb = span.start === 0 ? /(?:耐|抗|承受|经受|耐受)$/.exec(before)?.[0] : undefined
  return verb ? { ...span, start: -verb.length } : span
}

/** A bare 达到 or 到 adds nothing to the figure. */
function trimmed(part: Part, words: string): Span {
  if (part.change?.endsWith(' by')) return { start: part.change.length - 2, end: words.length }
  const dropped =
    part.weak && /^(?:未|没)?(?:[达降提做升]不到|达到|达|没到|reach|achieve|=)/.test(part.weak) ? words.indexOf(part.figure!) : 0
  return { start: dropped, end: words.length }
}
