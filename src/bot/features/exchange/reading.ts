import { samePhrase } from '../../../domain/exchange/plain.ts'
import { type Kind, kinds } from '../../../domain/exchange/table.ts'
import { tables } from '../../../domain/exchange/tables.ts'

/** What is asked for in a line. `institute`: words for one. */
export type ExchangeWanted =
  | { what: 'import'; kind?: Kind; institute?: string }
  | { what: 'imports' | 'undo' | 'template' }
  | { what: 'export'; of: Kind[] | 'everything'; format: 'xlsx' | 'csv' }

const everything = /^(?:全部|所有|全部数据|所有数据|everything|all|all data)$/iu

/** 专家, 专家库, experts …; undefined where no kind is called so. */
export function kindCalled(words: string): Kind | undefined {
  const said = samePhrase(words).replace(/(?:名单|名录|信息|数据|库|表)$/u, '')
  if (said === '') return undefined
  return kinds.find((kind) => {
    const { zh, en, also } = tables[kind]
    return kind === said || [zh, en, ...also].some((name) => samePhrase(name) === said || samePhrase(name) === samePhrase(words))
  })
}

/** “导入专家 江畔轻纺院”, “import experts”, “导出全部 csv”, “撤销导入” …; undefined where it is none of them. */
export function exchangeIn(text: string): ExchangeWanted | undefined {
  const tidy = text.trim()
  if (/^(?:导入记录|导入历史|imports|import history|list of imports)$/iu.test(tidy)) return { what: 'imports' }
  if (/^(?:撤销|取消|撤回)(?:上次|最近)?(?:的)?导入$|^undo (?:the |last )?import$/iu.test(tidy)) return { what: 'undo' }
  if (/^(?:导入模板|模板|空白表格|import templates?|templates?)$/iu.test(tidy)) return { what: 'template' }
  return importIn(tidy) ?? exportIn(tidy)
}

function importIn(text: string): ExchangeWanted | undefined {
  const [, rest] = /^(?:(?:批量)?导入|import(?=\s|$))\s*(.*)$/iu.exec(text) ?? []
  if (rest === undefined) return undefined
  if (rest === '') return { what: 'import' }
  const whole = kindCalled(rest)
  if (whole) return { what: 'import', kind: whole }
  const [, first = '', institute = ''] = /^(\S+)\s+(.+)$/u.exec(rest) ?? []
  const kind = kindCalled(first)
  return kind ? { what: 'import', kind, institute: institute.trim() } : undefined
}

function exportIn(text: string): ExchangeWanted | undefined {
  const [, rest] = /^(?:导出|export(?=\s|$))\s*(.+)$/iu.exec(text) ?? []
  if (!rest) return undefined
  const format = /\s*\.?csv$/iu.test(rest) ? 'csv' : 'xlsx'
  const what = rest.replace(/\s*\.?(?:csv|xlsx|excel)$/iu, '').trim()
  if (everything.test(what)) return { what: 'export', of: 'everything', format }
  const kind = kindCalled(what)
  return kind && { what: 'export', of: [kind], format }
}
