import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judge, plainName } from '../../src/bot/file-content.ts'

const text = (words: string) => Buffer.from(words, 'latin1')

test.each([
  ['极光.png', 'image/png', '\x89PNG\r\n\x1a\n…', 'image/png'],
  ['a picture under another name', 'application/octet-stream', '\xff\xd8\xff\xe0…', 'image/jpeg'],
  ['x.webp', 'image/webp', 'RIFF0000WEBPVP8 ', 'image/webp'],
  ['page.png', 'image/png', '<html><script>alert(1)</script>', 'application/octet-stream'],
  ['a.pdf', 'application/pdf', '<!doctype html>', 'application/octet-stream'],
  ['drawing.svg', 'image/svg+xml', '<svg onload="alert(1)"/>', 'image/svg+xml'],
  [
    '表.xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'PK\x03\x04',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['x', 'text/html\r\nset-cookie: a=b', 'x', 'application/octet-stream'],
  ['x', 'Text/Plain; charset=utf-8', 'x', 'text/plain'],
  ['empty', 'image/png', '', 'application/octet-stream'],
])('%s, said to be %j, is kept as it is', (name, mime, bytes, kept) => {
  expect(judge({ name, mime, bytes: text(bytes) })).toEqual({ mime: kept })
})

test.each([
  ['图纸.exe', 'MZ\x90'],
  ['图纸.pdf', 'MZ\x90'],
  ['report.pdf.exe', 'anything'],
  ['report\u202efdp.exe', 'anything'],
  ['report.EXE. ', 'anything'],
  ['run.js', 'x'],
  ['no ending', '\x7fELF\x02'],
  ['no ending', '#!/bin/sh'],
])('%j is a program, whatever it is called', (name, bytes) => {
  expect(judge({ name, mime: 'application/pdf', bytes: text(bytes) })).toBe('program')
})

test('every file of the repository that people could send is none', () => {
  for (const file of ['../../docs/images/reports/letter.docx', '../../docs/images/expert-card.png', '../../README.md'])
    expect(judge({ name: file, mime: 'x/y', bytes: readFileSync(new URL(file, import.meta.url)) })).not.toBe('program')
})

test('a name hides nothing', () => {
  expect(plainName('a\u202egnp.exe\r\n')).toBe('a_gnp.exe__')
  expect(plainName('轧辊 图纸（终）.pdf')).toBe('轧辊 图纸（终）.pdf')
})
