import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignFigures } from '../../src/domain/outcome-figures.ts'
import { type FigureKey, type Figures, type FigureValues, figures as known } from '../../src/domain/reports/figures.ts'
import type { Span } from '../../src/domain/reports/period.ts'
import type { Tx } from '../../src/domain/store.ts'
import { stands } from '../../src/store/figures-sql.ts'
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
    always(10, async (figures, byHand, spans) => {
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
    always(6, async (figures, _, [span]) => {
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
    always(6, async (figures, byHand, [span]) => {
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
    always(6, async (figures, _, [span]) => {
      const all = await figures.allRows('visits', span as Span)
      const pages = []
      for (let page = 0; page * 2 < Math.max(1, all.length); page++) pages.push(await figures.rows('visits', span as Span, {}, page, 2))
      expect(pages.flatMap(({ rows }) => rows)).toEqual(all)
      for (const { total } of pages) expect(total).toBe(all.length)
      expect(await figures.rows('visits', span as Span, {}, 99, 2)).toEqual(pages.at(-1))
    }))

  test('speed, quality and where nobody was found are what one counts by hand', () =>
    always(16, async (figures, byHand, [span]) => {
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
    always(8, async (figures, byHand, [span], tx) => {
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

  const day = (on: string) => ({ from: on, until: on })
  const plain = { fixed: [], type: 'other', createdAt: new Date('2026-03-01T00:00:00Z'), touchedAt: new Date('2026-03-01T00:00:00Z') }
  const publish = (id: string, at: string, more: object = {}) =>
    database.prisma.need.create({
      data: { id, number: id, state: 'open', title: id, enterpriseId: 'e0', publishedAt: new Date(at), ...plain, ...more },
    })
  const published = (span: Span) =>
    store.transaction(async ({ figures }) => (await figures.allRows('published', span)).map(({ needId }) => needId))

  test('days begin and end at midnight in Shanghai', async () => {
    await writeWorld(database.prisma, { allSample: false, needs: [], spans: [] })
    await publish('before', '2026-03-04T15:59:59.999Z')
    await publish('first', '2026-03-04T16:00:00.000Z')
    await publish('last', '2026-03-05T15:59:59.999Z')
    await publish('after', '2026-03-05T16:00:00.000Z')
    expect(await published(day('2026-03-05'))).toEqual(['last', 'first'])
    expect(await store.transaction(({ figures }) => figures.count(['2026-03-04', '2026-03-05', '2026-03-06'].map(day)))).toMatchObject([
      { published: 1 },
      { published: 2 },
      { published: 1 },
    ])
  })

  test('doubles, wholes that were split, parts that never came to be and the demo data are left out; what was withdrawn is not', async () => {
    await writeWorld(database.prisma, { allSample: false, needs: [], spans: [] })
    const at = '2026-03-05T02:00:00Z'
    await publish('double', at, { state: 'merged', mergedIntoId: 'kept' })
    await publish('kept', at)
    await publish('whole', at, { state: 'split' })
    await publish('part', at, { splitFromId: 'whole' })
    await publish('part-withdrawn', at, { splitFromId: 'whole', state: 'withdrawn', endReason: '不做了' })
    await publish('part-undone', at, { splitFromId: 'whole', state: 'withdrawn' })
    await publish('demo', at, { enterpriseId: 'e3' })
    expect((await published(day('2026-03-05'))).sort()).toEqual(['kept', 'part', 'part-withdrawn'])
    await writeWorld(database.prisma, { allSample: true, needs: [], spans: [] })
    await publish('demo', at, { enterpriseId: 'e3' })
    expect(await published(day('2026-03-05'))).toEqual(['demo'])
    expect(await store.transaction(({ figures }) => figures.sample())).toBe(true)
  })

  test('of two confirmations within a minute the one that is taken back is the later', async () => {
    await writeWorld(database.prisma, { allSample: false, needs: [], spans: [] })
    await publish('twice', '2026-03-05T02:00:00Z')
    const entry = (event: string, second: number, note?: string) => ({
      needId: 'twice',
      event,
      note,
      at: new Date(`2026-03-05T03:00:${10 + second}Z`),
    })
    await database.prisma.history.createMany({
      data: [entry('submit', 0), entry('reopen', 5), entry('submit', 10), entry('undo', 20, 'submit')],
    })
    const standing = await database.prisma.$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM "History" h WHERE h."event" = 'submit' AND ${stands()}`
    expect(standing).toEqual([{ n: 1 }])
  })

  test('a target is set for the bureau or an institute, and set again instead', async () => {
    const target = { year: 2026, figure: 'solved', value: 30, byId: 'head', at: new Date('2026-01-05T02:00:00Z') } as const
    const read = await store.transaction(async ({ figures }) => {
      await figures.setTarget(target)
      await figures.setTarget({ ...target, instituteId: 'a', value: 12 })
      await figures.setTarget({ ...target, value: 40 })
      await figures.setTarget({ ...target, year: 2027 })
      return [
        await figures.targets(2026),
        await figures.targets(2026, 'a'),
        await figures.targets(2026, 'b'),
        await figures.allTargets(2026),
      ]
    })
    const [bureau, institute] = [
      { ...target, value: 40 },
      { ...target, instituteId: 'a', value: 12 },
    ]
    expect(read).toEqual([[bureau], [institute], [], [bureau, institute]])
  })

  test('a figure from outside stands once for its name and period', async () => {
    const rate = {
      name: '研发投入占比',
      period: '2026-Q1',
      value: 3.1,
      unit: '%',
      source: '统计局',
      on: '2026-04-20',
      byId: 'head',
      at: new Date('2026-04-21T02:00:00Z'),
    }
    const read = await store.transaction(async ({ figures }) => {
      await figures.putOutside({ id: 'one', ...rate })
      await figures.putOutside({ id: 'two', ...rate, value: 3.2 })
      await figures.putOutside({ id: 'three', ...rate, period: '2026-Q2' })
      const first = await figures.outside(['2026-Q1', '2026-Q2'])
      await figures.putOutside({ id: 'three', ...rate, value: 3.3 })
      const moved = await figures.outside(['2026-Q1', '2026-Q2'])
      await figures.removeOutside('three')
      return [first, moved, await figures.outside(['2026-Q1', '2026-Q2'])]
    })
    expect(read).toEqual([
      [
        { id: 'two', ...rate, value: 3.2 },
        { id: 'three', ...rate, period: '2026-Q2' },
      ],
      [{ id: 'three', ...rate, value: 3.3 }],
      [],
    ])
  })
})
