import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignFigures } from '../../src/domain/outcome-figures.ts'
import { type FigureKey, type Figures, type FigureValues, figures as known } from '../../src/domain/reports/figures.ts'
import type { Span } from '../../src/domain/reports/period.ts'
import type { Tx } from '../../src/domain/store.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { handCount } from '../support/figures-oracle.ts'
import { world, writeWorld } from '../support/figures-world.ts'

sayWhatIsSkipped()

const keys: FigureKey[] = known.map(({ key }) => key)
const sum = (rows: readonly { value: number }[]) => rows.reduce((total, { value }) => total + value, 0)
const scopes = [
  {},
  ...['a', 'b', 'c', ''].map((instituteId) => ({ instituteId })),
  ...['石桥镇', '柳荫街道', ''].map((township) => ({ township })),
  { enterpriseId: 'e0' },
  { instituteId: 'a', township: '石桥镇' },
]

describe.each(engines)('figures on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>

  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => new Date('2026-03-11T00:00:00Z'))
  })
  afterAll(() => database.close())

  type ByHand = Awaited<ReturnType<typeof handCount>>
  /** In each of these worlds. */
  const always = (numRuns: number, check: (figures: Figures, byHand: ByHand, spans: Span[], tx: Tx) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(world, async (made) => {
        await writeWorld(database.prisma, made)
        const byHand = await handCount(database.prisma)
        await store.transaction((tx) => check(tx.figures, byHand, made.spans, tx))
      }),
      { seed: 2026, numRuns },
    )

  test('each figure is what one counts by hand, of everybody, an institute, a township, an enterprise, over several spans at once', () =>
    always(60, async (figures, byHand, spans) => {
      expect(await figures.sample()).toBe(byHand.sample)
      for (const scope of scopes) {
        const counted = await figures.count(spans, scope)
        for (const [i, span] of spans.entries())
          for (const key of keys)
            expect(counted[i]?.[key], `${key} of ${JSON.stringify({ ...span, ...scope })}`).toBeCloseTo(
              sum(byHand.facts(key, span, scope)),
              6,
            )
      }
    }))

  test('institutes and townships have what they have by themselves, and sum to the total', () =>
    always(30, async (figures, _, [span]) => {
      const [total] = (await figures.count([span as Span])) as [FigureValues]
      const institutes = await figures.byInstitute(span as Span)
      const townships = await figures.byTownship(span as Span)
      for (const [instituteId, values] of institutes) expect(await figures.count([span as Span], { instituteId })).toEqual([values])
      for (const [township, values] of townships) expect(await figures.count([span as Span], { township })).toEqual([values])
      for (const key of keys) {
        expect(sum([...townships.values()].map((values) => ({ value: values[key] }))), key).toBeCloseTo(total[key], 6)
        // an enterprise that two institutes visited is one of each
        if (key !== 'visited')
          expect(sum([...institutes.values()].map((values) => ({ value: values[key] }))), key).toBeCloseTo(total[key], 6)
      }
    }))

  test('a number opens to its rows, which are its sum', () =>
    always(30, async (figures, byHand, [span]) => {
      for (const scope of [{}, { instituteId: 'a' }, { instituteId: '' }, { township: '石桥镇' }]) {
        const [counted] = (await figures.count([span as Span], scope)) as [FigureValues]
        for (const key of keys) {
          const rows = await figures.allRows(key, span as Span, scope)
          expect(sum(rows), key).toBeCloseTo(counted[key], 6)
          expect([...rows.map(({ on }) => on)].sort().reverse(), key).toEqual(rows.map(({ on }) => on))
          if (key === 'visited') continue
          const plain = (of: { needId: string; on: string; value: number; ref?: string }[]) =>
            of.map(({ needId, on, value, ref }) => `${needId} ${on} ${value.toFixed(4)} ${ref ?? ''}`).sort()
          expect(plain(rows), key).toEqual(plain(byHand.facts(key, span as Span, scope)))
        }
      }
    }))

  test('page by page the rows are all of them', () =>
    always(10, async (figures, _, [span]) => {
      const all = await figures.allRows('visits', span as Span)
      const pages = []
      for (let page = 0; page * 2 < Math.max(1, all.length); page++) pages.push(await figures.rows('visits', span as Span, {}, page, 2))
      expect(pages.flatMap(({ rows }) => rows)).toEqual(all)
      for (const { total } of pages) expect(total).toBe(all.length)
      expect(await figures.rows('visits', span as Span, {}, 99, 2)).toEqual(pages.at(-1))
    }))

  test('speed, quality and where nobody was found are what one counts by hand', () =>
    always(60, async (figures, byHand, [span]) => {
      const speed = await figures.speed(span as Span)
      for (const [step, { count, median, p90 }] of Object.entries(byHand.speed(span as Span))) {
        const found = speed[step as keyof typeof speed]
        expect([step, found.count]).toEqual([step, count])
        if (median !== undefined) expect(found.median, step).toBeCloseTo(median, 6)
        if (p90 !== undefined) expect(found.p90, step).toBeCloseTo(p90, 6)
      }
      expect(await figures.quality(span as Span)).toEqual(byHand.quality(span as Span))
      const lines = await figures.nobody(span as Span)
      expect(new Map(lines.map(({ field, ...line }) => [field ?? null, line]))).toEqual(byHand.nobody(span as Span))
      expect(lines.map(({ nobody }) => nobody)).toEqual(lines.map(({ nobody }) => nobody).sort((a, b) => b - a))
    }))

  test('outcomes count as on the lists of outcomes', () =>
    always(20, async (figures, byHand, [span], tx) => {
      const { from, until } = span as Span
      const [counted] = (await figures.count([span as Span])) as [FigureValues]
      const outcomes = await tx.outcomes.counted({ by: 'on', from, until, asOf: new Date(), sample: byHand.sample })
      const { all } = campaignFigures(outcomes)
      expect(counted).toMatchObject({
        solved: all.solved,
        solvedOnSite: all.solvedOnSite,
        patents: all.patentsApplied,
        trained: all.trained,
      })
      expect(counted.contractValue).toBeCloseTo(all.contractValue, 6)
      expect(counted.agreementAmount).toBeCloseTo(all.agreementAmount, 6)
    }))
})
