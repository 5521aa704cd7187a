import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessmentIn, correctionIn } from '../../src/bot/features/assessment/reading.ts'

describe('the assessment as it is asked for', () => {
  test('by its names, with a year, weights, caps', () => {
    expect(assessmentIn('考核')).toEqual({ what: 'show' })
    expect(assessmentIn('绩效考核 2026年')).toEqual({ what: 'show', year: 2026 })
    expect(assessmentIn('考核 2026 权重：专利 15，协议 10%')).toEqual({
      what: 'weight',
      year: 2026,
      said: [
        { figure: 'patents', value: 15 },
        { figure: 'agreements', value: 10 },
      ],
    })
    expect(assessmentIn('assessment weight invitations answered 12.5')).toEqual({
      what: 'weight',
      said: [{ key: 'answered', value: 12.5 }],
    })
    expect(assessmentIn('考核 上限 孵化 150')).toEqual({ what: 'cap', said: [{ figure: 'incubated', value: 150 }] })
    expect(assessmentIn('考核 权重 专利')).toEqual({ what: 'unknown', said: '专利' })
    expect(assessmentIn('考核 权重 专利 15 还有')).toMatchObject({ what: 'unknown' })
    for (const said of ['考核办法', '考核指标怎么定', 'assessed', '年底考核']) expect(assessmentIn(said)).toBeUndefined()
  })

  test('a correction: the number, then the words as they were written', () => {
    expect(correctionIn('12，核对签到表，多一场')).toEqual({ value: 12, reason: '核对签到表，多一场' })
    expect(correctionIn('改为１，２３４．５万元：合同补录')).toEqual({ value: 1234.5, reason: '合同补录' })
    expect(correctionIn('12,3 项是重复的')).toEqual({ value: 12, reason: '3 项是重复的' })
    expect(correctionIn('漏登属实')).toEqual({ reason: '漏登属实' })
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom('多一场', '已核对', 'the sheet shows it'), (value, reason) => {
        expect(correctionIn(`${value} ${reason}`)).toEqual({ value, reason })
      }),
    )
  })

  test('no text breaks it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('考核 ', '考核 权重 ', 'assessment cap ', ''),
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        (head, rest) => {
          assessmentIn(head + rest)
          correctionIn(rest)
        },
      ),
    )
  })
})
