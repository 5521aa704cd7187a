import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatchableExpert, MatchableNeed } from '../../src/domain/matcher.ts'
import { ask, idsOf } from './known.ts'

const words =
  '压光 极光 布面 手感 后整理 织物 超滤 膜污染 废水 气孔 压铸 铝合金 PA66 316L COD 50mg/L membrane fouling 的 我们 技术 電機 温升'.split(
    ' ',
  )
const text = (max: number) =>
  fc.array(fc.constantFrom(...words), { maxLength: max }).chain((list) => fc.constantFrom('', '，', ' ').map((gap) => list.join(gap)))
const anyText = fc.oneof({ weight: 4, arbitrary: text(12) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) })
const field = fc.constantFrom('10', '40', '70', undefined)
const need: fc.Arbitrary<MatchableNeed> = fc.record({ title: anyText, description: anyText, targets: text(3), field })
const achievement = fc.record({ id: fc.string(), title: text(4), summary: text(6) })
const person: fc.Arbitrary<Omit<MatchableExpert, 'id'>> = fc.record({
  instituteId: fc.constant('i'),
  fields: fc.subarray(['10', '40', '70'] as const).map((list) => [...list]),
  keywords: fc.array(text(2), { maxLength: 4 }),
  profile: anyText,
  achievements: fc.array(achievement, { maxLength: 4 }),
  solved: fc.array(fc.record({ needId: fc.string(), label: fc.string(), text: text(8) }), { maxLength: 2 }),
})
const directory = fc
  .array(person, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((one, i): MatchableExpert => ({ ...one, id: `e${i}` })))
const load = fc
  .array(fc.record({ open: fc.nat(4), cap: fc.integer({ min: 1, max: 4 }) }), { maxLength: 8 })
  .map((list) => new Map(list.map((one, i) => [`e${i}`, one])))
const nobody: Omit<MatchableExpert, 'id'> = { instituteId: 'i', fields: [], keywords: [], profile: '', achievements: [], solved: [] }
const runs = { numRuns: 150 }

describe('whatever the directory and the need', () => {
  test('the order of the directory changes nothing', () => {
    const shuffled = directory.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(shuffled, need, load, ([experts, others], asked, carried) => {
        expect(ask(asked, others, { load: carried, limit: 8 })).toEqual(ask(asked, experts, { load: carried, limit: 8 }))
      }),
      runs,
    )
  })

  test('excluded and full experts never appear, the limit holds, each has a reason, scores fall', () => {
    const excluded = fc.subarray(['e0', 'e1', 'e2', 'e3']).map((ids) => new Set(ids))
    fc.assert(
      fc.property(directory, need, load, excluded, fc.nat(4), (experts, asked, carried, exclude, limit) => {
        const matches = ask(asked, experts, { load: carried, exclude, limit })
        expect(matches.length).toBeLessThanOrEqual(limit)
        expect(new Set(idsOf(matches)).size).toBe(matches.length)
        for (const [i, { expertId, score, reasons }] of matches.entries()) {
          expect(exclude.has(expertId)).toBe(false)
          const { open, cap } = carried.get(expertId) ?? { open: 0, cap: 3 }
          expect(open).toBeLessThan(cap)
          expect(reasons.length).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(matches[i - 1]?.score ?? Number.POSITIVE_INFINITY)
        }
      }),
      runs,
    )
  })

  test('more of the need in a profile never puts the expert lower', () => {
    const place = (asked: MatchableNeed, experts: MatchableExpert[], id: string) => {
      const at = idsOf(ask(asked, experts, { limit: experts.length })).indexOf(id)
      return at < 0 ? experts.length : at
    }
    fc.assert(
      fc.property(directory, need, fc.nat(7), fc.nat(2), (experts, asked, pick, part) => {
        const chosen = experts[pick % experts.length]!
        const added = [asked.title, asked.description, asked.targets][part]!
        const grown = experts.map((one) => (one === chosen ? { ...one, profile: `${one.profile}\n${added}` } : one))
        expect(place(asked, grown, chosen.id)).toBeLessThanOrEqual(place(asked, experts, chosen.id))
      }),
      runs,
    )
  })

  test('an expert who shares nothing with the need is not named and turns no clear order round', () => {
    const stranger: MatchableExpert = { ...nobody, id: 'x', keywords: ['甲骨文'], profile: '殷墟卜辞' }
    fc.assert(
      fc.property(directory, text(6), (experts, title) => {
        const asked = { title, description: '', targets: '' }
        const before = ask(asked, experts, { limit: 8 })
        const after = idsOf(ask(asked, [...experts, stranger], { limit: 8 }))
        expect(after).not.toContain('x')
        for (const [i, above] of before.entries()) {
          for (const below of before.slice(i + 1).filter(({ score }) => above.score > 1.05 * score)) {
            const at = after.indexOf(below.expertId)
            if (at >= 0) expect(after.slice(0, at)).toContain(above.expertId)
          }
        }
      }),
      runs,
    )
  })
})
