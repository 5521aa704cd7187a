import { type QualificationKind, qualificationKinds } from './profile-codes.ts'
import { fold, tidy } from './understand/fold.ts'

/** What a line says of a qualification; dates are ISO. */
export type QualificationSaid = { kind: QualificationKind; name?: string; number?: string; issuedOn?: string; expiresOn?: string }

/** Other names, the longest first where one contains another. */
const names: [QualificationKind, RegExp][] = [
  ['little_giant', /(?:专精特新)?[“"「]?小巨人[”"」]?(?:企业)?|little giant(?: enterprise)?/u],
  ['specialised', /专精特新(?:中小)?(?:企业)?|specialised(?: and innovative)?(?: sme)?/u],
  ['tech_sme', /科技型中小企业|科小|technology sme|tech sme/u],
  ['innovation_leader', /创新型?领军企业|领军企业|leading innovative enterprise/u],
  ['high_tech', /(?:国家)?高新技术企业|高企|high-?tech(?: enterprise)?/u],
  ['champion', /(?:制造业)?单项冠军(?:企业|产品)?|(?:single-product )?(?:manufacturing )?champion/u],
  ['gazelle', /瞪羚(?:企业)?|gazelle(?: enterprise)?/u],
  ['rd_centre', /(?:省级|市级|国家级|国家)?(?:企业)?(?:高新技术)?研发中心|(?:enterprise )?r&d cent(?:re|er)/u],
]
const date =
  /(?<year>(?:19|20)\d\d) ?(?:年|[-/.]) ?(?<month>1[0-2]|0?[1-9])(?: ?(?:月|[-/.]) ?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号]?)?)?(?!\d)|(?<only>(?:19|20)\d\d)年(?!\d)/gu
const number = /(?:证书)?(?:编号|号码?|no\.?|number)?[:：]? ?(?<number>[a-z]{1,6}[-/]?\d{6,18}|\d{10,18})/iu
const filler =
  /^(?:资质|证书|有效期|有效|发证|颁发|认定|获得|取得|于|自|从|至|到|起|止|截至|截止|日期|时间|换证|续期|更新|新证|编号|为|是|的|了|我们|本公司|公司|qualification|valid|from|since|until|to|till|issued|on|expires|certificate|renewed|no|[\s,，。;；:：~～\-—–()（）"“”])*$/iu

/** “高新技术企业 2024年12月到2027年12月 GR202433001234”; undefined where a line says anything beside a qualification, its dates and its number. */
export function qualificationIn(text: string): QualificationSaid | undefined {
  const read = readAll(text)
  return read && filler.test(read.rest) ? read.said : undefined
}

/** The same of an answer to the question for one: what it says beside is the name where the kind is none of the list. */
export function qualificationFromAnswer(text: string): QualificationSaid | undefined {
  const read = readAll(text)
  if (read) return read.said
  const { said, rest } = partsOf(tidy(text))
  const name = rest
    .replace(/[\s,，。;；:：]+/gu, ' ')
    .replace(/(?:^| )(?:到|至|有效期|编号)(?= |$)/gu, ' ')
    .trim()
  return name.length >= 2 && name.length <= 40 ? { kind: 'other', name, ...said } : undefined
}

/** The new dates and number of one that is there. */
export function datesOfQualification(text: string): Omit<QualificationSaid, 'kind' | 'name'> {
  return partsOf(fold(tidy(text).slice(0, 200)).text).said
}

/** The kind alone: “高企”. */
export function qualificationKindIn(text: string): QualificationKind | undefined {
  const folded = fold(tidy(text)).text
  return names.find(([, pattern]) => pattern.test(folded))?.[0]
}

function readAll(text: string): { said: QualificationSaid; rest: string } | undefined {
  const folded = fold(tidy(text).slice(0, 200)).text
  const named = names.find(([, pattern]) => pattern.test(folded))
  if (!named) return undefined
  const [kind, pattern] = named
  const { said, rest } = partsOf(folded.replace(pattern, ' '))
  return { said: { kind, ...said }, rest }
}

/** With two dates the first is that of issue; one after 到, 至, until is the end. A month is meant from its first day, or to its last. */
function partsOf(text: string): { said: Omit<QualificationSaid, 'kind' | 'name'>; rest: string } {
  const found = [...text.matchAll(date)].slice(0, 2)
  const rest = found.reduce((left, match) => left.replace(match[0], ' '), text)
  const certificate = number.exec(rest)?.groups?.number?.toUpperCase()
  const isEnd = found.length === 1 && /(?:到|至|截止|until|till|to|expires(?: on)?)[期:： ]{0,3}$/iu.test(text.slice(0, found[0]!.index))
  const [first, second] = isEnd ? [undefined, found[0]] : found
  const issuedOn = first && dayOf(first, false)
  const expiresOn = second && dayOf(second, true)
  const without = certificate ? rest.replace(number, ' ') : rest
  return {
    said: { ...(certificate && { number: certificate }), ...(issuedOn && { issuedOn }), ...(expiresOn && { expiresOn }) },
    rest: without,
  }
}

function dayOf({ groups = {} }: RegExpMatchArray, last: boolean): string | undefined {
  const year = Number(groups.year ?? groups.only)
  const month = Number(groups.month ?? (last ? 12 : 1))
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = groups.day ? Number(groups.day) : last ? lastDay : 1
  return day > lastDay ? undefined : `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The end by the rule of its kind, where only the date of issue is known: so many years later, of a technology SME on 31 March of the next year. Undefined: it has none. */
export function endByRule(kind: QualificationKind, issuedOn: string): string | undefined {
  const entry: { code: string; years?: number } | undefined = qualificationKinds.find(({ code }) => code === kind)
  const year = Number(issuedOn.slice(0, 4))
  if (kind === 'tech_sme') return `${year + 1}-03-31`
  if (!entry?.years) return undefined
  const rest = issuedOn.slice(4)
  return `${year + entry.years}${rest === '-02-29' ? '-02-28' : rest}`
}
