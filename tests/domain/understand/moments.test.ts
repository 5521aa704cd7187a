import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayFromAnswer, momentFromAnswer } from '../../../src/domain/understand/index.ts'

/** Tuesday 24 November 2026, 10:00 in Shanghai. */
const now = new Date('2026-11-24T02:00:00Z')

describe('the answer to “when shall we visit?”', () => {
  test.each([
    ['下周三下午', { day: '2026-12-02', half: 'afternoon' }],
    ['下周三下午两点半', { day: '2026-12-02', time: '14:30' }],
    ['下週三下午兩點半', { day: '2026-12-02', time: '14:30' }],
    ['12月3日 14:00', { day: '2026-12-03', time: '14:00' }],
    ['12月3日14：00', { day: '2026-12-03', time: '14:00' }],
    ['12月3号下午3点', { day: '2026-12-03', time: '15:00' }],
    ['2026-12-03 09:00', { day: '2026-12-03', time: '09:00' }],
    ['明天上午', { day: '2026-11-25', half: 'morning' }],
    ['明早九点', { day: '2026-11-25', time: '09:00' }],
    ['后天10点', { day: '2026-11-26', time: '10:00' }],
    ['周五 9:30-11:00', { day: '2026-11-27', time: '09:30', until: '11:00' }],
    ['周五9:30', { day: '2026-11-27', time: '09:30' }],
    ['周五上午9点到11点半', { day: '2026-11-27', time: '09:00', until: '11:30' }],
    ['周五上午10点到下午3点', { day: '2026-11-27', time: '10:00', until: '15:00' }],
    ['周四下午2-4点', { day: '2026-11-26', time: '14:00', until: '16:00' }],
    ['周四10点到2点', { day: '2026-11-26', time: '10:00', until: '14:00' }],
    ['周二十点', { day: '2026-11-24', time: '10:00' }],
    ['周五2点一刻', { day: '2026-11-27', time: '14:15' }],
    ['周三2点2个人来', { day: '2026-11-25', time: '14:00' }],
    ['二十号下午三点二十', { day: '2026-12-20', time: '15:20' }],
    ['今天下午', { day: '2026-11-24', half: 'afternoon' }],
    ['今晚8点', { day: '2026-11-24', time: '20:00' }],
    ['今天 10:00', { day: '2026-11-24', time: '10:00' }],
    ['明天中午', { day: '2026-11-25', time: '12:00' }],
    ['明天中午1点', { day: '2026-11-25', time: '13:00' }],
    ['明天早一点', { day: '2026-11-25' }],
    ['明天在3号楼', { day: '2026-11-25' }],
    ['下周三', { day: '2026-12-02' }],
    ['周三，12月2日，下午两点', { day: '2026-12-02', time: '14:00' }],
    ['下周三（12月2日）上午或下午都行', { day: '2026-12-02' }],
    ['三天内', { day: '2026-11-27' }],
    ['三天后上午', { day: '2026-11-27', half: 'morning' }],
    ['next Wednesday 2pm', { day: '2026-12-02', time: '14:00' }],
    ['next Wednesday at 2:30 p.m.', { day: '2026-12-02', time: '14:30' }],
    ['3 Dec at 14:30', { day: '2026-12-03', time: '14:30' }],
    ['Dec 3, 2-4pm', { day: '2026-12-03', time: '14:00', until: '16:00' }],
    ['tomorrow morning', { day: '2026-11-25', half: 'morning' }],
    ['Friday afternoon at 3', { day: '2026-11-27', time: '15:00' }],
    ["Friday 11 o'clock", { day: '2026-11-27', time: '11:00' }],
  ])('%s', (text, moment) => {
    expect(momentFromAnswer(text, now)).toEqual(moment)
  })

  test.each([
    ['11月3日', 'past'],
    ['2025-12-03 14:00', 'past'],
    ['去年12月3日', 'past'],
    ['昨天下午', 'past'],
    ['上周三', 'past'],
    ['三天前', 'past'],
    ['yesterday', 'past'],
    ['last Friday', 'past'],
    ['3 Dec last year', 'past'],
    ['今天 9:59', 'past'],
    ['今天上午9点', 'past'],
    ['2月31日', 'no_such_day'],
    ['6月31日下午2点', 'no_such_day'],
    ['31 February', 'no_such_day'],
    ['2027-02-29', 'no_such_day'],
    ['13月3日', 'no_such_day'],
    ['32号', 'no_such_day'],
    ['明天 25:00', 'no_such_day'],
    ['明天 14:75', 'no_such_day'],
    ['明天28点', 'no_such_day'],
    ['', 'unclear'],
    ['随时', 'unclear'],
    ['再说吧', 'unclear'],
    ['下午两点', 'unclear'],
    ['下周', 'unclear'],
    ['12月', 'unclear'],
    ['两小时后', 'unclear'],
    ['12月3日或12月4日', 'unclear'],
    ['12月3日到5日', 'unclear'],
    ['12月3号或4号', 'unclear'],
    ['周五上午9点或者下午2点', 'unclear'],
    ['明天上午14点', 'unclear'],
    ['明天晚上12点', 'unclear'],
    ['明天15:00-14:00', 'unclear'],
    ['周四，12月2日', 'unclear'],
  ])('asked back: %s (%s)', (text, problem) => {
    expect(momentFromAnswer(text, now)).toEqual({ problem })
  })

  test('half of today is past when it is over', () => {
    expect(momentFromAnswer('今天上午', new Date('2026-11-24T03:59:00Z'))).toEqual({ day: '2026-11-24', half: 'morning' })
    expect(momentFromAnswer('今天上午', new Date('2026-11-24T04:00:00Z'))).toEqual({ problem: 'past' })
  })
})

describe('the answer to “by when?”', () => {
  test.each([
    ['三天内', '2026-11-27'],
    ['两周后', '2026-12-08'],
    ['月底', '2026-11-30'],
    ['12.15', '2026-12-15'],
    ['12月15日 18:00前', '2026-12-15'],
    ['下周五前', '2026-12-04'],
    ['春节前', '2027-02-05'],
    ['最好年底前，最迟明年3月', '2027-03-31'],
    ['周三，12月2日', '2026-12-02'],
    ['in 3 weeks', '2026-12-15'],
    ['by 15 March', '2027-03-15'],
    ['今天', '2026-11-24'],
  ])('%s', (text, day) => {
    expect(dayFromAnswer(text, now)).toEqual({ day })
  })

  test.each([
    ['11月3日', 'past'],
    ['去年年底', 'past'],
    ['昨天', 'past'],
    ['2025年3月前', 'past'],
    ['2月31日前', 'no_such_day'],
    ['6月31日', 'no_such_day'],
    ['2.31', 'no_such_day'],
    ['by 31 Feb', 'no_such_day'],
    ['春节后', 'unclear'],
    ['越快越好', 'unclear'],
    ['', 'unclear'],
  ])('asked back: %s (%s)', (text, problem) => {
    expect(dayFromAnswer(text, now)).toEqual({ problem })
  })
})

const pieces =
  '下周三|周五|下午|上午|两点半|10点|9:30|-|到|14:00|25:00|12月3日|2月31日|2026|-12-03|三天|内|后|前|明天|昨天|月底|next |Wednesday|2pm|at |3 Dec|，| |\n|点|半|晚|早|十|二十|零|1|23|:|.|/|😀|\ud800'.split(
    '|',
  )
const answers = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
)

test('any answer is a day to come or one of three problems, each time the same', () => {
  fc.assert(
    fc.property(answers, (text) => {
      const moment = momentFromAnswer(text, now)
      expect(momentFromAnswer(text, now)).toEqual(moment)
      if ('problem' in moment) expect(['past', 'no_such_day', 'unclear']).toContain(moment.problem)
      else {
        expect(moment.day >= '2026-11-24').toBe(true)
        if (moment.time !== undefined) expect(moment.time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
        if (moment.until !== undefined) expect(moment.until > moment.time!).toBe(true)
        expect(moment.time !== undefined && moment.half !== undefined).toBe(false)
      }
      const day = dayFromAnswer(text, now)
      expect('problem' in day || day.day >= '2026-11-24').toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test.each([...pieces.filter((piece) => piece.trim() !== ''), 'a', '1-'])('an answer of %j many times over is read in no time', (piece) => {
  const text = piece.repeat(Math.ceil(10_000 / piece.length))
  expect(momentFromAnswer(text, now)).toBeDefined()
  expect(dayFromAnswer(text, now)).toBeDefined()
})

test('a day that is no day answers nothing', () => {
  expect(momentFromAnswer('明天', new Date(Number.NaN))).toEqual({ problem: 'unclear' })
  expect(dayFromAnswer('明天', new Date(Number.NaN))).toEqual({ problem: 'unclear' })
})
