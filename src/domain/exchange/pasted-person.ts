import { columnOf, personal } from './headings.ts'
import { samePhrase } from './plain.ts'
import type { RawCell } from './raw.ts'

/** One person of a line. `rest`: what was not understood of it; `refused`: what is not taken. */
export type Person = { cells: Record<string, RawCell>; rest: string[]; refused?: string[] }

const titles =
  /^(?:(?:特聘|讲座|客座|兼职|长聘|青年)?(?:正高级|副高级|高级|助理|副|正)?(?:教授|研究员|实验师|工程师|讲师|农艺师|经济师|会计师)|教授级高级?工程师|教授级高工|正高工?|副高|高工|助教|院士|中国(?:科学|工程)院院士|(?:associate |assistant |full |adjunct )?professor|lecturer|(?:senior |principal )?(?:engineer|researcher|research fellow))$/iu
const degrees =
  /^(?:工学|理学|管理学|农学|医学|哲学)?(?:博士(?:研究生|后)?|硕士(?:研究生)?|本科|学士|ph\.?d\.?|doctorate|master'?s?)(?:学位|学历)?$/iu
const posts =
  /(?:主任|院长|所长|处长|校长|系主任|秘书长|带头人|负责人|主席|书记|组长|首席科学家|总工程师?|经理|dean|director|head of .+)$/iu
const departments = /(?:系|学院|教研室|实验室|研究室|课题组|学部|部门|department|faculty|school of .+)$/iu
const houses = /(?:大学|研究院|研究所|研究中心|创新中心|科学院|university|institute)/iu
const email = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/u
const phone = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,5})?)(?!\d)/u
const tutors = /^(?:博士生?|硕士生?|博|硕)(?:研究生)?(?:生)?导师?$|^[博硕]导$/u
const born = /^(?:男|女|汉族|[\p{Script=Han}]{1,3}族|中共党员|党员|群众|生于.*|\d{4}年(?:\d{1,2}月)?(?:出生|生))$/u
const hanName = /^(\p{Script=Han}(?: ?\p{Script=Han}| ?·\p{Script=Han}+){1,3}?)(?=[\s，,、:：（(|\t]|$)/u
const latinName = /^((?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?[A-Z][\p{L}'’.-]+(?: [A-Z][\p{L}'’.-]*){1,3})(?=\s*[,(:|\t]|$)/u
const glued = /^(\p{Script=Han}{2,4}?)(?=(?:特聘|副|助理|高级|正高级)?(?:教授|研究员|工程师|讲师|院士)(?:$|[\s，,、；;（(]))/u

/** 沈若兰，教授，染整工程系主任，研究方向：棉织物后整理；邮箱 …; undefined where the line doesn't begin with a name and say something of them. */
export function personIn(line: string): Person | undefined {
  const name = (glued.exec(line) ?? hanName.exec(line) ?? latinName.exec(line))?.[1]
  if (!name || posts.test(name) || departments.test(name) || houses.test(name) || isTitle(name)) return undefined
  const person: Person = { cells: { name: tidyName(name) }, rest: [], refused: [] }
  const contacts = takeContacts(line.slice(name.length), person)
  for (const part of partsOf(contacts, /\p{Script=Han}/u.test(line))) put(person, part)
  // a name alone is no expert, and neither is one of whom nothing is understood
  const known = Object.keys(person.cells).length > 1
  return known ? person : undefined
}

export function isTitle(text: string): boolean {
  return titles.test(text.trim())
}

function tidyName(name: string): string {
  return /\p{Script=Han}/u.test(name) ? name.replace(/ /g, '') : name.replace(/^(?:Dr|Prof|Mr|Ms|Mrs)\.? /u, '')
}

function takeContacts(text: string, person: Person): string {
  let left = text
  for (const [key, pattern] of [
    ['email', email],
    ['phone', phone],
  ] as const) {
    const found = pattern.exec(left)
    if (!found) continue
    person.cells[key] = found[0]
    left = left.replace(
      new RegExp(
        `(?:(?:电子)?(?:邮箱|邮件)|e-?mail|联系电话|联系方式|手机号?|电话|tel|phone|mobile)?\\s*[:：]?\\s*${found[0].replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}`,
        'iu',
      ),
      '，',
    )
  }
  return left
}

/** What stands apart; what follows a label goes on until a semicolon, a full stop or the next label. */
function partsOf(text: string, inChinese: boolean): string[] {
  const parts: string[] = []
  const between = inChinese ? /[，,、（()）\s]+/u : /[,()]+/u
  for (const clause of text.split(
    /[；;。\n\t|]|，?(?=(?:主要)?(?:研究方向|研究领域|研究兴趣|专业|专长|擅长|简介|关键词|职称|职务|学历|单位|院系)[:：])|,? ?(?=(?:research (?:interests|areas)|interests|expertise)\s*:)/iu,
  )) {
    if (/^[，,\s]*[\p{Script=Han}A-Za-z ]{2,20}[:：]/u.test(clause)) parts.push(clause.replace(/^[，,\s]+/u, ''))
    else parts.push(...clause.split(between))
  }
  return parts.map((part) => part.trim().replace(/[，,、]+$/u, '')).filter((part) => part !== '')
}

function put(person: Person, part: string): void {
  const { cells } = person
  const [, label = '', value = ''] = /^([^:：]{2,20})[:：]\s*(.*)$/u.exec(part) ?? []
  if (label && personal.test(samePhrase(label))) person.refused?.push(label)
  else if (label && value) {
    const meant = columnOf('experts', label)
    if (meant) cells[meant.column.key] ??= value
    else person.rest.push(part)
  } else if (born.test(part)) person.refused?.push('性别、民族、政治面貌、出生')
  else if (titles.test(part)) cells.title ??= part
  else if (degrees.test(part)) cells.degree ??= part
  else if (tutors.test(part)) cells.profile = [cells.profile, part].filter(Boolean).join('，')
  else if (/^(?:研究|从事|长期|主要|擅长)/u.test(part)) putWork(cells, part)
  else if (posts.test(part)) cells.post ??= part
  else if (houses.test(part) && !/(?:系|学院)$/u.test(part)) cells.instituteId ??= part
  else if (departments.test(part)) cells.department ??= part
  else if (part.length > 12) cells.profile = [cells.profile, part].filter(Boolean).join('，')
  else person.rest.push(part)
}

/** “研究方向棉织物后整理” without a colon, or a sentence of what somebody does. */
function putWork(cells: Person['cells'], part: string): void {
  const direct = /^(?:主要)?(?:研究方向|研究领域|擅长|从事)(?:为|是)?(.+?)(?:的?研究|工作)?$/u.exec(part)
  if (direct?.[1] && cells.keywords === undefined) cells.keywords = direct[1]
  else cells.profile = [cells.profile, part].filter(Boolean).join('，')
}
