import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Card } from '../../../src/bot/platform.ts'
import { limits } from '../../../src/platforms/telegram/limits.ts'
import { captions, isWordless, keyboard, splitText, textMessages, uploadName } from '../../../src/platforms/telegram/outgoing.ts'
import { addressOf, placeOf, postedOf, pressData, pressOf, refOf } from '../../../src/platforms/telegram/references.ts'

const privately = { group: false, username: 'our_bot' }
const inGroup = { group: true, username: 'our_bot' }
const bare = (text: string): string => text.replace(/[\s\p{Cf}]+/gu, '')

describe('the words of a card', () => {
  test('title and labels are bold, by range', () => {
    const card = {
      title: '压光发硬',
      text: '布面有极光。',
      fields: [
        { label: '预算', value: '30 万元' },
        { label: 'By', value: 'May' },
      ],
    }
    expect(textMessages(card, privately)).toEqual([
      {
        text: '压光发硬\n\n布面有极光。\n\n预算：30 万元\nBy: May',
        entities: [
          { type: 'bold', offset: 0, length: 4 },
          { type: 'bold', offset: 14, length: 3 },
          { type: 'bold', offset: 23, length: 3 },
        ],
      },
    ])
  })

  test('plain text is itself, whatever it looks like', () => {
    const text = '<b>a</b> &amp; *b* _c_ [d](e) `f` @all'
    expect(textMessages({ text }, privately)).toEqual([{ text, entities: [] }])
  })

  test('nothing at all still shows something', () => {
    expect(textMessages({ text: ' \n' }, privately)).toEqual([{ text: '…', entities: [] }])
    expect(isWordless({ text: '' })).toBe(true)
    expect(isWordless({ text: '', buttons: [[{ label: 'a', verb: 'a', id: '' }]] })).toBe(false)
    expect(isWordless({ text: '', fields: [{ label: '', value: 'x' }] })).toBe(false)
  })

  test('in a group a name calls nobody, except ours', () => {
    const [message] = textMessages({ text: '@somebody a@b.cn @our_bot @Our_Bot @our_bots' }, inGroup)
    expect(message!.text).toBe('@\u2060somebody a@\u2060b.cn @our_bot @Our_Bot @\u2060our_bots')
  })

  test('what Telegram would drop or refuse is replaced first, so that the ranges fit', () => {
    const [message] = textMessages({ title: 'a\r\nb\u202e\u0007c\ud800', text: 'x' }, privately)
    expect(message).toEqual({ text: 'a\nb c\ufffd\n\nx', entities: [{ type: 'bold', offset: 0, length: 6 }] })
  })

  test('long words go over several messages with their ranges', () => {
    const parts = textMessages({ title: 'T'.repeat(5000), text: 'x' }, privately)
    expect(parts.map((part) => [part.text.length, part.entities])).toEqual([
      [4096, [{ type: 'bold', offset: 0, length: 4096 }]],
      [907, [{ type: 'bold', offset: 0, length: 904 }]],
    ])
  })

  test('any card fits, whole and with ranges inside', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc
        .array(fc.constantFrom('压光', '👩‍👩‍👧‍👦', ' ', '\n', '。', 'word ', '@all', '\u3000'), { maxLength: 4000 })
        .map((list) => list.join('')),
    )
    const cards = fc.record({ title: words, text: words, fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 2 }) })
    fc.assert(
      fc.property(cards, fc.boolean(), (card: Card, group) => {
        const parts = textMessages(card, group ? inGroup : privately)
        for (const { text, entities } of parts) {
          expect(text.length).toBeGreaterThan(0)
          expect(text.length).toBeLessThanOrEqual(limits.text)
          expect(text).not.toMatch(/\p{Cs}/u)
          for (const { offset, length } of entities) {
            expect(offset).toBeGreaterThanOrEqual(0)
            expect(length).toBeGreaterThan(0)
            expect(offset + length).toBeLessThanOrEqual(text.length)
          }
        }
        const whole = bare(parts.map((part) => part.text).join(''))
        const clean = (text: string): string =>
          bare(
            Buffer.from(text)
              .toString()
              .replace(/[\p{Cc}]/gu, ' '),
          )
        expect(whole).toContain(clean(card.text))
        for (const field of card.fields ?? []) expect(whole).toContain(clean(field.value))
      }),
      { numRuns: 60 },
    )
  })
})

describe('splitting', () => {
  const split = (text: string, limit: number): string[] => splitText(text, limit).map(({ from, to }) => text.slice(from, to))

  test.each([
    ['short', 10, ['short']],
    ['', 10, []],
    ['  a  ', 10, ['a']],
    ['aaaa bbbb cccc', 10, ['aaaa bbbb', 'cccc']],
    ['aaaaaaa\nbb cc dd', 10, ['aaaaaaa', 'bb cc dd']],
    ['aaaaaaaaaabbb', 10, ['aaaaaaaaaa', 'bbb']],
    ['一二三四五。六七八九十', 8, ['一二三四五。', '六七八九十']],
    ['aaaaaaaaa😀b', 10, ['aaaaaaaaa', '😀b']],
    ['aaaa👩‍👩‍👧‍👦b', 12, ['aaaa', '👩‍👩‍👧‍👦b']],
  ])('%j at %i', (text, limit, expected) => {
    expect(split(text, limit)).toEqual(expected)
  })

  test('whole characters stay whole', () => {
    const family = '👩‍👩‍👧‍👦'
    for (const part of split(family.repeat(1000), 4096)) expect(part.length % family.length).toBe(0)
  })
})

describe('buttons', () => {
  test('a press, a start, and how they look', () => {
    const card: Card = {
      text: 'x',
      buttons: [
        [
          { label: '认领', verb: 'claim', id: 'n-1', look: 'primary' },
          { label: ' ', verb: 'pass', id: '' },
        ],
        [{ label: 'go', start: 'draft_1' }],
      ],
    }
    expect(keyboard(card, 'our_bot', [])).toEqual({
      inline_keyboard: [
        [
          { text: '认领', callback_data: 'claim:n-1', style: 'primary' },
          { text: '…', callback_data: 'pass:' },
        ],
        [{ text: 'go', url: 'https://t.me/our_bot?start=draft_1' }],
      ],
    })
  })

  test('a row that is too wide is broken', () => {
    const row = Array.from({ length: 18 }, (_, at) => ({ label: String(at), verb: 'a', id: String(at) }))
    expect(keyboard({ text: '', buttons: [row] }, 'b', []).inline_keyboard.map((keys) => keys.length)).toEqual([8, 8, 2])
  })

  test('callback data comes back as it went and fits', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/)
    const earlier = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { maxLength: 8 }).map((ids) => ids.sort((a, b) => a - b))
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_]{1,20}$/), id, earlier, (verb, rest, ids) => {
        const data = pressData({ verb, id: rest, earlier: ids })
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
        const back = pressOf(data)
        expect(back).toMatchObject({ verb, id: rest })
        expect([ids, []]).toContainEqual(back.earlier)
      }),
    )
    const usual = { verb: 'claim', id: 'cmb3x5k2p0001qz8h4v7t9w2e', earlier: [1_999_999_990, 1_999_999_991, 1_999_999_993, 1_999_999_999] }
    expect(pressOf(pressData(usual))).toEqual(usual)
  })

  test('foreign data never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => void expect(pressOf(data).verb).toMatch(/^[a-z_]{1,20}$/)))
  })
})

test('addresses and references are read back, and nothing else is', () => {
  for (const place of [{ chat: 5 }, { chat: -1001234567890 }, { chat: -1001234567890, topic: 7 }])
    expect(placeOf(addressOf(place))).toEqual(place)
  for (const posted of [
    { chat: 5, messages: [1] },
    { chat: -100, messages: [1, 2, 9] },
  ])
    expect(postedOf(refOf(posted))).toEqual(posted)
  for (const wrong of ['', 'telegram:', 'telegram:x', 'slack:1', 'telegram:1:2:3', 'telegram:1/2']) expect(placeOf(wrong)).toBeUndefined()
  for (const wrong of ['', 'telegram:1', 'telegram:1/', 'telegram:1/2,', 'slack:1/2']) expect(postedOf(wrong)).toBeUndefined()
})

test('the words under a picture that are too long go on below', () => {
  const { caption, rest } = captions('字'.repeat(1500), privately)
  expect([caption.length, rest.map((text) => text.length)]).toEqual([1024, [476]])
})

test.each([
  ['清单 1.csv', '清单 1.csv'],
  ['a"b;c\r\nd/e.txt', 'a_b_c__d_e.txt'],
  [' ', 'file'],
])('a file named %j is uploaded as %j', (name, expected) => {
  expect(uploadName(name)).toBe(expected)
})
