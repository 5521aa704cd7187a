import { type FigureKey, figures } from '../../../domain/reports/figures.ts'
import type { TargetSaid } from '../../../domain/use-cases/targets/agree-target.ts'

/** What is asked of the targets; `value` undefined: the number is missing. `figure` undefined: nobody counts what was said. */
export type TargetWanted =
  | { what: 'show'; year?: number }
  | { what: 'set'; target: TargetSaid; value: number | undefined }
  | { what: 'drop'; target: TargetSaid }
  | { what: 'unknown'; said: string }

/** Beside the names on the cards. */
const shortNames: Record<FigureKey, string[]> = {
  visits: ['走访', '走访次数', '走访企业次数'],
  visited: ['走访企业数', '走访家数', '走访企业家数'],
  learnt: ['征集', '征集数', 'learnt', 'learned'],
  published: ['发布', '发布数', 'published'],
  matched: ['匹配', '匹配专家', 'matched'],
  claimed: ['认领', '认领数', 'claimed', 'claims'],
  solvedOnSite: ['现场', 'on site'],
  solved: ['解决', '解决数', '解决需求'],
  agreements: ['协议', '签约', '签订协议', 'agreement'],
  agreementAmount: ['协议额', 'agreement amount'],
  patents: ['专利', '专利申请', '专利数', 'patents', 'patent'],
  patentsGranted: ['授权', '专利授权', 'granted', 'granted patents'],
  trained: ['培训人次', '培训人数', 'trained', 'training'],
  incubated: ['孵化', '孵化数', 'incubated'],
  centres: ['研发中心', '共建中心', '共建', '联合实验室', 'centres', 'centers', 'joint centres', 'r&d centres', 'joint r&d centers'],
  contracts: ['合同', '合同数', '技术合同数', 'contracts'],
  contractValue: ['合同额', '合同金额', '成交额', '技术合同成交额', '技术合同金额', 'contracts value'],
}

const names = figures
  .flatMap(({ key, zh, en }) => [zh, en, ...shortNames[key]].map((name) => ({ key, name: folded(name) })))
  .sort((a, b) => b.name.length - a.name.length)

const money = new Set<FigureKey>(figures.filter(({ unit }) => unit.zh === '万元').map(({ key }) => key))
const bureau = /^(?:全局|全区|本局|科技局|区科技局|全市|the\s+bureau|bureau)$/i
const dropping = /(?:^|[\s:=])(?:取消|删除|作废|不设|remove|cancel|clear|none)$|(?<=\p{Script=Han})(?:取消|删除|作废|不设)$/iu
const number =
  /(?:\b(?<currency>cny|rmb)\s*)?(?<digits>[-−负]?\s?(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?<scale>万|亿)?\s*(?<unit>元|yuan|[项个家份次人名]|人次)?$/iu

/** “目标”, “目标 2027”, “目标 发布需求 200”, “目标 2027 江畔轻纺院 已解决 12”, “目标 培训 取消”; undefined for anything else. */
export function targetIn(text: string, now: Date): TargetWanted | undefined {
  const found = /^(?:年度目标|目标|annual targets?|targets?)(?:[\s:]+(.*)|(20\d\d年?))?$/isu.exec(text.replaceAll('：', ':'))
  if (!found) return undefined
  const { year, rest } = yearIn((found[1] ?? found[2] ?? '').trim(), now)
  if (rest === '') return { what: 'show', ...(year !== undefined && { year }) }
  const dropped = dropping.exec(rest)
  const valued = dropped ? null : number.exec(rest)
  const head = rest.slice(0, (dropped ?? valued)?.index).replace(/[\s:=]+$/u, '')
  const named = figureIn(head)
  if (!named) return { what: 'unknown', said: head }
  const target = { ...named, ...(year !== undefined && { year }) }
  if (dropped) return { what: 'drop', target }
  const value = valued ? worth(valued.groups ?? {}, money.has(named.figure)) : undefined
  return value === 0 ? { what: 'drop', target } : { what: 'set', target, value }
}

function yearIn(text: string, now: Date): { year?: number; rest: string } {
  const said = /^(?:(20\d\d)\s*年?(?=\s|:|$|\p{Script=Han})|(今年|本年|明年|去年|this year|next year|last year))[\s:]*/iu.exec(text)
  if (!said) return { rest: text }
  const present = Number(new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 4))
  const shift = /^(?:明|next)/i.test(said[2] ?? '') ? 1 : /^(?:去|last)/i.test(said[2] ?? '') ? -1 : 0
  return { year: said[1] ? Number(said[1]) : present + shift, rest: text.slice(said[0].length).trim() }
}

/** The figure of exactly this name. */
export function figureNamed(text: string): FigureKey | undefined {
  const said = folded(text)
  return names.find(({ name }) => name === said)?.key
}

/** A figure at the end of the words, or at their beginning; what else is said names an institute. */
function figureIn(head: string): { figure: FigureKey; of: string } | undefined {
  const said = folded(head)
  for (const { key, name } of names) {
    if (said === name) return { figure: key, of: '' }
    const han = /^\p{Script=Han}/u.test(name)
    const of = said.endsWith(han ? name : ` ${name}`)
      ? said.slice(0, -name.length)
      : said.startsWith(`${name} `)
        ? said.slice(name.length)
        : undefined
    if (of !== undefined) return { figure: key, of: bureau.test(of.trim()) ? '' : of.trim().replace(/的$/u, '') }
  }
  return undefined
}

/** Money in 万元; without a unit it is 万元 too. */
function worth({ currency, digits = '', scale, unit }: Record<string, string | undefined>, isMoney: boolean): number {
  const plain = Number(digits.replace(/[−负]/u, '-').replace(/[\s,]/gu, ''))
  const scaled = plain * (scale === '亿' ? 10_000 : scale === '万' && !isMoney ? 10_000 : 1) * (scale === '亿' && !isMoney ? 10_000 : 1)
  const inYuan = isMoney && scale === undefined && (currency !== undefined || /^(?:元|yuan)$/iu.test(unit ?? ''))
  return inYuan ? scaled / 10_000 : scaled
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[()“”"'「」]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
