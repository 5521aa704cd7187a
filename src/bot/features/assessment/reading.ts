import type { WeightSaid } from '../../../domain/use-cases/assessment/weights.ts'
import { figureNamed } from '../targets/reading-targets.ts'

/** What is asked of the assessment; `unknown`: words nobody has for it. */
export type AssessmentWanted = { year?: number } & (
  | { what: 'show' | 'weights' | 'objections' | 'file' }
  | { what: 'weight' | 'cap'; said: WeightSaid[] }
  | { what: 'unknown'; said: string }
)

const indicatorNames: [RegExp, string][] = [
  [/^(?:确认解决(?:的需求)?|解决(?:的需求)?|solutions?|confirmed solutions)$/iu, 'solutions'],
  [/^(?:孵化(?:企业)?和(?:共建)?研发中心|平台|incubation and centres|platforms)$/iu, 'platforms'],
  [/^(?:答复|答复率|响应|响应率|邀请答复率|answers?|answer rate|invitations answered)$/iu, 'answered'],
  [/^(?:满意|满意率|满意度|企业满意率|satisfaction|satisfied|enterprises satisfied)$/iu, 'satisfied'],
]
const pair = /([^\d,，、;；]+?)\s*[:=]?\s*(-?\d+(?:\.\d+)?)\s*[%分]?(?=[\s,，、;；]|$)/gu

/** “考核”, “考核 2026”, “考核 权重 专利 15 协议 10”, “考核 上限 专利 150”, “考核 异议”, “考核 表格”; undefined for anything else. */
export function assessmentIn(text: string): AssessmentWanted | undefined {
  const found = /^(?:绩效考核|研究院考核|考核|assessments?)(?:[\s:]+(.*)|(20\d\d年?))?$/isu.exec(text.replaceAll('：', ':'))
  if (!found) return undefined
  const words = (found[1] ?? found[2] ?? '').trim()
  const dated = /^(20\d\d)\s*年?(?=\s|:|$|\p{Script=Han})[\s:]*(.*)$/su.exec(words)
  const year = dated ? { year: Number(dated[1]) } : {}
  const rest = (dated ? (dated[2] ?? '') : words).trim()
  if (rest === '') return { ...year, what: 'show' }
  if (/^(?:异议|objections?)$/iu.test(rest)) return { ...year, what: 'objections' }
  if (/^(?:表格|导出|导出表格|excel|export|file)$/iu.test(rest)) return { ...year, what: 'file' }
  const set = /^(权重|上限|weights?|caps?)[\s:]*(.*)$/isu.exec(rest)
  if (!set) return { ...year, what: 'unknown', said: rest }
  if (set[2] === '') return { ...year, what: 'weights' }
  return { ...year, ...valuesIn(set[2] ?? '', /^(?:上限|cap)/iu.test(set[1] ?? '') ? 'cap' : 'weight') }
}

function valuesIn(
  text: string,
  what: 'weight' | 'cap',
): { what: 'weight' | 'cap'; said: WeightSaid[] } | { what: 'unknown'; said: string } {
  const left = text.replace(pair, '').replace(/[\s,，、;；]/gu, '')
  const said: WeightSaid[] = []
  for (const [, name = '', digits] of text.matchAll(pair)) {
    const meant = indicatorNamed(name.trim())
    if (!meant) return { what: 'unknown', said: name.trim() }
    said.push({ ...meant, value: Number(digits) })
  }
  return left !== '' || said.length === 0 ? { what: 'unknown', said: text } : { what, said }
}

function indicatorNamed(name: string): Pick<WeightSaid, 'key' | 'figure'> | undefined {
  const key = indicatorNames.find(([pattern]) => pattern.test(name))?.[1]
  if (key) return { key }
  const figure = figureNamed(name)
  return figure ? { figure } : undefined
}

/** “12，核对签到表，多一场”, “改为 3.5 万元：…”: the corrected number and why. */
export function correctionIn(text: string): { value?: number; reason: string } {
  // only digits are made plain: the reason stays as it was written
  const plain = text.replace(/[０-９．％]|(?<=[０-９])，(?=[０-９])/gu, (char) => char.normalize('NFKC')).trim()
  const said =
    /^(?:更?改为|更正为|应为|corrected to)?\s*((?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)\s*(?:%|万元|元|人次|[项个家份次])?[\s,，;；:：。、]*(.*)$/isu.exec(
      plain,
    )
  return said ? { value: Number((said[1] ?? '').replaceAll(',', '')), reason: said[2] ?? '' } : { reason: text }
}
