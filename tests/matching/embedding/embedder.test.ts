import { expect, test } from 'vitest'
import { cosine, EmbeddingError, embeddable, unitVector } from '../../../src/matching/embedding/embedder.ts'

test('the cosine of unit vectors', () => {
  const east = unitVector([2, 0])!
  const north = unitVector([0, 5])!
  const between = unitVector([3, 3])!
  expect(cosine(east, north)).toBe(0)
  expect(cosine(east, between)).toBeCloseTo(Math.SQRT1_2, 6)
  expect(cosine(east, unitVector([-7, 0])!)).toBe(-1)
  expect(cosine(between, between)).toBeLessThanOrEqual(1)
  expect(() => cosine(east, unitVector([1, 2, 3])!)).toThrow(EmbeddingError)
})

test('only what has a direction has a unit vector', () => {
  expect([...unitVector([3, -4])!]).toEqual([expect.closeTo(0.6), expect.closeTo(-0.8)])
  for (const numbers of [[], [0, 0], [1, Number.NaN], [Number.POSITIVE_INFINITY]]) expect(unitVector(numbers)).toBeUndefined()
})

test('what is embedded of a text is never empty, too long or half a character', () => {
  expect(embeddable('焊接')).toBe('焊接')
  expect(embeddable('')).toBe(' ')
  expect(embeddable('\n\t')).toBe(' ')
  expect(embeddable('字'.repeat(4001))).toBe('字'.repeat(4000))
  expect(embeddable(`${'x'.repeat(3999)}😀`)).toBe(`${'x'.repeat(3999)} `)
})
