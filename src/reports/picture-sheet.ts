import type { EChartsCoreOption } from 'echarts'
import { drawable, family, harmless, type Type, textWidth, wrapped } from './picture-type.ts'

/** What is laid on the sheet: an element of ECharts' `graphic`. */
export type Piece = { type: string; [key: string]: unknown }

/** A picture before it is drawn: its size in px (drawn twice as large), its pieces, and what ECharts draws itself. */
export type Sheet = { width: number; height: number; pieces: Piece[]; option?: EChartsCoreOption }

export const leastWidth = 540
export const margin = 24

export const ink = { text: '#1b2733', quiet: '#566573', line: '#d5dce3', faint: '#eef2f6', paper: '#ffffff', main: '#0b4f8a' }
/** Of Okabe and Ito: told apart by everybody. */
export const seriesInks = ['#0072b2', '#d55e00', '#009e73', '#b4508f', '#7a5c00', '#3a3a3a']
export const inkOf = (index: number) => seriesInks[index % seriesInks.length] as string

export const type = {
  title: { size: 27, bold: true },
  note: { size: 17 },
  label: { size: 18 },
  number: { size: 19, bold: true },
  small: { size: 16 },
} as const satisfies Record<string, Type>

type Look = { fill?: string; align?: 'left' | 'center' | 'right'; halo?: boolean }

/** One line whose middle is at `y`. */
export function line(text: string, x: number, y: number, of: Type, { fill = ink.text, align = 'left', halo = false }: Look = {}): Piece {
  const style = {
    text: harmless(text),
    x,
    y,
    fontFamily: family,
    fontSize: of.size,
    fontWeight: of.bold ? 700 : 400,
    fill,
    textAlign: align,
    textVerticalAlign: 'middle',
    ...(halo && { stroke: ink.paper, lineWidth: 5 }),
  }
  return { type: 'text', silent: true, style }
}

/** Lines below each other, their middle at `y`. */
export function lines(texts: string[], x: number, y: number, of: Type, look: Look = {}): Piece[] {
  const high = lineHeight(of)
  return texts.map((text, i) => line(text, x, y + (i - (texts.length - 1) / 2) * high, of, look))
}

export function lineHeight(of: Type): number {
  return Math.round(of.size * 1.3)
}

export function box(x: number, y: number, width: number, height: number, fill: string, r = 0): Piece {
  return { type: 'rect', silent: true, shape: { x, y, width, height, r }, style: { fill } }
}

export function area(points: [number, number][], fill: string): Piece {
  return { type: 'polygon', silent: true, shape: { points }, style: { fill } }
}

export function rule(x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth = 1): Piece {
  return { type: 'line', silent: true, shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth } }
}

/** Title and note; `height`: where what comes below begins. */
export function heading(chart: { title: string; note: string }, width: number): { pieces: Piece[]; height: number } {
  const room = width - 2 * margin
  const title = wrapped(drawable(chart.title), room - 16, type.title, 3)
  const note = wrapped(drawable(chart.note), room - 16, type.note, 3)
  const pieces: Piece[] = []
  let y = margin
  for (const text of title) {
    pieces.push(line(text, margin + 16 - (/^[“《「『（]/u.test(text) ? type.title.size * 0.45 : 0), y + 18, type.title))
    y += 37
  }
  for (const text of note) {
    pieces.push(line(text, margin + 16, y + 15, type.note, { fill: ink.quiet }))
    y += 25
  }
  if (y > margin) pieces.unshift(box(margin, margin + 3, 6, y - margin - 2, ink.main, 3))
  return { pieces, height: y + 16 }
}

/** Where there is nothing to draw. */
export function emptySheet(chart: { title: string; note: string; empty: string }): Sheet {
  const head = heading(chart, leastWidth)
  const words = wrapped(drawable(chart.empty), leastWidth - 2 * margin - 40, type.label, 6)
  const high = words.length * lineHeight(type.label) + 80
  return {
    width: leastWidth,
    height: head.height + high + margin,
    pieces: [
      ...head.pieces,
      box(margin, head.height, leastWidth - 2 * margin, high, ink.faint, 8),
      ...lines(words, leastWidth / 2, head.height + high / 2, type.label, { fill: ink.quiet, align: 'center' }),
    ],
  }
}

/** A key of names with their marks, in as many lines as it takes. */
export function key(
  entries: { name: string; mark: (x: number, y: number) => Piece[] }[],
  y: number,
  width: number,
): { pieces: Piece[]; height: number } {
  const pieces: Piece[] = []
  let x = margin
  let middle = y + 14
  for (const { name, mark } of entries) {
    const [text = ''] = wrapped(drawable(name), width - 2 * margin - 44, type.small, 1)
    const wide = 36 + textWidth(text, type.small)
    if (x > margin && x + wide > width - margin) {
      x = margin
      middle += 28
    }
    pieces.push(...mark(x, middle), line(text, x + 36, middle, type.small))
    x += wide + 22
  }
  return { pieces, height: entries.length > 0 ? middle + 14 - y + 10 : 0 }
}
