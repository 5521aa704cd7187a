import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Button, Card } from '../../../src/bot/platform.ts'
import { isWordless, messagesOf } from '../../../src/platforms/slack/outgoing.ts'
import { complaintsAbout, isTooLong, shown } from '../../support/fake-slack-rules.ts'

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })

describe('a card', () => {
  test('becomes header, text, fields and buttons', () => {
    const card: Card = {
      title: '轧光极光 <2026-0001>',
      text: '布面有极光 & 手感发硬',
      fields: [{ label: '类型', value: '技术改造' }],
      buttons: [
        [
          { label: '认领', verb: 'claim', id: 'n-1', look: 'primary' },
          { label: '婉拒', verb: 'pass', id: 'n-1' },
        ],
        [{ label: '私聊', start: 'draft_42' }],
      ],
    }
    expect(messagesOf(card, [])).toEqual([
      {
        text: '轧光极光 &lt;2026-0001&gt; · 布面有极光 &amp; 手感发硬 · 类型 技术改造 · 认领 · 婉拒 · 私聊',
        blocks: [
          { type: 'header', text: plain('轧光极光 &lt;2026-0001&gt;') },
          { type: 'section', text: plain('布面有极光 &amp; 手感发硬'), expand: true },
          { type: 'section', fields: [plain('类型'), plain('技术改造')] },
          {
            type: 'actions',
            elements: [
              { type: 'button', text: plain('认领'), action_id: 'press:claim:0', value: '{"id":"n-1"}', style: 'primary' },
              { type: 'button', text: plain('婉拒'), action_id: 'press:pass:1', value: '{"id":"n-1"}' },
            ],
          },
          { type: 'actions', elements: [{ type: 'button', text: plain('私聊'), action_id: 'start:2', value: '{"start":"draft_42"}' }] },
        ],
      },
    ])
  })

  test('buttons know the messages above theirs', () => {
    const [message] = messagesOf({ text: 'x', buttons: [[{ label: 'a', verb: 'claim', id: 'q' }]] }, ['1700000000.000100'])
    expect(JSON.stringify(message!.blocks)).toContain(JSON.stringify('{"id":"q","earlier":["1700000000.000100"]}').slice(1, -1))
  })

  test('nothing at all is still a message', () => {
    expect(messagesOf({ text: ' \n' }, [])).toEqual([{ text: '…', blocks: [{ type: 'section', text: plain('…'), expand: true }] }])
    expect(isWordless({ text: ' ' })).toBe(true)
    expect(isWordless({ text: '', buttons: [[{ label: 'a', verb: 'a', id: 'a' }]] })).toBe(false)
  })

  test('a title too long for a header, a label too long for a button, a value too long for a field are all there', () => {
    const card: Card = {
      title: 'T'.repeat(200),
      text: 'x',
      fields: [
        { label: 'L', value: 'V'.repeat(2500) },
        { label: 'empty', value: '' },
      ],
      buttons: [[{ label: 'B'.repeat(100), verb: 'claim', id: 'n' }]],
    }
    const [message] = messagesOf(card, [])
    expect(complaintsAbout(message!.blocks)).toEqual([])
    const { text, buttons } = shown(message!.text, message!.blocks)
    for (const whole of ['T'.repeat(200), 'V'.repeat(2500), 'B'.repeat(100)]) expect(text).toContain(whole)
    expect(buttons[0]!.label).toBe(`${'B'.repeat(74)}…`)
  })

  test('many fields, many rows of buttons', () => {
    const fields = Array.from({ length: 120 }, (_, at) => ({ label: `l${at}`, value: `v${at}` }))
    const rows = (count: number, width: number): Button[][] =>
      Array.from({ length: count }, (_, row) =>
        Array.from({ length: width }, (_, at) => ({ label: `b${row}-${at}`, verb: 'open', id: `${row}-${at}` })),
      )
    for (const buttons of [rows(10, 3), rows(60, 1), rows(1, 30)]) {
      const messages = messagesOf({ text: 'x', fields, buttons }, [])
      for (const { blocks } of messages) expect(complaintsAbout(blocks)).toEqual([])
      const seen = messages.map((message) => shown(message.text, message.blocks))
      expect(seen.flatMap((one) => one.buttons.map((button) => button.label))).toEqual(buttons.flat().map((button) => button.label))
      expect(seen.slice(0, -1).flatMap((one) => one.buttons)).toEqual([])
      expect(seen.map((one) => one.text).join('\n')).toContain('l119\nv119')
    }
  })

  test('whatever it says, Slack takes it, all of it is seen, and nobody is called', () => {
    const words = (most: number) =>
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: most }),
        fc
          .array(fc.constantFrom('<!channel>', '*b*', '压光😀', '&lt;', '@here ', ':tada:', '`x`', '\n', '<@U1>'), { maxLength: most })
          .map((all) => all.join('')),
      )
    const button = fc.record({ label: words(30), verb: fc.constant('claim'), id: fc.constant('n-1') })
    const card: fc.Arbitrary<Card> = fc.record({
      title: fc.option(words(60), { nil: undefined }),
      text: fc.oneof(
        words(100),
        words(2500).map((text) => text.repeat(3)),
      ),
      fields: fc.array(fc.record({ label: words(10), value: words(400) }), { maxLength: 14 }),
      buttons: fc.array(fc.array(button, { maxLength: 4 }), { maxLength: 5 }),
    })
    const bare = (text: string): string =>
      Buffer.from(text, 'utf8')
        .toString('utf8')
        .replace(/[\s\p{Cf}\p{Cc}…]+/gu, '')
    fc.assert(
      fc.property(card, (one) => {
        const empty = messagesOf(one, [])
        const messages = messagesOf(
          one,
          empty.slice(1).map((_, at) => `1700000000.${String(at).padStart(6, '0')}`),
        )
        expect(messages.length).toBe(empty.length)
        for (const { blocks, text } of messages) {
          expect(complaintsAbout(blocks)).toEqual([])
          expect(isTooLong(blocks)).toBe(false)
          expect(text).not.toBe('')
        }
        const seen = messages.map((message) => shown(message.text, message.blocks))
        const fields = (one.fields ?? []).map(({ label, value }) => label + value)
        expect(bare(seen.map((each) => each.text).join(''))).toContain(bare([one.title ?? '', one.text, ...fields].join('')))
        expect(seen.flatMap((each) => each.mentions)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
