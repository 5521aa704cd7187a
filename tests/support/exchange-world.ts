import fc from 'fast-check'
import { creditCheckCharacter } from '../../src/domain/credit-code.ts'
import type { Snapshot } from '../../src/domain/exchange/entries.ts'
import { type CellType, type Column, type Kind, kinds, type Stored, type Value } from '../../src/domain/exchange/table.ts'
import { tables } from '../../src/domain/exchange/tables.ts'
import { industries } from '../../src/domain/industries.ts'

const odd = [
  '=1+1',
  '+86',
  '-',
  '@x',
  "'",
  "'=",
  '无',
  '清空',
  '（清空）',
  '/',
  'N/A',
  '"',
  '"a";"b"',
  'a,b',
  'a；b',
  'a、b/c',
  '1,2-二氯',
  '江畔理工（本部）',
  '雲溪染整',
  '😀🏭',
  '是',
  '#id',
  'a\nb',
  ' x',
  '_x0041_',
  '‮abc',
  '0123',
  '1E5',
  '２０２６',
]

/** Text as people and programs write it; nothing that no spreadsheet can hold (control characters, halves of characters), never blanks alone. */
export const oddText = (most: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...odd),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(most, 40) }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: Math.min(most, 30) }),
      fc.nat(2_000).map((n) => '很长'.repeat(Math.ceil(n / 2))),
    )
    .map((text) =>
      text
        .replace(/(?!\n)\p{Cc}|\p{Cs}|[\ufffe\uffff\u2028\u2029\u0085\ufeff]/gu, '')
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, ''),
    )
    .filter((text) => text.trim() !== '')

const id = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABC0123456789_-'), minLength: 16, maxLength: 16 })
const day = fc
  .date({ min: new Date('1960-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const creditCode = fc.nat(999_999_999).map((n) => {
  const first = `91330100${String(n).padStart(9, '0')}`
  return first + creditCheckCharacter(first)
})

function anyValue({ key, type }: Column, ids: Partial<Record<Kind, string[]>>): fc.Arbitrary<Value> {
  switch (type.is) {
    case 'text':
      return oddText(type.most)
    case 'list':
      return fc.uniqueArray(
        oddText(Math.min(type.each, 60)).map((text) => text.trim()),
        { maxLength: Math.min(4, type.most) },
      )
    case 'code':
      return fc.constantFrom(...type.of.map(({ code }) => code))
    case 'codes':
      return fc.subarray(
        type.of.map(({ code }) => code),
        { minLength: key === 'roles' ? 1 : 0, maxLength: Math.min(type.most, type.of.length, 3) },
      )
    case 'yes':
      return fc.boolean()
    case 'stamp':
      return fc.option(fc.constant('2026-01-01T00:00:00.000Z'), { nil: null })
    case 'number':
      return fc.integer({ min: type.from, max: type.to })
    case 'money':
      return fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n + 0)
    case 'date':
      return day
    case 'phone':
      return fc.constantFrom('13900001234', '0571-88880000', '+86 139 0000 1234')
    case 'email':
      return fc.nat(9999).map((n) => `a.${n}@example.edu.cn`)
    case 'credit':
      return creditCode
    case 'industry':
      return fc.constantFrom(...industries.map(({ code }) => code))
    case 'maturity':
      return fc.integer({ min: 1, max: 9 })
    case 'ref':
      return fc.constantFrom(...(ids[type.to] as string[]))
    case 'refs':
      return fc.subarray(ids[type.to] as string[])
    case 'projects':
      return fc.uniqueArray(
        fc.tuple(
          oddText(20).map((text) => text.trim()),
          fc.constantFrom(...(ids.enterprises as string[])),
        ),
        { maxLength: 2, selector: (one) => one.join('|') },
      )
    default:
      return fc.constant(null)
  }
}

const never: CellType['is'][] = ['id']
/** What the database wants of every entry. */
const always = ['name', 'lang', 'roles', 'title', 'short', 'university', 'kind', 'state', 'cap']

function entryOf(kind: Kind, place: number, ids: Partial<Record<Kind, string[]>>): fc.Arbitrary<Stored> {
  const { columns, defaults } = tables[kind]
  const parts = columns
    .filter(({ virtual, type }) => !virtual && !never.includes(type.is))
    .map((column) => {
      const value = anyValue(column, ids)
      const mayMiss = !column.must && !always.includes(column.key) && defaults[column.key] === null
      return [column.key, mayMiss ? fc.option(value, { nil: null }) : value] as const
    })
  return fc.record(Object.fromEntries(parts)).map((entry) => {
    const made = { ...entry, id: (ids[kind] as string[])[place] } as Stored
    // what no two may share
    if (['institutes', 'enterprises', 'teams'].includes(kind))
      made.name = `${Array.from(String(made.name)).slice(0, 20).join('')}${place}`.trim()
    if (made.code) made.code = `${Array.from(String(made.code)).slice(0, 20).join('')}${place}`.trim()
    if (made.creditCode && place > 0) made.creditCode = null
    return made
  })
}

/** A directory at random: entries of every kind but needs, which name each other. */
export const directoryWorld: fc.Arbitrary<Snapshot> = fc
  .tuple(fc.array(fc.nat(2), { minLength: kinds.length, maxLength: kinds.length }), fc.uniqueArray(id, { minLength: 40, maxLength: 40 }))
  .chain(([counts, all]) => {
    let next = 0
    const ids: Partial<Record<Kind, string[]>> = {}
    for (const [i, kind] of kinds.entries()) {
      const many = kind === 'needs' ? 0 : Math.max(['institutes', 'enterprises', 'experts'].includes(kind) ? 1 : 0, counts[i] as number)
      ids[kind] = all.slice(next, next + many)
      next += many
    }
    return fc.record(
      Object.fromEntries(kinds.map((kind) => [kind, fc.tuple(...(ids[kind] as string[]).map((_, place) => entryOf(kind, place, ids)))])),
    ) as fc.Arbitrary<Snapshot>
  })
