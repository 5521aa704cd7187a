import { AlignmentType, type IParagraphOptions, type IRunOptions, LineRuleType } from 'docx'
import type { Letter } from '../domain/letter.ts'

export type Lang = Letter['lang']

/** GB/T 9704-2012: A4, 版心 156 mm x 225 mm. In twentieths of a point; 1 mm is 56.69 of them. */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(22) },
}
export const lineWidth = page.size.width - page.margin.left - page.margin.right

function mm(count: number): number {
  return Math.round(count * 56.693)
}

/** 三号, 二号, 四号, 小四 in half points. */
export const sizes = { body: 32, title: 44, folio: 28, table: 24 }
/** One character of the body, in twentieths of a point. */
export const em = sizes.body * 10

type Face = 'body' | 'title' | 'heading1' | 'heading2' | 'table' | 'tableHead' | 'folio'

const chinese: Record<Face, string> = {
  body: '仿宋',
  title: '方正小标宋简体',
  heading1: '黑体',
  heading2: '楷体',
  table: '宋体',
  tableHead: '黑体',
  folio: '宋体',
}

/** Where a type is not installed, the one that is taken for it. */
export const standIns: Record<string, string> = {
  仿宋: '仿宋_GB2312',
  方正小标宋简体: '宋体',
  楷体: '楷体_GB2312',
  黑体: 'SimHei',
  宋体: 'SimSun',
}

const latin = 'Times New Roman'
const boldInEnglish: Face[] = ['title', 'heading1', 'heading2', 'tableHead']

/** How a run of text is set. English letters are of one type and smaller. */
export function run(lang: Lang, face: Face): IRunOptions {
  const size = {
    body: sizes.body,
    heading1: sizes.body,
    heading2: sizes.body,
    title: sizes.title,
    table: sizes.table,
    tableHead: sizes.table,
    folio: sizes.folio,
  }[face]
  if (lang === 'en') {
    const small = face === 'title' ? 32 : face === 'table' || face === 'tableHead' ? 20 : 24
    return { font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: '宋体' }, size: small, bold: boldInEnglish.includes(face) }
  }
  return { font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: chinese[face], hint: 'eastAsia' }, size, bold: false }
}

type Spacing = NonNullable<IParagraphOptions['spacing']>

/** 22 lines a page: 28.95 pt each. */
export function spacing(lang: Lang): Spacing {
  return lang === 'zh'
    ? { line: 579, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
    : { line: 320, lineRule: LineRuleType.AUTO, before: 0, after: 120 }
}

export const titleSpacing: Spacing = { line: 700, lineRule: LineRuleType.EXACT, after: 579 }
export const loose: Spacing = { line: 320, lineRule: LineRuleType.AUTO }

/** The body: 左空二字; English begins at the margin. */
export function bodyIndent(lang: Lang): Pick<IParagraphOptions, 'indent' | 'alignment'> {
  return lang === 'zh'
    ? { indent: { firstLine: 2 * em, firstLineChars: 200 }, alignment: AlignmentType.BOTH }
    : { alignment: AlignmentType.LEFT }
}

/** Characters of the title on a line. */
export const titleRoom = Math.floor(lineWidth / (sizes.title * 10))

/** How wide a text of the body is, in characters: digits and Latin letters are half as wide. */
export function characters(text: string): number {
  let count = 0
  for (const character of text) count += character.charCodeAt(0) < 0x2000 ? 0.5 : 1
  return count
}
