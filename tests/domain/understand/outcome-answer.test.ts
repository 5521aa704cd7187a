import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountFromAnswer, countFromAnswer } from '../../../src/domain/understand/index.ts'

describe('the sum of an outcome', () => {
  test.each([
    ['20', 20],
    ['二十万左右', 20],
    ['35.6万元', 35.6],
    ['1200元', 0.12],
    ['1.2亿', 12_000],
    ['￥356,000', 35.6],
    ['合同金额35.6万元', 35.6],
    ['新增销售额1200万', 1200],
    ['3项合同，共20万', 20],
    ['100亿', 1_000_000],
    ['100.1亿', undefined],
    ['-1', undefined],
    ['-1万', undefined],
    ['负20万', undefined],
    ['0', undefined],
    ['0万元', undefined],
    ['20-30万', undefined],
    ['最多30万', undefined],
    ['几十万', undefined],
    ['合同20万，到账10万', undefined],
    ['20 30', undefined],
    ['20万美元', undefined],
    ['20%', undefined],
    ['没有', undefined],
    ['', undefined],
  ])('%s', (text, amount) => {
    expect(amountFromAnswer(text)).toBe(amount)
  })
})

describe('the count of an outcome', () => {
  test.each([
    ['12', 12],
    ['12人次', 12],
    ['三项', 3],
    ['两百', 200],
    ['一百二十人', 120],
    ['1,200', 1200],
    ['１２件', 12],
    ['1.2万人次', 12_000],
    ['共培训 35 人', 35],
    ['3 patents', 3],
    ['three', 3],
    ['-1', undefined],
    ['－1', undefined],
    ['负三', undefined],
    ['0', undefined],
    ['零', undefined],
    ['1.5', undefined],
    ['2-3项', undefined],
    ['两三项', undefined],
    ['十几人', undefined],
    ['几十人', undefined],
    ['20多', undefined],
    ['12/3', undefined],
    ['3项专利，12人', undefined],
    ['99999999999', undefined],
    ['很多', undefined],
    ['', undefined],
  ])('%s', (text, count) => {
    expect(countFromAnswer(text)).toBe(count)
  })
})

const pieces = '1|0|-|.|,|万|亿|元|十|两|百|千|几|负|到|20-30|人次|项| |美元|😀|\ud800|three'.split('|')

test('any answer is a number in its bounds or none, each time the same', () => {
  const answers = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 100 }),
  )
  fc.assert(
    fc.property(answers, (text) => {
      const [amount, count] = [amountFromAnswer(text), countFromAnswer(text)]
      expect([amountFromAnswer(text), countFromAnswer(text)]).toEqual([amount, count])
      if (amount !== undefined) expect(amount > 0 && amount <= 1_000_000).toBe(true)
      if (count !== undefined) expect(Number.isInteger(count) && count > 0).toBe(true)
    }),
    { numRuns: 1000 },
  )
  for (const piece of pieces) expect([amountFromAnswer(piece.repeat(10_000)), countFromAnswer(piece.repeat(10_000))]).toHaveLength(2)
})
