import { type Code, fields } from '../code-lists.ts'
import { disciplines } from '../disciplines.ts'
import { industries, industryOf } from '../industries.ts'
import { cooperationModes, type Degree } from '../profile-codes.ts'
import { subfields } from '../subfields.ts'
import { understandExpertise } from './expertise.ts'
import { fold } from './fold.ts'
import { dayFromAnswer } from './moments.ts'

const none = /^(?:无|没有|暂无|不限|清空|清除|删除|取消|none|nothing|no|n\/a|clear|remove|-)$/iu
const listMarks = /^\s*(?:[-•·*●○▪◆]|[(（[【]?\d{1,2}[)）\]】.、．:：]|[①-⒛])\s*/u

/** The answer that says: nothing of the kind. */
export function isNone(text: string): boolean {
  return none.test(
    text
      .normalize('NFKC')
      .trim()
      .replace(/[。.!！]+$/u, ''),
  )
}

/** Short things one after the other: 轧光、后整理, 柔软剂. */
export function itemsIn(text: string): string[] {
  return once(text.split(/[\n、，,；;｜|]+/u))
}

/** Whole sentences: one a line, or parted by semicolons or numbers. */
export function sentencesIn(text: string): string[] {
  return once(text.split(/\n|[；;]|(?<=[。.！!])\s*(?=(?:[(（]?\d{1,2}[)）.、．]|[①-⒛]))/u))
}

function once(parts: string[]): string[] {
  const found = new Map<string, string>()
  for (const part of parts) {
    const tidy = part
      .replace(listMarks, '')
      .replace(/\s+/gu, ' ')
      .replace(/[。.;；]+$/u, '')
      .trim()
    if (tidy !== '' && !found.has(tidy.toLowerCase())) found.set(tidy.toLowerCase(), tidy)
  }
  return [...found.values()]
}

const nameLists = { fields, subfields, disciplines, industries, topics: fields, serviceForms: cooperationModes } as const
export type CodedKey = keyof typeof nameLists

export function codesNamed(key: CodedKey): readonly Code[] {
  return nameLists[key]
}

/** Codes that are named, by number or by name in either language or a part of it that only one has; else what the words speak for. */
export function codesIn(key: CodedKey, text: string): string[] {
  const found = itemsIn(text).flatMap((item) => codeOf(key, item))
  if (found.length > 0) return [...new Set(found)]
  if (key === 'serviceForms') return formsIn(text)
  if (key === 'industries') return []
  return understandExpertise(text)[key === 'topics' ? 'fields' : key]
}

function codeOf(key: CodedKey, item: string): string[] {
  if (key === 'industries') {
    const code = industryOf(item)
    if (code) return [code]
  }
  const said = fold(item).text.trim()
  const list = nameLists[key] as readonly Code[]
  const exact = list.find(({ code, zh, en }) => code.toLowerCase() === said || fold(zh).text === said || en.toLowerCase() === said)
  if (exact) return [exact.code]
  if (said.length < 2) return []
  const like = list.filter(({ zh, en }) => fold(zh).text.includes(said) || (said.length > 3 && en.toLowerCase().includes(said)))
  return like.length === 1 && like[0] ? [like[0].code] : []
}

const forms: Record<string, RegExp> = {
  consulting: /咨询|诊断|指导|答疑|看一看|把脉|建议|consult|advice|advise|diagnos/iu,
  testing: /检测|测试|设备共享|仪器|化验|试验|testing|equipment/iu,
  service: /技术服务|驻厂|现场|上门|technical service|on[- ]site/iu,
  commissioned: /委托|外包|commission/iu,
  joint: /合作开发|联合|攻关|共同研发|joint (?:development|research)|together/iu,
  transfer: /转让|transfer/iu,
  licence: /许可|licen[cs]/iu,
  equity: /入股|equity/iu,
  joint_centre: /共建|研发中心|实验室|joint (?:cent(?:re|er)|lab)/iu,
  training: /培训|讲课|讲座|人才|带学生|training|teach/iu,
}

/** Ways of helping that the words speak of. */
export function formsIn(text: string): string[] {
  const said = fold(text).text
  return Object.entries(forms).flatMap(([code, words]) => (words.test(said) ? [code] : []))
}

const timeWords =
  /周[一二三四五六日末]|星期|礼拜|每周|每月|工作日|寒假|暑假|寒暑假|假期|上午|下午|晚上|随时|提前|月底|月初|\d点|学期|weekday|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|any ?time|holiday|semester|term time/iu

/** The parts of an answer that say when: “周三下午、寒暑假”. */
export function timesIn(text: string): string | undefined {
  const parts = text
    .split(/[\n；;。，,]+/u)
    .map((part) => part.trim())
    .filter((part) => timeWords.test(part))
  const said = parts.map((part) => part.replace(/^(?:时间(?:上)?|一般|都?可以)?[:：]?/u, '').trim()).filter((part) => part !== '')
  return said.length > 0 ? said.join('，').slice(0, 200) : undefined
}

export function degreeIn(text: string): Degree | undefined {
  const said = fold(text).text
  if (/博士(?!生?导|后)|博士研究生|ph\.?\s?d|doctor/u.test(said)) return 'doctor'
  if (/硕士(?!生?导)|研究生(?!导)|master|m\.?sc|m\.?eng/u.test(said)) return 'master'
  if (/本科|学士|大学毕业|bachelor|b\.?sc|b\.?eng/u.test(said)) return 'bachelor'
  return /大专|专科|中专|其他|其它|other/u.test(said) ? 'other' : undefined
}

const han: Record<string, number> = { 零: 0, 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const words: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 }
const number = String.raw`(\d{1,3}|[零一两二三四五六七八九十]|one|two|three|four|five|six|seven|eight|nine|ten)`

/** The number said, also as 三 or three; undefined where none is. */
export function countIn(text: string): number | undefined {
  return worth(new RegExp(number, 'iu').exec(text.normalize('NFKC'))?.[1])
}

function worth(said: string | undefined): number | undefined {
  if (said === undefined) return undefined
  return han[said] ?? words[said.toLowerCase()] ?? Number(said)
}

/** “同时3项，每月2项”, “3个，一个月2个”, “three at once, two a month”, a bare “3”. */
export function limitsIn(text: string): { cap?: number; monthlyCap?: number } {
  const said = text.normalize('NFKC')
  const month =
    new RegExp(String.raw`(?:每个?月|一个?月|月均|(?:per|a|each|every) month)[^\d一二三四五六七八九十两，,;；。]{0,6}${number}`, 'iu').exec(
      said,
    ) ??
    new RegExp(
      String.raw`${number}\s*(?:(?:needs?|new ones?|items?)\s*)?(?:[项个条件]?\s*[/／]\s*月|(?:per|a|each|every) month)`,
      'iu',
    ).exec(said)
  const rest = month ? said.slice(0, month.index) + said.slice(month.index + month[0].length) : said
  const cap = countIn(rest.replace(/一起|一次|一般|一个月|one time|at once/giu, ' '))
  const monthlyCap = worth(month?.[1])
  return { ...(cap !== undefined && { cap }), ...(monthlyCap !== undefined && { monthlyCap }) }
}

/** The last day of a mute: “到12月20日”, “until 20 Dec”; what is wrong with it where it can't be. */
export function muteUntil(text: string, now: Date): { day: string } | { problem: string } {
  const said = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:到|至|直到|until|till|to)\s*/iu, '')
    .replace(/(?:为止|之前|以前)$/u, '')
  return dayFromAnswer(said, now)
}

export function isYes(text: string): boolean | undefined {
  const said = text.normalize('NFKC').trim()
  if (/^(?:是|是的|对|yes|y|true)$/iu.test(said)) return true
  return /^(?:不是|否|不|没有|no|n|false)$/iu.test(said) ? false : undefined
}
