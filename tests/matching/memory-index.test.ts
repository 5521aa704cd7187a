import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatchableExpert, MatchableNeed, Matcher } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { buildIndex, type MemoryIndex, putExpert, removeExpert } from '../../src/matching/memory-index.ts'
import { person, someNeed, withId } from './arbitraries.ts'
import { expert, idsOf, need, options, people } from './known.ts'

type Change<T> = { id: string; value: T | undefined }

/** Puts, replacements and removals; the last one of an id is what counts. */
const changes = <T>(value: fc.Arbitrary<T>, prefix: string): fc.Arbitrary<Change<T>[]> =>
  fc.array(
    fc.record({
      id: fc.nat(4).map((n) => prefix + n),
      value: fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) }),
    }),
    { maxLength: 14, size: 'max' },
  )

function lastOf<T>(list: Change<T>[]): [string, T][] {
  const known = new Map<string, T>()
  for (const { id, value } of list) {
    known.delete(id)
    if (value !== undefined) known.set(id, value)
  }
  return [...known]
}

const expertChanges = changes(person, 'e').map((list) =>
  list.map(({ id, value }): Change<MatchableExpert> => ({ id, value: value && withId(id, value) })),
)
const needChanges = changes(someNeed, 'n')
const runs = { numRuns: 100 }

function fresh(experts: [string, MatchableExpert][], needs: [string, MatchableNeed][]): Matcher {
  const matcher = createMatcher()
  matcher.load({ experts: experts.map(([, one]) => one), needs: needs.map(([id, one]) => ({ id, need: one })) })
  return matcher
}

describe('after any changes', () => {
  test('the answers are those of a fresh matcher that knows what is left', () => {
    const together = fc.tuple(expertChanges, needChanges).chain(([experts, needs]) =>
      fc.record({
        experts: fc.constant(experts),
        needs: fc.constant(needs),
        left: fc.shuffledSubarray(lastOf(experts), { minLength: lastOf(experts).length }),
      }),
    )
    fc.assert(
      fc.property(together, someNeed, ({ experts, needs, left }, asked) => {
        const changed = createMatcher()
        for (const { id, value } of experts) changed.putExpert(id, value)
        for (const { id, value } of needs) changed.putNeed(id, value)
        const made = fresh(left, lastOf(needs).reverse())
        const all = options({
          limit: 9,
          asked: new Map([
            ['i', 9],
            ['j', 3],
          ]),
        })
        expect(changed.ranking(asked, 9)).toEqual(made.ranking(asked, 9))
        expect(changed.experts(asked, all)).toEqual(made.experts(asked, all))
        expect(changed.achievements(asked, 9)).toEqual(made.achievements(asked, 9))
        expect(changed.similarNeeds(asked, new Set(), 9)).toEqual(made.similarNeeds(asked, new Set(), 9))
        expect(changed.team(asked, all)).toEqual(made.team(asked, all))
        for (const { id } of experts)
          if (!left.some(([known]) => known === id)) expect(changed.ranking(asked, 9).map(({ expertId }) => expertId)).not.toContain(id)
      }),
      runs,
    )
  })
})

function inserted(list: Change<MatchableExpert>[]): MemoryIndex {
  const index = buildIndex([])
  for (const { id, value } of list) {
    if (value) putExpert(index, value)
    else removeExpert(index, id)
  }
  return index
}

/** By term and document, what is written of all experts but one. */
function writtenOf(index: MemoryIndex, id: string): unknown {
  const { postings, terms, experts, numberOf } = index
  const own = new Set(experts[numberOf.get(id) ?? -1]?.documents)
  const lists = [...terms].map(([term, number]) => {
    const from = postings.start[number]!
    const entries = [...postings.pool.slice(from, from + postings.size[number]!)]
    return [term, entries.filter((entry) => !own.has(entry >>> 7))] as const
  })
  const others = [...numberOf].filter(([other]) => other !== id)
  return {
    lists: new Map(lists.filter(([, entries]) => entries.length > 0)),
    documents: others.map(([, e]) =>
      experts[e]!.documents.map((d) => [d, index.documents[d], index.documentLength.slice(3 * d, 3 * d + 3)]),
    ),
    experts: others.map(([other, e]) => [other, e, experts[e], index.expertLength.slice(3 * e, 3 * e + 3)]),
  }
}

describe('an edit', () => {
  test('leaves what is written of everybody else as it is', () => {
    const edit = fc.oneof(person, fc.constant(undefined))
    fc.assert(
      fc.property(expertChanges, edit, (list, value) => {
        const index = inserted(list)
        const before = writtenOf(index, 'e0')
        if (value) putExpert(index, withId('e0', value))
        else removeExpert(index, 'e0')
        expect(writtenOf(index, 'e0')).toEqual(before)
      }),
      runs,
    )
  })

  test('leaves as many experts having each term as a fresh index counts', () => {
    const having = (index: MemoryIndex) =>
      new Map([...index.terms].map(([term, id]) => [term, index.expertsWith[id]!] as const).filter(([, count]) => count > 0))
    fc.assert(
      fc.property(expertChanges, (list) => {
        const index = inserted(list)
        const made = buildIndex(lastOf(list).map(([, one]) => one))
        expect(having(index)).toEqual(having(made))
        expect(index.known).toBe(made.known)
      }),
      runs,
    )
  })

  test('a thousand times takes no more numbers than once', () => {
    const index = buildIndex(people)
    const sizes = () => [index.experts.length, index.documents.length, index.terms.size, index.postings.used]
    const before = sizes()
    for (let i = 0; i < 1000; i++) putExpert(index, people[i % people.length]!)
    expect(sizes()).toEqual(before)
  })

  test('the same id twice is one expert, as said last', () => {
    const matcher = createMatcher()
    matcher.load({ experts: [expert('a', ['压铸'], ''), expert('a', ['超滤膜污染'], '')], needs: [] })
    expect(matcher.ranking(need('压铸砂眼'), 5)).toEqual([])
    expect(matcher.ranking(need('超滤膜污染'), 5).map(({ expertId }) => expertId)).toEqual(['a'])
  })
})

describe('who is gone', () => {
  test('an expert is not found any more, nor is what they made', () => {
    const matcher = fresh([], [])
    for (const one of people) matcher.putExpert(one.id, one)
    matcher.putExpert('membrane', undefined)
    const asked = need('抗污染超滤膜通量恢复率', 'PVDF中空纤维膜')
    expect(idsOf(matcher.experts(asked, options()))).not.toContain('membrane')
    expect(matcher.ranking(asked, 20).map(({ expertId }) => expertId)).not.toContain('membrane')
    expect(matcher.achievements(asked, 5)).toEqual([])
  })

  test('an unknown id does nothing', () => {
    const matcher = fresh([], [])
    matcher.putExpert('x', undefined)
    matcher.putNeed('x', undefined)
    expect(matcher.ranking(need('压铸'), 5)).toEqual([])
    expect(matcher.similarNeeds(need('压铸'), new Set(), 5)).toEqual([])
  })

  test('a need is not alike any more, and its number goes to another', () => {
    const matcher = fresh([], [['n1', need('压铸件加工后露气孔')]])
    matcher.putNeed('n1', undefined)
    matcher.putNeed('n2', need('超滤膜污染'))
    expect(matcher.similarNeeds(need('压铸件加工后露气孔'), new Set(), 5)).toEqual([])
    expect(matcher.similarNeeds(need('超滤膜污染'), new Set(), 5).map(({ needId }) => needId)).toEqual(['n2'])
  })

  test('everything, when something else is loaded', () => {
    const matcher = fresh(
      people.map((one) => [one.id, one]),
      [['n1', need('压铸件加工后露气孔')]],
    )
    matcher.load({ experts: [], needs: [] })
    expect(matcher.ranking(need('压铸件砂眼'), 5)).toEqual([])
    expect(matcher.similarNeeds(need('压铸件加工后露气孔'), new Set(), 5)).toEqual([])
  })
})
