import { describe, expect, test } from 'vitest'
import { ask, expert, need, people, termsOf } from './known.ts'

describe('reasons', () => {
  test('terms are the longest common stretches, in the words of the need', () => {
    const [first] = ask(need('布面有极光', '压光后整理以后手感发硬'), [expert('a', ['棉织物后整理', '极光'], '压光温度对布面手感的影响')])
    expect(termsOf(first).toSorted()).toEqual(['压光', '布面', '后整理', '手感', '极光'].toSorted())
  })

  test('no half words at the ends, no particles, no words of every trade', () => {
    const [first] = ask(need('风机噪音大', '需要解决离心风机的喘振技术问题'), [
      expert('a', ['离心风机', '风机噪声'], '解决喘振技术问题的研究，需要实验'),
    ])
    expect(termsOf(first)).toEqual(expect.arrayContaining(['离心风机', '喘振']))
    for (const term of termsOf(first)) expect(term).not.toMatch(/噪$|技术|问题|需要|解决|的/)
  })

  test('traditional characters, capitals and model numbers are shown as written', () => {
    const terms = termsOf(ask(need('變頻器與PA66外殼', 'ＰＶＤＦ管'), [expert('a', ['变频器', 'pa66', 'pvdf'], '')])[0])
    expect(terms).toEqual(expect.arrayContaining(['變頻器', 'PA66', 'PVDF']))
  })

  test('English phrases stand together', () => {
    const terms = termsOf(ask(need('Anomaly detection for our looms', 'scheduling'))[0])
    expect(terms[0]).toBe('Anomaly detection')
  })

  test('at most five, each of two characters or more, none inside another', () => {
    const text = '压铸模具、铝合金、真空压铸、气孔、缺陷控制、砂眼、压铸'
    const terms = termsOf(ask(need('压铸气孔', text))[0])
    expect(terms.length).toBeLessThanOrEqual(5)
    for (const term of terms) {
      expect(term.length).toBeGreaterThanOrEqual(2)
      expect(terms.filter((other) => other.includes(term))).toEqual([term])
    }
  })

  test('an achievement, a solved need and the field that speak for the expert', () => {
    const [membrane] = ask({ ...need('超滤膜污染', '通量恢复率低'), field: '70' })
    expect(membrane?.reasons).toContainEqual({ kind: 'achievement', title: '抗污染超滤膜' })
    expect(membrane?.reasons).toContainEqual({ kind: 'field', field: '70' })
    const [casting] = ask({ ...need('电机壳压铸件漏气率高', '加工后露气孔'), field: '40' })
    expect(casting?.reasons).toContainEqual({ kind: 'solved', label: '2025-0011 电机壳漏气' })
    expect(casting?.reasons.map((reason) => reason.kind)).not.toContain('field')
  })

  test('an achievement beside the matter is not given', () => {
    const experts = [
      expert('a', ['超滤膜污染'], '超滤膜清洗', { achievements: [{ id: 'x', title: '织机断经自动停车装置', summary: '效率提高' }] }),
    ]
    expect(ask(need('超滤膜污染', '膜清洗'), experts)[0]?.reasons.map((reason) => reason.kind)).toEqual(['terms'])
  })

  test('confidence grows with what is covered', () => {
    const confidence = (title: string, description = '') => ask(need(title, description)).find((m) => m.expertId === 'casting')?.confidence
    expect(confidence('铝合金压铸件气孔和砂眼')).toBe('strong')
    expect(confidence('骨科手术台气孔探伤', '手术台的焊缝探伤一直不准，想换超声')).not.toBe('strong')
    expect(confidence('给孩子报名上学')).toBeUndefined()
  })

  test('whoever is named has terms in common', () => {
    for (const person of people) {
      const asked = need(person.keywords.join('、'), person.profile)
      for (const match of ask(asked)) expect(termsOf(match)).not.toEqual([])
    }
  })
})
