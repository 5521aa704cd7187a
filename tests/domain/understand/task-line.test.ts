import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taskFromLine } from '../../../src/domain/understand/index.ts'

/** Monday, 23 November 2026, 10:00 in Shanghai. */
const now = new Date('2026-11-23T02:00:00Z')
const people = ['周工', '沈岚', '王敏', 'Anna Li']

describe('a task in one line', () => {
  test.each([
    ['周工 寄两米布样 周五前', { owner: 0, text: '寄两米布样', day: '2026-11-27' }],
    ['沈岚老师 做轧点压力对比试验，12月15日前', { owner: 1, text: '做轧点压力对比试验', day: '2026-12-15' }],
    ['沈老师出方案 三天内', { owner: 1, text: '出方案', day: '2026-11-26' }],
    ['我 联系检测中心 明天', { owner: 'me', text: '联系检测中心', day: '2026-11-24' }],
    ['寄布样', { text: '寄布样' }],
    ['寄布样 下周三', { text: '寄布样', day: '2026-12-02' }],
    ['anna li sends the samples by Friday', { owner: 3, text: 'sends the samples', day: '2026-11-27' }],
    ['周工 寄布样 2月31日前', { owner: 0, text: '寄布样', problem: 'no_such_day' }],
    ['王敏 催一下 昨天', { owner: 2, text: '催一下', problem: 'past' }],
    ['周工 周五前', { owner: 0, text: '', day: '2026-11-27' }],
    ['李总 寄布样 周五前', { text: '李总 寄布样', day: '2026-11-27' }],
  ])('%s', (line, expected) => {
    expect(taskFromLine(line, people, now)).toEqual(expected)
  })

  test('whatever is written, it answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (line) => {
        expect(typeof taskFromLine(line, people, now).text).toBe('string')
      }),
    )
  })
})
