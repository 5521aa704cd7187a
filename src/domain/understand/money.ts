import type { Budget } from '../understanding.ts'
import { type Amount, findAmounts } from './amounts.ts'
import { endsSentence } from './clauses.ts'
import { type Folded, fold, tidy } from './fold.ts'

const budgetWords =
  /预算|经费|(?<!流动|注册)资金|(?<!已经?|前期|[年月天])投入(?!了|过|产)|(?:计划|拟|准备|打算)投资?|费用|(?:研发|开发|服务|技术|咨询|合作|项目|改造|检测|测试|设计|转让)费|出价|报价|愿|总价|价位|悬赏|赏金|奖金|榜单?金?额|出资|支付|(?:出|给|付|花|拿|掏|批)(?:个|到|得起|大概|大约|最多|不超过|的起|出|了?(?=不超过)|上限){0,2} ?$|budget|spend|invest(?!ed)|pay(?!ment terms)|fund|afford|offer/g
const otherWords =
  /产值|产能|年产|销售|营收|营业|收入|损失|损耗|亏|索?赔|罚|成本|单价|售价|利润|节约|节省|省(?!级|科|重点|市)|注册|流动资金|资产|订单|合同|税|工资|年薪|月薪|[电水气油]费|人工|维修费|处理费|贷款|融资|货值|价值|货款|买|购|补贴|规模|市值|[每一]年|[每一]个?月|每[吨件台套米天]|总?支出|近[两三五]年|花了|花掉|砸了|(?:已经?|前期|之前|去年|前前后后)(?:陆续)?(?:投|花|付|砸|用)|投入?[了过]|投资(?:额|建|规模)|总投资|revenue|turnover|sales|loss|lost|cost|salary|sold|worth|spent|invested|saves?|penalt|fine/g
const budgetAfter =
  /^.{0,4}?(?:的?(?:预算|经费|资金|费用|投入)|搞定|能搞|能做|够不够|够吗|能不能|行不行|可以吗|解决|做下来|做好|可以谈|能接受|可接受|可以接受|没问题|都行|都可以|来(?:做|解决|搞)| ?(?:as |is |of )?(?:our |the )?budget)/
const atMostBefore =
  /(?:不超过?|不高于|不多于|不能超|别超过?|最多|至多|最高|顶多|撑死|顶天|上限|封顶|小于|低于|少于|控制在|≤|<=?|up to|at most|(?:no|not) more than|max(?:imum)?(?: of)?|under|below|less than|within|not (?:to )?exceed(?:ing)?|cap(?:ped)? (?:at|of))[是为:在了出给付花拿到 ]{0,3}$/
const atLeastBefore =
  /(?:不低于|不少于|至少|最少|最低|起码|大于|超过|高于|≥|>=?|at least|no less than|more than|over|above|min(?:imum)?(?: of)?|starting (?:at|from))[是为:在 ]{0,2}$/
const atMostAfter =
  /^ ?(?:人民币|rmb)? ?(?:以内|之内|内|以下|之下|封顶|为限|为上限|打住|到顶|顶天|是上限|max\b|or less|at most|tops|upper limit|ceiling)/
const atLeastAfter = /^ ?(?:人民币|rmb)? ?(?:以上|之上|起|打底|保底|or more|at least|minimum|\+|and up)/
const bareAfterLabel = /(?:预算|经费|budget)(?:大概|大约|差不多|约|在|是|为|有|就|也就|of|is|:|\(万元?\)|\(w\)|~| ){0,4}$/
const bareEnd = /^ ?(?:左右|上下|以内|以下|以上|之内|吧|,|，|。|;|\(|$|\n|!|个(?!月|人|星期|工))/
const clauseEnd = /[，,。!?;\n]/
const aloneBefore =
  /^ ?(?:钱|价格|总价|投资|投入)?(?:大概|大约|约|差不多|最多|至多|顶多|不超过|至少|不低于|about|around|approx\.?|up to|at most|max|:| ){0,3}$/
const aloneAfter = /^ ?(?:左右|上下|以内|之内|内|以下|以上|封顶|吧|就行|max|or less|tops|[。.]| ){0,3}$/
const noSum = /^(?:0|零|没有?|无)?$/

/** The budget a text names: only sums said to be one. Foreign money and vague sums (几十万) are none. */
export function understandBudget(text: string): Budget | undefined {
  return budgetIn(fold(tidy(text)))
}

/** The budget in an answer to the question for it: a bare number is in 万元, from 3,000 up in 元. 不限, 面议, 没定: undefined. */
export function budgetFromAnswer(text: string): Budget | undefined {
  const folded = fold(tidy(text).slice(0, 2000))
  if (noSum.test(folded.text)) return undefined
  const named = budgetIn(folded)
  if (named) return named
  const amounts = findAmounts(folded.text, true, 20).filter((amount) => !amount.foreign)
  const index = Math.max(
    0,
    amounts.findIndex((amount) => !amount.bare),
  )
  const amount = amounts[index]
  if (!amount || (amount.bare && !isAnswerNumber(folded.text, amount))) return undefined
  return bounded(folded.text, inTenThousands(amount), amounts[index + 1])
}

/** The sum that is the budget, as found in the text; for those who must not read it as something else. */
export function budgetAmounts(text: string): Amount[] {
  return findAmounts(text, true)
    .filter((amount) => !amount.foreign && isBudget(text, amount))
    .map(inTenThousands)
}

export function budgetIn({ text }: Folded): Budget | undefined {
  const amounts = budgetAmounts(text)
  return amounts[0] && bounded(text, amounts[0], amounts[1])
}

function isBudget(text: string, amount: Amount): boolean {
  const before = text.slice(Math.max(0, amount.start - 30), amount.start)
  if (amount.bare) return amount.max <= 3000 ? isBareBudget(text, amount) : bareAfterLabel.test(before)
  const [budget, other] = [lastEnd(before, budgetWords), lastEnd(before, otherWords)]
  const near = budget >= 0 && (before.length - budget <= 8 || !endsSentence(before.slice(budget)))
  if (near && budget >= other) return true
  if (other >= 0 && !endsSentence(before.slice(other))) return false
  return standsAlone(text, amount) || budgetAfter.test(text.slice(amount.end, amount.end + 24).split(clauseEnd)[0]!)
}

/** A bare number this large can only be in yuan. */
function inTenThousands(amount: Amount): Amount {
  return amount.bare && amount.max >= 3000 ? { ...amount, min: amount.min / 10000, max: amount.max / 10000 } : amount
}

/** A clause that names a sum and nothing else: “，20万以内，”. */
function standsAlone(text: string, { start, end }: Amount): boolean {
  const before = text
    .slice(Math.max(0, start - 24), start)
    .split(clauseEnd)
    .at(-1)!
  const after = text.slice(end, end + 24).split(clauseEnd)[0]!
  return aloneBefore.test(before) && aloneAfter.test(after)
}

function isBareBudget(text: string, amount: Amount): boolean {
  return (
    bareAfterLabel.test(text.slice(Math.max(0, amount.start - 16), amount.start)) && bareEnd.test(text.slice(amount.end, amount.end + 3))
  )
}

function isAnswerNumber(text: string, amount: Amount): boolean {
  const after = text.slice(amount.end, amount.end + 6)
  return bareEnd.test(after) || /^ ?(?:吧|就|差不多|可以|max|or|to|at|最多)/.test(after)
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = -1
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}

/** “20万以上，30万以下” names two bounds of one budget. */
function bounded(text: string, amount: Amount, next: Amount | undefined): Budget {
  const own = bound(text, amount)
  if (!next || next.start - amount.end > 14 || next.bare !== amount.bare) return own
  const other = bound(text, next)
  if (own.max === undefined && other.min === undefined && own.min! <= other.max!) return { min: own.min, max: other.max }
  if (own.min === own.max && other.min === undefined && own.min! < other.max!) return { min: own.min, max: other.max }
  if (own.min === undefined && other.max === undefined && other.min! <= own.max!) return { min: other.min, max: own.max }
  return own
}

function bound(text: string, { start, end, min, max }: Amount): Budget {
  const before = text.slice(Math.max(0, start - 18), start)
  const after = text.slice(end, end + 14)
  if (min !== max) return { min, max }
  if (atMostBefore.test(before) || atMostAfter.test(after)) return { max }
  if (atLeastBefore.test(before) || atLeastAfter.test(after) || text[end - 1] === '+') return { min }
  return { min, max }
}
