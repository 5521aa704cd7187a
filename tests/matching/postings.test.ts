import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addPosting, emptyPostings, type Postings, placeOf, removePosting, weightSteps } from '../../src/matching/postings.ts'

type Entry = { document: number; weight: number }

function listOf({ pool, start, size }: Postings, term: number): Entry[] {
  const from = start[term] ?? 0
  return Array.from(pool.subarray(from, from + (size[term] ?? 0)), (entry) => ({
    document: entry >>> 7,
    weight: (entry & weightSteps) / weightSteps,
  }))
}

function expectSame(postings: Postings, plain: ReadonlyMap<number, Entry[]>): void {
  for (const [term, entries] of plain) {
    const list = listOf(postings, term)
    expect(list.map(({ document }) => document)).toEqual(entries.map(({ document }) => document).toSorted((a, b) => a - b))
    for (const { document, weight } of list) {
      expect(weight).toBeGreaterThan(0)
      expect(Math.abs(weight - entries.find((entry) => entry.document === document)!.weight)).toBeLessThanOrEqual(1 / weightSteps)
    }
  }
}

const term = fc.oneof(fc.nat(4), fc.integer({ min: 250, max: 260 }), fc.constant(5000))
const document = fc.oneof(fc.nat(40), fc.integer({ min: 2 ** 24, max: 2 ** 25 - 1 }))
const weight = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), term, document, weight }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), term, document }) },
)

test('after any adding and removing the lists are those of a plain map, in order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const postings = emptyPostings()
      const plain = new Map<number, Entry[]>()
      for (const one of steps) {
        const others = (plain.get(one.term) ?? []).filter((entry) => entry.document !== one.document)
        removePosting(postings, one.term, one.document)
        if (one.kind === 'add') {
          addPosting(postings, one.term, one.document, one.weight)
          others.push(one)
        }
        plain.set(one.term, others)
      }
      expectSame(postings, plain)
    }),
    { numRuns: 200 },
  )
})

test('lists that grow past the first pool side by side keep apart', () => {
  const postings = emptyPostings()
  const plain = new Map<number, Entry[]>()
  for (let i = 0; i < 6000; i++) {
    const entry = { document: (i * 7919) % 6007, weight: ((i % 100) + 1) / 100 }
    addPosting(postings, i % 7, entry.document, entry.weight)
    plain.set(i % 7, [...(plain.get(i % 7) ?? []), entry])
  }
  expectSame(postings, plain)
})

test('a list that moved leaves its room to others', () => {
  const postings = emptyPostings()
  for (let document = 0; document < 64; document++) addPosting(postings, 0, document, 1)
  const { used } = postings
  for (let document = 0; document < 32; document++) addPosting(postings, 1, document, 1)
  expect(postings.used).toBe(used)
  expect(listOf(postings, 0)).toHaveLength(64)
})

test('place of a document: where it stands, or would stand', () => {
  const postings = emptyPostings()
  for (const document of [8, 2, 5]) addPosting(postings, 3, document, 0.5)
  const from = postings.start[3]!
  expect([0, 2, 3, 5, 8, 9].map((document) => placeOf(postings, 3, document) - from)).toEqual([0, 0, 1, 1, 2, 3])
})

test('removing what is not there changes nothing', () => {
  const postings = emptyPostings()
  addPosting(postings, 0, 7, 0.5)
  for (const [term, document] of [
    [0, 6],
    [0, 8],
    [1, 7],
    [99_999, 0],
  ] as const)
    removePosting(postings, term, document)
  expect(listOf(postings, 0)).toEqual([{ document: 7, weight: 64 / weightSteps }])
  expect(listOf(postings, 1)).toEqual([])
})
