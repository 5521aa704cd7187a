import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../src/reports/read-workbook.ts'
import { openZip } from '../../src/reports/zip.ts'

const head = '<?xml version="1.0"?>'

/** An .xlsx as other programs write it: the sheet before everything else, shared texts with phonetics, a date in a format of East Asia, a formula, an error. */
async function book(sheet: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('xl/worksheets/any.xml', `${head}<worksheet><sheetData>${sheet}</sheetData></worksheet>`)
  zip.file(
    'xl/workbook.xml',
    `${head}<workbook xmlns:r="r"><sheets><sheet name="专家" r:id="rId7"/><sheet name="藏" state="hidden" r:id="rId7"/></sheets></workbook>`,
  )
  zip.file('xl/_rels/workbook.xml.rels', `${head}<Relationships><Relationship Id="rId7" Target="/xl/worksheets/any.xml"/></Relationships>`)
  zip.file('xl/sharedStrings.xml', `${head}<sst><si><r><t>沈</t></r><r><t>岚</t></r><rPh><t>shen</t></rPh></si></sst>`)
  zip.file(
    'xl/styles.xml',
    `${head}<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="4"/></cellXfs></styleSheet>`,
  )
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

test('cells are what a person sees: texts, days, values of formulas, errors; hidden sheets are left out', async () => {
  const cells =
    '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" s="1"><v>46082</v></c><c r="D3" s="2"><f>1+1</f><v>2</v></c><c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="b"><v>1</v></c><c r="AA3" t="inlineStr"><is><t>末_x000D_</t></is></c></row><row/>'
  const sheets = await readWorkbook(await book(cells))
  expect(sheets.map(({ name }) => name)).toEqual(['专家'])
  const [row] = sheets[0]?.rows ?? []
  expect(row?.line).toBe(3)
  expect(row?.cells.slice(0, 6)).toEqual([undefined, '沈岚', { day: '2026-03-01' }, 2, { error: '#N/A' }, true])
  expect(row?.cells[26]).toBe('末\n')
})

test('what unpacks to far more than a table is not unpacked', async () => {
  const bomb = await book('<row/>', { 'xl/sharedStrings.xml': ' '.repeat(100_000) })
  expect(bomb.length).toBeLessThan(5_000)
  await expect(openZip(bomb, 50_000).read('xl/sharedStrings.xml')).rejects.toMatchObject({ problem: 'file_bomb' })
})

test('too many rows, half a file and another kind of zip are said', async () => {
  await expect(readWorkbook(await book('<row><c><v>1</v></c></row>'.repeat(50_002)))).rejects.toMatchObject({ problem: 'file_rows' })
  const whole = await book('<row><c><v>1</v></c></row>')
  await expect(readWorkbook(whole.slice(0, whole.length / 2))).rejects.toMatchObject({ problem: 'file_broken' })
  const zip = new JSZip().file('word/document.xml', '<x/>')
  await expect(readWorkbook(await zip.generateAsync({ type: 'uint8array' }))).rejects.toMatchObject({ problem: 'file_unknown' })
})
