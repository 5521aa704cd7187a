import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, textOf, writeCsv } from '../../src/domain/exchange/csv.ts'
import type { Snapshot } from '../../src/domain/exchange/entries.ts'
import { type Exporting, exportTable } from '../../src/domain/exchange/export.ts'
import { guessKind } from '../../src/domain/exchange/headings.ts'
import { plan, wholeOf } from '../../src/domain/exchange/plan.ts'
import type { PlainTable, RawSheet } from '../../src/domain/exchange/raw.ts'
import { type ImportedRow, rowsOf } from '../../src/domain/exchange/sheet-rows.ts'
import { type Kind, kinds, type Stored } from '../../src/domain/exchange/table.ts'
import { readWorkbook } from '../../src/reports/read-workbook.ts'
import { makeTables } from '../../src/reports/tables.ts'
import { directoryWorld, oddText } from '../support/exchange-world.ts'

const exporting = (lang: 'zh' | 'en'): Exporting => ({ lang, contacts: true, state: (code) => code })
const at = new Date('2026-01-01T00:00:00Z')

/** What an import into an empty directory makes of these sheets. */
function imported(sheets: RawSheet[]): Snapshot {
  const rows: ImportedRow[] = []
  for (const [i, sheet] of sheets.entries()) {
    if (sheet.rows.length < 2) continue
    const guess = guessKind(sheet, kinds)
    if (!('mapping' in guess)) throw new Error(`not recognised: ${sheet.name} ${JSON.stringify(guess)}`)
    for (const row of rowsOf(sheet, guess.mapping, i, rows.length)) rows.push(row)
  }
  const planned = plan({ rows, snapshot: {}, at, idFor: (n) => `made-${n}` })
  const snapshot: Snapshot = {}
  for (const [i, one] of planned.entries()) {
    if (one.verdict !== 'new') throw new Error(JSON.stringify({ row: rows[i], one }))
    const kind = rows[i]?.kind as Kind
    snapshot[kind] = [...(snapshot[kind] ?? []), { ...wholeOf(kind, one.after ?? {}), id: one.ref } as Stored]
  }
  return snapshot
}

function exportedTables(snapshot: Snapshot, lang: 'zh' | 'en'): PlainTable[] {
  return kinds.map((kind) => exportTable(kind, snapshot, exporting(lang)))
}

test('a directory that is exported and imported elsewhere is the same, as .xlsx and in either language', async () => {
  await fc.assert(
    fc.asyncProperty(directoryWorld, fc.constantFrom('zh' as const, 'en' as const), async (world, lang) => {
      const tables = exportedTables(world, lang)
      const again = imported(await readWorkbook(await makeTables(tables, { author: 'x', at })))
      expect(exportedTables(again, lang)).toEqual(tables)
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

test('an enterprise whose name begins with @ keeps the projects that are linked to it', async () => {
  await fc.assert(
    fc.asyncProperty(directoryWorld, fc.constantFrom('zh' as const, 'en' as const), async (world, lang) => {
      const tables = exportedTables(world, lang)
      const again = imported(await readWorkbook(await makeTables(tables, { author: 'x', at })))
      expect(exportedTables(again, lang)).toEqual(tables)
    }),
    { numRuns: 1, seed: 193958694, path: '12', endOnFailure: true },
  )
})

test('as CSV too', () => {
  fc.assert(
    fc.property(directoryWorld, fc.constantFrom('zh' as const, 'en' as const), (world, lang) => {
      const tables = exportedTables(world, lang)
      const sheets = tables.map(({ name, headings, rows }) =>
        readCsv(textOf(new TextEncoder().encode(writeCsv([headings, ...rows]))), name),
      )
      expect(exportedTables(imported(sheets), lang)).toEqual(tables)
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test('no cell that goes out begins a formula', () => {
  fc.assert(
    fc.property(directoryWorld, (world) => {
      for (const { rows } of exportedTables(world, 'zh'))
        for (const cell of rows.flat()) if (typeof cell === 'string' && !/^\+?[\d -]+$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@]/u)
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test('CSV is read as it was written, whatever stands in it and whatever the signs between', () => {
  const cell = fc.oneof(
    oddText(40),
    fc.constant(''),
    fc.string({ maxLength: 10 }).map((text) => text.replace(/\r/g, '')),
  )
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(',', ';', '\t'),
      (rows, sign) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(sign)).join('\r\n')
        const read = readCsv(text, 'x', sign)
        const kept = rows.flatMap((row, i) =>
          row.some((one) => one.trim() !== '') ? [{ line: i + 1, cells: row.map((one) => (one === '' ? undefined : one)) }] : [],
        )
        expect(read.rows).toEqual(kept)
      },
    ),
  )
})
