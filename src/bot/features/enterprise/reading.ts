import { tiers } from '../../../domain/directory-file.ts'
import { type EnterpriseField, enterpriseFields } from '../../../domain/enterprise-fields.ts'
import { fold } from '../../../domain/understand/fold.ts'
import { pastDayFromAnswer } from '../../../domain/understand/past-day.ts'
import { zh } from './texts.ts'
import { en } from './texts-en.ts'

/** Beside the names on the cards. */
const short: Partial<Record<EnterpriseField, string[]>> = {
  name: ['名称', '企业名称', '公司名称', 'name'],
  creditCode: ['信用代码', '代码', '社会信用代码', '统一信用代码', 'code', 'credit code'],
  township: ['乡镇', '街道', '镇街', '属地', 'township'],
  industry: ['行业', 'industry'],
  cluster: ['集群', '产业集群', 'cluster'],
  products: ['产品', '主营', '主营产品', 'products', 'product'],
  summary: ['简介', '企业简介', '研究基础', 'summary'],
  ownership: ['性质', '企业性质', 'ownership'],
  foundedOn: ['成立', '成立时间', '成立日期', 'founded'],
  homepage: ['网站', '网址', '官网', 'website', 'homepage'],
  address: ['地址', 'address'],
  legalRepresentative: ['法人', '法人代表', '法定代表人', 'legal representative'],
  registeredCapital: ['资本', '注册资本', '注册资金', 'capital'],
  revenue: ['营收', '收入', '营业收入', '产值', '销售额', 'revenue', 'turnover'],
  staff: ['员工', '员工数', '人数', '职工', '人员', 'staff', 'employees'],
  rdStaff: ['研发', '研发人员', '研发人数', 'r&d staff', 'r&d'],
  doctors: ['博士', '博士人数', 'doctors', 'phds'],
  aboveScale: ['规上', '是否规上', 'above scale'],
  listed: ['上市', '是否上市', 'listed'],
}
/** A name at the beginning or after a blank, and then a blank, a colon or the value itself. */
const names = enterpriseFields
  .flatMap(({ key }) => [zh.own.fields[key], en.own.fields[key], ...(short[key] ?? [])].map((name) => ({ key, name: fold(name).text })))
  .sort((a, b) => b.name.length - a.name.length)
  .map(({ key, name }) => ({
    key,
    pattern: new RegExp(`(^|[\\s:：])${name.replace(/[.+?]/g, '\\$&')}(?=$|[\\s:：=]|(?<=\\p{Script=Han})[\\d\\p{Script=Han}])`, 'u'),
  }))

const editing =
  /^(?:(?:改|修改|更新|填|填写)(?:一下)?(?:企业|公司)(?:资料|信息)|(?:edit|change|update) (?:the )?(?:company|enterprise) profile)(?:[\s:：]+(.*))?$/iu

/** “改企业资料 员工 120”, “改企业资料 锦华印染 员工 120” (`of`), “改企业资料”; undefined for anything else. */
export function editIn(text: string): { of: string; field?: EnterpriseField; value: string } | undefined {
  const found = editing.exec(text)
  if (!found) return undefined
  const rest = (found[1] ?? '').trim()
  const folded = fold(rest).text
  const read = folded.length === rest.length ? folded : rest.toLowerCase()
  for (const { key, pattern } of names) {
    const at = pattern.exec(read)
    if (!at) continue
    const value = rest.slice(at.index + at[0].length).replace(/^[\s:：=]*(?:[为是](?=\s|\d)\s*)?/u, '')
    return { of: rest.slice(0, at.index).trim(), field: key, value: value.trim() }
  }
  return { of: rest, value: '' }
}

const months =
  /^(?:资质到期|到期资质|即将到期的?资质|expiring qualifications?)(?:[\s:：]*(?:未来)?\s*(\d{1,3}|[一二三半两六九十]{1,3})?\s*(个?月|年|months?|years?)?)?$/iu
const few: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 六: 6, 九: 9, 十: 10, 十二: 12, 半: 0.5 }

/** “资质到期”, “资质到期 3个月”, “expiring qualifications 12 months”: how many months, six where none are said. */
export function expiringIn(text: string): number | undefined {
  const found = months.exec(text)
  if (!found) return undefined
  const number = found[1] === undefined ? 6 : (few[found[1]] ?? Number(found[1]))
  return found[1] !== undefined && /^(?:年|year)/i.test(found[2] ?? '') ? number * 12 : number
}

const tierWords: [RegExp, number][] = [
  [/科技型中小企业|科小|technology smes?/iu, 0],
  [/高新技术企业|高企|high-?tech(?: enterprises?)?/iu, 1],
  [/创新型?领军企业|领军企业|leading innovative enterprises?/iu, 2],
  [/无梯次|不在梯次|取消|no tier|none/iu, -1],
]

/** “企业梯次”, “growth ladder”, “企业梯次 锦华印染 高新技术企业 2025-12-01”; undefined for anything else. */
export function ladderIn(
  text: string,
  now: Date,
): { what: 'show' } | { what: 'confirm'; of: string; index: number; on?: string } | undefined {
  const found = /^(?:企业梯次|梯次|growth ladder)(?:[\s:：]+(.*))?$/iu.exec(text)
  if (!found) return undefined
  const rest = (found[1] ?? '').trim()
  if (rest === '') return { what: 'show' }
  const tier = tierWords.flatMap(([pattern, index]) => {
    const at = pattern.exec(rest)
    return at ? [{ index, from: at.index, until: at.index + at[0].length }] : []
  })[0]
  if (!tier || tier.index >= tiers.length) return { what: 'show' }
  const after = rest.slice(tier.until).trim()
  const day = after === '' ? undefined : pastDayFromAnswer(after, now)
  return { what: 'confirm', of: rest.slice(0, tier.from).trim(), index: tier.index, ...(day && 'day' in day && { on: day.day }) }
}
