import type { Borders, Fill, Style } from 'exceljs'
import type { Cell, Column } from '../domain/workbook.ts'

/** Songti and Heiti: what an office's own lists are set in, and every office program has. */
const body = '宋体'
const heading = '黑体'

const line = { style: 'thin', color: { argb: 'FF7F7F7F' } } as const
const borders: Partial<Borders> = { top: line, left: line, bottom: line, right: line }
const shade: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE4ECF5' } }

export const titleStyle: Partial<Style> = {
  font: { name: heading, size: 18, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle' },
}

export const noteStyle = (horizontal: 'left' | 'right'): Partial<Style> => ({
  font: { name: body, size: 10 },
  alignment: { horizontal, vertical: 'middle', shrinkToFit: true },
})

export const headStyle: Partial<Style> = {
  font: { name: heading, size: 11, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  fill: shade,
  border: borders,
}

/** One object a kind: the writer knows an object again, which spares most of its work. */
export const cellStyles: Record<Column['kind'], Partial<Style>> = {
  text: { font: { name: body, size: 11 }, border: borders, alignment: { vertical: 'middle', wrapText: true }, numFmt: '@' },
  number: { font: { name: body, size: 11 }, border: borders, alignment: { horizontal: 'center', vertical: 'middle' }, numFmt: '0' },
  amount: { font: { name: body, size: 11 }, border: borders, alignment: { horizontal: 'right', vertical: 'middle' }, numFmt: 'General' },
  money: { font: { name: body, size: 11 }, border: borders, alignment: { horizontal: 'right', vertical: 'middle' }, numFmt: '#,##0.00' },
  date: { font: { name: body, size: 11 }, border: borders, alignment: { horizontal: 'center', vertical: 'middle' }, numFmt: 'yyyy-mm-dd' },
}

const lineHeight = 15
const tallest = 400

/** Room for the longest wrapped text of a row; a Han character is as wide as two letters. */
export function heightOf(columns: Column[], cells: Cell[]): number {
  const lines = cells.map((cell, i) => (typeof cell === 'string' ? linesOf(cell, (columns[i]?.width ?? 10) - 1) : 1))
  return Math.min(tallest, Math.max(20, 6 + lineHeight * Math.max(1, ...lines)))
}

function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / width)), 0)
}

export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0)
}
