import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { harmless, longestCell } from '../../src/domain/spreadsheet-safe.ts'

describe('text in a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://evil.example";"报价")', `'=HYPERLINK("http://evil.example";"报价")`],
    ['+86 571 8622', "'+86 571 8622"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'=1+1"],
    ['\t=1+1', "'=1+1"],
    ['\r\n=1+1', "'=1+1"],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['\u0000=1+1', "'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－A1', "'－A1"],
    ['＠SUM', "'＠SUM"],
    ['断裂强力≥350N', '断裂强力≥350N'],
    ['a=b', 'a=b'],
    ['-1', '-1'],
    ['+5%', '+5%'],
    ['-12.5', '-12.5'],
    ["'=1+1", "'=1+1"],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['列1\t列2', '列1 列2'],
    ['响\u0007铃\u001b[0m', '响铃[0m'],
    ['', ''],
  ])('%j', (text, cell) => {
    expect(harmless(text)).toBe(cell)
  })

  test('a text too long for a cell ends in a note that says where the rest is', () => {
    const cell = harmless('强'.repeat(40_000))
    expect(cell).toHaveLength(longestCell)
    expect(cell).toMatch(/强……（全文过长，其余见需求原文 \/ cut here, the rest is in the need itself）$/)
    expect(harmless('强'.repeat(longestCell))).toBe('强'.repeat(longestCell))
    expect(harmless(`a${'😀'.repeat(20_000)}`)).not.toMatch(/\p{Cs}/u)
  })

  test('any text starts no formula, has no control characters, fits, and is harmless twice as once', () => {
    const start = fc.array(
      fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', ' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\ufeff', '\u0000', "'", '1'),
    )
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary', maxLength: 100 }), (parts, rest) => {
        const cell = harmless(`${parts.join('')}${rest}`)
        expect(harmless(cell)).toBe(cell)
        expect(cell).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}/u)
        expect(cell.length).toBeLessThanOrEqual(longestCell)
        if (!/^[+-]\d+(?:\.\d+)?%?$/.test(cell)) expect(cell.normalize('NFKC').trimStart()).not.toMatch(/^\p{Cf}*[=+\-@]/u)
      }),
      { numRuns: 1000 },
    )
  })
})
