import { describe, expect, test } from 'vitest'
import type { MatchableExpert } from '../../src/domain/matcher.ts'
import { ask, expert, idsOf, need, people } from './known.ts'

describe('who is named', () => {
  test.each([
    ['布面有极光', '压光后手感发硬，客户退货', 'finishing'],
    ['超滤膜污堵太快', '印染废水回用，三个月通量就下来了', 'membrane'],
    ['压铸件有砂眼', '加工以后露气孔', 'casting'],
    ['PA66支架翘曲', '玻纤增强，浮纤也多', 'plastics'],
    ['316L管焊后晶间腐蚀', '', 'steel'],
    ['超濾膜汙染', '廢水COD降不下來', 'membrane'],
    ['Anomaly detection on our production line', 'We look for scheduling help', 'software'],
    ['轴承', '', 'thin'],
  ])('%s', (title, description, expected) => {
    expect(ask(need(title, description))[0]?.expertId).toBe(expected)
  })

  test.each([
    ['种植水稻', '今年稻飞虱多，亩产不到八百斤，怎么防治'],
    ['asdf', ''],
    ['😀', ''],
    ['光', ''],
    ['', ''],
    ['20240101', '13800000000'],
    ['Дождь', 'идёт'],
    ['ฝนตก', '雨が降る'],
    ['为进一步提升企业核心竞争力', '开展关键技术研发及产业化'],
    ['我们需要专家帮忙', '公司有一些技术问题希望解决'],
  ])('nobody for “%s”', (title, description) => expect(ask(need(title, description))).toEqual([]))

  test('nobody while nobody is known', () => expect(ask(need('压铸件有砂眼'), [])).toEqual([]))

  test('a need of 200 kB and a profile of 200 kB are read', () => {
    const long = Array.from({ length: 200_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 5000))).join('')
    const experts = [...people, expert('long', [], long)]
    expect(idsOf(ask(need('压铸件有砂眼'), experts))[0]).toBe('casting')
    expect(() => ask(need(long, long), experts)).not.toThrow()
  })
})

describe('what counts', () => {
  const asked = need('超滤膜污染', '清洗以后通量还是低')
  const article = (id: string, title: string) => ({ id, title, summary: '' })

  test('keywords before profile, profile before solved needs', () => {
    const experts = [
      expert('c-keyword', ['超滤膜污染'], '其他内容很多'),
      expert('b-profile', ['其他内容很多'], '超滤膜污染'),
      expert('a-solved', ['其他内容很多'], '', { solved: [{ needId: 'n', label: 'n', text: '超滤膜污染' }] }),
    ]
    expect(idsOf(ask(asked, experts))).toEqual(['c-keyword', 'b-profile', 'a-solved'])
  })

  test('one achievement on the matter beats many beside it', () => {
    const beside = Array.from({ length: 12 }, (_, i) => article(`x${i}`, `超滤装置第${'甲乙丙丁戊己庚辛壬癸子丑'[i]}期自动控制改造`))
    const experts = [
      expert('many', [], '', { achievements: beside }),
      expert('one', [], '', { achievements: [article('y', '超滤膜污染清洗与通量恢复')] }),
    ]
    expect(idsOf(ask(asked, experts))[0]).toBe('one')
  })

  test('the same document twenty times is hardly more than once', () => {
    const copies: MatchableExpert = expert('copies', [], '', {
      achievements: Array.from({ length: 20 }, (_, i) => article(`${i}`, '超滤装置')),
    })
    const experts = [copies, expert('better', [], '', { achievements: [article('y', '超滤膜污染')] })]
    expect(idsOf(ask(asked, experts))[0]).toBe('better')
  })

  test('the title of a need counts more than its description', () => {
    expect(idsOf(ask(need('压铸气孔', '我们也做翘曲')))[0]).toBe('casting')
    expect(idsOf(ask(need('翘曲', '我们也做气孔')))[0]).toBe('plastics')
  })

  test('the same field is a small advantage', () => {
    const experts = [expert('a', ['超滤膜'], '', { fields: ['10'] }), expert('b', ['超滤膜'], '', { fields: ['70'] })]
    expect(idsOf(ask(asked, experts))).toEqual(['a', 'b'])
    expect(idsOf(ask({ ...asked, field: '70' }, experts))).toEqual(['b', 'a'])
  })
})

describe('load', () => {
  const twins = [expert('a', ['超滤膜污染'], ''), expert('b', ['超滤膜污染'], '')]
  const asked = need('超滤膜污染')

  test('equal experts stand in order of id', () => expect(idsOf(ask(asked, twins.toReversed()))).toEqual(['a', 'b']))

  test('who carries more stands a little lower and is told so', () => {
    const matches = ask(asked, twins, { load: new Map([['a', { open: 1, cap: 3 }]]) })
    expect(idsOf(matches)).toEqual(['b', 'a'])
    expect(matches[1]!.reasons).toContainEqual({ kind: 'load', open: 1, cap: 3 })
    expect(matches[0]!.reasons.map((reason) => reason.kind)).not.toContain('load')
  })

  test('load does not outweigh evidence', () => {
    const matches = ask(need('压铸件砂眼气孔', '布面'), people, { load: new Map([['casting', { open: 2, cap: 3 }]]) })
    expect(idsOf(matches)[0]).toBe('casting')
  })

  test('at the cap, or excluded, nobody is named', () => {
    const load = new Map([['a', { open: 3, cap: 3 }]])
    expect(idsOf(ask(asked, twins, { load }))).toEqual(['b'])
    expect(idsOf(ask(asked, twins, { load, exclude: new Set(['b']) }))).toEqual([])
  })
})
