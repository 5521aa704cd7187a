import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { figures } from '../src/domain/reports/figures.ts'

const doc = readFileSync(join(import.meta.dirname, '../docs/figures.md'), 'utf8')
const rows = doc.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim())
  const key = /^(.+?)\s*`(\w+)`$/.exec(cells[1] ?? '')
  return key && cells.length === 8 ? [{ name: key[1], key: key[2], unit: cells[2], cells }] : []
})

test('docs/figures.md defines every figure, by its name and unit, in this order, and no other', () => {
  expect(rows.map(({ key, name, unit }) => ({ key, name, unit }))).toEqual(
    figures.map(({ key, zh, unit }) => ({ key, name: zh, unit: unit.zh })),
  )
})

test('each definition says in both languages what counts, on which day, and whose it is', () => {
  for (const { key, cells } of rows) {
    for (const cell of cells.slice(3, 7)) expect(cell, key).not.toBe('')
    expect(cells[3], key).toMatch(/\p{Script=Han}/u)
    expect(cells[4], key).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
  }
})

test('speed, quality and what found nobody are defined too', () => {
  for (const key of ['toMatch', 'toClaim', 'toContact', 'toSolution', 'ended', 'solved', 'said', 'satisfied', 'published', 'nobody'])
    expect(doc).toContain(`\`${key}\``)
})
