import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shortened, splitText } from '../../../src/platforms/slack/split.ts'
import { escaped, readText, usersIn } from '../../../src/platforms/slack/words.ts'
import { decode, typed } from '../../support/fake-slack-rules.ts'

const read = (text: string, emoji = new Map<string, string>()) =>
  readText(text, { me: 'U0BOT', nameOf: (user) => (user === 'U1' ? '李工' : undefined), emoji })

describe('what people wrote', () => {
  test.each([
    ['plain 文字', 'plain 文字'],
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['&amp;lt;b&amp;gt; &quot;', '&lt;b&gt; &quot;'],
    ['<https://example.com/?a=1&amp;b=2>', 'https://example.com/?a=1&b=2'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<https://example.com/|example.com>', 'example.com'],
    ['<mailto:a@b.cn|a@b.cn> <tel:+8613800000000|+8613800000000>', 'a@b.cn +8613800000000'],
    ['see <https://example.com/x|the data>', 'see the data (https://example.com/x)'],
    ['ask <@U1> or <@U2> or <@U3|王工>', 'ask @李工 or @U2 or @王工'],
    ['in <#C1|needs> or <#C2>', 'in #needs or #C2'],
    ['<!channel> <!here|here> <!subteam^S1|@team> <!subteam^S2>', '@channel @here @team @S2'],
    ['by <!date^1700000000^{date}|14 Nov>', 'by 14 Nov'],
    ['<', '<'],
    ['12:30:45 :tada:', '12:30:45 :tada:'],
  ])('%j reads %j', (text, said) => {
    expect(read(text)).toEqual({ text: said, mentioned: false })
  })

  test.each([
    ['<@U0BOT> 需求', '需求'],
    ['hey <@U0BOT|bot>, look', 'hey , look'],
    ['thanks <@U0BOT>', 'thanks'],
    ['<@U0BOT>', ''],
    ['one <@U0BOT>  two\n<@U0BOT> three', 'one two\nthree'],
  ])('%j is said to the bot: %j', (text, said) => {
    expect(read(text)).toEqual({ text: said, mentioned: true })
  })

  test('emoji come back as the characters that were typed, where the message tells them', () => {
    const emoji = new Map([
      [':wave:', '👋'],
      [':wave::skin-tone-2:', '👋🏻'],
      [':+1:', '👍'],
    ])
    expect(read('foo:bar:wave: :wave::skin-tone-2::+1::own:', emoji).text).toBe('foo:bar👋 👋🏻👍:own:')
  })

  test('whatever is typed is read as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        fc.pre(!words.includes('\0'))
        const { text, blocks } = typed(words)
        const [block] = blocks as { elements: { elements: { name?: string; unicode?: string }[] }[] }[]
        const emoji = new Map(
          block!.elements[0]!.elements.flatMap(({ name, unicode }) =>
            unicode ? [[`:${name}:`, String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)))] as const] : [],
          ),
        )
        expect(read(text, emoji).text).toBe(words)
      }),
    )
  })

  test('names the users', () => {
    expect(usersIn('<@U1> <@W2|x> @U3 &lt;@U4&gt;')).toEqual(['U1', 'W2'])
  })
})

describe('what is written', () => {
  test('is read back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const safe = escaped(words)
        expect(safe).not.toMatch(/[<>]/)
        const expected = Buffer.from(words, 'utf8')
          .toString('utf8')
          .replace(/\r\n?/g, '\n')
          .replace(/[^\P{Cc}\n\t]/gu, ' ')
        expect(decode(safe)).toBe(expected)
      }),
    )
  })

  test('is split within the limit, and nothing is lost', () => {
    const bare = (text: string): string => text.replace(/[\s\p{Cf}\p{Cc}]+/gu, '')
    const unit = fc.constantFrom('压', '光', '。', '&', '<', '>', '\n', '\n\n', ' ', 'word', '😀', '👩‍👩‍👧‍👦', 'é')
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 400 }), fc.integer({ min: 40, max: 200 }), (parts, limit) => {
        const text = parts.join('')
        const pieces = splitText(text, limit)
        for (const piece of pieces) {
          expect(escaped(piece).length).toBeLessThanOrEqual(limit)
          expect(piece).not.toMatch(/\p{Cs}/u)
        }
        expect(bare(pieces.join(''))).toBe(bare(text))
        const whole = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment.length > 1 && segment.trim() !== '')
        expect(pieces.join('').split('👩‍👩‍👧‍👦').length - 1).toBe(whole.filter(({ segment }) => segment === '👩‍👩‍👧‍👦').length)
      }),
    )
  })

  test('is cut at paragraphs, lines, sentences, words', () => {
    expect(splitText(`${'a'.repeat(30)}\n\n${'b'.repeat(30)}`, 40)).toEqual(['a'.repeat(30), 'b'.repeat(30)])
    expect(splitText(`${'甲'.repeat(20)}。${'乙'.repeat(30)}`, 40)).toEqual([`${'甲'.repeat(20)}。`, '乙'.repeat(30)])
    expect(splitText('  \n ', 40)).toEqual([])
  })

  test('is shortened with a sign of it', () => {
    expect(shortened('short', 10)).toBe('short')
    expect(shortened('&&&&&&', 16)).toBe('&&&…')
    expect(escaped(shortened('&'.repeat(100), 75)).length).toBeLessThanOrEqual(75)
  })
})
