import fc from 'fast-check'
import JSZip from 'jszip'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Letter, LetterBlock } from '../../src/domain/letter.ts'
import { makeLetter } from '../../src/reports/letter.ts'
import { makePicture } from '../../src/reports/picture.ts'
import { anyText, bars } from './charts.ts'

const letter = (parts: Partial<Letter> = {}): Letter => ({
  lang: 'zh',
  title: '关于“十百千”校企协同行动进展情况的报告',
  body: [],
  from: '区科学技术局',
  date: '2026年10月9日',
  author: '区科学技术局',
  at: new Date('2026-10-09T01:00:00Z'),
  ...parts,
})

/** The parts of a document by name; each of them must be sound XML. */
async function partsOf(made: Letter): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(await makeLetter(made))
  const parts = new Map<string, string>()
  for (const file of Object.values(zip.files)) if (/\.(xml|rels)$/.test(file.name)) parts.set(file.name, await file.async('string'))
  for (const [name, xml] of parts) wellFormed(name, xml)
  return parts
}

function wellFormed(name: string, xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw new Error(`${name}: ${error.message}`)
  })
  parser.write(xml).close()
}

type Line = { text: string; xml: string }

async function linesOf(made: Letter): Promise<Line[]> {
  const xml = (await partsOf(made)).get('word/document.xml') as string
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => ({
    xml: paragraph,
    text: [...paragraph.matchAll(/<w:t[ >][^<]*|<w:br\/>/g)]
      .map(([run]) => (run.startsWith('<w:t') ? run.replace(/<[^>]*>/, '') : '\n'))
      .join(''),
  }))
}

const textsOf = async (made: Letter) => (await linesOf(made)).map(({ text }) => text)

describe('a Chinese letter', () => {
  test('has its parts in the order of GB/T 9704, numbered headings and annexes', async () => {
    const body: LetterBlock[] = [
      { kind: 'text', text: '现报告如下。\n第二段。' },
      { kind: 'heading', level: 1, text: '总体进展' },
      { kind: 'heading', level: 2, text: '走访' },
      { kind: 'heading', level: 2, text: '征集' },
      { kind: 'heading', level: 1, text: '下一步打算' },
      { kind: 'heading', level: 2, text: '回访' },
    ]
    const texts = await textsOf(letter({ to: '区委、区政府：', body, annexes: ['明细表', '情况表'] }))
    expect(texts.filter(Boolean)).toEqual([
      '关于“十百千”校企协同行动进展情况的报告',
      '区委、区政府：',
      '现报告如下。',
      '第二段。',
      '一、总体进展',
      '（一）走访',
      '（二）征集',
      '二、下一步打算',
      '（一）回访',
      '附件：1. 明细表',
      '2. 情况表',
      '区科学技术局',
      '2026年10月9日',
    ])
  })

  test('counts its headings in Chinese', async () => {
    const body = Array.from({ length: 21 }, (): LetterBlock => ({ kind: 'heading', level: 1, text: '' }))
    const texts = await textsOf(letter({ body }))
    expect([1, 10, 11, 20, 21].map((i) => texts[i])).toEqual(['一、', '十、', '十一、', '二十、', '二十一、'])
  })

  test('is set on A4 with the margins, types and lines of the standard', async () => {
    const lines = await linesOf(
      letter({
        to: '各院所',
        body: [
          { kind: 'text', text: '正文' },
          { kind: 'heading', level: 2, text: '二级' },
        ],
      }),
    )
    const parts = await partsOf(letter())
    expect(parts.get('word/document.xml')).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    const margins = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(parts.get('word/document.xml') as string)
    expect(margins?.slice(1).map((twips) => Math.round(Number(twips) / 56.693))).toEqual([37, 26, 35, 28])
    const [title, to, text, heading] = lines as [Line, Line, Line, Line]
    expect(title.xml).toMatch(/w:eastAsia="方正小标宋简体".*<w:sz w:val="44"\/>/)
    expect(to.xml).not.toMatch(/w:firstLine/)
    expect(text.xml).toMatch(/w:line="579" w:lineRule="exact"/)
    expect(text.xml).toMatch(/w:firstLineChars="200"/)
    expect(text.xml).toMatch(/w:eastAsia="仿宋".*<w:sz w:val="32"\/>/)
    expect(heading.xml).toMatch(/w:eastAsia="楷体"/)
    expect(parts.get('word/fontTable.xml')).toMatch(/w:name="方正小标宋简体"><w:altName w:val="宋体"/)
  })

  test('bears “— 1 —” at the right of odd pages and at the left of even ones', async () => {
    const parts = await partsOf(letter())
    const footers = [...parts].filter(([name]) => /^word\/footer\d\.xml$/.test(name)).map(([, xml]) => xml)
    expect(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right'])
    for (const xml of footers) expect(xml).toMatch(/— .*PAGE.* —/s)
  })

  test.each([
    ['区科技局', '2026年10月9日', 1680, 1280],
    ['苏州市吴江区科学技术局外国专家管理办公室', '2026年1月9日', 640, 2880],
  ])('ends with %s centred over the date', async (from, date, office, day) => {
    const lines = await linesOf(letter({ from, date }))
    const indent = (text: string) => Number(/w:right="(\d+)"/.exec(lines.find((line) => line.text === text)?.xml as string)?.[1])
    expect([indent(from), indent(date)]).toEqual([office, day])
  })

  test('breaks a long title between words', async () => {
    const [title] = await textsOf(letter({ title: '关于2026年前三季度“十百千”校企协同行动进展情况的报告' }))
    expect(title?.split('\n')).toEqual(['关于2026年前三季度“十百千”', '校企协同行动进展情况的报告'])
  })

  test('repeats the heading of a table, and sets numbers to the right', async () => {
    const table: LetterBlock = {
      kind: 'table',
      title: '表1',
      head: ['院所', '认领'],
      rows: [
        ['甲所', '1,234.5'],
        ['乙所', ''],
      ],
      widths: [3, 1],
    }
    const xml = (await partsOf(letter({ body: [table] }))).get('word/document.xml') as string
    const [head, row] = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row) as [string, string]
    expect(head).toContain('<w:tblHeader/>')
    expect(row).not.toContain('<w:tblHeader/>')
    expect([...row.matchAll(/<w:jc w:val="(\w+)"/g)].map((match) => match[1])).toEqual(['left', 'right'])
    expect([...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]))).toEqual([6633, 2211])
  })

  test('shows a picture in the middle, in its own shape, with words for it', async () => {
    const png = await makePicture(bars('认领', [['甲所', 3]]))
    const xml = (await partsOf(letter({ body: [{ kind: 'picture', png, alt: '甲所 <3> & "4"', caption: '图1' }] }))).get(
      'word/document.xml',
    ) as string
    const [, across, down] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml) as unknown as [string, number, number]
    const size = new DataView(png.buffer, png.byteOffset)
    expect(across / down).toBeCloseTo(size.getUint32(16) / size.getUint32(20), 1)
    expect(xml).toContain('descr="甲所 &lt;3&gt; &amp; &quot;4&quot;"')
    expect(xml).toContain('图1')
  })

  test('says in its properties whose it is and when it was made', async () => {
    const core = (await partsOf(letter({ author: '区科技局 <办>' }))).get('docProps/core.xml')
    expect(core).toContain('<dc:creator>区科技局 &#60;办&#62;</dc:creator>')
    expect(core).toContain('2026-10-09T01:00:00Z</dcterms:created>')
  })
})

test('an English letter is plain', async () => {
  const body: LetterBlock[] = [
    { kind: 'heading', level: 1, text: 'Progress' },
    { kind: 'heading', level: 2, text: 'Visits' },
    { kind: 'heading', level: 1, text: 'Next steps' },
  ]
  const lines = await linesOf(
    letter({
      lang: 'en',
      title: 'Report',
      to: 'To the District Committee',
      body,
      annexes: ['List'],
      from: 'The Bureau',
      date: '9 October 2026',
    }),
  )
  expect(lines.map(({ text }) => text).filter(Boolean)).toEqual([
    'Report',
    'To the District Committee:',
    '1. Progress',
    '1.1 Visits',
    '2. Next steps',
    'Annex: List',
    'The Bureau',
    '9 October 2026',
  ])
  expect(lines[2]?.xml).toContain('Times New Roman')
})

const anyBlock: fc.Arbitrary<LetterBlock> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2 as const), text: anyText }),
  fc.record({ kind: fc.constant('text' as const), text: anyText }),
  fc.record({
    kind: fc.constant('table' as const),
    title: anyText,
    head: fc.array(anyText, { maxLength: 5 }),
    rows: fc.array(fc.array(anyText, { maxLength: 6 }), { maxLength: 6 }),
    widths: fc.array(fc.double(), { maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('picture' as const), png: fc.uint8Array({ maxLength: 40 }), alt: anyText, caption: anyText }),
)

test('whatever people write, it is a sound document', async () => {
  const any = fc.record({
    lang: fc.constantFrom('zh' as const, 'en' as const),
    title: anyText,
    to: anyText,
    body: fc.array(anyBlock, { maxLength: 12 }),
    from: anyText,
    date: anyText,
    annexes: fc.array(anyText, { maxLength: 3 }),
    author: anyText,
    at: fc.date(),
  })
  await fc.assert(
    fc.asyncProperty(any, async (made) => {
      const document = (await partsOf(made)).get('word/document.xml') as string
      expect(document).not.toMatch(/NaN|undefined|Infinity/)
    }),
    { numRuns: 120 },
  )
})
