import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bridge, Match, MatchableExpert, MatchableNeed, MatchOptions, Team } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { weightsFrom } from '../../src/matching/weights.ts'
import { directory, someNeed } from './arbitraries.ts'
import { ask, expert, idsOf, need, options, people, unsparing } from './known.ts'

const bridgesOf = (match: Match | undefined): Bridge[] =>
  match?.reasons.flatMap((reason) => (reason.kind === 'bridges' ? reason.bridges : [])) ?? []
const bridged = (asked: MatchableNeed, ...experts: MatchableExpert[]) => bridgesOf(ask(asked, experts, {}, unsparing)[0])

/** The words of a symptom stand in the need as they are shown, with more between them where … stands. */
const inOrder = (words: string) => new RegExp(words.replaceAll('…', '.+'))

describe('bridges', () => {
  test.each([
    ['布面有极光', ['轧光工艺', '织物后整理'], '轧光'],
    ['压过的布面发亮，摸着像纸板', ['轧光工艺', '织物后整理'], '轧光'],
    ['马达烫手还叫', ['永磁同步电机', '电机温升'], '电机'],
    ['压铸件有砂眼', ['铸造缺陷', '缩孔缩松'], '铸造缺陷'],
    ['螺丝电镀后放几天就断', ['氢脆', '高强度钢'], '氢脆'],
    ['porosity in die castings', ['压力铸造', '铝合金真空'], '压力铸造'],
  ])('from “%s” to %j over %s', (title, keywords, concept) => {
    const found = bridged(need(title), expert('a', keywords, ''))
    expect(found.flatMap(({ via }) => via.map(({ zh }) => zh))).toContain(concept)
    for (const { from, via, to } of found) {
      expect(title).toMatch(inOrder(from))
      expect(keywords.join('\n')).toContain(to)
      expect([1, 2]).toContain(via.length)
      for (const { zh, en } of via) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/^[A-Za-z0-9][^\p{Script=Han}?]*$/u)
      }
    }
  })

  test('of a symptom whose pieces stand apart only these are shown', () => {
    expect(bridged(need('布面有极光'), expert('a', ['轧光'], ''))[0]?.from).toBe('布面有极光')
    expect(bridged(need('布面上一道一道全是极光'), expert('a', ['轧光'], ''))[0]?.from).toBe('布面…极光')
  })

  test('is reason enough to be named, before somebody of another trade', () => {
    const experts = [expert('a', ['中药炮制', '饮片'], ''), expert('b', ['轧光工艺', '织物后整理'], '')]
    expect(idsOf(ask(need('布面有极光'), experts, {}, unsparing))).toEqual(['b'])
  })

  test('none for a word in common, in whatever characters', () => {
    expect(bridged(need('轧光'), expert('a', ['轧光'], ''))).toEqual([])
    expect(bridged(need('電機'), expert('a', ['电机'], ''))).toEqual([])
    expect(bridged(need('PA-66'), expert('a', ['pa66'], ''))).toEqual([])
    expect(bridged(need('die casting'), expert('a', ['Die castings'], ''))).toEqual([])
  })

  test('none for a word in common that is not among the terms shown either', () => {
    const common = '轧光、退浆、烧毛、丝光、漂白、染色、印花、热定型'
    const found = bridged(need('织物极光', common), expert('a', ['轧光工艺'], `${common}，以及后整理`))
    for (const { from } of found) expect(common.split('、')).not.toContain(from)
  })

  test('none to a stranger', () => {
    expect(bridged(need('布面有极光'), expert('a', ['中药炮制'], '布面'))).toEqual([])
  })

  test('the words of the expert are as written', () => {
    const [only] = bridged(need('中药提取'), expert('a', [], 'Extraction of traditional Chinese medicine'))
    expect(only?.to).toBe('traditional Chinese medicine')
  })

  test('a few at most, no matter of the need twice, no words of the expert twice', () => {
    const asked = need('布面有极光，洗了掉色，压铸件有砂眼', '马达烫手，螺丝电镀后放几天就断，出水COD超标，锅炉老是结垢')
    const found = bridged(asked, expert('a', '轧光工艺 染色牢度 铸造缺陷 永磁同步电机 氢脆 废水处理 水处理'.split(' '), ''))
    expect(found.length).toBeGreaterThan(1)
    expect(found.length).toBeLessThanOrEqual(unsparing.reasons.bridges)
    expect(new Set(found.map(({ via }) => via[0]!.zh)).size).toBe(found.length)
    expect(new Set(found.map(({ to }) => to)).size).toBe(found.length)
  })

  test('whatever the directory: between words of the need and of the expert, and no word to itself', () => {
    fc.assert(
      fc.property(directory, someNeed, (experts, asked) => {
        for (const match of ask(asked, experts, { limit: 8 }, unsparing)) {
          expect(['terms', 'bridges']).toContain(match.reasons[0]?.kind)
          for (const { from, via, to } of bridgesOf(match)) {
            expect(from.toLowerCase()).not.toBe(to.toLowerCase())
            expect(via.length).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('two languages', () => {
  const trades = [
    expert('finishing', ['轧光', '织物后整理'], '研究织物光泽与手感。'),
    expert('die', ['压力铸造', '铸造气孔'], '铝合金真空压铸模具。'),
    expert('inverter', ['变频器', '电机控制'], '矢量控制与谐波抑制。'),
    expert('water', ['膜污染', '超滤'], '印染废水深度处理。'),
    expert('herbs', ['中药提取', '中药炮制'], '饮片质量。'),
  ]
  const english = [
    expert('finishing', ['calendering', 'textile finishing'], 'Gloss and handle of cotton fabrics.'),
    expert('die', ['die casting', 'casting defects'], 'Vacuum die casting of aluminium alloys.'),
    expert('inverter', ['frequency converter', 'motor control'], 'Vector control and harmonics.'),
    expert('herbs', ['Chinese medicine extraction'], 'Quality of decoction pieces.'),
  ]

  test.each([
    ['Porosity in die castings', 'die'],
    ['The frequency converter trips on overcurrent', 'inverter'],
    ['Wastewater ultrafiltration: membrane fouling', 'water'],
    ['Chinese medicine extraction yields too little', 'herbs'],
    ['Calendering of fabric leaves it shiny', 'finishing'],
  ])('a need in English, profiles in Chinese: %s', (title, id) => {
    expect(idsOf(ask(need(title), trades, {}, unsparing))[0]).toBe(id)
  })

  test.each([
    ['压铸件有砂眼', 'die'],
    ['变频器报过流', 'inverter'],
    ['變頻器報過流', 'inverter'],
    ['中药提取收率低', 'herbs'],
    ['轧光以后布面有极光', 'finishing'],
  ])('a need in Chinese, profiles in English: %s', (title, id) => {
    expect(idsOf(ask(need(title), english, {}, unsparing))[0]).toBe(id)
  })
})

describe('teams', () => {
  const cloth = expert('cloth', ['轧光', '织物极光'], '', { instituteId: 'north' })
  const water = expert('water', ['化学需氧量', '工业废水处理'], '', { instituteId: 'south' })
  const both = need('布面有极光，印染废水COD超标')

  /** What makes a part and a member, whatever has been fitted otherwise. */
  const weights = weightsFrom({
    need: { title: 2, targets: 1.5, description: 1 },
    concept: { word: 1, ambiguous: 0.4, symptom: 0.7 },
    team: { discipline: 0.2, adds: 0.1, alone: 0.8 },
  })

  function team(experts: MatchableExpert[], asked = both, more: Partial<MatchOptions> = {}): Team | undefined {
    const matcher = createMatcher(weights)
    matcher.load({ experts, needs: [] })
    return matcher.team(asked, options(more))
  }

  test.each([
    [both, cloth, water, '540', '610', '轧光', '化学需氧量'],
    [
      need('电机异响发烫，压铸机壳有砂眼'),
      expert('motor', ['电机', '电机温升', '永磁电机'], '', { instituteId: 'north' }),
      expert('die', ['压力铸造', '砂眼', '铸造缺陷'], '', { instituteId: 'south' }),
      ...['470', '460', '电机', '砂眼'],
    ],
  ] as const)('%j: both, with what each covers', (asked, one, other, discipline, otherDiscipline, concept, otherConcept) => {
    const members = team([one, other], asked)?.members ?? []
    expect(members.map(({ expertId }) => expertId).toSorted()).toEqual([one.id, other.id].toSorted())
    for (const [id, code, zh] of [
      [one.id, discipline, concept],
      [other.id, otherDiscipline, otherConcept],
    ]) {
      const member = members.find(({ expertId }) => expertId === id)
      expect(member?.discipline).toBe(code)
      expect(member?.covers.map((name) => name.zh)).toContain(zh)
      for (const { en } of member?.covers ?? []) expect(en).toMatch(/^[A-Za-z0-9]/)
    }
  })

  test('none where one covers it alone', () => {
    const all = expert('all', [...cloth.keywords, ...water.keywords], '', { instituteId: 'east' })
    expect(team([cloth, water, all])).toBeUndefined()
  })

  test('none of one institute; one of another takes the place', () => {
    expect(team([cloth, { ...water, instituteId: 'north' }])).toBeUndefined()
    const third = { ...water, id: 'third', instituteId: 'south' }
    const ids = team([cloth, { ...water, instituteId: 'north' }, third])?.members.map(({ expertId }) => expertId)
    expect(ids).toHaveLength(2)
    expect(ids).toContain('third')
  })

  test('none where a part has nobody', () => {
    expect(team([cloth])).toBeUndefined()
    expect(team([cloth, expert('herbs', ['中药炮制'], '', { instituteId: 'south' })])).toBeUndefined()
    expect(team([])).toBeUndefined()
  })

  test.each([need('布面有极光'), need('我们需要专家帮忙'), need('')])('none for %j, which is of one discipline or none', (asked) => {
    expect(team([cloth, water], asked)).toBeUndefined()
  })

  test('nobody who may not be named', () => {
    expect(team([cloth, water], both, { exclude: new Set(['water']) })).toBeUndefined()
    expect(team([cloth, water], both, { load: new Map([['cloth', { open: 3, cap: 3 }]]) })).toBeUndefined()
    const away = { from: '2026-05-01', until: '2026-05-07' }
    expect(team([cloth, { ...water, away }], both, { today: '2026-05-07' })).toBeUndefined()
    expect(team([cloth, { ...water, away }], both, { today: '2026-05-08' })).toBeDefined()
    expect(team([{ ...cloth, conflicts: ['e'] }, water], { ...both, enterpriseId: 'e' })).toBeUndefined()
  })

  test('the order of the directory changes nothing', () => {
    expect(team([water, cloth, ...people])).toEqual(team([...people, cloth, water]))
  })

  test('whatever the directory: two or three, of as many institutes, each with something of their own', () => {
    fc.assert(
      fc.property(directory, someNeed, (experts, asked) => {
        const found = team(experts, asked)
        if (!found) return
        const { members } = found
        const institutes = members.map(({ expertId }) => experts.find(({ id }) => id === expertId)!.instituteId)
        expect([2, 3]).toContain(members.length)
        expect(new Set(institutes).size).toBe(members.length)
        expect(new Set(members.map(({ discipline }) => discipline)).size).toBe(members.length)
        const covered = members.flatMap(({ covers }) => covers.map(({ zh }) => zh))
        expect(new Set(covered).size).toBe(covered.length)
        for (const { covers } of members) expect(covers.length).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
  })
})

describe('achievements', () => {
  const made = (id: string, title: string, summary = '') => ({ id, title, summary })
  const experts = [
    expert('a', ['超滤'], '膜法水处理', {
      achievements: [made('control', '超滤装置自动控制柜'), made('membrane', '抗污染超滤膜', '膜污染后通量恢复率提高')],
    }),
    expert('b', ['压铸'], '', { achievements: [made('vacuum', '真空压铸模具', '气孔缺陷控制')] }),
    expert('c', ['水处理'], '给水工程'),
  ]
  function achievements(asked: MatchableNeed, limit = 5, of = experts) {
    const matcher = createMatcher()
    matcher.load({ experts: of, needs: [] })
    return matcher.achievements(asked, limit)
  }
  const idsOfMade = (...given: Parameters<typeof achievements>) => achievements(...given).map(({ achievementId }) => achievementId)

  test('the one on the matter first, whoever’s it is, none of another trade', () => {
    const found = achievements(need('超滤膜污染', '通量下降'))
    expect(found[0]).toMatchObject({ achievementId: 'membrane', expertId: 'a', title: '抗污染超滤膜' })
    expect(found.map(({ achievementId }) => achievementId)).not.toContain('vacuum')
    expect(idsOfMade(need('压铸件有气孔'))).toEqual(['vacuum'])
  })

  test('found in other words', () => {
    const other = [expert('d', [], '', { achievements: [made('gloss', '轧光工艺参数优化'), made('herbs', '中药炮制装置')] })]
    expect(idsOfMade(need('布面有极光'), 5, other)).toEqual(['gloss'])
  })

  test('best first, and no more than asked for', () => {
    const found = achievements(need('超滤膜污染', '自动控制'))
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(achievements(need('超滤膜污染', '自动控制'), 1)).toEqual(found.slice(0, 1))
    expect(achievements(need('超滤膜污染'), 0)).toEqual([])
  })

  test.each([need('甲骨文释读'), need(''), need('😀')])('none for %j', (asked) => expect(achievements(asked)).toEqual([]))

  test('of equal ones the order is by id, whatever the order of the directory', () => {
    const pair = ['b', 'a'].map((id) => expert(id, [], '', { achievements: [made(`of-${id}`, '抗污染超滤膜')] }))
    expect(idsOfMade(need('超滤膜'), 5, pair)).toEqual(['of-a', 'of-b'])
    expect(idsOfMade(need('超滤膜'), 5, pair.toReversed())).toEqual(['of-a', 'of-b'])
  })
})
