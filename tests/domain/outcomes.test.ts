import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Countable, campaignFigures, campaignKeys } from '../../src/domain/outcome-figures.ts'
import { outcomeKinds } from '../../src/domain/outcome-kinds.ts'
import { equalShares, sharesFromAnswer } from '../../src/domain/shares.ts'

const textile = { id: 'a', name: '江畔理工大学轻纺研究院', short: '江畔轻纺院', university: '江畔理工大学' }
const machine = { id: 'b', name: '东湖科技大学装备研究院', short: '东湖装备院', university: '东湖科技大学' }
const chemistry = { id: 'c', name: '江畔理工大学化工研究院', short: '江畔化工院', university: '江畔理工大学' }
const two = [textile, machine]

describe('how institutes share an outcome', () => {
  test.each([
    ['江畔轻纺院 60 东湖装备院 40', 0.6, 0.4],
    ['江畔轻纺院60%，东湖装备院40%', 0.6, 0.4],
    ['轻纺院：70；装备院：30', 0.7, 0.3],
    ['60 40', 0.6, 0.4],
    ['33.3%、66.7%', 0.333, 0.667],
    ['东湖科技大学 40，江畔理工大学 60', 0.6, 0.4],
  ])('%s', (text, a, b) => {
    const shares = new Map(sharesFromAnswer(text, two)?.map(({ instituteId, share }) => [instituteId, share]))
    expect([shares.get('a'), shares.get('b')]).toEqual([a, b])
  })

  test('one may have it all', () => {
    expect(sharesFromAnswer('江畔轻纺院 100', two)).toEqual([{ instituteId: 'a', share: 1 }])
  })

  test.each([
    '60 50',
    '江畔轻纺院 60 东湖装备院 30',
    '江畔轻纺院 120 东湖装备院 -20',
    '江畔轻纺院 60 西山院 40',
    '江畔轻纺院 60 江畔轻纺院 40',
    '60',
    '一半一半',
    '',
  ])('%s is asked back', (text) => {
    expect(sharesFromAnswer(text, two)).toBeUndefined()
  })

  test('a name that fits two institutes is asked back', () => {
    expect(sharesFromAnswer('江畔理工大学 60 东湖装备院 40', [textile, machine, chemistry])).toBeUndefined()
  })

  test('what is accepted always sums to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 4 }), (numbers) => {
        const institutes = numbers.map((_, i) => ({
          ...textile,
          id: String(i),
          short: `${'甲乙丙丁'[i]}院`,
          name: `${'甲乙丙丁'[i]}研究院`,
        }))
        const shares = sharesFromAnswer(numbers.map((number, i) => `${institutes[i]?.short} ${number}`).join(' '), institutes)
        expect(shares !== undefined).toBe(numbers.reduce((a, b) => a + b, 0) === 100)
        if (shares) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
      }),
    )
  })
})

const anOutcome: fc.Arbitrary<Countable> = fc.record(
  {
    kind: fc.constantFrom(...outcomeKinds.map(({ code }) => code as string)),
    subkind: fc.constantFrom('granted', 'applied', 'development'),
    amount: fc.double({ min: 0.01, max: 100_000, noNaN: true }),
    techAmount: fc.double({ min: 0.01, max: 100_000, noNaN: true }),
    count: fc.integer({ min: 1, max: 10_000 }),
    sessions: fc.integer({ min: 1, max: 100 }),
    shares: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g']).map(equalShares),
  },
  { requiredKeys: ['kind', 'shares'] },
)

describe('the campaign’s figures', () => {
  test('what the institutes have sums to the totals, whatever they share', () => {
    fc.assert(
      fc.property(fc.array(anOutcome, { maxLength: 30 }), (outcomes) => {
        const { all, institutes } = campaignFigures(outcomes)
        for (const key of campaignKeys) {
          const sum = [...institutes.values()].reduce((total, figures) => total + figures[key], 0)
          expect(sum).toBeCloseTo(all[key], 5)
        }
      }),
    )
  })

  test('in any order, and in two parts, they are the same', () => {
    fc.assert(
      fc.property(fc.array(anOutcome, { maxLength: 12 }), fc.nat({ max: 12 }), (outcomes, at) => {
        const { all } = campaignFigures(outcomes)
        const parts = [outcomes.slice(0, at), outcomes.slice(at).reverse()].map((part) => campaignFigures(part).all)
        for (const key of campaignKeys) expect((parts[0]?.[key] ?? 0) + (parts[1]?.[key] ?? 0)).toBeCloseTo(all[key], 5)
      }),
    )
  })

  test('every kind adds to a figure of its own', () => {
    const figures = outcomeKinds.map(({ code }) =>
      campaignKeys.filter((key) => campaignFigures([{ kind: code, amount: 3, techAmount: 2, count: 5, shares: [] }]).all[key] > 0),
    )
    expect(figures.every((keys) => keys.length > 0)).toBe(true)
    expect(new Set(figures.flat()).size).toBe(figures.flat().length)
  })

  test('a joint contract of 20 and a training of 30', () => {
    const shares = [
      { instituteId: 'a', share: 0.6 },
      { instituteId: 'b', share: 0.4 },
    ]
    const { all, institutes } = campaignFigures([
      { kind: 'tech_contract', amount: 20, techAmount: 10, shares },
      { kind: 'training', count: 30, sessions: 2, shares: [] },
    ])
    expect(all).toMatchObject({ contracts: 1, contractValue: 20, techValue: 10, trainings: 2, trained: 30 })
    expect(institutes.get('a')).toMatchObject({ contracts: 0.6, contractValue: 12 })
    expect(institutes.get('b')).toMatchObject({ contracts: 0.4, contractValue: 8 })
    expect(institutes.get('')).toMatchObject({ trainings: 2, trained: 30 })
  })
})
