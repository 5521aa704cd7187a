import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standIn } from '../../src/domain/leave.ts'
import { leaveFromAnswer } from '../../src/domain/understand/leave.ts'

const now = new Date('2026-11-23T02:00:00Z')
const leave = (from: string, until: string, rest = '') => ({ kind: 'leave', from, until, rest })

describe('when somebody is away, from plain words', () => {
  test.each([
    ['12月1日到12月5日 王敏代', leave('2026-12-01', '2026-12-05', '王敏代')],
    ['12月1日到12月5日王敏代', leave('2026-12-01', '2026-12-05', '王敏代')],
    ['12月1日至5日，由王敏代我', leave('2026-12-01', '2026-12-05', '由王敏代我')],
    ['12月1日-12月5日', leave('2026-12-01', '2026-12-05')],
    ['12.1-12.5', leave('2026-12-01', '2026-12-05')],
    ['2026-12-01到2026-12-05', leave('2026-12-01', '2026-12-05')],
    ['12月30日到1月3日', leave('2026-12-30', '2027-01-03')],
    ['明天', leave('2026-11-24', '2026-11-24')],
    ['明天，王敏代', leave('2026-11-24', '2026-11-24', '王敏代')],
    ['今天到周五', leave('2026-11-23', '2026-11-27')],
    ['1 Dec to 5 Dec, Wang Min stands in', leave('2026-12-01', '2026-12-05', 'Wang Min stands in')],
    ['tomorrow', leave('2026-11-24', '2026-11-24')],
    ['取消', { kind: 'cancel' }],
    ['cancel', { kind: 'cancel' }],
  ])('%s', (text, expected) => {
    expect(leaveFromAnswer(text, now)).toEqual(expected)
  })

  test.each([
    ['2月31日', 'no_such_day'],
    ['12月1日到12月32日', 'no_such_day'],
    ['11月3日到11月5日', 'past'],
    ['12月5日到12月1日', 'backwards'],
    ['2026-12-01到2028-12-05', 'too_long'],
    ['王敏代', 'unclear'],
    ['', 'unclear'],
  ])('%s is asked back: %s', (text, problem) => {
    expect(leaveFromAnswer(text, now)).toEqual({ kind: 'problem', problem })
  })

  test('whatever is said, a leave never ends before it begins, nor begins in the past', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9月日到至，、 明天王敏代-]{0,24}$/), (text) => {
        const said = leaveFromAnswer(text, now)
        if (said.kind !== 'leave') return
        expect(said.from >= '2026-11-23' && said.from <= said.until).toBe(true)
      }),
    )
  })
})

describe('who acts while somebody is away', () => {
  const today = '2026-12-02'
  const away = { from: '2026-12-01', until: '2026-12-05' }
  const people = (...list: { id: string; away?: typeof away; substituteId?: string }[]) => new Map(list.map((one) => [one.id, one]))

  test('they themselves before and after, their substitute from the first to the last day', () => {
    const two = people({ id: 'a', away, substituteId: 'b' }, { id: 'b' })
    const on = (day: string) => standIn('a', two, day)?.id
    expect(['2026-11-30', '2026-12-01', '2026-12-05', '2026-12-06'].map(on)).toEqual(['a', 'b', 'b', 'a'])
  })

  test('the substitute’s substitute where that one is away too; nobody where it goes round in a circle or ends', () => {
    expect(standIn('a', people({ id: 'a', away, substituteId: 'b' }, { id: 'b', away, substituteId: 'c' }, { id: 'c' }), today)?.id).toBe(
      'c',
    )
    expect(standIn('a', people({ id: 'a', away, substituteId: 'b' }, { id: 'b', away, substituteId: 'a' }), today)).toBeUndefined()
    expect(standIn('a', people({ id: 'a', away }), today)).toBeUndefined()
    expect(standIn('a', people({ id: 'a', away, substituteId: 'gone' }), today)).toBeUndefined()
  })
})
