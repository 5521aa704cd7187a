import { industries, industryOf } from './industries.ts'
import { fold, tidy } from './understand/fold.ts'

/** What people say of their trade, where the standard calls it otherwise. */
const trades: [words: string, codes: string[]][] = [
  ['印染|染整|织布|布料|家纺|面料|textiles?|dyeing|weaving', ['C17']],
  ['服装|制衣|成衣|garments?|clothing|apparel', ['C18']],
  ['纺织', ['C17', 'C18']],
  ['化纤|涤纶|锦纶', ['C28']],
  ['化工|涂料|助剂|chemicals?', ['C26']],
  ['制药|药品|医药|pharma', ['C27']],
  ['塑料|橡胶|注塑|plastics?|rubber', ['C29']],
  ['水泥|玻璃|陶瓷|建材', ['C30']],
  ['钢铁|轧钢|steel', ['C31']],
  ['铝材|铜材', ['C32']],
  ['五金|压铸|铸造|锻造|紧固件|casting|hardware', ['C33']],
  ['泵|阀|轴承|压缩机|风机|制冷|通风|空压', ['C34']],
  ['机械|machinery', ['C34', 'C35']],
  ['模具|专机|农机|医疗器械', ['C35']],
  ['汽车|汽配|零部件|automotive|cars?', ['C36']],
  ['电机|电缆|变压器|家电|电池|光伏|motors?', ['C38']],
  ['电子|芯片|半导体|线路板|electronics?', ['C39']],
  ['仪表|仪器|instruments?', ['C40']],
  ['食品|food', ['C13', 'C14']],
  ['饮料|酒', ['C15']],
  ['家具|furniture', ['C21']],
  ['造纸|纸箱', ['C22']],
  ['印刷|包装印刷', ['C23']],
  ['环保|治污', ['N77']],
  ['软件|信息技术|software', ['I65']],
  ['互联网|电商|游戏|动漫', ['I64']],
  ['检测|设计院|工程技术', ['M74']],
  ['研发|科研', ['M73']],
]
const filler = /(?:行业|产业|企业|制造业?|加工业?|业|类|公司|industry|manufacturing|sector|company)$/u
const mostFound = 8

/** The divisions of GB/T 4754 that words or a code mean, the likeliest first; several: ask which, none: nothing was understood. */
export function industriesCalled(text: string): string[] {
  const code = industryOf(text)
  if (code) return [code]
  const said = fold(tidy(text).slice(0, 60)).text.replace(/[\s，。、.,]/gu, '')
  const whole = industries.filter(({ zh, en }) => fold(zh).text === said || en.toLowerCase().replace(/[\s,]/g, '') === said)
  if (whole.length > 0) return whole.map((entry) => entry.code)
  const core = said.replace(filler, '').replace(filler, '')
  if (core.length < 2) return []
  const named = industries.flatMap(({ code: own, zh, en }) => (isIn(core, fold(zh).text) || isWordOf(core, en) ? [own] : []))
  const told = trades.flatMap(([words, codes]) => (new RegExp(`(?:${words})`, 'u').test(core) ? codes : []))
  return [...new Set([...named, ...told])].slice(0, mostFound)
}

function isIn(core: string, name: string): boolean {
  return /\p{Script=Han}/u.test(core) && name.includes(core)
}

function isWordOf(core: string, name: string): boolean {
  return core.length >= 4 && new RegExp(`\\b${core.replace(/[^a-z]/g, '')}`).test(name.toLowerCase()) && /^[a-z]+$/.test(core)
}
