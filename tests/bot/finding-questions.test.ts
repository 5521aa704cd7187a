import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedIn } from '../../src/bot/features/finding/reading-questions.ts'
import { profileIn } from '../../src/bot/features/profile/reading-profile.ts'

describe('a question to the directory', () => {
  test.each([
    ['谁会做轧光？', '轧光'],
    ['谁懂PVDF膜', 'PVDF膜'],
    ['谁能做激光焊接?', '激光焊接'],
    ['找轧光专家', '轧光'],
    ['找一位做膜分离的专家', '膜分离'],
    ['有没有做压铸的专家？', '压铸'],
    ['有没有人懂柔软剂', '柔软剂'],
    ['哪位老师研究无水染色', '无水染色'],
    ['压铸方面有哪些专家', '压铸'],
    ['who knows die casting?', 'die casting'],
    ['Who can do calendering', 'calendering'],
    ['experts on membrane separation', 'membrane separation'],
    ['is there anyone who knows softeners?', 'softeners'],
  ])('%s', (text, said) => expect(askedIn(text)).toEqual({ what: 'who', said }))

  test.each([
    ['有没有低光泽轧光的成果?', '低光泽轧光'],
    ['成果 轧光', '轧光'],
    ['achievements calendering', 'calendering'],
  ])('%s', (text, said) => expect(askedIn(text)).toEqual({ what: 'achievements', said }))

  test.each([
    ['苏州轻纺研究院有哪些专家', '苏州轻纺研究院'],
    ['江畔轻纺院都有哪些教授？', '江畔轻纺院'],
    ['experts of Donghu Institute', 'Donghu Institute'],
  ])('%s', (text, name) => expect(askedIn(text)).toEqual({ what: 'institute', name }))

  test.each([
    '谁能解决布面极光的问题',
    '谁能帮我们看看压光后手感发硬',
    '谁能做，我们压铸件老是有气孔',
    '谁会做这个',
    '谁来负责',
    '谁认领了',
    'who can fix our calender?',
    'who is it',
    '布面有极光，压光后手感发硬',
    '找专家',
    '我的成果',
    '有哪些待认领',
  ])('%s is none', (text) => expect(askedIn(text)).toBeUndefined())

  test('any text is read without a crash, here and as a command of profiles', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('谁会做', '改资料 ', '找', '专家').chain((a) => fc.string().map((b) => a + b)),
        ),
        (text) => {
          askedIn(text)
          profileIn(text)
        },
      ),
    )
  })
})

describe('a command of profiles', () => {
  test.each([
    ['我的资料', { what: 'show', of: '' }],
    ['资料 沈岚', { what: 'show', of: '沈岚' }],
    ['沈岚老师的资料', { what: 'show', of: '沈岚' }],
    ['改资料', { what: 'fields', of: '' }],
    ['改资料 职称 教授', { what: 'edit', of: '', key: 'title', text: '教授' }],
    ['改资料 职称改成教授', { what: 'edit', of: '', key: 'title', text: '教授' }],
    ['改资料 沈岚 职称 教授', { what: 'edit', of: '沈岚', key: 'title', text: '教授' }],
    ['edit profile title Professor', { what: 'edit', of: '', key: 'title', text: 'Professor' }],
    ['edit profile Shen Lan title Professor', { what: 'edit', of: 'Shen Lan', key: 'title', text: 'Professor' }],
    ['免打扰 到12月20日', { what: 'mute', text: '12月20日' }],
    ['mute until 20 Dec', { what: 'mute', text: '20 Dec' }],
    ['每月最多2项', { what: 'limits', text: '每月最多2项' }],
    ['at most 2 a month', { what: 'limits', text: 'at most 2 a month' }],
  ])('%s', (text, wanted) => expect(profileIn(text)).toEqual(wanted))

  test.each(['免打扰 22:00-7:00', '每月产量最多2000吨', '我的', '资料都发给你了，请看'])('%s is none', (text) =>
    expect(profileIn(text)).toBeUndefined(),
  )
})
