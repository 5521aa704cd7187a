import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FactorKind, Match, MatchableExpert, MatchableNeed, MatchOptions } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { weightsFrom } from '../../src/matching/weights.ts'
import { directory, someNeed } from './arbitraries.ts'
import { ask, expert, idsOf, need, options } from './known.ts'

/** Of each factor a good deal, so that nothing here hangs on what has been fitted. */
const weights = weightsFrom({
  sameField: 1.1,
  fullLoad: 0.3,
  fairness: { share: 0.2, after: 10 },
  otherLanguage: 0.8,
  notMyField: 0.5,
  success: 0.2,
  confidence: { possible: 0 },
})
const kinds: FactorKind[] = ['field', 'load', 'fairness', 'language', 'passes', 'success']

const asked = need('超滤膜污染', '印染废水回用，通量下降')
const twin = (id: string, more: Partial<MatchableExpert> = {}) => expert(id, ['超滤膜污染'], '印染废水', more)
const named = (experts: MatchableExpert[], more: Partial<MatchOptions> = {}, of: Partial<MatchableNeed> = {}) =>
  ask({ ...asked, ...of }, experts, more, weights)
const factorOf = (matches: Match[], id: string, kind: FactorKind) => matches.find((match) => match.expertId === id)?.factors[kind]

describe('what is known of an expert', () => {
  test('all factors are told, and multiply to the score', () => {
    const load = fc.record({ open: fc.nat(2), cap: fc.constant(3) })
    fc.assert(
      fc.property(directory, someNeed, load, fc.nat(30), (experts, of, carried, often) => {
        const more = { load: new Map([['e0', carried]]), asked: new Map([['i', often]]), limit: 8 }
        for (const { score, factors } of ask(of, experts, more, weights)) {
          const { evidence, ...others } = factors
          expect(Object.keys(others).toSorted()).toEqual(kinds.toSorted())
          expect(evidence).toBeGreaterThan(0)
          const product = kinds.reduce((all, kind) => all * others[kind], evidence)
          expect(score / product).toBeCloseTo(1, 9)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('nothing known, nothing said: every factor is 1', () => {
    const [first] = named([twin('a')])
    for (const kind of kinds) expect(first!.factors[kind]).toBe(1)
    expect(first!.score).toBe(first!.factors.evidence)
  })

  test('the evidence is that of ranking, whatever the factors', () => {
    const experts = [twin('a', { fields: ['70'] }), twin('b')]
    const matcher = createMatcher(weights)
    matcher.load({ experts, needs: [] })
    const matches = matcher.experts({ ...asked, field: '70' }, options({ load: new Map([['b', { open: 2, cap: 3 }]]) }))
    for (const { expertId, score } of matcher.ranking(asked, 5)) {
      expect(matches.find((match) => match.expertId === expertId)!.factors.evidence).toBe(score)
    }
  })

  test('field: more where the need is of it, nothing otherwise', () => {
    const experts = [twin('a'), twin('b', { fields: ['40', '70'] })]
    expect(idsOf(named(experts, {}, { field: '70' }))).toEqual(['b', 'a'])
    expect(factorOf(named(experts, {}, { field: '70' }), 'b', 'field')).toBeGreaterThan(1)
    expect(factorOf(named(experts, {}, { field: '10' }), 'b', 'field')).toBe(1)
    expect(factorOf(named(experts), 'b', 'field')).toBe(1)
  })

  test('success: who solved what they took on gains, and more the oftener; who took on nothing neither gains nor loses', () => {
    const of = (ended: number, solved: number) => factorOf(named([twin('a', { record: { ended, solved } })]), 'a', 'success')!
    expect(of(0, 0)).toBe(1)
    expect(of(5, 0)).toBe(1)
    const rising = [of(5, 1), of(1, 1), of(2, 2), of(9, 9)]
    for (const [i, more] of rising.entries()) expect(more).toBeGreaterThan(rising[i - 1] ?? 1)
    expect(of(1000, 1000)).toBeLessThanOrEqual(1 + weights.success)
    expect(idsOf(named([twin('a'), twin('b', { record: { ended: 3, solved: 3 } })]))).toEqual(['b', 'a'])
  })

  test('language: only an expert known not to speak it loses', () => {
    const of = (languages: MatchableExpert['languages'], lang: MatchableNeed['lang']) =>
      factorOf(named([twin('a', { languages })], {}, { lang }), 'a', 'language')!
    expect(of(['zh'], 'en')).toBeLessThan(1)
    expect(of(['zh'], 'en')).toBeGreaterThan(0)
    for (const languages of [['zh', 'en'], ['en'], [], undefined] as const) expect(of(languages && [...languages], 'en')).toBe(1)
    expect(of(['zh'], undefined)).toBe(1)
    expect(idsOf(named([twin('a', { languages: ['zh'] }), twin('b', { languages: ['en'] })], {}, { lang: 'en' }))).toEqual(['b', 'a'])
  })
})

describe('load', () => {
  const of = (open: number, cap: number) => factorOf(named([twin('a')], { load: new Map([['a', { open, cap }]]) }), 'a', 'load')

  test('the more of the cap is taken, the less', () => {
    const falling = [of(0, 3)!, of(1, 3)!, of(2, 3)!]
    expect(falling[0]).toBe(1)
    expect(falling[1]).toBeLessThan(falling[0]!)
    expect(falling[2]).toBeLessThan(falling[1]!)
    expect(of(5, 10)).toBeGreaterThan(of(2, 3)!)
    expect(of(99, 100)).toBeGreaterThan(1 - weights.fullLoad)
  })

  test.each([
    [3, 3],
    [4, 3],
    [0, 0],
    [1, 1],
  ])('%d of %d: not named', (open, cap) => expect(of(open, cap)).toBeUndefined())

  test('the next one is named in the place of who is full', () => {
    const experts = ['a', 'b', 'c', 'd'].map((id) => twin(id))
    expect(idsOf(named(experts, { load: new Map([['b', { open: 3, cap: 3 }]]) }))).toEqual(['a', 'c', 'd'])
  })
})

describe('who may be named', () => {
  const away = { from: '2026-05-01', until: '2026-05-07' }

  test.each([
    ['2026-04-30', true],
    ['2026-05-01', false],
    ['2026-05-04', false],
    ['2026-05-07', false],
    ['2026-05-08', true],
    [undefined, true],
  ])('on leave from the 1st to the 7th of May, on %s: %s', (today, isNamed) => {
    const matches = named([twin('a', { away }), twin('b')], { today })
    expect(idsOf(matches)).toEqual(isNamed ? ['a', 'b'] : ['b'])
  })

  test('leave of one day', () => {
    const one = [twin('a', { away: { from: '2026-05-01', until: '2026-05-01' } })]
    expect(['2026-04-30', '2026-05-01', '2026-05-02'].map((today) => named(one, { today }).length)).toEqual([1, 0, 1])
  })

  test('not by an enterprise there is a conflict with, by others', () => {
    const experts = [twin('a', { conflicts: ['e1', 'e2'] }), twin('b', { conflicts: [] })]
    expect(idsOf(named(experts, {}, { enterpriseId: 'e1' }))).toEqual(['b'])
    expect(idsOf(named(experts, {}, { enterpriseId: 'e2' }))).toEqual(['b'])
    expect(idsOf(named(experts, {}, { enterpriseId: 'e3' }))).toEqual(['a', 'b'])
    expect(idsOf(named(experts))).toEqual(['a', 'b'])
  })

  test('however many better ones are full, whoever is free is found', () => {
    const full = Array.from({ length: 60 }, (_, i) => twin(`full${i}`))
    const load = new Map(full.map(({ id }) => [id, { open: 3, cap: 3 }]))
    expect(idsOf(named([...full, expert('free', [], '膜污染')], { load }))).toEqual(['free'])
  })

  test('excluded ones are not, and where some are asked for, only these', () => {
    const experts = ['a', 'b', 'c'].map((id) => twin(id))
    expect(idsOf(named(experts, { exclude: new Set(['a']) }))).toEqual(['b', 'c'])
    expect(idsOf(named(experts, { only: new Set(['b', 'c']), exclude: new Set(['b']) }))).toEqual(['c'])
    expect(idsOf(named(experts, { only: new Set() }))).toEqual([])
  })

  test('whoever may not be named changes nobody else’s evidence', () => {
    const all = named([twin('a'), twin('b')])
    const some = named([twin('a', { away }), twin('b')], { today: '2026-05-02' })
    expect(some).toEqual(all.filter(({ expertId }) => expertId === 'b'))
  })
})

describe('fairness', () => {
  const experts = [twin('a', { instituteId: 'often' }), twin('b', { instituteId: 'never' })]
  const counted = (often: number, never: number) =>
    new Map([
      ['often', often],
      ['never', never],
    ])

  test('an institute asked far more than its share stands behind one never asked', () => {
    const matches = named(experts, { asked: counted(20, 0) })
    expect(idsOf(matches)).toEqual(['b', 'a'])
    expect(factorOf(matches, 'a', 'fairness')).toBeLessThan(1)
    expect(factorOf(matches, 'b', 'fairness')).toBeGreaterThan(1)
  })

  test('nothing before so many questions, nothing where nothing is counted', () => {
    const { after } = weights.fairness
    for (const list of [undefined, new Map<string, number>(), counted(after - 1, 0)]) {
      const matches = named(experts, { asked: list })
      expect(idsOf(matches)).toEqual(['a', 'b'])
      for (const id of ['a', 'b']) expect(factorOf(matches, id, 'fairness')).toBe(1)
    }
    expect(factorOf(named(experts, { asked: counted(after, 0) }), 'a', 'fairness')).toBeLessThan(1)
  })

  test('an institute that is asked its share neither gains nor loses, however large', () => {
    const more = [...experts, twin('c', { instituteId: 'often' }), twin('d', { instituteId: 'often' })]
    const matches = named(more, { asked: counted(30, 10), limit: 4 })
    for (const { factors } of matches) expect(factors.fairness).toBeCloseTo(1, 9)
  })

  test('shares follow who comes and goes', () => {
    const matcher = createMatcher(weights)
    matcher.load({ experts, needs: [] })
    const fairness = () => factorOf(matcher.experts(asked, options({ asked: counted(20, 10), limit: 4 })), 'a', 'fairness')!
    const before = fairness()
    expect(before).toBeLessThan(1)
    matcher.putExpert('c', twin('c', { instituteId: 'often' }))
    expect(fairness()).toBeCloseTo(1, 9)
    matcher.putExpert('c', twin('c', { instituteId: 'never' }))
    expect(fairness()).toBeLessThan(before)
    matcher.putExpert('c', undefined)
    expect(fairness()).toBe(before)
  })

  test('never more than the share that is set, even where a small institute is asked everything', () => {
    const more = [...experts, ...Array.from({ length: 8 }, (_, i) => twin(`c${i}`, { instituteId: 'never' }))]
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (often, never) => {
        for (const { factors } of named(more, { asked: counted(often, never), limit: 10 })) {
          expect(Math.abs(factors.fairness - 1)).toBeLessThanOrEqual(weights.fairness.share + 1e-9)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('“not my field”', () => {
  const earlier = [
    { id: 'same', need: asked },
    { id: 'alike', need: need('超滤膜污染', '膜清洗以后通量还是低，印染废水') },
    { id: 'other', need: need('压铸件有砂眼', '加工以后露气孔') },
  ]
  const passes = (declined: string[] | undefined, needs = earlier) => {
    const matcher = createMatcher(weights)
    matcher.load({ experts: [twin('a', { declined }), twin('b')], needs })
    const matches = matcher.experts(asked, options())
    return { ids: idsOf(matches), factor: factorOf(matches, 'a', 'passes')! }
  }

  test('of a look-alike lowers, the more the more alike', () => {
    expect(passes(['same']).factor).toBeCloseTo(1 - weights.notMyField, 5)
    expect(passes(['alike']).factor).toBeLessThan(1)
    expect(passes(['alike']).factor).toBeGreaterThan(passes(['same']).factor)
    expect(passes(['alike']).ids).toEqual(['b', 'a'])
  })

  test('of several the likest counts, once', () => {
    expect(passes(['alike', 'other', 'same', 'same']).factor).toBe(passes(['same']).factor)
  })

  test.each([[['other']], [['nowhere']], [[]], [undefined]])('of %j says nothing', (declined) => {
    expect(passes(declined)).toEqual({ ids: ['a', 'b'], factor: 1 })
  })

  test('of a need that is known no more says nothing', () => {
    expect(passes(['same'], earlier.slice(1)).factor).toBe(1)
  })

  test('makes it less likely that the expert can help', () => {
    const likely = (declined: string[]) => {
      const matcher = createMatcher(weights)
      matcher.load({ experts: [twin('a', { declined })], needs: earlier })
      return matcher.experts(asked, options())[0]!.likely
    }
    expect(likely(['same'])).toBeLessThan(likely(['other']))
  })
})
