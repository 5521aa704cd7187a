import { describe, expect, test } from 'vitest'
import { missingQuestions, understandNeed } from '../../../src/domain/understand/index.ts'

const today = new Date('2026-11-23T21:24:00Z')
const asked = (text: string) => missingQuestions(understandNeed(text, today), text)

describe('a need as a whole', () => {
  test('a mill', () => {
    const text = '布面有极光，压光后手感发硬，客户要求手感柔软，极光等级到4级以上，预算二十万左右，年底前能解决最好'
    expect(understandNeed(text, today)).toEqual({
      title: '布面有极光，压光后手感发硬，客户要求手感柔软',
      field: '40',
      type: 'upgrade',
      urgency: 'normal',
      targets: [{ name: '极光等级', value: '4级以上' }],
      budget: { min: 20, max: 20 },
      deadline: '2026-12-31',
    })
    expect(asked(text)).toEqual(['tried'])
  })

  test('a foundry in a hurry says little, and nothing is invented', () => {
    const text = '压铸件老有砂眼，良率才82%，想提到95%，急！'
    expect(understandNeed(text, today)).toEqual({
      title: '压铸件老有砂眼',
      field: '80',
      type: 'upgrade',
      urgency: 'urgent',
      targets: [{ name: '良率', value: '提到95%' }],
    })
  })

  test('in English', () => {
    expect(understandNeed('We need a coating that survives 500 h salt spray, budget 200k RMB, within 3 months', today)).toEqual({
      title: 'coating that survives 500 h salt spray',
      field: '40',
      type: 'research',
      urgency: 'normal',
      targets: [{ name: 'salt spray', value: '500 h' }],
      budget: { min: 20, max: 20 },
      deadline: '2027-02-24',
    })
  })

  test('in several messages', () => {
    const text = '老师好\n我们冷水机组 IPLV 想从 5.2 提到 6.5\n换过两家压缩机，没用\n钱嘛，100个左右\n预算100万\n明年6月底前'
    expect(understandNeed(text, today)).toMatchObject({
      title: '冷水机组 IPLV 想从 5.2 提到 6.5',
      field: '60',
      budget: { min: 100, max: 100 },
      deadline: '2027-06-30',
    })
    expect(asked(text)).toEqual([])
  })

  test('nothing said', () => {
    expect(understandNeed('', today)).toEqual({ title: '', type: 'other', urgency: 'normal', targets: [] })
  })
})

describe('what is asked', () => {
  test.each([
    ['', ['problem', 'targets', 'tried']],
    ['你好，在吗', ['problem', 'targets', 'tried']],
    ['砂眼', ['problem', 'targets', 'tried']],
    ['铝合金电机壳压铸后老有砂眼', ['targets', 'tried', 'budget']],
    ['铝合金电机壳压铸后老有砂眼，换过脱模剂，没用', ['targets', 'budget', 'deadline']],
    ['铝合金电机壳压铸后老有砂眼，气孔率要求1%以下，换过脱模剂，没用', ['budget', 'deadline']],
    ['铝合金电机壳压铸后老有砂眼，气孔率要求1%以下，换过脱模剂，预算面议，越快越好', []],
    ['铝合金电机壳压铸后老有砂眼，气孔率要求1%以下，换过脱模剂，预算不限，时间不急', []],
    ['We tried two resins but the coating still peels; need 500 h salt spray; budget is open, no deadline', []],
  ])('%s', (text, questions) => {
    expect(asked(text)).toEqual(questions)
  })
})
