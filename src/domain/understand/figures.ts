import type { Target } from '../understanding.ts'
import { dayOf } from './calendar.ts'
import { clauses, type Span, sentences } from './clauses.ts'
import { dateSpans } from './dates.ts'
import { nameFor } from './figure-names.ts'
import {
  afterwards,
  attributes,
  changeBefore,
  damage,
  endurance,
  englishAttributes,
  figure,
  figures,
  presentWords,
  strongBefore,
  unit,
  weakBefore,
  wishWords,
} from './figure-words.ts'
import { type Folded, fold, tidy } from './fold.ts'
import { budgetAmounts } from './money.ts'

const limit = 8
const about = '(?:大概|大约|约|约为|about |around |approx\\.? )?'
const fromTo = String.raw`(?<from>(?:从|由|from) ?(?:目前的?|现在的?|原来的?|现有的?|the current |currently )?(?<old>${figure})(?: ?${unit})?(?:左右|以下|以上)?[^\d，,。;\n]{0,8}?(?<turn>提高到|提升到|提升至|提高至|增加到|增加至|延长到|延长至|降低到|降低至|减少到|减少至|下降到|下降至|缩短到|缩短至|压缩到|提到|提至|升到|升至|降到|降至|减到|减至|缩到|拉到|做到|压到|改到|(?<plain>到|至|变成?|to|up to|down to)) ?(?:below |under |above |over |at least |less than |about )?${about}(?<new>${figure})(?: ?${unit})?(?:${afterwards})?)`
const arrow = `(?<arrow>${figure}(?: ?${unit})? ?(?:→|➔|-{1,2}>|=>) ?${figure}(?: ?${unit})?)`
const protection = String.raw`(?:达到|达|满足)?(?<class>(?<![a-z])(?:ip ?[0-6x][0-9]k?|(?:ul ?94 ?)?v-?[012](?![\da-z])|sil ?[1-4]|iso ?[4-8](?=级)|一级[ab]|一级 ?[ab]类?)(?![a-z\d]))`
const compared = `(?:(?<strong>${strongBefore}) ?|(?<weak>${weakBefore}) ?|(?<change>${changeBefore})(?<done>了)? ?)?${about}${figures}(?<after> ?${afterwards})?`
const candidate = new RegExp(`${fromTo}|${arrow}|${protection}|${compared}`, 'gu')
const endsInAttribute = new RegExp(`(?:${attributes}|${englishAttributes})(?:[是为在要:=达到约的 ]|不?能|of|to|is){0,4}$`, 'u')
const startsWithAttribute = new RegExp(`^ ?(?:的)?(?:${englishAttributes}|${endurance})`, 'u')
const endsInEndurance = new RegExp(`${endurance}(?:试验|测试|时间|温度|等级|性能|至少|达到|达|[:是为要在到 ]|test|at|to|for){0,2}$`, 'u')
const staysWhole = new RegExp(
  `^ ?(?:以?内)?(?:${endurance})?(?:都|也|均|仍|要)?(?<whole>(?:不|无)(?:会|能|得|再|出现|发生|可以?见)?[\\p{Script=Han}]{0,2}${damage})`,
  'u',
)
const changedEnglish = /\b(?:increas|rais|improv|reduc|cut|lower|bring|drop|boost|get|push|shorten|extend)/
const hasAttribute = new RegExp(`${attributes}|${englishAttributes}`, 'u')
const goodNames = /良率|良品|合格率|成品率|优等|直通率|强度|强力|寿命|效率|精度|准确率|牢度|回收率|收率|yield|strength|efficiency/
const badNames = /不良|不合格|废品|报废|次品|缺陷|故障|返工|返修|损耗|误差|偏差|噪音|噪声|能耗|泄漏|cod|排放|残留|noise|scrap|defect|reject/
const notMeasured = /^(?:个|件|台|套|条|张|块|点|分|只|片)$/
const timeUnits = /^(?:天|年|个月|d|days?|weeks?|months?|years?)$/
const timeNames = /货架期|保鲜期|使用期|交期|货期|周期|寿命|质保|保质|有效期|shelf life|lifetime|life|lead time|cycle|换型|交付/
const grades = /^(?:30[1-9]|31[0-7]|321|347|410|420|430|904|2205|2507) ?l?$/
const counted =
  /^ ?(?:家|名|位|人|项|种|款|所|门|篇|元|块钱|万元?|亿|w(?![a-z])|号|月|日(?!晒)|个(?:方案|厂|供应商|人|专家|样|项目|月|点|工厂|批|品种|型号)|条(?:产?线|生产线)|台(?:设备|机)|套(?:设备|系统)|suppliers?|people|companies|samples|lines|machines|shifts)/
const costs = /成本|单价|价格|售价|造价|cost|price/

type State = {
  mode?: 'wish' | 'present'
  heading: boolean
  asked: boolean
  previous: string
  topic: string
  enumerating: boolean
  isOld: boolean
  isFresh: boolean
}
const plainName = /^ ?[\p{Script=Han}a-z]{2,8} ?$/u
const wishOnly =
  /\b(?:want|need|target|goal|spec(?:ification)?)(?: is| of| it)? ?$|^ ?(?:我们|客户)?(?:的?目标|要求|希望|想要?|要|需要|期望|target|goal|want|need)[是为到达在:约 ]{0,3}(?:is )?$/

/** The figures a text wants reached, in its author's words; present values, money and dates are none. At most eight. */
export function understandTargets(text: string, today = new Date()): Target[] {
  return targetsIn(fold(tidy(text)), today, false)
}

/** The same for an answer to the question for them: every measured figure in it is wanted. */
export function targetsFromAnswer(text: string, today = new Date()): Target[] {
  return targetsIn(fold(tidy(text)), today, true)
}

export function targetsIn(folded: Folded, today: Date, asked: boolean): Target[] {
  const { text } = folded
  const taken: Span[] = [...budgetAmounts(text), ...(Number.isNaN(today.getTime()) ? [] : dateSpans(text, dayOf(today)))]
  const targets: Target[] = []
  const state: State = { heading: asked, asked, previous: '', topic: '', enumerating: false, isOld: false, isFresh: false }
  for (const sentence of sentences(text)) {
    state.mode = state.heading ? 'wish' : undefined
    state.previous = ''
    state.isOld = true
    state.enumerating = false
    for (const clause of clauses(text, sentence)) {
      for (const target of readClause(folded, clause, state, taken)) {
        if (!targets.some((known) => known.name === target.name && known.value === target.value)) targets.push(target)
        if (targets.length >= limit) return targets
      }
      state.previous = text.slice(Math.max(clause.start, clause.end - 30), clause.end)
      if (hasAttribute.test(state.previous)) {
        state.topic = state.previous
        state.isOld = false
      }
    }
    const words = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 40))
    if (/(?:指标|要求|目标|参数|targets?|requirements?|specs?)(?:如下|为|有|是)?[: ]{0,2}$/.test(words)) state.heading = true
    else if (/现状|背景|预算|目前|联系|基础|^ ?(?:budget|background|contact)/.test(words)) state.heading = asked
  }
  return targets
}

function readClause(folded: Folded, clause: Span, state: State, taken: Span[]): Target[] {
  const words = folded.text.slice(clause.start, clause.end)
  const found: Target[] = []
  let [read, named] = [0, 0]
  state.isFresh = false
  for (const match of words.matchAll(candidate)) {
    if (found.length >= limit) break
    const end = match.index + match[0].length
    updateMode(state, words.slice(read, match.index + leadLength(match)))
    const at = { start: clause.start + match.index, end: clause.start + end }
    const span = valueSpan(match, words, state)
    if (span && !taken.some((one) => one.start < at.end && at.start < one.end)) {
      const before = words.slice(Math.max(named, match.index - 60), match.index)
      const name = nameFor(
        folded,
        { start: at.start - before.length, end: at.start + span.start },
        { start: clause.start + match.index + span.end, end: clause.end },
        topicFor(state, match.groups!),
        isAlike(state, match.groups!),
      )
      const value = folded.words(at.start + span.start, at.start + span.end).trim()
      found.push({ name, value: value.slice(0, 60) })
      named = match.index + span.end
      state.enumerating = true
      if (match.groups!.strong) state.mode ??= 'wish'
    }
    read = match.index + (span?.end ?? match[0].length)
  }
  updateMode(state, words.slice(read))
  return found
}

function isAlike({ topic }: State, part: Record<string, string | undefined>): boolean {
  const own = part.highUnit ?? part.unit
  if (own === undefined) return /\d ?%?$/.test(topic)
  return /\d/.test(topic) && topic.includes(own)
}

/** What the words before spoke of, where the figure can be one of it: measured alike, or not measured yet. */
function topicFor(state: State, part: Record<string, string | undefined>): string {
  if (part.class) return ''
  return isAlike(state, part) || (!state.isOld && !/\d/.test(state.topic)) ? state.topic : ''
}

/** 才, only and the like may stand within the match (从…). */
function leadLength(match: RegExpExecArray): number {
  return match.groups!.strong?.length ?? 0
}

function updateMode(state: State, words: string): void {
  const last = (pattern: RegExp) => {
    let at = -1
    for (const match of words.matchAll(pattern)) at = match.index
    return at
  }
  const [wish, present] = [last(wishWords), last(presentWords)]
  if (wish < 0 && present < 0) return
  state.mode = wish > present ? 'wish' : 'present'
  state.isFresh = true
}

/** Which part of the match, and of what follows it, is the target; undefined where it is none. Offsets from the start of the match. */
function valueSpan(match: RegExpExecArray, clause: string, state: State): Span | undefined {
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

function costSpan(part: Record<string, string | undefined>, words: string, after: string): Span | undefined {
  if (!part.strong && !part.weak) return undefined
  return { start: 0, end: words.length + (/^ ?元(?:\/[\p{Script=Han}a-z]{1,3})?(?:以下|以内|左右)?/u.exec(after)?.[0].length ?? 0) }
}

/** “耐300度”: the verb belongs to the figure where it names nothing by itself. */
function withVerb(span: Span, before: string): Span {
  const verb = span.start === 0 ? /(?:耐|抗|承受|经受|耐受)$/.exec(before)?.[0] : undefined
  return verb ? { ...span, start: -verb.length } : span
}

/** A bare 达到 or 到 adds nothing to the figure. */
function trimmed(part: Record<string, string | undefined>, words: string): Span {
  if (part.change?.endsWith(' by')) return { start: part.change.length - 2, end: words.length }
  const dropped =
    part.weak && /^(?:未|没)?(?:[达降提做升]不到|达到|达|没到|reach|achieve|=)/.test(part.weak) ? words.indexOf(part.figure!) : 0
  return { start: dropped, end: words.length }
}

function isWantedChange(part: Record<string, string | undefined>, before: string, after: string, state: State): boolean {
  if (/^了/.test(after) || /了$/.test(before)) return false
  const falls = /[降减缩压]|down/.test(part.turn!)
  if (state.mode !== 'wish' && falls && goodNames.test(before) && !badNames.test(before)) return false
  if (part.plain === undefined) return true
  return state.mode === 'wish' || changedEnglish.test(before) || /(?:提|升|降|减|缩|改|增)[\p{Script=Han}]{0,10}$/u.test(before)
}

function isMeasured(part: Record<string, string | undefined>, before: string, previous: string): boolean {
  const own = part.highUnit ?? part.unit
  if (own && timeUnits.test(own)) return timeNames.test(before) || timeNames.test(previous)
  if (own && notMeasured.test(own)) return part.strong !== undefined || part.after !== undefined || part.weak !== undefined
  return true
}

function isWanted(part: Record<string, string | undefined>, before: string, after: string, state: State): boolean {
  const { mode, previous } = state
  const own = part.highUnit ?? part.unit
  const named = endsInAttribute.test(before)
  if (/高达|多达|只有/.test(part.weak ?? '') || (part.weak === '达' && mode !== 'wish') || /without [a-z ]{0,20}$/.test(before))
    return false
  if (/[降提做升]不到/.test(part.weak ?? '')) return own !== undefined
  if (state.asked && own !== undefined && mode === 'wish') return true
  if (part.done || mode === 'present') return /[达降提做升]不到|未达到|没达到/.test(part.weak ?? '') && mode !== 'present'
  if (part.strong) return own !== undefined || named || mode === 'wish' || /[a-z\p{Script=Han}]/u.test(before)
  if (part.change) return own !== undefined && (mode === 'wish' || !/^(?:降|省|减|下降)$/.test(part.change)) && !/了$/.test(before)
  if (/[±]/.test(part.figure!)) return named || mode === 'wish' || own !== undefined
  if (part.weak || (part.after && !/左右|之间/.test(part.after))) return isWeaklyWanted(part, before, after, state, named)
  if (endsInEndurance.test(before) && own) return true
  if (own && startsWithAttribute.test(after)) return mode === 'wish' || /^ ?(?:的)?(?:盐雾|中性盐雾|salt)/.test(after)
  if (mode === 'wish' && part.figure!.includes('.') && wishOnly.test(before)) return true
  if (mode === 'wish' && own && (wishOnly.test(before) || (state.enumerating && after === '' && plainName.test(before)))) return true
  return (
    mode === 'wish' &&
    (named || (previous !== '' && endsInAttribute.test(previous) && before.trim() === '')) &&
    (own !== undefined ||
      part.figure!.includes('.') ||
      /(?:ra|rz|cpk|ppk|ph|cod|hrc|hv|hb|cop|eer|iplv)[:=为是在要到达 ]{0,3}$/.test(before))
  )
}

function isWeaklyWanted(part: Record<string, string | undefined>, before: string, after: string, state: State, named: boolean): boolean {
  if (part.unit === undefined && part.highUnit === undefined && !named && !/[\p{Script=Han}a-z)]/u.test(before) && state.mode !== 'wish')
    return false
  const said = `${part.weak ?? ''}${part.after ?? ''}`
  const up = />|大于|高于|多于|以上|above|more|greater|higher/.test(said)
  const down = /<|小于|低于|少于|以下|below|less|under|lower/.test(said)
  const name = before.slice(/[a-z] ?$/.test(before) ? -12 : -4)
  const isTrouble = badNames.test(name) ? up : goodNames.test(name) && down
  if (state.mode === 'wish' && (state.isFresh || !isTrouble)) return true
  if (isTrouble || /^ ?的/.test(after) || /超过|超出|exceed|over/.test(said)) return false
  return named || (part.weak !== undefined && part.unit !== undefined)
}
