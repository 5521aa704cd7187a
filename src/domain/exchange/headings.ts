import { unitIn } from './cell-money.ts'
import { samePhrase } from './plain.ts'
import type { RawCell, RawSheet } from './raw.ts'
import type { Column, Kind, Table } from './table.ts'
import { tables } from './tables.ts'

/** A column of a sheet that is read: `at`: its place from 0. `unit`: of money, in 万元, where the heading says one. */
export type Mapped = { key: string; at: number; heading: string; unit?: number }

/** How a sheet is read. `unread`: headings nothing is known of. `refused`: personal matters that are neither read nor kept. `beside`: what the same rows say of another kind. */
export type Mapping = {
  kind: Kind
  headingLine: number
  columns: Mapped[]
  unread: string[]
  refused: string[]
  beside?: { kind: Kind; columns: Mapped[] }
}

/** What is never taken from a list, whatever it is called. */
export const personal =
  /身份证|证件号|民族|政治面貌|党派|出生|生日|年龄|籍贯|户籍|婚姻|健康|宗教|银行|开户行|账号|工资|薪|护照|家庭住址|idcard|idnumber|passport|ethnic|birth|religion|political|maritalstatus|bankaccount|nationality/
const headRows = 15
const brackets = /[(（【[]([^)）】\]]*)[)）】\]]/gu

const phrases = new Map<Kind, Map<string, Column>>()

function phrasesOf(kind: Kind): Map<string, Column> {
  const found = phrases.get(kind)
  if (found) return found
  const made = new Map<string, Column>()
  for (const column of tables[kind].columns)
    for (const name of [column.zh, column.en, ...column.also])
      for (const phrase of [samePhrase(name), samePhrase(name.replace(brackets, ''))])
        if (phrase && !made.has(phrase)) made.set(phrase, column)
  phrases.set(kind, made)
  return made
}

function textIn(cell: RawCell | undefined): string {
  return typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : ''
}

/** A column that is meant by a heading: as it stands, without what is in brackets, or, where it is a little longer than a name, by that name. */
export function columnOf(kind: Kind, heading: string): { column: Column; sure: boolean } | undefined {
  const known = phrasesOf(kind)
  const exact = known.get(samePhrase(heading)) ?? known.get(samePhrase(heading.replace(brackets, '').replace(/^[*＊]|必填|选填/gu, '')))
  if (exact) return { column: exact, sure: true }
  const said = samePhrase(heading.replace(brackets, ''))
  const near = [...known].filter(([phrase]) => phrase.length >= 3 && said.includes(phrase) && said.length - phrase.length <= 4)
  const longest = near.sort(([a], [b]) => b.length - a.length)[0]
  return longest && { column: longest[1], sure: false }
}

/** A row read as the headings of a kind. */
function mapRow(kind: Kind, cells: (RawCell | undefined)[]): Omit<Mapping, 'kind' | 'headingLine'> {
  const found = cells.map((cell, at) => ({ at, heading: textIn(cell) })).filter(({ heading }) => heading !== '')
  const refused = found.filter(({ heading }) => personal.test(samePhrase(heading)))
  const rest = found.filter((one) => !refused.includes(one)).map((one) => ({ ...one, meant: columnOf(kind, one.heading) }))
  const columns: Mapped[] = []
  const taken = new Set<string>()
  for (const sure of [true, false])
    for (const { at, heading, meant } of rest) {
      if (meant?.sure !== sure || taken.has(meant.column.key)) continue
      taken.add(meant.column.key)
      const unit =
        meant.column.type.is === 'money' ? [...heading.matchAll(brackets)].map(([, inner = '']) => unitIn(inner)).find(Boolean) : undefined
      columns.push({ key: meant.column.key, at, heading, ...(unit !== undefined && { unit }) })
    }
  columns.sort((a, b) => a.at - b.at)
  const unread = rest.filter(({ at }) => !columns.some((column) => column.at === at)).map(({ heading }) => heading)
  return { columns, unread, refused: refused.map(({ heading }) => heading) }
}

/** The row of the first ones that reads best as headings of this kind; undefined where not even what it is called stands there. */
export function mapSheet(kind: Kind, sheet: RawSheet): Mapping | undefined {
  let best: Mapping | undefined
  for (const { line, cells } of sheet.rows.slice(0, headRows)) {
    const mapped = mapRow(kind, cells)
    const known =
      mapped.columns.some(({ key }) => key === 'id') ||
      nameKeys(tables[kind]).some((key) => mapped.columns.some((column) => column.key === key))
    if (known && mapped.columns.length > (best?.columns.length ?? 0)) best = { kind, headingLine: line, ...mapped }
  }
  return best && kind === 'enterprises' ? withContacts(best, sheet) : best
}

/** What an entry is called by; without it a row can't be of this kind. */
function nameKeys(table: Table): string[] {
  if (table.kind === 'qualifications') return ['kind']
  if (table.kind === 'needs') return ['number']
  if (table.kind === 'enterprises') return ['name', 'creditCode']
  return table.columns.some(({ key }) => key === 'title') && table.kind !== 'experts' ? ['title'] : ['name']
}

const contactHeadings = /^(?:企业)?联系人(?:姓名)?$|^contact(?:person|name)?$/
const contactColumns: [string, RegExp][] = [
  ['name', contactHeadings],
  ['post', /^联系人(?:职务|岗位)$|^contactposition$/],
  ['phone', /^(?:联系人?)?(?:电话|手机号?码?|手机|联系方式)$|^(?:contact)?(?:phone|mobile|tel)$/],
  ['email', /^(?:联系人)?(?:邮箱|电子邮箱)$|^(?:contact)?email$/],
]

/** Lists of enterprises mostly name who is called there: a row of theirs says two things. */
function withContacts(mapping: Mapping, sheet: RawSheet): Mapping {
  const cells = sheet.rows.find(({ line }) => line === mapping.headingLine)?.cells ?? []
  const free = cells.map((cell, at) => ({ at, heading: textIn(cell) })).filter(({ heading }) => mapping.unread.includes(heading))
  const columns = contactColumns.flatMap(([key, pattern]): Mapped[] => {
    const found = free.find(({ heading }) => pattern.test(samePhrase(heading)))
    return found ? [{ key, ...found }] : []
  })
  if (!columns.some(({ key }) => key === 'name')) return mapping
  const read = new Set(columns.map(({ heading }) => heading))
  return { ...mapping, unread: mapping.unread.filter((heading) => !read.has(heading)), beside: { kind: 'contacts', columns } }
}

/** Sheets that explain the others. */
const explains = /^(?:填写说明|填表说明|说明|使用说明|字典|选项|下拉选项|how to fill in|instructions|readme)$/i

export type Guess = { mapping: Mapping } | { unsure: Kind[] } | { none: true }

/** Which kind a sheet is of, of those that may be: by its headings and its name; `asked`: the kind somebody said it is. */
export function guessKind(sheet: RawSheet, among: readonly Kind[], asked?: Kind): Guess {
  if (asked) {
    const mapping = mapSheet(asked, sheet)
    if (mapping) return { mapping }
  }
  if (explains.test(sheet.name.trim())) return { none: true }
  const scored = among
    .flatMap((kind) => {
      const mapping = mapSheet(kind, sheet)
      return mapping ? [{ mapping, score: scoreOf(mapping, sheet.name) }] : []
    })
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  if (!first || first.mapping.columns.length + (first.mapping.beside?.columns.length ?? 0) < 2) return { none: true }
  if (second && first.score - second.score < 2)
    return { unsure: scored.filter(({ score }) => first.score - score < 2).map(({ mapping }) => mapping.kind) }
  return { mapping: first.mapping }
}

function scoreOf({ kind, columns, unread, beside }: Mapping, sheetName: string): number {
  const table = tables[kind]
  const must = table.columns.filter((column) => column.must && columns.some(({ key }) => key === column.key)).length
  const missing = table.columns.filter((column) => column.must && !columns.some(({ key }) => key === column.key)).length
  const called = [table.zh, table.en, ...table.also].some((name) => samePhrase(sheetName).includes(samePhrase(name)))
  return columns.length * 2 + (beside?.columns.length ?? 0) + must - missing - unread.length * 0.5 + (called ? 4 : 0)
}
