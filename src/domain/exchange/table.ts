import type { Code } from '../code-lists.ts'

/** What can be imported and exported, in the order in which one may name the other. */
export const kinds = [
  'institutes',
  'enterprises',
  'experts',
  'teams',
  'achievements',
  'equipment',
  'qualifications',
  'contacts',
  'managers',
  'officers',
  'needs',
] as const
export type Kind = (typeof kinds)[number]

/** What a column holds: how its cells are read and written (cells.ts). */
export type CellType =
  | { is: 'id' }
  | { is: 'text'; most: number }
  /** `split`: words may stand apart by any of 、，,；;/ and line ends; sentences by ；; and line ends. */
  | { is: 'list'; most: number; each: number; split: 'words' | 'sentences' }
  | { is: 'code'; of: readonly Code[] }
  | { is: 'codes'; of: readonly Code[]; most: number }
  | { is: 'yes' }
  /** A moment that is kept; the cell says only whether it has been. */
  | { is: 'stamp' }
  | { is: 'number'; from: number; to: number }
  /** 万元. */
  | { is: 'money' }
  | { is: 'date' }
  | { is: 'phone' }
  | { is: 'email' }
  | { is: 'credit' }
  | { is: 'industry' }
  | { is: 'maturity' }
  | { is: 'number_of_need' }
  /** An entry of another table, by name. */
  | { is: 'ref'; to: Kind }
  | { is: 'refs'; to: Kind; most: number }
  /** 项目名@企业. */
  | { is: 'projects' }

/** A column. `key`: of the table in the database, but for the `virtual`, which only help to find the row. */
export type Column = {
  key: string
  zh: string
  en: string
  /** Other headings that mean it, in both languages. */
  also: readonly string[]
  type: CellType
  /** A new row must have it. */
  must?: true
  virtual?: true
  /** How somebody is reached: only for those who may know it. */
  contact?: true
  width?: number
  hint: { zh: string; en: string }
  example: { zh: string; en: string }
}

/** A value as it stands in the database, as JSON. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
export type Values = Record<string, Value>
/** An entry as it stands in the database. */
export type Stored = { id: string } & Values

export type Table = {
  kind: Kind
  zh: string
  en: string
  /** What else a sheet of it is called. */
  also: readonly string[]
  columns: readonly Column[]
  /** What a new entry has where its row says nothing. */
  defaults: Values
  /** By what an entry is known beside its id, the surest first; undefined where a row doesn't say enough. Folded. */
  known: readonly ((row: Values) => string | undefined)[]
  /** By what somebody may be the one who stands elsewhere: a new row that shares it is in doubt. */
  twin?: readonly ((row: Values) => string | undefined)[]
  /** Why a row that is known by its name may yet be of another: a key of the problems, or `other`: it surely is. */
  clash?: (row: Values, stored: Stored) => string | undefined
  /** Columns that no two entries may share: the database refuses it. */
  unique: readonly (readonly string[])[]
}
