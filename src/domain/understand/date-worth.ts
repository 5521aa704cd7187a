import { sentences } from './clauses.ts'
import type { FoundDate } from './date-rule.ts'

const wanted =
  /希望|想|需要|要求|要在|得在|要|争取|最好|完成|解决|搞定|交付|交样|交货|交期|出样|出结果|出方案|拿出|见效|上线|投产|量产|投用|验收|落地|期限|工期|周期|时间|必须|务必|给出|做出|弄好|弄出|供货|deadline|done|finish|need|deliver|solve|ready|timeline|time ?frame|complete|due|start of production|sop|want|hope|must|lead time/
const strongest = /最晚|最迟|截止|截至|不晚于|期限|deadline|no later than|latest|due/
const saidBefore =
  /(?:希望|想|争取|最好|要在|得在|赶在|限期|期限|工期|(?<!生产|更换|维护|维修|保养|检修|换模|使用|循环|养护|固化|成型|采购)周期|(?:完成|交付|解决|研发|开发|项目|期望|要求|期限)的?时间|(?:^|[，,。;\n])时间|要求|预计|计划|准备|打算|deadline|time ?line|time ?frame|lead time|due|need(?: it| this| a solution| them)?|want(?: it| this)?|ready|done|solved?|finish(?:ed)?|delivered|completed?|target|hope|launch)(?:大概|大约|是|为|在|能|能在|于|最好|about|around|is|of|:|：|,|，| ){0,3}$/
const saidAfter =
  /^ ?(?:左右|上午|下午|内|底|就|时间|的时间|, ?){0,2}(?:完成|解决|搞定|交[付货样]|出[样结方货]|拿|见效|上线|弄|给出?|能(?:解决|完成|出|搞|做出|交|见效|拿|上)|要(?:解决|完成|出|搞|交|拿|结果|上线|见|样|方案)|必须|做[出完好]|投[产用]|量产|验收|落地|整改|攻克|max|at most|or less|latest| timeline| deadline)/
const clauseBreak = /[，,。;!?\n]/
const longAgo =
  /(?:去年|前年|上个?月|上周|昨天|过去|最近|近|从|自从?|早在|已经?|用了|花了|试了|搞了|做了|拖了|跑了|折腾了?|存放|放置|每隔?|寿命|质保|保质期?|保修|运行|使用|贮存|储存|试验|成立于|始于|回收期|回报期|回本|(?:交货|交|货|保质|有效|使用)期(?:要求|要|为|是)?|since|past|last|previous|for the|every|after|cures?|dry|dries|lasts?|fails?|peels?|shelf life|ago|warranty|over the)[ :]{0,2}$/
const happened =
  /^(?:左右)?(?:以来|至今|开始|起[，,就]|出现|发生|发现|(?<!前)投产的|成立|购[买入进]|买的|采购的|反馈|的时候|有空|方便|有时间|那批|那次|生产的)|^ (?:ago|old)/
const wentWrong =
  /^就(?!要|得|能|可以|必须|完成|解决|交)|^,? ?(?:左右)?(?:就|都|均|会|仍|还|应|保证|也|能|要|基本){0,2}(?:不(?!解决|能解决|处理)|无(?!法)|没有?(?!解决)|坏|裂|开裂|发霉|生锈|锈|褪|失效|断|漏|报废|老化|变|脱|掉|完全|表干|实干|干透|固化|干燥|降解|分层|沉淀|起[泡皮毛球]|出现|发生|故障|磨|堵|黄|退货|返修|换|需?更换|保养|use|it |the (?:coating|part|product|film) )/
const pastLength = /^ ?(?:以?前|之前|以来|后(?!要|必须|得|交|就要)|以后(?!要|必须)|之后(?!要|必须)|ago|old)/
const ago = /^ ?(?:以?前|之前|以来|ago|old)/

/** What a date the words call the last day is worth at least. */
export const lastDay = 10

/** Whether a length of time lies behind, by the words after it: 三天前, 3 months ago. */
export function isAgo(after: string): boolean {
  return ago.test(after)
}

/** What a date is worth as the deadline, by the words around it. 0: no deadline. A firm one counts more, one that the words call the last day most. */
export function rank(text: string, { start, end, rule }: FoundDate): number {
  const before = text.slice(Math.max(0, start - 16), start)
  const after = text.slice(end, end + 12)
  if (longAgo.test(before)) return 0
  if (rule.firmness !== 'firm' && happened.test(after)) return 0
  if (rule.isLength && (pastLength.test(after) || wentWrong.test(after))) return 0
  const sentence = around(text, start, end)
  if (rule.firmness === 'loose' && !isWanted(text, start, end, before, after)) return 0
  const base = rule.firmness === 'firm' ? 3 : 1
  return (
    base +
    (wanted.test(sentence) ? 1 : 0) +
    (strongest.test(before) || /^ ?(?:最晚|最迟|截止|at the latest|latest|deadline)/.test(after) ? lastDay : 0)
  )
}

/** Whether the words right beside a mere period or length, or nothing else in its clause, make it a deadline. */
function isWanted(text: string, start: number, end: number, before: string, after: string): boolean {
  if (saidBefore.test(before) || saidAfter.test(after)) return true
  return clauseBreak.test(text[start - 1] ?? '\n') && /^(?:左右|以内|吧|max)?(?:[，,。;!?\n]|$)/.test(after) && end - start >= 2
}

/** The sentence a date stands in, as far as 40 characters around it. */
function around(text: string, start: number, end: number): string {
  const from = Math.max(0, start - 40)
  const stretch = text.slice(from, end + 40)
  const sentence = sentences(stretch).find((one) => one.start <= start - from && one.end >= end - from)
  return sentence ? stretch.slice(sentence.start, sentence.end) : stretch
}
