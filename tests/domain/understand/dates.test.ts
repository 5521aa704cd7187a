import { describe, expect, test } from 'vitest'
import { deadlineFromAnswer, understandDate } from '../../../src/domain/understand/index.ts'

/** Tuesday 24 November 2026 in Shanghai, still the 23rd in London. */
const today = new Date('2026-11-23T21:24:00Z')

describe('a deadline within a need', () => {
  test.each([
    ['三天内给个说法', '2026-11-27'],
    ['下周三下午要结果', '2026-12-02'],
    ['本周五之前', '2026-11-27'],
    ['这周内解决', '2026-11-29'],
    ['年底前能解决最好', '2026-12-31'],
    ['月底前出样', '2026-11-30'],
    ['下个月底', '2026-12-31'],
    ['下月15号前', '2026-12-15'],
    ['20号前', '2026-12-20'],
    ['12月15日前', '2026-12-15'],
    ['十二月十五日前', '2026-12-15'],
    ['12月前', '2026-11-30'],
    ['2027年3月', '2027-03-31'],
    ['2027年2月底前量产', '2027-02-28'],
    ['二零二七年三月前', '2027-02-28'],
    ['26年底前', '2026-12-31'],
    ['3月底前', '2027-03-31'],
    ['明年上半年', '2027-06-30'],
    ['明年一季度', '2027-03-31'],
    ['希望明年能量产', '2027-12-31'],
    ['最好年底前，最迟明年3月', '2027-03-31'],
    ['3个月内', '2027-02-24'],
    ['３個月內', '2027-02-24'],
    ['两周内', '2026-12-08'],
    ['半年内', '2027-05-24'],
    ['一年半内', '2028-05-24'],
    ['一个半月内', '2027-01-08'],
    ['3-6个月内', '2027-05-24'],
    ['两三个月内', '2027-02-24'],
    ['10个工作日内完成', '2026-12-08'],
    ['48小时内给个答复', '2026-11-26'],
    ['研发周期：6个月', '2027-05-24'],
    ['希望3个月解决', '2027-02-24'],
    ['两周内不解决就停线', '2026-12-08'],
    ['砂眼，20万以内，三个月', '2027-02-24'],
    ['春节前搞定', '2027-02-05'],
    ['国庆前', '2027-09-30'],
    ['2027/3/15前', '2027-03-15'],
    ['within 3 months', '2027-02-24'],
    ['need it in two weeks', '2026-12-08'],
    ['by end of June', '2027-06-30'],
    ['by 15 March 2027', '2027-03-15'],
    ['by January 10th, 2027', '2027-01-10'],
    ['by Q2 next year', '2027-06-30'],
    ['solve it by the end of the year', '2026-12-31'],
    ['by next Friday', '2026-12-04'],
    ['deadline: 2027-01-10', '2027-01-10'],
    ['before Chinese New Year', '2027-02-05'],
  ])('%s', (text, date) => {
    expect(understandDate(text, today)).toBe(date)
  })

  test.each([
    '2月31日前',
    '明年2月31日前',
    'by 31 Feb 2027',
    '2025年3月前完成',
    '10月15日前',
    '三个月内就生锈',
    '用了3个月就开裂',
    '保质期12个月',
    '6个月质保',
    '每3个月换一次',
    '三天前开始的',
    '去年3月开始出现',
    '2019年投产的设备',
    '最近3个月内不良率上升',
    '今天发现布面有极光',
    '今年不良率比去年高，希望解决',
    '盐雾500小时',
    '要求盐雾48小时',
    '固化时间7天',
    '一周三次停机',
    '年产20万件',
    'we tried for 3 months',
    'it started 3 months ago',
    '',
  ])('no deadline: %s', (text) => {
    expect(understandDate(text, today)).toBeUndefined()
  })

  test('a day that is no day has no deadlines', () => {
    expect(understandDate('3个月内', new Date(Number.NaN))).toBeUndefined()
  })

  test('days are those of Shanghai', () => {
    expect(understandDate('今天之内', new Date('2026-11-24T15:59:00Z'))).toBe('2026-11-24')
    expect(understandDate('今天之内', new Date('2026-11-24T16:01:00Z'))).toBe('2026-11-25')
  })
})

describe('the answer to the question for the deadline', () => {
  test.each([
    ['3个月', '2027-02-24'],
    ['一个月左右', '2026-12-24'],
    ['1-2个月', '2027-01-24'],
    ['半年', '2027-05-24'],
    ['12.15', '2026-12-15'],
    ['12/15', '2026-12-15'],
    ['3月15', '2027-03-15'],
    ['6月份吧', '2027-06-30'],
    ['20号', '2026-12-20'],
    ['年底', '2026-12-31'],
    ['元旦', '2026-12-31'],
    ['明年', '2027-12-31'],
    ['2027', '2027-12-31'],
    ['20261215', '2026-12-15'],
    ['Friday', '2026-11-27'],
    ['March', '2027-03-31'],
    ['3 months', '2027-02-24'],
    ['三个月后', '2027-02-24'],
    ['两周以后', '2026-12-08'],
    ['in 3 weeks', '2026-12-15'],
    ['tomorrow', '2026-11-25'],
    ['the day after tomorrow', '2026-11-26'],
    ['周五9点', '2026-11-27'],
    ['2-4人，12月5日', '2026-12-05'],
    ['三天前', undefined],
    ['越快越好', undefined],
    ['不急', undefined],
    ['没定', undefined],
    ['2.31', undefined],
    ['3', undefined],
    ['', undefined],
  ])('%s', (text, date) => {
    expect(deadlineFromAnswer(text, today)).toBe(date)
  })
})

test('29 February said in the winter before is that of the leap year', () => {
  const november = new Date('2027-11-23T21:24:00Z')
  expect(deadlineFromAnswer('2月29日', november)).toBe('2028-02-29')
  expect(understandDate('by 29 Feb', november)).toBe('2028-02-29')
  expect(deadlineFromAnswer('2月29日', today)).toBeUndefined()
})
