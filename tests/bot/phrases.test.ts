import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandIn, needMark, numberIn } from '../../src/bot/phrases.ts'

describe('commands, in both languages and in plain sentences', () => {
  test.each([
    ['/my', { name: 'my' }],
    ['我的', { name: 'my' }],
    ['我的。', { name: 'my' }],
    ['我的需求怎么样了', { name: 'my' }],
    ['我的需求怎么样了？', { name: 'my' }],
    ['我那条需求进展如何', { name: 'my' }],
    ['how are my needs doing', { name: 'my' }],
    ['/open', { name: 'open' }],
    ['待认领', { name: 'open' }],
    ['有哪些待认领的', { name: 'open' }],
    ['/help', { name: 'help' }],
    ['/help@shibaiqian_bot', { name: 'help' }],
    ['帮助', { name: 'help' }],
    ['？', { name: 'help' }],
    ['你能做什么', { name: 'help' }],
    ['/need 2026-0001', { name: 'need', number: '2026-0001' }],
    ['/need', { name: 'need', number: undefined }],
    ['需求 2026-1', { name: 'need', number: '2026-0001' }],
    ['２０２６－０００１', { name: 'need', number: '2026-0001' }],
    ['2026-0001 怎么样了', { name: 'need', number: '2026-0001' }],
    ['邀请 企业 云溪某某公司', { name: 'invite', what: '企业 云溪某某公司' }],
    ['/invite staff', { name: 'invite', what: 'staff' }],
    ['绑定', { name: 'link', code: undefined }],
    ['绑定 AB12CD34', { name: 'link', code: 'AB12CD34' }],
    ['谢谢！', { name: 'thanks' }],
    ['/nonsense', { name: 'unknown' }],
  ])('%s', (text, command) => {
    expect(commandIn(text)).toEqual(command)
  })

  test.each([
    '布面有极光，压光后手感发硬',
    '我的电机异响发烫',
    '我们的需求是把良率从82%提到95%',
    '需求：压铸件砂眼，参考 2026-0001 那条，但我们是锌合金',
    '帮助我们解决废水超标',
    'help us find somebody who knows coatings for salt spray',
    '',
    '\n',
  ])('“%s” is what somebody wants to say', (text) => {
    expect(commandIn(text)).toBeUndefined()
  })
})

test('a number is found as people write it', () => {
  expect(numberIn('看看2026-0012吧')).toBe('2026-0012')
  expect(numberIn('电话 0571-88880000')).toBeUndefined()
  expect(numberIn('12026-0001')).toBeUndefined()
})

test('the mark of a need is taken off, wherever it stands', () => {
  expect(needMark('#需求 布面有极光')).toBe('布面有极光')
  expect(needMark('＃需求：布面有极光')).toBe('布面有极光')
  expect(needMark('布面有极光 #求助')).toBe('布面有极光')
  expect(needMark('#need our castings have pores')).toBe('our castings have pores')
  expect(needMark('#needle bearings')).toBeUndefined()
  expect(needMark('C#需求')).toBeUndefined()
})

test('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      commandIn(text)
      numberIn(text)
      needMark(text)
    }),
  )
})
