import fc from 'fast-check'
import type { MatchableExpert, MatchableNeed } from '../../src/domain/matcher.ts'

const words =
  '压光 极光 布面 手感 后整理 织物 超滤 膜污染 废水 气孔 压铸 铝合金 PA66 316L COD 50mg/L membrane fouling 的 我们 技术 电機 温升'.split(
    ' ',
  )

export const text = (max: number) =>
  fc.array(fc.constantFrom(...words), { maxLength: max }).chain((list) => fc.constantFrom('', '，', ' ').map((gap) => list.join(gap)))
const anyText = fc.oneof({ weight: 4, arbitrary: text(12) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) })
const field = fc.constantFrom('10', '40', '70', undefined)
export const someNeed: fc.Arbitrary<MatchableNeed> = fc.record({ title: anyText, description: anyText, targets: text(3), field })

const achievement = fc.record({ id: fc.constant(''), title: text(4), summary: text(6) })
export const person: fc.Arbitrary<Omit<MatchableExpert, 'id'>> = fc.record({
  instituteId: fc.constantFrom('i', 'j'),
  fields: fc.subarray(['10', '40', '70'] as const).map((list) => [...list]),
  keywords: fc.array(text(2), { maxLength: 4 }),
  profile: anyText,
  achievements: fc.array(achievement, { maxLength: 4 }),
  solved: fc.array(fc.record({ needId: fc.string(), label: fc.string(), text: text(8) }), { maxLength: 2 }),
  declined: fc.subarray(['n0', 'n1']),
  record: fc.tuple(fc.nat(3), fc.nat(3)).map(([solved, lost]) => ({ ended: solved + lost, solved })),
})

/** Achievements are known by ids of their own, as everywhere. */
export function withId(id: string, one: Omit<MatchableExpert, 'id'>): MatchableExpert {
  return { ...one, id, achievements: one.achievements.map((made, i) => ({ ...made, id: `${id}-${i}` })) }
}

/** Experts e0, e1, … */
export const directory = fc.array(person, { minLength: 1, maxLength: 8 }).map((list) => list.map((one, i) => withId(`e${i}`, one)))
