import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatchableExpert, MatchableNeed } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { directory, someNeed, text } from './arbitraries.ts'
import { ask, expert, idsOf, need, options, people, unsparing } from './known.ts'

const load = fc
  .array(fc.record({ open: fc.nat(4), cap: fc.integer({ min: 1, max: 4 }) }), { maxLength: 8 })
  .map((list) => new Map(list.map((one, i) => [`e${i}`, one])))
const stranger = expert('x', ['甲骨文'], '殷墟卜辞')
const runs = { numRuns: 150 }

describe('whatever the directory and the need', () => {
  test('the order of the directory changes nothing', () => {
    const shuffled = directory.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(shuffled, someNeed, load, ([experts, others], asked, carried) => {
        expect(ask(asked, others, { load: carried, limit: 8 })).toEqual(ask(asked, experts, { load: carried, limit: 8 }))
      }),
      runs,
    )
  })

  test('nor does it for evidence, achievements and teams', () => {
    const shuffled = directory.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    const answers = (asked: MatchableNeed, experts: MatchableExpert[]) => {
      const matcher = createMatcher()
      matcher.load({ experts, needs: [] })
      return [matcher.ranking(asked, 8), matcher.achievements(asked, 8), matcher.team(asked, options())]
    }
    fc.assert(
      fc.property(shuffled, someNeed, ([experts, others], asked) => {
        expect(answers(asked, others)).toEqual(answers(asked, experts))
      }),
      runs,
    )
  })

  test('excluded and full experts never appear, the limit holds, each has a reason, scores fall', () => {
    const excluded = fc.subarray(['e0', 'e1', 'e2', 'e3']).map((ids) => new Set(ids))
    fc.assert(
      fc.property(directory, someNeed, load, excluded, fc.nat(4), (experts, asked, carried, exclude, limit) => {
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
      fc.property(directory, someNeed, fc.nat(7), fc.nat(2), (experts, asked, pick, part) => {
        const chosen = experts[pick % experts.length]!
        const added = [asked.title, asked.description, asked.targets][part]!
        const grown = experts.map((one) => (one === chosen ? { ...one, profile: `${one.profile}\n${added}` } : one))
        expect(place(asked, grown, chosen.id)).toBeLessThanOrEqual(place(asked, experts, chosen.id))
      }),
      runs,
    )
  })

  test('an expert who shares nothing with the need is not named and turns no clear order round', () => {
    fc.assert(
      fc.property(directory, text(6), (experts, title) => {
        const asked = need(title)
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

  test('nor does it turn round what is clear by evidence, or the evidence itself by much', () => {
    const ranking = (asked: MatchableNeed, experts: MatchableExpert[]) => {
      const matcher = createMatcher()
      matcher.load({ experts, needs: [] })
      return new Map(matcher.ranking(asked, 9).map(({ expertId, score }) => [expertId, score]))
    }
    fc.assert(
      fc.property(directory, text(8), text(8), (experts, title, description) => {
        const before = ranking(need(title, description), experts)
        const after = ranking(need(title, description), [...experts, stranger])
        expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
        for (const [id, score] of before) {
          for (const [other, less] of before) {
            if (score > 1.05 * less) expect(after.get(id)!).toBeGreaterThan(after.get(other)!)
          }
        }
      }),
      runs,
    )
  })
})

describe('odd texts', () => {
  const long = (piece: string) => piece.repeat(Math.ceil(200_000 / piece.length))
  const odd: [string, string][] = [
    ['nothing', ''],
    ['blanks', ' \n\t\u3000'],
    ['one character', '压'],
    ['one letter', 'x'],
    ['an emoji', '😀'],
    ['a joined emoji', '👩‍🔬'],
    ['half a character', '\ud800'],
    ['digits', '20240101 13800000000'],
    ['Russian', 'Дождь идёт'],
    ['Thai', 'ฝนตกหนัก'],
    ['Japanese', '雨が降る'],
    ['Arabic', 'مرحبا'],
    ['brackets', '(((（（（'],
    ['200 kB of one character', long('膜')],
    ['200 kB of one letter', long('a')],
    ['200 kB of one word', long('membrane ')],
    ['200 kB of letters with hyphens', long('a-')],
    ['200 kB of brackets', long('(')],
    ['200 kB of pasted sounds', long('創(chuàng)')],
    ['200 kB of digits', long('1234567890 ')],
    ['200 kB of accents', `a${long('\u0301')}`],
    ['200 kB of nothing to be seen', long('膜\u200b')],
    ['200 kB of rare characters', long('𠀀𠀁')],
  ]
  const asked = need('压铸件有砂眼', '加工以后露气孔')

  test.each(odd)('an expert of whom there is %s changes nobody’s place and is not named before who fits', (_, given) => {
    const experts = [...people, expert('odd', [given], given, { achievements: [{ id: 'o', title: given, summary: given }] })]
    const matches = ask(asked, experts, { limit: 20 }, unsparing)
    expect(matches[0]?.expertId).toBe('casting')
    for (const { score, likely } of matches) {
      expect(score).toBeGreaterThan(0)
      expect(Number.isFinite(score)).toBe(true)
      expect(likely).toBeGreaterThan(0)
      expect(likely).toBeLessThan(1)
    }
    const others = idsOf(matches).filter((id) => id !== 'odd')
    expect(others).toEqual(idsOf(ask(asked, people, { limit: 20 }, unsparing)))
  })

  test.each(odd)('a need of %s is answered', (_, given) => {
    const matcher = createMatcher(unsparing)
    const short = given.slice(0, 8000)
    matcher.load({ experts: people, needs: [{ id: 'n', need: asked }] })
    for (const strange of [need(short), need('', short), { title: short, description: short, targets: short }]) {
      for (const { score } of matcher.experts(strange, options())) expect(Number.isFinite(score)).toBe(true)
      expect(matcher.similarNeeds(strange, new Set(), 5)).toEqual([])
      expect(matcher.team(strange, options())).toBeUndefined()
      expect(Array.isArray(matcher.achievements(strange, 5))).toBe(true)
    }
    const beside = { ...asked, description: `${asked.description}\n${short}` }
    expect(idsOf(matcher.experts(beside, options()))).toContain('casting')
  })

  test('an expert whose every document is the same stands where one of them would, and below a better one', () => {
    const same = (n: number) =>
      expert('same', ['超滤装置'], '超滤装置', {
        achievements: Array.from({ length: n }, (_, i) => ({ id: `s${i}`, title: '超滤装置', summary: '超滤装置' })),
        solved: Array.from({ length: n }, (_, i) => ({ needId: `n${i}`, label: `${i}`, text: '超滤装置' })),
      })
    const better = expert('better', ['超滤膜污染'], '', { achievements: [{ id: 'b', title: '超滤膜污染清洗', summary: '超滤膜污染' }] })
    const weaker = expert('weaker', [], '装置')
    for (const n of [0, 1, 30]) {
      const matches = ask(need('超滤膜污染', '装置'), [better, weaker, same(n)], {}, unsparing)
      expect(idsOf(matches).slice(0, 2)).toEqual(['better', 'same'])
    }
  })
})
