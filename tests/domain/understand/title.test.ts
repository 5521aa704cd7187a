import { describe, expect, test } from 'vitest'
import { understandNeed } from '../../../src/domain/understand/index.ts'

const today = new Date('2026-11-23T21:24:00Z')
const titleOf = (text: string) => understandNeed(text, today).title

describe('the title', () => {
  test.each([
    [
      '布面有极光，压光后手感发硬，客户要求手感柔软，极光等级到4级以上，预算二十万左右，年底前能解决最好',
      '布面有极光，压光后手感发硬，客户要求手感柔软',
    ],
    ['压铸件老有砂眼，良率才82%，想提到95%，急！', '压铸件老有砂眼'],
    ['We need a coating that survives 500 h salt spray, budget 200k RMB, within 3 months', 'coating that survives 500 h salt spray'],
    ['你好，请问一下，有没有耐300度高温的胶水？', '有没有耐300度高温的胶水'],
    [
      '各位老师好！我们厂是做铝合金压铸的，最近一批电机壳老有砂眼，X光一照全是气孔，客户天天催，求助🙏',
      '最近一批电机壳老有砂眼，X光一照全是气孔',
    ],
    ['Hi all, our die casting parts have porosity, yield only 82%, need 95% ASAP', 'our die casting parts have porosity'],
    ['#需求 印染废水COD降到50以下，中水回用率60%，不急，明年做', '印染废水COD降到50以下'],
    ['老师您好，我是某某公司的小王，我们做的汽车水泵壳体，压铸后老有砂眼', '汽车水泵壳体，压铸后老有砂眼'],
    ['我们公司成立于2005年，主要从事电机生产，年产值2亿。现在遇到一个问题：电机轴承异响，返修率5%。', '电机轴承异响'],
    ['预算20万，年底前。\n冷库门老是结霜', '冷库门老是结霜'],
    ['1️⃣问题：染色缸差大 2️⃣要求：色差ΔE≤0.8 3️⃣预算：30w', '染色缸差大'],
    ['Q：棉织物退浆不净\n影响染色\n客户投诉\n急', '棉织物退浆不净'],
    ['我们想开发一款带除霜功能的空气源热泵，COP≥3.5，预算80-100万', '开发一款带除霜功能的空气源热泵'],
    ['怎么解决布面极光？', '怎么解决布面极光'],
    ['怎么降低注塑件缩水？？？', '怎么降低注塑件缩水'],
    ['壓鑄件老有砂眼，預算二十萬，希望年底前解決', '壓鑄件老有砂眼'],
    ['@十百千 喷涂线VOCs排放超标，环保局天天查', '喷涂线VOCs排放超标'],
    ['砂眼', '砂眼'],
    ['你好', ''],
    ['大家好，在吗？', ''],
    ['急急急！！！', ''],
    ['😀😀👨‍👩‍👧', ''],
    ['123 456', ''],
    ['  \n ', ''],
    ['', ''],
  ])('%s', (text, title) => {
    expect(titleOf(text)).toBe(title)
  })

  test('a long clause is cut where a word ends, never within a figure or a Latin word', () => {
    const long = '铝合金压铸电机壳体在T6热处理以后表面经常大面积起泡并且尺寸变形超过0.15mm导致后续装配困难'
    expect(titleOf(long)).toBe('铝合金压铸电机壳体在T6热处理以后表面经常大面积起泡并且尺寸变形超过0.15mm')
    expect(titleOf(long.replace('铝合金', '大型铝合金'))).toBe('大型铝合金压铸电机壳体在T6热处理以后表面经常大面积起泡并且尺寸变形')
  })

  test.each([36, 37, 38, 39, 40])('a figure that crosses the limit after %i characters stays whole or goes', (before) => {
    const title = titleOf(`${'轴承异响很大'.repeat(10).slice(0, before)}1250.5MPa的压力`)
    expect(title).toMatch(/[\p{Script=Han}]$|1250\.5MPa$/u)
    expect([...title].length).toBeLessThanOrEqual(40)
  })

  test('an English sentence is cut between words', () => {
    const text = 'Our automatic polyurethane dispensing machine unexpectedly produces bubbles in every sealing gasket'
    const title = titleOf(text)
    expect(text.split(' ')).toContain(title.split(' ').at(-1))
    expect([...title].length).toBeLessThanOrEqual(40)
  })
})
