import { describe, expect, test } from 'vitest'
import { type Code, fields } from '../../src/domain/code-lists.ts'
import { disciplines } from '../../src/domain/disciplines.ts'
import { industries, industryOf, industrySections } from '../../src/domain/industries.ts'
import {
  achievementNatures,
  cooperationModes,
  degrees,
  equipmentStates,
  ipForms,
  maturities,
  maturityOf,
  ownerships,
  qualificationKinds,
} from '../../src/domain/profile-codes.ts'
import { fieldOf, subfields } from '../../src/domain/subfields.ts'

const lists: [name: string, list: readonly Code[], length: number][] = [
  ['fields', fields, 8],
  ['subfields', subfields, 52],
  ['disciplines', disciplines, 62],
  ['industrySections', industrySections, 20],
  ['industries', industries, 97],
  ['cooperationModes', cooperationModes, 11],
  ['maturities', maturities, 5],
]
const others = [achievementNatures, degrees, equipmentStates, ipForms, ownerships, qualificationKinds]

describe('code lists', () => {
  test.each(lists)('%s is complete, and has each code once, with both names', (_, list, length) => {
    expect(list).toHaveLength(length)
    sound(list)
  })

  test('the short lists of profiles have each code once, with both names', () => {
    for (const list of others) sound(list)
  })

  test('every sub-field belongs to a field, and every field has some', () => {
    const codes = fields.map(({ code }) => code)
    expect([...new Set(subfields.map(({ code }) => fieldOf(code)))].sort()).toEqual([...codes].sort())
  })

  test('every division belongs to a section, and sections follow each other', () => {
    const sections = industrySections.map(({ code }) => code)
    expect([...new Set(industries.map(({ code }) => code[0]))]).toEqual(sections)
    expect(industries.map(({ code }) => code.slice(1))).toEqual([...industries.map(({ code }) => code.slice(1))].sort())
  })

  test.each([
    ['C17', 'C17'],
    ['17', 'C17'],
    [' ｃ１７ ', 'C17'],
    ['A17', undefined],
    ['C', undefined],
    ['7', undefined],
    ['', undefined],
  ])('industry %j is read as %j', (text, code) => {
    expect(industryOf(text)).toBe(code)
  })

  test('each readiness level has one plain word', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => maturityOf(level)?.code)).not.toContain(undefined)
    expect(maturities.flatMap(({ levels }) => levels as readonly number[])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(maturityOf(0)).toBeUndefined()
  })
})

function sound(list: readonly Code[]): void {
  expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
  expect(new Set(list.map(({ zh }) => zh)).size).toBe(list.length)
  for (const { code, zh, en } of list) expect([code, zh, en].every((text) => text.trim() === text && text !== '')).toBe(true)
}
