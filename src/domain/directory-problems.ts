import type { z } from 'zod'
import { creditCheckCharacter } from './credit-code.ts'
import type { Lang } from './person.ts'

type Place = { file: string; row?: number; key?: string; path?: PropertyKey[]; value?: string }

/** What can be wrong with a directory file, and where; `row` counts from 1. */
export type Problem = Place &
  (
    | { kind: 'not_a_list' }
    | { kind: 'issue'; issue: z.core.$ZodIssue }
    | { kind: 'repeated'; earlier: Place }
    | { kind: 'unknown'; target: string }
    | { kind: 'too_early'; before: string }
    | { kind: 'other_year' }
  )

/** One line: `experts.json 第 3 条（exp-003）institute：…`. */
export function sayProblem(problem: Problem, lang: Lang): string {
  const path = problem.kind === 'issue' ? problem.issue.path : problem.path
  return `${place({ ...problem, path }, lang)}${lang === 'zh' ? '：' : ': '}${what(problem, lang)}`
}

function place({ file, row, key, path }: Place, lang: Lang): string {
  if (row === undefined) return file
  const named = key && path?.join('.') !== 'key' ? key : undefined
  const entry = lang === 'zh' ? `第 ${row} 条${named ? `（${named}）` : ''}` : `row ${row}${named ? ` (${named})` : ''}`
  return [file, entry, ...(path?.length ? [fieldName(path)] : [])].join(' ')
}

/** `achievements[1].title` for the first: people count from 1. */
function fieldName(path: PropertyKey[]): string {
  return path.reduce<string>((name, step) => {
    const index = typeof step === 'number' || /^\d+$/.test(String(step))
    return index ? `${name}[${Number(step) + 1}]` : name ? `${name}.${String(step)}` : String(step)
  }, '')
}

function what(problem: Problem, lang: Lang): string {
  const zh = lang === 'zh'
  switch (problem.kind) {
    case 'not_a_list':
      return zh ? '应是一个列表，以 [ 开头、以 ] 结尾' : 'must be a list, from [ to ]'
    case 'repeated': {
      const other = place(problem.earlier, lang)
      return zh ? `「${problem.value}」重复，${other} 已经用了` : `"${problem.value}" is used before, at ${other}`
    }
    case 'unknown':
      return zh ? `${problem.target} 里没有「${problem.value}」` : `there is no "${problem.value}" in ${problem.target}`
    case 'too_early':
      return zh ? `${problem.value} 早于 ${problem.before}` : `${problem.value} is before ${problem.before}`
    case 'other_year':
      return zh ? `「${problem.value}」的年份与 postedAt 不同` : `the year of "${problem.value}" is not that of postedAt`
    case 'issue':
      return whatIssue(problem.issue, lang)
  }
}

function whatIssue(issue: z.core.$ZodIssue, lang: Lang): string {
  const zh = lang === 'zh'
  const shown = typeof issue.input === 'string' && issue.input.length <= 40 ? issue.input : ''
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return zh ? '没有填' : 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return zh ? `应是${typeNames[issue.expected] ?? issue.expected}` : `must be of type ${issue.expected}`
    case 'unrecognized_keys':
      return zh ? `没有这个字段：${issue.keys.join('、')}` : `no such field: ${issue.keys.join(', ')}`
    case 'invalid_value':
      return zh ? `「${shown}」不在可选项里：${issue.values.join('、')}` : `"${shown}" is none of: ${issue.values.join(', ')}`
    case 'too_small':
      return tooSmall(issue, lang)
    case 'too_big':
      return tooBig(issue, lang)
    default:
      return `${shown ? (zh ? `「${shown}」` : `"${shown}" `) : ''}${malformed(issue, lang)}`
  }
}

const typeNames: Partial<Record<string, string>> = {
  string: '文字（加双引号）',
  number: '数字（不加双引号）',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表 […]',
  object: '一组字段 {…}',
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, lang: Lang): string {
  if (issue.origin === 'string') return lang === 'zh' ? '没有填' : 'is empty'
  if (issue.origin === 'array') return lang === 'zh' ? `至少要有 ${issue.minimum} 项` : `needs at least ${issue.minimum}`
  return lang === 'zh' ? `不能小于 ${issue.minimum}` : `must be at least ${issue.minimum}`
}

function tooBig(issue: z.core.$ZodIssueTooBig, lang: Lang): string {
  if (issue.origin === 'string') return lang === 'zh' ? `最多 ${issue.maximum} 个字` : `may have ${issue.maximum} characters at most`
  if (issue.origin === 'array') return lang === 'zh' ? `最多 ${issue.maximum} 项` : `may have ${issue.maximum} at most`
  return lang === 'zh' ? `不能大于 ${issue.maximum}` : `must be at most ${issue.maximum}`
}

const malformedTexts: Partial<Record<string, Record<Lang, string>>> = {
  key: { zh: '只能用小写字母、数字和短横线，3 到 30 个', en: 'may have small letters, digits and hyphens only, 3 to 30' },
  links: { zh: '只有联络员（officer）可以写', en: 'is for liaison officers (officer) only' },
  phone: { zh: '不像电话号码', en: 'is no phone number' },
  number: { zh: '应写成 2025-0001 的样子', en: 'must be written like 2025-0001' },
  industry: { zh: '应是国民经济行业大类代码，如 C17 或 17', en: 'must be a division of GB/T 4754, like C17 or 17' },
  date: { zh: '应是 2025-03-01 这样的日期', en: 'must be a day like 2025-03-01' },
  email: { zh: '不像邮箱地址', en: 'is no e-mail address' },
}

function malformed(issue: z.core.$ZodIssue, lang: Lang): string {
  if (issue.message === 'creditCode') return badCreditCode(String(issue.input), lang)
  const known = malformedTexts[issue.message] ?? (issue.code === 'invalid_format' ? malformedTexts[issue.format] : undefined)
  return known?.[lang] ?? issue.message
}

function badCreditCode(code: string, lang: Lang): string {
  const right = code.length === 18 ? creditCheckCharacter(code.slice(0, 17)) : undefined
  if (!right || right === code[17])
    return lang === 'zh' ? '不是 18 位统一社会信用代码' : 'is no unified social credit code of 18 characters'
  return lang === 'zh'
    ? `统一社会信用代码校验位不对，前 17 位对应的是 ${right}`
    : `has a wrong check character; the first 17 ask for ${right}`
}
