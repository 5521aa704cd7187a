import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { wantedIn } from '../../src/bot/features/lists/commands.ts'
import { readFilter } from '../../src/bot/features/lists/reading.ts'
import { pastDay } from '../../src/bot/features/lists/reading-days.ts'
import type { ListChoices } from '../../src/domain/lists.ts'

const now = new Date('2026-11-25T02:00:00Z')
const today = DateTime.fromJSDate(now, { zone: 'Asia/Shanghai' })
const choices: ListChoices = {
  townships: ['石桥镇', '柳荫街道'],
  industries: [{ code: 'C17', name: '纺织业' }],
  institutes: [{ id: 'inst1', name: '江畔理工大学轻纺研究院', short: '江畔轻纺院' }],
  officers: [
    { id: 'p1', name: '王敏' },
    { id: 'p2', name: '李强' },
    { id: 'p3', name: '李强' },
  ],
}

describe('a list is asked for', () => {
  test.each([
    ['清单', { what: 'lists', rest: '' }],
    ['问题清单 石桥镇', { what: 'problems', rest: '石桥镇' }],
    ['责任清单：王敏', { what: 'duties', rest: '王敏' }],
    ['逾期', { what: 'overdue', rest: '' }],
    ['list overdue', { what: 'overdue', rest: '' }],
    ['List Problems textiles', { what: 'problems', rest: 'textiles' }],
    ['清单 导出', { what: 'file', rest: '' }],
    ['落实清单 10月 导出表格', { what: 'file', rest: '10月' }],
    ['implementation list', { what: 'results', rest: '' }],
  ])('%s', (text, wanted) => expect(wantedIn(text)).toEqual(wanted))

  test.each([
    'list prices of pumps have risen',
    '逾期不还的客户越来越多怎么办',
    '我们要一份材料清单',
    'export quality is bad',
    '清单里的零件有砂眼',
  ])('“%s” is what somebody wants to say', (text) => expect(wantedIn(text)).toBeUndefined())
})

describe('words become a filter', () => {
  test.each([
    ['石桥镇 逾期', { township: '石桥镇', overdue: true }],
    ['石桥 王敏 对接中', { township: '石桥镇', officerId: 'p1', state: 'in_progress' }],
    ['江畔轻纺院，新材料', { instituteId: 'inst1', cluster: 'materials' }],
    ['超过30天', { olderThan: 30 }],
    ['3个月以上', { olderThan: 90 }],
    ['over 2 weeks', { olderThan: 14 }],
    ['本月', { from: '2026-11-01', until: '2026-11-30' }],
    ['12月', { from: '2025-12-01', until: '2025-12-31' }],
    ['in progress', { state: 'in_progress' }],
    ['已解决', { state: 'solved' }],
  ])('%s', (text, filter) => expect(readFilter(text, choices, now)).toEqual({ filter, unknown: [] }))

  test('what is not known, or is two people’s name, is given back', () => {
    expect(readFilter('石矫镇 逾期', choices, now)).toEqual({ filter: { overdue: true }, unknown: ['石矫镇'] })
    expect(readFilter('李强', choices, now).unknown).toEqual(['李强'])
    expect(readFilter('closed', choices, now).unknown).toEqual(['closed'])
  })

  test('a past day, and days that are none', () => {
    expect(readFilter('截至 11月1日 石桥镇', choices, now)).toMatchObject({ asOf: '2026-11-01', filter: { township: '石桥镇' } })
    expect(readFilter('as of 1 Nov 2026 overdue', choices, now)).toMatchObject({ asOf: '2026-11-01', filter: { overdue: true } })
    expect(pastDay('12月31日', today)).toBe('2025-12-31')
    for (const none of ['2月31日', '2026-12-01', '明天', '', '2026年13月1日']) expect(pastDay(none, today), none).toBeUndefined()
  })

  test('no text breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        wantedIn(text)
        const { filter, unknown } = readFilter(text, choices, now)
        expect(Object.values(filter)).not.toContain(undefined)
        expect(unknown.every((word) => word !== '')).toBe(true)
      }),
    )
  })
})
