/** What people write goes out as words on every way: no markup, no mention, no formula, no line of a file's own. */
import fc from 'fast-check'
import JSZip from 'jszip'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { fileHeaders } from '../src/bot/file-headers.ts'
import type { Card } from '../src/bot/platform.ts'
import { wordsIn } from '../src/bot/words.ts'
import { readCsv, writeCsv } from '../src/domain/exchange/csv.ts'
import { icsOf } from '../src/domain/ics.ts'
import { harmless } from '../src/domain/spreadsheet-safe.ts'
import { messagesOf } from '../src/platforms/slack/outgoing.ts'
import { keyboard, textMessages } from '../src/platforms/telegram/outgoing.ts'
import { makeLetter } from '../src/reports/letter.ts'
import { makeTables } from '../src/reports/tables.ts'
import { makeWorkbook } from '../src/reports/workbook.ts'
import { plainPage } from '../src/web/layout.ts'
import { facts, prose, table } from '../src/web/parts.ts'

const parts = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><b>',
  "' onmouseover='x",
  '</title>',
  '<!-- ',
  ']]>',
  '&lt;b&gt;',
  '<!channel>',
  '<!here|here>',
  '<@U0000001>',
  '<https://evil.example|报价>',
  '@all',
  '@everyone',
  '@channel',
  '@bot_name',
  '*粗* _斜_ ~删~ `码` ```',
  '[文](https://evil.example)',
  '=HYPERLINK("http://evil.example","报价")',
  "＝cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r\nATTACH:http://evil.example',
  '\nEND:VEVENT',
  ';X=1,\\n',
  '\r\nset-cookie: a=b',
  '_x003D_1+1',
  '\u202e',
  '\u200b',
  '\u2028',
  '\0',
  '\u0007',
  '\ud800',
  '\'; DROP TABLE "Need";--',
  '{"__proto__":1}',
  '{{7*7}} <%= 7 %>',
  '轧辊',
  ' ',
  '😀',
]
const hostile = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...parts) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) => list.join(''))
const holds = (check: (text: string, other: string) => void | Promise<void>, numRuns = 300) =>
  fc.assert(
    fc.asyncProperty(hostile, hostile, async (text, other) => check(text, other)),
    { numRuns },
  )

/** Every start tag of a document that must be sound XML, with what stands between them. */
function xmlOf(source: string): { tags: string[]; text: string } {
  const found = { tags: [] as string[], text: '' }
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => void found.tags.push(name))
  parser.on('text', (text) => {
    found.text += text
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(source).close()
  return found
}

async function xmlIn(bytes: Uint8Array, name: RegExp): Promise<string[]> {
  const zip = await JSZip.loadAsync(bytes)
  return Promise.all(zip.file(name).map((file) => file.async('string')))
}

function cardOf(text: string, other: string): Card {
  return { title: text, text: other, fields: [{ label: text, value: other }], buttons: [[{ label: text, verb: 'need', id: 'x' }]] }
}

describe('in a chat', () => {
  test('Telegram: plain text with bold heads, no mode that reads markup; in a group nobody is called', () =>
    holds((text, other) => {
      const card = cardOf(text, other)
      for (const message of textMessages(card, { group: true, username: 'our_bot' })) {
        expect(Object.keys(message).sort()).toEqual(['entities', 'text'])
        expect(message.entities.every(({ type }) => type === 'bold')).toBe(true)
        expect(message.text.match(/@(?!our_bot\b)\w/gi)).toBeNull()
      }
      for (const button of keyboard(card, 'our_bot', []).inline_keyboard.flat())
        expect(Object.keys(button).sort()).toEqual(['callback_data', 'text'])
    }))

  test('Slack: whatever is read as markup is escaped, so that nothing is a link or a mention', () =>
    holds((text, other) => {
      const card = cardOf(text, other)
      const visit = (node: unknown): void => {
        if (Array.isArray(node)) for (const one of node) visit(one)
        if (typeof node !== 'object' || node === null) return
        const { type, text: said, verbatim } = node as { type?: string; text?: unknown; verbatim?: boolean }
        if (type === 'mrkdwn') {
          expect(String(said)).not.toMatch(/<[@!#]|<https?:/)
          expect(verbatim).toBe(true)
        }
        for (const value of Object.values(node)) visit(value)
      }
      for (const message of messagesOf(card, [])) {
        visit(message.blocks)
        expect(message.text).not.toMatch(/<[@!#]|<https?:/)
      }
    }))
})

describe('in a file', () => {
  test('.xlsx: cells are text, none is a formula or a link, and none begins as one', () =>
    holds(async (text, other) => {
      const columns = [
        { title: text, width: 10, kind: 'text' as const },
        { title: other, width: 10, kind: 'text' as const },
      ]
      const sheet = { name: '清单', title: text, notes: [other, text] as [string, string], columns, rows: [[text, other]], empty: '无' }
      const book = await makeWorkbook({ sheets: [sheet], footer: '{page}', author: text, at: new Date(0) })
      const tables = await makeTables([{ name: '表', headings: ['a', 'b'], widths: [10, 10], rows: [[harmless(text), harmless(other)]] }], {
        author: other,
        at: new Date(0),
      })
      for (const bytes of [book, tables]) {
        for (const xml of await xmlIn(bytes, /^xl\/worksheets\/.*\.xml$/)) {
          const { tags } = xmlOf(xml)
          expect(tags.filter((tag) => ['f', 'hyperlink', 'script'].includes(tag))).toEqual([])
        }
        for (const xml of await xmlIn(bytes, /\.rels$/)) expect(xml).not.toContain('evil.example')
        for (const xml of await xmlIn(bytes, /docProps\/core\.xml$/)) xmlOf(xml)
      }
    }, 25))

  test('.csv: what is written is read back as one cell, and none begins a formula', () =>
    holds((text, other) => {
      const row = [harmless(text), harmless(other), 'end']
      const { rows } = readCsv(writeCsv([row]).slice(1), 'x', ',')
      expect(rows).toHaveLength(1)
      for (const cell of row) if (!/^[+-]?\d[\d.]*%?$/.test(cell)) expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u)
    }))

  test('.docx: sound XML, no field, no link, no part from elsewhere', () =>
    holds(async (text, other) => {
      const letter = await makeLetter({
        lang: 'zh',
        title: text,
        to: other,
        body: [
          { kind: 'text', text },
          { kind: 'table', head: [text], rows: [[other]], widths: [1] },
        ],
        from: text,
        date: other,
        author: text,
        at: new Date(0),
      })
      for (const xml of await xmlIn(letter, /^word\/document\.xml$/))
        expect(xmlOf(xml).tags.filter((tag) => /instrText|hyperlink|fldSimple|altChunk/.test(tag))).toEqual([])
      for (const xml of await xmlIn(letter, /\.rels$/)) expect(xml).not.toMatch(/evil\.example|TargetMode="External"/)
    }, 25))

  test('.ics: no line of its own, and no line too long', () =>
    holds((text, other) => {
      const made = icsOf({
        uid: 'u',
        stamp: new Date(0),
        title: text,
        place: other,
        description: text,
        start: { day: '2026-12-01', time: '09:00' },
        minutes: 60,
        sequence: 0,
        alarmMinutes: 60,
      })
      const lines = made.split('\r\n')
      expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n\0]/.test(line))).toBe(true)
      const names = made
        .replace(/\r\n /g, '')
        .split('\r\n')
        .map((line) => line.split(/[:;]/)[0])
      expect(names.filter((name) => name === 'END')).toHaveLength(3)
      expect(names).not.toContain('ATTACH')
    }))

  test('the name of a file: one header, in plain signs', () =>
    holds((text) => {
      let header = ''
      try {
        header = fileHeaders(Buffer.from(text).toString(), false)['content-disposition']
      } catch (error) {
        throw new Error(`no header: ${String(error)}`)
      }
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~!%-]*$/)
      expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header)
    }))
})

test('in a page: the same elements whatever is written, and no attribute of its own', () =>
  holds((text, other) => {
    const words = wordsIn('zh')
    const pageWith = (a: string, b: string) =>
      plainPage(
        words,
        a,
        b,
        prose(a) + facts([{ label: a, value: b }]) + table(a, [{ title: b, cell: (row: string) => row.replace(/[&<>"']/g, '') }], ['x']),
      )
    // a field without words is left out
    fc.pre(/\S/.test(text.replace(/\p{C}/gu, '')) && /\S/.test(other.replace(/\p{C}/gu, '')))
    const tagsIn = (page: string) => page.match(/<[a-z!/][^\s>]*/gi)?.filter((tag) => !/^<\/?(?:p|br)$/i.test(tag))
    expect(tagsIn(pageWith(text, other))).toEqual(tagsIn(pageWith('甲', '乙')))
    expect(pageWith(text, other)).not.toMatch(/<[^>]*\son\w+=/i)
  }))
