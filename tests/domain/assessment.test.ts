import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Indicator, Input, Objection } from '../../src/domain/assessment/assessment.ts'
import { capped, proposed, usualBounds, weighed, weightSum } from '../../src/domain/assessment/indicators.ts'
import { gradeOf, scoreOf, standingsOf, targetOf } from '../../src/domain/assessment/score.ts'

const keys = proposed.map(({ key }) => key)

const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: keys.length, maxLength: keys.length })
const caps = fc.array(fc.integer({ min: 100, max: 200 }), { minLength: keys.length, maxLength: keys.length })
const number = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 5000, noNaN: true }), fc.integer({ min: 0, max: 40 }))
const input = fc.record(
  { achieved: number, target: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 60 })) },
  { requiredKeys: [] },
)
const inputs = fc
  .array(input, { minLength: keys.length, maxLength: keys.length })
  .map((all) => all.map((one, i): Input => ({ ...one, indicator: keys[i]! })))
const table = fc.tuple(weights, caps).map(([w, c]) => proposed.map((one, i): Indicator => ({ ...one, weight: w[i]!, cap: c[i]! })))

describe('the score of an institute', () => {
  test('lies between nothing and the highest cap, and is the sum of its lines', () => {
    fc.assert(
      fc.property(table, inputs, (indicators, all) => {
        const { total, lines } = scoreOf(indicators, all)
        if (total === undefined) {
          expect(lines.map(({ points }) => points).filter((points) => points !== undefined)).toEqual([])
          return
        }
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(Math.max(...indicators.map(({ cap }) => cap)))
        const sum = lines.reduce((points, line) => points + (line.points ?? 0), 0)
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(0.005 * keys.length + 1e-9)
        for (const { points = 0, weight, cap } of lines) expect(points).toBeLessThanOrEqual((weight * cap) / 100 + 0.02)
      }),
    )
  })

  test('more that is confirmed never lowers it', () => {
    fc.assert(
      fc.property(table, inputs, fc.nat(keys.length - 1), fc.double({ min: 0, max: 100, noNaN: true }), (indicators, all, place, more) => {
        const better = all.map((one, i) => (i === place && one.achieved !== undefined ? { ...one, achieved: one.achieved + more } : one))
        expect(scoreOf(indicators, better).total ?? -1).toBeGreaterThanOrEqual(scoreOf(indicators, all).total ?? -1)
      }),
    )
  })

  test('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(table, inputs, fc.array(fc.nat(), { minLength: keys.length, maxLength: keys.length }), (indicators, all, order) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((one, i) => ({ one, at: order[i]! }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one)
        expect(scoreOf(shuffled(indicators), shuffled(all)).total ?? -1).toBeCloseTo(scoreOf(indicators, all).total ?? -1, 6)
      }),
    )
  })

  test('all targets exactly reached is 100, whatever the weights and however many are left out', () => {
    fc.assert(
      fc.property(table, fc.array(fc.boolean(), { minLength: keys.length, maxLength: keys.length }), (indicators, agreed) => {
        const all = keys.map((indicator, i): Input => ({ indicator, achieved: 7, ...(agreed[i] && { target: 7 }) }))
        const { total } = scoreOf(indicators, all)
        if (indicators.some(({ weight }, i) => weight > 0 && agreed[i])) expect(total).toBeCloseTo(100, 1)
        else expect(total).toBeUndefined()
      }),
    )
  })

  test('nothing makes up for an indicator at zero: with one, no other counts for more than its weight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(keys.length - 1), (achieved, zero) => {
        const all = keys.map((indicator, i): Input => ({ indicator, achieved: i === zero ? 0 : achieved, target: 1 }))
        const { total, noZero } = scoreOf(proposed, all)
        expect(noZero).toBe(false)
        expect(total).toBeLessThanOrEqual(100 - proposed[zero]!.weight + 1e-9)
      }),
    )
  })

  test('its working, by hand', () => {
    const all: Input[] = [
      { indicator: 'solutions', achieved: 9, target: 12 },
      { indicator: 'agreements', achieved: 5, target: 4 },
      { indicator: 'contractValue', achieved: 1500, target: 1000 },
      { indicator: 'patents', achieved: 2.5, target: 5 },
      { indicator: 'trained', achieved: 30, target: 90 },
      { indicator: 'platforms', achieved: 1 },
      { indicator: 'answered', achieved: 90, target: 100, of: 10 },
      { indicator: 'satisfied', target: 100, of: 0 },
    ]
    const { lines, total } = scoreOf(proposed, all)
    // 80 of the weights are measured: 25 → 31.25, 15 → 18.75, 10 → 12.5, 5 → 6.25
    expect(lines.map(({ points }) => points)).toEqual([23.44, 22.5, 22.5, 6.25, 2.08, undefined, 11.25, undefined])
    expect(total).toBe(88.02)
    expect(gradeOf(88.02, usualBounds)).toBe('good')
    expect([100, 90, 89.99, 75, 60, 59.99].map((one) => gradeOf(one, usualBounds))).toEqual([
      'excellent',
      'excellent',
      'good',
      'good',
      'fair',
      'poor',
    ])
  })
})

test('standings: equals share a rank, who has nothing to measure stands last, corrections count', () => {
  const of = (id: string, achieved: number | undefined, target = 10) => ({
    id,
    name: id,
    inputs: [{ indicator: 'solutions', achieved, target }],
  })
  const objection = { instituteId: 'd', indicator: 'solutions', state: 'accepted', value: 8 } as Objection
  const refused = { instituteId: 'c', indicator: 'solutions', state: 'refused' } as Objection
  const all = standingsOf(proposed, usualBounds, [of('e', undefined), of('d', 2), of('c', 5), of('b', 8), of('a', 5)], [objection, refused])
  expect(all.map(({ id, rank, total }) => [id, rank, total])).toEqual([
    ['b', 1, 80],
    ['d', 1, 80],
    ['a', 3, 50],
    ['c', 3, 50],
    ['e', undefined, undefined],
  ])
  expect(all[1]?.lines[0]).toMatchObject({ achieved: 8, corrected: 2 })
})

test('a target: what was agreed; else an equal part of the bureau’s; else none', () => {
  const at = new Date(0)
  const target = (figure: 'solved' | 'solvedOnSite' | 'patents', value: number, instituteId?: string) => ({
    year: 2026,
    figure,
    value,
    at,
    ...(instituteId && { instituteId }),
  })
  const all = [target('solved', 12, 'a'), target('solvedOnSite', 3, 'a'), target('solved', 40), target('patents', 9)]
  expect(targetOf(proposed[0]!, 'a', all, 4)).toEqual({ target: 15 })
  expect(targetOf(proposed[0]!, 'b', all, 4)).toEqual({ target: 10, shared: true })
  expect(targetOf(proposed[3]!, 'a', all, 3)).toEqual({ target: 3, shared: true })
  expect(targetOf(proposed[1]!, 'a', all, 4)).toEqual({})
})

test('weights: what is proposed sums to 100; figures of effort and odd numbers are refused', () => {
  expect(weightSum(proposed)).toBe(100)
  expect(weightSum(weighed(weighed(proposed, 'patents', 15), 'contracts', 5))).toBe(110)
  for (const bad of [-1, 101, Number.NaN, 1.25]) expect(() => weighed(proposed, 'patents', bad)).toThrow('assess_weight')
  expect(() => weighed(proposed, 'visits', 5)).toThrow('assess_effort')
  expect(() => capped(proposed, 'satisfied', 120)).toThrow('assess_cap')
  expect(capped(proposed, 'patents', 150).find(({ key }) => key === 'patents')?.cap).toBe(150)
})
