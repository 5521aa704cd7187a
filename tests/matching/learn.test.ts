import { describe, expect, test } from 'vitest'
import type { MatchableExpert } from '../../src/domain/matcher.ts'
import { type Labelled, type Learnt, learn, learning } from '../../src/matching/learn.ts'
import { defaultWeights, type Weights, weightsFrom } from '../../src/matching/weights.ts'
import { expert, need } from './known.ts'

/** Weights that pay no heed to fields, whatever is fitted otherwise. */
const start = weightsFrom({ sameField: 1 })

const trades = '轧光极光 超滤膜污染 压铸气孔 尼龙翘曲 晶间腐蚀 轴承异响 变频器谐波 中药炮制 水泥开裂 茶叶烘干'.split(' ')
const talk = ['客户退货', '良率低', '越来越严重', '换了供应商也没用', '想尽快改善', '夜班更多']
/** Of each trade two: one has the field of the needs, and says a little more, so that the other stands before by evidence. */
const pairs: MatchableExpert[] = trades.flatMap((trade, i) => [
  expert(`field${i}`, [trade], `${trade}，兼做${'甲乙丙丁戊己庚辛壬癸'[i]}类实验教学`, { fields: ['40'] }),
  expert(`other${i}`, [trade], trade, { fields: ['10'] }),
])

/** Needs of the trades in turn, with who was right for each. */
function history(length: number, right: (i: number) => Pick<Labelled, 'fits'> & Partial<Labelled>): Labelled[] {
  return Array.from({ length }, (_, i) => ({
    needId: `n${i}`,
    need: { ...need(trades[i % trades.length]!, talk[i % talk.length]), field: '40' },
    misfits: [],
    ...right(i),
  }))
}
const inField = (i: number) => ({ fits: [`field${i % trades.length}`] })
const notInField = (i: number) => ({ fits: [`other${i % trades.length}`] })

function numbersOf(weights: object, path = ''): Map<string, number> {
  return new Map(
    Object.entries(weights).flatMap(([key, value]) =>
      typeof value === 'number' ? [[path + key, value] as const] : [...numbersOf(value, `${path}${key}.`)],
    ),
  )
}

const changedBy = ({ weights }: Learnt) => {
  const known = numbersOf(start)
  return [...numbersOf(weights ?? start)].filter(([path, value]) => known.get(path) !== value)
}

describe('a history that another weight explains better', () => {
  const labelled = history(60, inField)
  const learnt = learn(pairs, labelled, start)!

  test('is adopted, with a higher figure for needs that were not learnt from', () => {
    expect(learnt.weights).toBeDefined()
    expect(learnt.after).toBeGreaterThanOrEqual(learnt.before + learning.better)
    expect(learnt.after).toBeLessThanOrEqual(1)
    expect(learnt.weights!.sameField).toBeGreaterThan(1)
  })

  test('learns from the older needs and is judged on the newer ones', () => {
    expect(learnt.learntFrom + learnt.judgedOn).toBe(60)
    expect(learnt.learntFrom).toBe(Math.floor(60 * learning.share))
  })

  test('tells every change, and changes nothing else', () => {
    const told = learnt.changes.map(({ path, to }) => [path, to])
    expect(changedBy(learnt).toSorted()).toEqual(told.toSorted())
    for (const { path, from, to } of learnt.changes) {
      expect(numbersOf(start).get(path)).toBe(from)
      expect(to).not.toBe(from)
    }
  })

  test('what is adopted can be kept as JSON', () => {
    expect(weightsFrom(JSON.parse(JSON.stringify(learnt.weights)))).toEqual(learnt.weights)
  })

  test('learnt twice is the same, and what was given is as it was', () => {
    const experts = structuredClone(pairs)
    expect(learn(experts, labelled, start)).toEqual(learnt)
    expect(experts).toEqual(pairs)
    expect(start).toEqual({ ...defaultWeights, sameField: 1 })
  })

  test('once adopted there is little more to learn', () => {
    const again = learn(pairs, labelled, learnt.weights!)!
    expect(again.before).toBe(learnt.after)
  })
})

describe('is not adopted', () => {
  test('what is too short a history', () => {
    expect(learn(pairs, history(learning.least - 1, inField), start)).toBeUndefined()
    expect(learn(pairs, [], start)).toBeUndefined()
    expect(learn(pairs, history(learning.least, inField), start)).toBeDefined()
  })

  test('what holds for older needs only', () => {
    const cut = Math.floor(60 * learning.share)
    const learnt = learn(
      pairs,
      history(60, (i) => (i < cut ? inField(i) : notInField(i))),
      start,
    )!
    expect(learnt.changes).not.toEqual([])
    expect(learnt.after).toBeLessThan(learnt.before)
    expect(learnt.weights).toBeUndefined()
  })

  test('noise: every expert is right for the same need equally often', () => {
    const six = Array.from({ length: 6 }, (_, i) =>
      expert(`e${i}`, ['超滤膜污染', ...trades.slice(0, i)], talk.slice(i).join(), { fields: i % 2 ? ['40'] : [] }),
    )
    const noise = history(60, (i) => ({ fits: [`e${i % 6}`], need: { ...need('超滤膜污染', '通量下降'), field: '40' } }))
    const learnt = learn(six, noise, start)!
    expect(learnt.after).toBeCloseTo(learnt.before, 9)
    expect(learnt.weights).toBeUndefined()
  })

  test('what nobody known was right for', () => {
    const learnt = learn(
      pairs,
      history(60, () => ({ fits: ['gone'] })),
      start,
    )!
    expect(learnt).toMatchObject({ before: 0, after: 0, changes: [], weights: undefined })
  })
})

describe('what is judged', () => {
  test('somebody named of whose field it was not makes the figure lower', () => {
    const plain = learn(pairs, history(60, inField), start)!
    const worse = learn(
      pairs,
      history(60, (i) => ({ ...inField(i), misfits: notInField(i).fits })),
      start,
    )!
    expect(worse.before).toBeLessThan(plain.before)
    expect(worse.weights).toBeDefined()
  })

  describe('solved needs', () => {
    const labelled = history(60, () => ({ fits: ['solver'] }))
    const solved = (prefix: string) =>
      labelled.map(({ needId, need: { title } }) => ({ needId: prefix + needId, label: title, text: title }))
    const figure = (more: Partial<MatchableExpert>) => learn([expert('solver', ['园艺'], '', more)], labelled, start)!.before

    test('the text of a judged need gives nothing away', () => expect(figure({ solved: solved('') })).toBe(0))

    test('that of other needs counts', () => expect(figure({ solved: solved('earlier-') })).toBeGreaterThan(0.9))
  })
})

test('of given weights only numbers of known names are taken', () => {
  const given = {
    sameField: 1.5,
    channels: { terms: 2, characters: '3', unknown: 4 },
    fairness: 5,
    again: Number.NaN,
    grade: Number.POSITIVE_INFINITY,
    other: { x: 1 },
  }
  const { sameField, channels, ...others } = weightsFrom(given)
  const expected: Partial<Weights> = { ...defaultWeights }
  delete expected.sameField
  delete expected.channels
  expect(sameField).toBe(1.5)
  expect(channels).toEqual({ ...defaultWeights.channels, terms: 2 })
  expect(others).toEqual(expected)
  for (const nothing of [undefined, null, 'x', 7, []]) expect(weightsFrom(nothing)).toEqual(defaultWeights)
})
