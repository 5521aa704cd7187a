/** What a spreadsheet says; how it looks is known to src/reports alone. */

/** The kind of file an .xlsx is. */
export const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** date: a cell is an ISO day. money: 万元. amount: a number with as many places as it has. An empty cell is undefined. */
export type Column = { title: string; width: number; kind: 'text' | 'number' | 'amount' | 'money' | 'date'; group?: string }
export type Cell = string | number | undefined

/** `notes`: the line below the title, to the left and to the right. `empty`: stands in place of rows where there are none. */
export type Sheet = { name: string; title: string; notes: [left: string, right: string]; columns: Column[]; rows: Cell[][]; empty: string }

/** `footer`: what is printed below each page; {page} and {pages} are filled in. */
export type Workbook = { sheets: Sheet[]; footer: string; author: string; at: Date }

/** The bytes of an .xlsx. Lets others work meanwhile, however many rows there are. */
export type MakeWorkbook = (book: Workbook) => Promise<Uint8Array>
