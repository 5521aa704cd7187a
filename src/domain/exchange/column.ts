import type { Code } from '../code-lists.ts'
import type { CellType, Column, Kind } from './table.ts'

type More = Partial<Pick<Column, 'must' | 'virtual' | 'contact' | 'width'>>

/** `names`: 中文 | English | other headings …, as offices write them. `says`: explanation and example in both languages. */
export function column(
  key: string,
  names: string,
  type: CellType,
  says: [hint: string, hintEn: string, example?: string, exampleEn?: string],
  more: More = {},
): Column {
  const [zh = key, en = key, ...also] = names.split('|').map((name) => name.trim())
  const [hint, hintEn, example = '', exampleEn = example] = says
  return { key, zh, en, also, type, hint: { zh: hint, en: hintEn }, example: { zh: example, en: exampleEn }, ...more }
}

export const idColumn = column('id', '系统编号|System id|id|编号(勿改)|系统id', { is: 'id' }, [
  '导出时带有，请勿改动；新增的行留空',
  'Comes with an export: leave it as it is; leave it empty in new rows',
])

export function text(key: string, names: string, most: number, says: Parameters<typeof column>[3], more: More = {}): Column {
  return column(key, names, { is: 'text', most }, says, more)
}

export function list(
  key: string,
  names: string,
  split: 'words' | 'sentences',
  says: Parameters<typeof column>[3],
  most = 50,
  each = 2_000,
): Column {
  return column(key, names, { is: 'list', most, each, split }, says)
}

export function codes(key: string, names: string, of: readonly Code[], says: Parameters<typeof column>[3], most = 20): Column {
  return column(key, names, { is: 'codes', of, most }, says)
}

export function ref(key: string, names: string, to: Kind, says: Parameters<typeof column>[3], more: More = {}): Column {
  return column(key, names, { is: 'ref', to }, says, more)
}
