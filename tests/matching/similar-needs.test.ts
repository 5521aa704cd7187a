import { describe, expect, test } from 'vitest'
import type { MatchableNeed } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { need, people } from './known.ts'

const earlier = {
  calender: need(
    '府绸轧光后布面发亮、手感板硬',
    '纯棉府绸轧光后正面有一道一道的极光，手摸上去像纸板。轧辊温度降过，柔软剂换了两家，一家漂油。',
  ),
  casting: need('电机壳压铸件加工后露气孔', '电机壳机加工轴承位以后露出针眼大的孔，试漏百分之七不合格，客户不让浸渗。'),
  weaving: need('府绸织造断经', '喷气织机织府绸，上浆以后还是断经，织造效率低。'),
  empty: need('', ''),
}
const known = Object.entries(earlier).map(([id, one]) => ({ id, need: one }))

function similar(asked: MatchableNeed, exclude: string[] = [], limit = 5) {
  const matcher = createMatcher()
  matcher.load({ experts: people, needs: known })
  return matcher.similarNeeds(asked, new Set(exclude), limit)
}

describe('similar needs', () => {
  test('a copy is wholly alike', () => {
    const [first, ...others] = similar(earlier.casting)
    expect(first?.needId).toBe('casting')
    expect(first?.alike).toBeCloseTo(1, 5)
    expect(others).toEqual([])
  })

  test.each([
    ['布面有极光，压光后手感发硬', '纯棉府绸过了轧光机布面发亮，手感像纸板，柔软剂换过也没用', 'calender'],
    ['壓鑄電機殼漏氣', '電機殼壓鑄件機加工後有氣孔，試漏不合格，客戶不讓浸滲', 'casting'],
  ])('the same problem in other words: %s', (title, description, expected) => {
    const found = similar(need(title, description))
    expect(found.map((one) => one.needId)).toEqual([expected])
    expect(found[0]!.alike).toBeLessThan(1)
  })

  test.each([
    ['府绸缩水率大', '预缩以后门幅还是不稳定'],
    ['电机壳喷涂起泡', '电机壳喷粉以后第二天鼓泡'],
    ['想找人合作', '我们公司希望解决技术问题'],
    ['😀', ''],
  ])('the same trade is not enough: %s', (title, description) => expect(similar(need(title, description))).toEqual([]))

  test('left out and limited', () => {
    expect(similar(earlier.casting, ['casting'])).toEqual([])
    expect(similar(earlier.casting, [], 0)).toEqual([])
  })
})
