import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, segment } from '../../src/matching/text.ts'

function terms(text: string): string[] {
  return segment(text).tokens.map((token) => token.term)
}

describe('fold', () => {
  test.each([
    ['ＰＶＤＦ膜', 'pvdf膜'],
    ['環保設備', '环保设备'],
    ['積體電路與軟體', '集成电路与软件'],
    ['文件程序', '文件程序'],
    ['創(chuàng)新、環(huán)保', '创新、环保'],
    ['鋰（lǐ）電池', '锂电池'],
    ['環(huan)保', '环保'],
    ['膜(PVDF)与镍(Ni)', '膜(pvdf)与镍(ni)'],
    ['风扇(fan)', '风扇(fan)'],
    ['TiO₂，5 μm', 'tio2,5μm'],
    ['压\u200b光\ufe0f', '压光'],
  ])('%s is compared as %s', (text, expected) => expect(fold(text)).toBe(expected))
})

describe('segment', () => {
  test('Han characters alone and in pairs, never across what is not Han', () => {
    expect(terms('后整理，光')).toEqual(['后', '后整', '整', '整理', '理', '光'])
  })

  test.each([
    ['PA66材料', 'pa66'],
    ['PA-66', 'pa66'],
    ['PA 66', 'pa66'],
    ['316L管', '316l'],
    ['DN 200阀', 'dn200'],
    ['COD≤50 mg/L', 'cod'],
    ['COD≤50 mg/L', '50mg/l'],
    ['PM2.5', 'pm2.5'],
    ['42CrMo轴', '42crmo'],
    ['GB/T 13745', 'gb/t'],
    ['304不锈钢', '304'],
    ['LiFePO₄', 'lifepo4'],
  ])('in %s, %s stays whole', (text, term) => expect(terms(text)).toContain(term))

  test('English words are stems', () => {
    expect(terms('Membranes fouling')).toEqual(terms('membrane fouled'))
  })

  test('plain numbers are no terms', () => expect(terms('2024 年 3000')).toEqual(['年']))

  test('every token stands where it says, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { shown, folded, tokens } = segment(text)
        expect(shown.length).toBe(folded.length)
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(shown.length)
        }
      }),
    )
  })

  test('what the author wrote can be shown', () => {
    const { shown, tokens } = segment('變頻器與ＰＶＤＦ')
    expect(tokens.filter((token) => token.kind !== 'han').map((token) => shown.slice(token.start, token.end))).toEqual([
      '變頻',
      '頻器',
      '器與',
      'PVDF',
    ])
  })
})
