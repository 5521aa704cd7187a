import { attributes, endurance, englishAttributes } from './figure-words.ts'

export type Part = Record<string, string | undefined>

/** What was said before a figure, from clause to clause. `mode`: whether the words spoke of what shall be, or of what is. */
export type State = {
  mode?: 'wish' | 'present'
  /** The mode was set in this clause. */
  isFresh: boolean
  /** A heading such as 技术指标 makes all that follows wanted. */
  heading: boolean
  /** The text answers the question for targets. */
  asked: boolean
  /** A target was found in this sentence. */
  enumerating: boolean
  /** The clause before, folded. */
  previous: string
  /** The last clause that named something measured, folded and as written; old when of a sentence before. */
  topic: string
  topicWords: string
  isOld: boolean
}

const endsInAttribute = new RegExp(`(?:${attributes}|${englishAttributes})(?:[是为在要:=达到约的 ]|不?能|of|to|is){0,4}$`, 'u')
const startsWithAttribute = new RegExp(`^ ?(?:的)?(?:${englishAttributes}|${endurance})`, 'u')
const endsInEndurance = new RegExp(`${endurance}(?:试验|测试|时间|温度|等级|性能|至少|达到|达|[:是为要在到 ]|test|at|to|for){0,2}$`, 'u')
const changedEnglish = /\b(?:increas|rais|improv|reduc|cut|lower|bring|drop|boost|get|push|shorten|extend)/
/** Of which more is better. */
export const goodNames = /良率|良品|合格率|成品率|优等|直通率|强度|强力|寿命|效率|精度|准确率|牢度|回收率|收率|yield|strength|efficiency/
/** Of which less is better. */
export const badNames =
  /不良|不合格|废品|报废|次品|缺陷|故障|返工|返修|损耗|误差|偏差|噪音|噪声|能耗|泄漏|cod|排放|残留|noise|scrap|defect|reject/
const notMeasured = /^(?:个|件|台|套|条|张|块|点|分|只|片)$/
const timeUnits = /^(?:天|年|个月|d|days?|weeks?|months?|years?)$/
const timeNames = /货架期|保鲜期|使用期|交期|货期|周期|寿命|质保|保质|有效期|shelf life|lifetime|life|lead time|cycle|换型|交付/
const plainName = /^ ?[\p{Script=Han}a-z]{2,8} ?$/u
const wishOnly =
  /\b(?:want|need|target|goal|spec(?:ification)?)(?: is| of| it)? ?$|^ ?(?:我们|客户)?(?:的?目标|要求|希望|想要?|要|需要|期望|target|goal|want|need)[是为到达在:约 ]{0,3}(?:is )?$/

/** From one figure to another: whether that is wished, rather than what happened. */
export function isWantedChange(part: Part, before: string, after: string, state: State): boolean {
  if (/^了/.test(after) || /了$/.test(before)) return false
  const falls = /[降减缩压]|down/.test(part.turn!)
  if (state.mode !== 'wish' && falls && goodNames.test(before) && !badNames.test(before)) return false
  if (part.plain === undefined) return true
  return state.mode === 'wish' || changedEnglish.test(before) || /(?:提|升|降|减|缩|改|增)[\p{Script=Han}]{0,10}$/u.test(before)
}

/** Counted things and lengths of time are measured only beside words that say so. */
export function isMeasured(part: Part, before: string, previous: string): boolean {
  const own = part.highUnit ?? part.unit
  if (own && timeUnits.test(own)) return timeNames.test(before) || timeNames.test(previous)
  if (own && notMeasured.test(own)) return part.strong !== undefined || part.after !== undefined || part.weak !== undefined
  return true
}

/** Whether a figure is one to be reached. */
export function isWanted(part: Part, before: string, after: string, state: State): boolean {
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

function isWeaklyWanted(part: Part, before: string, after: string, state: State, named: boolean): boolean {
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
