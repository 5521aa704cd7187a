import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { LetterBlock } from '../domain/letter.ts'
import { type Lang, lineWidth, loose, run } from './letter-look.ts'

/** What XML and Word can't hold goes; what breaks a line becomes a line end. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|\p{Cs}|[\ufffe\uffff]|[\u202a-\u202e\u2066-\u2069]/gu, '')
}

/** On one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim()
}

type TableBlock = Extract<LetterBlock, { kind: 'table' }>
const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border }

/** A table as wide as the line; its heading stands on each page. */
export function tableOf({ title, head, rows, widths }: TableBlock, lang: Lang): (Paragraph | Table)[] {
  const columns = widthsOf(head.length, widths)
  const cells = (texts: string[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: columns.map((width, i) => cellOf(texts[i] ?? '', width, heading, lang)),
    })
  const table = new Table({
    rows: [cells(head, true), ...rows.map((row) => cells(row, false))],
    width: { size: lineWidth, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders,
  })
  const caption = title === undefined ? [] : [captionOf(title, lang, true)]
  return head.length === 0 ? caption : [...caption, table, new Paragraph({ spacing: { ...loose, after: 0 }, children: [] })]
}

/** In twentieths of a point; shares that make no sense are taken as equal. */
function widthsOf(count: number, widths: number[]): number[] {
  const shares = Array.from({ length: count }, (_, i) => (Number.isFinite(widths[i]) ? Math.max(0, widths[i] as number) : 0))
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => Math.max(200, Math.floor(lineWidth * (sum > 0 && Number.isFinite(sum) ? share / sum : 1 / count))))
}

const number = /^[-–+]?[\d,]+(\.\d+)?\s?%?$|^[–—-]$/

function cellOf(text: string, width: number, heading: boolean, lang: Lang): TableCell {
  const words = clean(text).trim()
  const alignment = heading ? AlignmentType.CENTER : number.test(words) ? AlignmentType.RIGHT : AlignmentType.LEFT
  const spacing = { before: 50, after: 50 }
  const children = words
    .split('\n')
    .map((text) => new Paragraph({ alignment, spacing, children: [new TextRun({ ...run(lang, heading ? 'tableHead' : 'table'), text })] }))
  return new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 90, right: 90 },
  })
}

function captionOf(text: string, lang: Lang, above: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: above,
    spacing: { ...loose, before: above ? 160 : 40, after: above ? 80 : 200 },
    children: [new TextRun({ ...run(lang, 'tableHead'), text: oneLine(text) })],
  })
}

/** In px of Word, 96 an inch: 140 mm and 130 mm. */
const widest = 529
const highest = 491

/** A picture in the middle with its caption below; where the bytes are no PNG, the words for it. */
export function pictureOf({ png, alt, caption }: Extract<LetterBlock, { kind: 'picture' }>, lang: Lang): Paragraph[] {
  const size = sizeOf(png)
  const words = oneLine(alt)
  if (!size)
    return [
      new Paragraph({ spacing: loose, children: [new TextRun({ ...run(lang, 'table'), text: words })] }),
      captionOf(caption, lang, false),
    ]
  const scale = Math.min(widest / size.width, highest / size.height)
  const transformation = { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) }
  const altText = { name: oneLine(caption), title: oneLine(caption), description: words }
  const image = new ImageRun({ type: 'png', data: png, transformation, altText })
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { ...loose, before: 160 }, children: [image] }),
    captionOf(caption, lang, false),
  ]
}

/** Of its first chunk, IHDR. */
function sizeOf(png: Uint8Array): { width: number; height: number } | undefined {
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  if (png.length < 24 || start.some((byte, i) => png[i] !== byte)) return undefined
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return width > 0 && height > 0 ? { width, height } : undefined
}
