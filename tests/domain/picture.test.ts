import { describe, expect, test } from 'vitest'
import { altOf, type Chart } from '../../src/domain/picture.ts'

const zh = { title: '进展', note: '2026年第三季度', empty: '这段时间没有数字。' }
const en = { title: 'Progress', note: 'Third quarter of 2026', empty: 'No figures yet.' }

describe('a picture in words', () => {
  test.each<[string, Chart, string]>([
    [
      'a funnel',
      {
        ...zh,
        kind: 'funnel',
        steps: [
          { label: '走访企业', value: 12, text: '12 家' },
          { label: '发布需求', value: 1200, text: '1,200 项' },
        ],
      },
      '进展（2026年第三季度）：走访企业 12 家；发布需求 1,200 项。',
    ],
    [
      'a trend, with a point that has no number',
      {
        ...zh,
        note: '',
        kind: 'trend',
        points: ['7月', '8月'],
        series: [
          { name: '发布', values: [3, 4.5] },
          { name: '认领', values: [1] },
        ],
      },
      '进展：发布：7月 3，8月 4.5；认领：7月 1，8月 –。',
    ],
    [
      'bars with a target',
      {
        ...zh,
        kind: 'bars',
        rows: ['甲所', '乙所'],
        series: [{ name: '认领', values: [3, 0] }],
        line: { name: '目标', values: [5, undefined] },
      },
      '进展（2026年第三季度）：甲所：认领 3，目标 5；乙所：认领 0。',
    ],
    [
      'a table',
      { ...zh, kind: 'heat', rows: ['平望镇'], columns: ['走访', '解决'], values: [[1234567.8, 0]] },
      '进展（2026年第三季度）：平望镇：走访 1,234,567.8，解决 0。',
    ],
    ['nothing', { ...zh, kind: 'heat', rows: [], columns: ['走访'], values: [] }, '进展（2026年第三季度）：这段时间没有数字。'],
    [
      'English',
      { ...en, kind: 'trend', points: ['July'], series: [{ name: '', values: [3] }] },
      'Progress (Third quarter of 2026): July 3.',
    ],
  ])('%s', (_, chart, words) => {
    expect(altOf(chart)).toBe(words)
  })
})
