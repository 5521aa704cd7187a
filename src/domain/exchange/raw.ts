/** What a cell of somebody's sheet holds, as JSON; `day`: a date cell as an ISO date; `error`: #N/A and its like. An empty cell is absent. */
export type RawCell = string | number | boolean | { day: string } | { error: string }

/** One sheet as it stands: `line` is the number of the row in their file, from 1. Rows without any cell are left out. */
export type RawSheet = { name: string; rows: { line: number; cells: (RawCell | undefined)[] }[] }

/** What a file may be at most; more is refused in words. */
export const mostBytes = 20 * 1024 * 1024
export const mostRows = 50_000
export const mostColumns = 200

/** What can be wrong with a file as a whole: the key of an error in words. */
export type FileProblem =
  | 'file_broken'
  | 'file_encrypted'
  | 'file_old_xls'
  | 'file_bomb'
  | 'file_large'
  | 'file_rows'
  | 'file_empty'
  | 'file_unknown'
  | 'file_no_table'

export class UnreadableFile extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem)
    this.name = 'UnreadableFile'
  }
}

/** The sheets of an .xlsx; throws an UnreadableFile. Lets others work meanwhile. */
export type ReadWorkbook = (bytes: Uint8Array) => Promise<RawSheet[]>

/** A table that goes out as it is: each value as it will be read again. `notes`: below the heading of a template, for each column. */
export type PlainTable = { name: string; headings: string[]; widths: number[]; rows: (string | number | undefined)[][] }

/** The bytes of an .xlsx with these tables, nothing shortened, text as text. Lets others work meanwhile. */
export type MakeTables = (tables: PlainTable[], about: { author: string; at: Date }) => Promise<Uint8Array>
