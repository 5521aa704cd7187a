import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { type Chart, written } from '../../src/domain/picture.ts'
import { makePicture } from '../../src/reports/picture.ts'
import { pngOf, sheetOf, svgOf } from '../../src/reports/picture-drawing.ts'
import type { Piece } from '../../src/reports/picture-sheet.ts'
import { drawable, fontFiles, shortened, textWidth, wrapped } from '../../src/reports/picture-type.ts'
import { anyChart, anyText, bars, darkDots } from './charts.ts'

type Style = { text: string; x: number; y: number; fontSize: number; fontWeight: number; textAlign: string }
type Words = { text: string; left: number; right: number; top: number; bottom: number }

/** Where the words of a sheet stand, a little smaller than their lines. */
function wordsOn(pieces: Piece[]): Words[] {
  return pieces.flatMap((piece) => {
    if (piece.type !== 'text') return []
    const { text, x, y, fontSize, fontWeight, textAlign } = piece.style as Style
    const wide = textWidth(text, { size: fontSize, bold: fontWeight === 700 })
    const left = textAlign === 'right' ? x - wide : textAlign === 'center' ? x - wide / 2 : x
    return text === '' ? [] : [{ text, left, right: left + wide, top: y - fontSize * 0.45, bottom: y + fontSize * 0.45 }]
  })
}

function overlapping(words: Words[]): [string, string][] {
  return words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map((b): [string, string] => [a.text, b.text]),
  )
}

function wellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
}

describe('whatever a report says', () => {
  test('it becomes sound SVG, with all words on the sheet and none upon another', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const sheet = sheetOf(chart)
        const svg = svgOf(sheet)
        wellFormed(svg)
        for (const key in {}) expect.fail(`every object got ${key}`)

        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
        const words = wordsOn(sheet.pieces)
        for (const { left, right, top, bottom } of words) {
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(sheet.width)
          expect(bottom).toBeLessThanOrEqual(sheet.height)
        }
        expect(overlapping(words)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('stops that hang after a line of a narrow column reach into no other column', () => {
    const columns = ['', '', '，。！\ud800', '{a|b}%s {c}', '', 'ŐͰ', 'Ő⁵']
    const chart: Chart = { title: '', note: '', empty: '', kind: 'heat', rows: ['苏州轻纺研究院'], columns, values: [[-3, 1_234_567.8]] }
    expect(overlapping(wordsOn(sheetOf(chart).pieces))).toEqual([])
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s changes no object of the program', async (text) => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const chart = { ...bars(text, [[text, 1]]), note: text }
    await pngOf(chart)
    svgOf(sheetOf({ ...chart, kind: 'trend', points: [text, text], series: [{ name: text, values: [1, 2] }] }))
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(Object.keys(Object)).toEqual([])
    expect(Object.keys(Object.prototype.toString)).toEqual([])
  })

  test('it becomes a PNG that a chat takes', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async (chart) => {
        const { width, height } = PNG.sync.read(Buffer.from(await makePicture(chart)))
        expect(width + height).toBeLessThanOrEqual(10_000)
        expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(3.02)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a picture', () => {
  const chart = bars('各院所认领的需求', [
    ['苏州轻纺研究院', 46, 40],
    ['江南大学纺织科学与工程学院', 1234567.8, 40],
    ['区数字经济研究中心', 0],
  ])

  test('is drawn to the same bytes each time, 1080 dots wide', async () => {
    const [first, second] = [await pngOf(chart), await pngOf(chart)]
    expect(Buffer.compare(first, second)).toBe(0)
    expect(Buffer.compare(first, await makePicture(chart))).toBe(0)
    expect(PNG.sync.read(Buffer.from(first)).width).toBe(1080)
  })

  test('is drawn once for a thousand readers, and each gets bytes of their own', async () => {
    const started = performance.now()
    const pictures = await Promise.all(Array.from({ length: 1000 }, () => makePicture({ ...chart, title: '给一千人看的' })))
    expect(performance.now() - started).toBeLessThan(8_000)
    pictures[0]?.fill(0)
    expect(Buffer.compare(pictures[1] as Uint8Array, await pngOf({ ...chart, title: '给一千人看的' }))).toBe(0)
  })

  test('has its numbers written at its marks', () => {
    const texts = wordsOn(sheetOf(chart).pieces).map(({ text }) => text)
    expect(texts).toEqual(expect.arrayContaining(['46', '40', '1,234,567.8', '0', '已认领', '年度目标']))
  })

  const title = { x: 76, y: 50, width: 400, height: 70 }

  test('has the characters in it: other words, other dots', async () => {
    const dots = async (text: string) => darkDots(await pngOf(bars(text, [['甲', 1]])), title)
    const [technology, enterprise, rare, rarer] = [await dots('科技科技'), await dots('企业企业'), await dots('喆'), await dots('堃')]
    expect(technology).toBeGreaterThan(500)
    expect(enterprise).toBeGreaterThan(500)
    expect(technology).not.toBe(enterprise)
    expect(rare).toBeGreaterThan(100)
    expect(rarer).toBeGreaterThan(100)
    expect(rare).not.toBe(rarer)
    expect(darkDots(await pngOf(bars('喆', [['甲', 1]])), { ...title, x: 500 })).toBe(0)
  })

  test('with nothing to draw says so', () => {
    const empty = wordsOn(
      sheetOf({ kind: 'heat', title: '进展', note: '', empty: '这段时间没有数字。', rows: [], columns: [], values: [] }).pieces,
    )
    expect(empty.map(({ text }) => text)).toEqual(['进展', '这段时间没有数字。'])
  })
})

describe('a funnel whose steps do not fall', () => {
  const funnel = (values: number[]): Chart => ({
    kind: 'funnel',
    title: '进展',
    note: '',
    empty: '',
    steps: values.map((value, i) => ({ label: `步骤${i}`, value, text: `${value}项` })),
  })
  /** Of each step: how wide its band is, and whether it is torn. */
  const bandsOf = (chart: Chart) =>
    sheetOf(chart).pieces.flatMap((piece) => {
      const { height, width, points } = (piece.shape ?? {}) as { height?: number; width?: number; points?: [number, number][] }
      if (piece.type === 'rect' && height === 30) return [{ width: Math.round(width as number), torn: false }]
      if (piece.type === 'polygon' && points?.length === 10) return [{ width: 0, torn: true }]
      return []
    })

  test('keeps one scale, and tears what is far above it', () => {
    const bands = bandsOf(funnel([400, 200, 100, 1200, 50, 8642.5]))
    expect(bands.map(({ torn }) => torn)).toEqual([false, false, false, true, false, true])
    const [first, second, third] = bands.map(({ width }) => width) as [number, number, number]
    expect([second / first, third / first].map((share) => Math.round(share * 100))).toEqual([50, 25])
  })

  test.each([
    ['where the first step is the largest', [400, 12, 9, 5]],
    ['where the first steps were not counted', [0, 0, 400, 12, 5, 1]],
    ['where a step is a little above those before it', [40, 60, 30, 20]],
  ])('tears nothing %s', (_, values) => {
    expect(bandsOf(funnel(values)).filter(({ torn }) => torn)).toEqual([])
  })
})

describe('the type', () => {
  test('is there, wherever the program was started', () => {
    for (const file of fontFiles) expect(existsSync(file)).toBe(true)
  })

  test.each([
    ['😀', '〓'],
    ['👨‍👩‍👧', '〓'],
    ['𠮷野', '〓野'],
    ['\ud800', '〓'],
    ['甲\u200b乙\u202e丙\u0007', '甲乙丙'],
    ['  两 \n 行\t', '两 行'],
    ['e\u0301', 'é'],
    ['喆堃镕囍', '喆堃镕囍'],
    ['（A）＋½℃ ①→≥', '（A）＋½℃ ①→≥'],
  ])('draws %j as %j', (text, drawn) => {
    expect(drawable(text)).toBe(drawn)
  })

  test('lines are never wider than they may be, and lose nothing but spaces while there are enough', () => {
    fc.assert(
      fc.property(anyText.map(drawable), fc.integer({ min: 60, max: 400 }), fc.integer({ min: 1, max: 30 }), (text, width, most) => {
        const lines = wrapped(text, width, { size: 18 }, most)
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(textWidth(line, { size: 18 })).toBeLessThanOrEqual(width + 18)
        if (most === 30) expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })

  test('… stands for what is left out', () => {
    expect(shortened('江南大学纺织科学与工程学院', 100, { size: 18 })).toBe('江南大学…')
    expect(shortened('江南大学', 100, { size: 18 })).toBe('江南大学')
    expect(wrapped('江南大学纺织科学与工程学院', 80, { size: 18 }, 2)).toEqual(['江南大学', '纺织科…'])
  })
})

test('numbers are written as people read them', () => {
  expect([0, -0, 12, 1234567.8, 0.005, -3, Number.NaN, 1e15].map(written)).toEqual([
    '0',
    '0',
    '12',
    '1,234,567.8',
    '0.01',
    '-3',
    '–',
    '1E15',
  ])
})
