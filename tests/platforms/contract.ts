/**
 * What every platform promises, as tests: `platformContract('slack', open)` in a platform's own test file runs them all.
 * `open` makes a rig: the platform under test against its strict fake, and people who use that platform.
 */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Address,
  type Card,
  DeliveryError,
  type Incoming,
  type IncomingEvent,
  type MessageRef,
  type Platform,
} from '../../src/bot/platform.ts'

/** A message of the bot as a person sees it now: all its text (title, text, fields), what its buttons say in reading order, its files. */
export type Seen = {
  text: string
  buttons: string[]
  attachments: { name: string; bytes: Uint8Array }[]
  /** Whom the platform would call up or notify because of this text (@name, <!channel>, …). */
  mentions: string[]
}

export type Place = 'private' | 'group'

/**
 * A person on the platform. Each act resolves when the platform's server (or the person's client) has taken it; it never
 * rejects because the bot failed, and is delivered again later as the real server or client would.
 */
export type ContractPerson = {
  /** The private chat with this person. */
  address: Address
  say(text: string): Promise<void>
  /** Says it in the one group of the rig; with `mention` addressed to the bot in the way usual on this platform. */
  sayInGroup(text: string, options: { mention: boolean }): Promise<void>
  /** Changes the person's own last private message. */
  edit(text: string): Promise<void>
  sendFile(file: { name: string; mime: string; bytes: Uint8Array; caption: string }): Promise<void>
  /** Something like a sticker, a location, a poll. */
  sendUnsupported(): Promise<void>
  /** Presses the n-th (from 0) button of the bot's newest message that has buttons; a start button is followed into the private chat. */
  press(n: number, place?: Place): Promise<void>
  /** Opens the private chat by a deep link; '' is an opening without one. */
  open(payload: string): Promise<void>
  /** Deletes the bot's newest message from the private chat, so that it can't be edited any more. */
  deleteNewest(): Promise<void>
  /** Makes this person unreachable for the bot. */
  block(): Promise<void>
  /** The bot's messages, oldest first, as they stand now; deleted ones are not among them. */
  sees(place?: Place): Promise<Seen[]>
}

export type ContractRig = {
  /** Created and its routes reachable, but not started: the suite starts and stops it. */
  platform: Platform
  /** Two people who have opened their private chats (that made no event) and are members of one group with the bot. */
  anna: ContractPerson
  ben: ContractPerson
  /** Delivers the newest event once more, as the server does when it missed the acknowledgement. */
  repeatLast(): Promise<void>
  close(): Promise<void>
}

/** Steps a platform may truly lack. The reason shows in the name of the skipped test. */
export type Step =
  | 'repeated delivery'
  | 'groups'
  | 'edits by people'
  | 'files from people'
  | 'unsupported kinds'
  | 'deep links'
  | 'deleted messages'
  | 'blocking'
  | 'redelivery'

const awkward = [
  'hello',
  '布面有极光，压光后手感发硬。',
  'two\nlines\n\nand a blank one',
  '😀👩‍👩‍👧‍👦🇨🇳 é',
  'a < b > c & d &amp; e &lt;b&gt;',
  '*bold* _it_ ~no~ `code` ```pre``` __u__ ||s||',
  '@all @channel @here <!channel> <!everyone> <@U0000001> @somebody_else',
  '[x](https://example.com) <https://example.com|x> <b>x</b> <a href="x">y</a>',
  'https://example.com/?a=1&b=2',
  '\\n \\u0041 %20 $x {{y}} "q" \'q\'',
]

const bare = (text: string): string => text.replace(/\s+/gu, '')
const whole = (seen: Seen[]): string => bare(seen.map((message) => message.text).join(''))
const button = (label: string, verb = 'claim', id = 'n-1') => ({ label, verb, id })

/** `lacks`: the steps this platform has not, each with the reason. `way`: how it is connected, where there are several. */
export function platformContract(
  name: string,
  open: () => Promise<ContractRig>,
  lacks: Partial<Record<Step, string>> = {},
  way = '',
): void {
  const step = (which: Step, title: string, body: () => Promise<void>): void => {
    const reason = lacks[which]
    if (reason === undefined) test(title, body)
    else test.skip(`${title} (${which}: ${reason})`, body)
  }

  describe(`${[name, way].join(' ').trim()} keeps what a platform promises`, () => {
    let rig: ContractRig
    let platform: Platform
    let anna: ContractPerson
    let ben: ContractPerson
    let received: Incoming[]
    let failures: number
    let keys = 0

    const handle = async (event: Incoming): Promise<void> => {
      if (failures > 0) {
        failures -= 1
        throw new Error('not recorded')
      }
      received.push(event)
    }
    const key = (): string => `contract-${++keys}`
    const send = (to: Address, card: Card): Promise<MessageRef> => platform.send(to, card, key())
    /** As the bot does: what can't be edited any more is sent anew. */
    const replace = async (to: Address, message: MessageRef, card: Card): Promise<MessageRef> => {
      const problem = await problemOf(platform.edit(message, card))
      if (problem === undefined) return message
      expect(problem).toBe('gone')
      return send(to, card)
    }
    const next = <K extends IncomingEvent['kind']>(kind: K) =>
      eventually(() => {
        const found = received.find((event) => event.event.kind === kind)
        expect(found, `a ${kind} among ${JSON.stringify(received.map((event) => event.event.kind))}`).toBeDefined()
        received.splice(received.indexOf(found!), 1)
        expectWellFormed(name, found!)
        return { ...found!, event: found!.event as Extract<IncomingEvent, { kind: K }> }
      })
    const seen = (person: ContractPerson, check: (messages: Seen[]) => void, place: Place = 'private') =>
      eventually(async () => {
        const messages = await person.sees(place)
        check(messages)
        return messages
      })

    beforeEach(async () => {
      received = []
      failures = 0
      rig = await open()
      ;({ platform, anna, ben } = rig)
      await platform.start(handle)
    })
    afterEach(async () => {
      await platform.stop()
      await rig.close()
    })

    test('says who it is', () => {
      expect(platform.name).toBe(name)
      expect(platform.pace.perSecond).toBeGreaterThan(0)
      expect(platform.maxFileBytes).toBeGreaterThan(1_000_000)
    })

    describe('what people write', () => {
      test('arrives unchanged, with who and where', async () => {
        for (const text of awkward) {
          await anna.say(text)
          const { event, from, chat } = await next('message')
          expect(event).toMatchObject({ text, files: [], toBot: true })
          expect(from.address).toBe(anna.address)
          expect(from.name).not.toBe('')
          expect(chat).toEqual({ address: anna.address, kind: 'private' })
        }
      })

      test('each event has an id of its own', async () => {
        await anna.say('one')
        await ben.say('one')
        await anna.say('one')
        const events = [await next('message'), await next('message'), await next('message')]
        expect(new Set(events.map((event) => event.id)).size).toBe(3)
        expect(new Set(events.map((event) => event.event.message)).size).toBe(3)
        expect(events.filter((event) => event.from.address === anna.address)).toHaveLength(2)
        expect(anna.address).not.toBe(ben.address)
      })

      step('repeated delivery', 'a repeated delivery carries the same id and says the same', async () => {
        await anna.say('once')
        const first = await next('message')
        await rig.repeatLast()
        const second = await next('message')
        expect({ ...second, at: '' }).toEqual({ ...first, at: '' })
      })

      step('redelivery', 'what could not be recorded is delivered again', async () => {
        failures = 1
        await anna.say('please keep this')
        const { event } = await next('message')
        expect(event.text).toBe('please keep this')
        expect(failures).toBe(0)
      })

      step('edits by people', 'an edit names the message that was edited', async () => {
        await anna.say('befor')
        const before = await next('message')
        await anna.edit('before, <now> & whole')
        const { event, id, chat } = await next('edit')
        expect(event).toEqual({ kind: 'edit', message: before.event.message, text: 'before, <now> & whole', toBot: true })
        expect(id).not.toBe(before.id)
        expect(chat.address).toBe(anna.address)
      })

      step('files from people', 'a file comes with its words and can be fetched', async () => {
        const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256)])
        await anna.sendFile({ name: '压光 样品.pdf', mime: 'application/pdf', bytes, caption: 'see <this>' })
        const { event } = await next('message')
        expect(event.text).toBe('see <this>')
        expect(event.files).toHaveLength(1)
        const file = event.files[0]!
        expect(file).toMatchObject({ kind: 'document', name: '压光 样品.pdf', mime: 'application/pdf' })
        expect(file.size === undefined || file.size === bytes.length).toBe(true)
        expect(Buffer.from(await platform.fetch(file)).equals(bytes)).toBe(true)
      })

      test('a file that is not there is rejected', async () => {
        const file = { id: 'no-such-file', kind: 'document', name: 'x', mime: 'text/plain' } as const
        expect(await problemOf(platform.fetch(file))).toBe('rejected')
      })

      step('unsupported kinds', 'what the bot has no use for is named', async () => {
        await anna.sendUnsupported()
        const { event, chat } = await next('unsupported')
        expect(event.what).toMatch(/^[a-z_]+$/)
        expect(chat.address).toBe(anna.address)
      })

      step('deep links', 'a deep link brings its payload', async () => {
        await anna.open('need_2026-0001')
        const first = await next('start')
        expect(first.event.payload).toBe('need_2026-0001')
        expect(first.chat).toEqual({ address: anna.address, kind: 'private' })
      })

      test('an opening without a link has an empty payload', async () => {
        await anna.open('')
        expect((await next('start')).event.payload).toBe('')
      })
    })

    describe('what the bot sends', () => {
      test('is seen unchanged, by that person only, and calls nobody', async () => {
        for (const text of awkward) await send(anna.address, { text })
        const messages = await seen(anna, (all) => expect(all).toHaveLength(awkward.length))
        expect(messages.map((message) => message.text)).toEqual(awkward)
        expect(messages.flatMap((message) => message.mentions)).toEqual([])
        expect(await ben.sees()).toEqual([])
      })

      test('any text at all is seen whole', async () => {
        let sent = 0
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (text) => {
            fc.pre(bare(text) !== '')
            await send(anna.address, { text })
            sent += 1
            const messages = await seen(anna, (all) => expect(all).toHaveLength(sent))
            expect(bare(messages.at(-1)!.text)).toBe(bare(text))
          }),
          { numRuns: 15 },
        )
      })

      test('title, text, fields and buttons are all there and in order', async () => {
        const words = { title: 'T <b> & *t*', text: 'X <i> & _x_', label: 'L <u> & ~l~', value: 'V @all <!here>', press: 'P <b> & *p*' }
        await send(anna.address, {
          title: words.title,
          text: words.text,
          fields: [{ label: words.label, value: words.value }],
          buttons: [[button(words.press), button('认领', 'pass', 'n-1')], [{ ...button('No', 'cancel', ''), look: 'danger' }]],
        })
        const [message] = await seen(anna, (all) => expect(all).toHaveLength(1))
        const order = [words.title, words.text, words.label, words.value].map((part) => message!.text.indexOf(part))
        expect(order).not.toContain(-1)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(message!.buttons).toEqual([words.press, '认领', 'No'])
      })

      test('references start with the name of the platform and differ', async () => {
        const refs = [
          await send(anna.address, { text: 'a' }),
          await send(anna.address, { text: 'a' }),
          await send(ben.address, { text: 'a' }),
        ]
        for (const ref of refs) expect(ref.startsWith(`${name}:`)).toBe(true)
        expect(new Set(refs).size).toBe(3)
      })

      test('several at once all arrive', async () => {
        const texts = Array.from({ length: 8 }, (_, at) => `at once ${at}`)
        await Promise.all(texts.map((text) => send(anna.address, { text })))
        const messages = await seen(anna, (all) => expect(all).toHaveLength(texts.length))
        expect(messages.map((message) => message.text).sort()).toEqual(texts)
      })

      test('pictures and files arrive byte by byte, before the text', async () => {
        const picture = { kind: 'picture', name: 'chart.png', mime: 'image/png', bytes: onePixel, alt: '每周 <需求> 图' } as const
        const file = {
          kind: 'file',
          name: '清单 1.csv',
          mime: 'text/csv',
          bytes: Buffer.from('编号,状态\n2026-0001,<open>\n'),
          alt: '问题清单',
        } as const
        await send(anna.address, { text: 'the list', buttons: [[button('ok')]], attachments: [picture, file] })
        const messages = await seen(anna, (all) => expect(all.at(-1)?.text).toContain('the list'))
        const attachments = messages.flatMap((message) => message.attachments)
        expect(attachments.map((one) => Buffer.from(one.bytes).toString('base64'))).toEqual(
          [picture, file].map((one) => Buffer.from(one.bytes).toString('base64')),
        )
        expect(attachments[1]!.name).toBe('清单 1.csv')
        expect(messages.at(-1)!.buttons).toEqual(['ok'])
      })

      test('the same key again brings no second message where the platform promises it', async (context) => {
        if (!platform.sendsOnce) return context.skip('this platform says sendsOnce: false')
        const once = key()
        const first = await platform.send(anna.address, { text: 'once' }, once)
        expect(await platform.send(anna.address, { text: 'once' }, once)).toBe(first)
        await seen(anna, (all) => expect(all.map((message) => message.text)).toEqual(['once']))
      })

      test('an address that means nothing is refused, not a crash', async () => {
        for (const address of [`${name}:`, `${name}:nobody at all`, `${name}:🙂/`]) {
          expect(['unreachable', 'rejected']).toContain(await problemOf(send(address, { text: 'x' })))
        }
        for (const ref of [`${name}:`, `${name}:nothing/at/all`]) {
          expect(['gone', 'unreachable', 'rejected']).toContain(await problemOf(platform.edit(ref, { text: 'x' })))
        }
      })

      step('blocking', 'who blocked the bot is unreachable', async () => {
        await anna.block()
        expect(await problemOf(send(anna.address, { text: 'x' }))).toBe('unreachable')
        await send(ben.address, { text: 'still here' })
      })
    })

    describe('buttons and cards', () => {
      test('a press comes back with verb, id and the card', async () => {
        const long = { label: 'longest', verb: 'abcdefghij_abcdefghi', id: 'A1_-'.repeat(10) }
        const ref = await send(anna.address, {
          title: 'Need',
          text: 'x',
          buttons: [
            [button('a', 'pass', 'q'), button('b')],
            [long, button('d', 'cancel', '')],
          ],
        })
        await anna.press(1)
        const { event, from, chat } = await next('press')
        expect(event).toEqual({ kind: 'press', message: ref, verb: 'claim', id: 'n-1' })
        expect(from.address).toBe(anna.address)
        expect(chat).toEqual({ address: anna.address, kind: 'private' })
        await anna.press(2)
        expect((await next('press')).event).toMatchObject({ verb: long.verb, id: long.id })
        await anna.press(3)
        expect((await next('press')).event).toMatchObject({ verb: 'cancel', id: '' })
      })

      test('a card is edited in place, as often as one likes', async () => {
        await send(anna.address, { text: 'above' })
        const ref = await send(anna.address, { title: 'Need', text: 'open', buttons: [[button('claim'), button('pass', 'pass')]] })
        await send(anna.address, { text: 'below' })
        await platform.edit(ref, { title: 'Need', text: 'claimed <now>', buttons: [[button('release', 'release')]] })
        let messages = await seen(anna, (all) => expect(all[1]?.text).toContain('claimed <now>'))
        expect(messages).toHaveLength(3)
        expect(messages[1]!.buttons).toEqual(['release'])
        await anna.press(0)
        expect((await next('press')).event).toEqual({ kind: 'press', message: ref, verb: 'release', id: 'n-1' })

        await platform.edit(ref, { text: 'closed' })
        messages = await seen(anna, (all) => expect(all[1]?.text).toBe('closed'))
        expect(messages[1]!.buttons).toEqual([])
        await platform.edit(ref, { text: 'closed' })
        expect(await anna.sees()).toHaveLength(3)
      })

      test('an edit leaves the attachments as they were', async () => {
        const file = { kind: 'file', name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a'), alt: 'a' } as const
        const ref = await send(anna.address, { text: 'first', attachments: [file], buttons: [[button('a')]] })
        await platform.edit(ref, { text: 'second', buttons: [[button('b')]] })
        const messages = await seen(anna, (all) => expect(all.at(-1)?.text).toContain('second'))
        expect(messages.flatMap((message) => message.attachments)).toHaveLength(1)
        expect(messages.flatMap((message) => message.buttons)).toEqual(['b'])
      })

      step('deleted messages', 'what was deleted is gone', async () => {
        const ref = await send(anna.address, { text: 'x', buttons: [[button('a')]] })
        await anna.deleteNewest()
        expect(await problemOf(platform.edit(ref, { text: 'y' }))).toBe('gone')
      })
    })

    describe('long texts', () => {
      const sentences = Array.from({ length: 1000 }, (_, at) => `第${at}句：轧光 & <hot>。`)
      const spaced = sentences.join('\n').slice(0, 20_000).trim()
      const unbroken = '压光😀'.repeat(5000)

      test('arrive whole, with the buttons at the end', async () => {
        for (const text of [spaced, unbroken]) {
          const before = (await anna.sees()).length
          const ref = await send(anna.address, { title: 'Long', text, buttons: [[button('claim')]] })
          const parts = (await seen(anna, (all) => expect(all.at(-1)?.buttons).toEqual(['claim']))).slice(before)
          expect(whole(parts)).toBe(bare(`Long${text}`))
          expect(parts.flatMap((part) => part.buttons)).toEqual(['claim'])
          for (const part of parts) expect(part.text).not.toMatch(/\p{Cs}/u)
          await anna.press(0)
          expect((await next('press')).event.message).toBe(ref)
        }
      })

      test('become short and long again, and nothing stale remains', async () => {
        const card = (text: string, label: string): Card => ({ text, buttons: [[button(label)]] })
        const shows = async (text: string, label: string): Promise<void> => {
          const messages = await seen(anna, (all) => expect(whole(all)).toBe(bare(text)))
          expect(messages.flatMap((message) => message.buttons)).toEqual([label])
          expect(messages.at(-1)!.buttons).toEqual([label])
        }
        let ref = await send(anna.address, card(spaced, 'one'))
        await shows(spaced, 'one')
        const texts = ['short', spaced.slice(0, 9000), unbroken, 'shorter', spaced, spaced.slice(5000, 17_000)]
        for (const [at, text] of texts.entries()) {
          ref = await replace(anna.address, ref, card(text, `now ${at}`))
          await shows(text, `now ${at}`)
        }
      })

      test('come in whole', async () => {
        const text = spaced.slice(0, 3500)
        await anna.say(text)
        expect((await next('message')).event.text).toBe(text)
      })
    })

    describe('groups', () => {
      step('groups', 'what is said among people is not said to the bot', async () => {
        await anna.sayInGroup('just <us>', { mention: false })
        await anna.sayInGroup('轧光 & <hot>', { mention: true })
        const { event, from, chat } = await eventually(async () => {
          const found = await next('message')
          if (found.event.text === 'just <us>') expect(found.event.toBot).toBe(false)
          expect(found.event.toBot).toBe(true)
          return found
        })
        expect(event.text).toBe('轧光 & <hot>')
        expect(from.address).toBe(anna.address)
        expect(chat.kind).toBe('group')
        expect(chat.address).not.toBe(anna.address)
      })

      step('groups', 'an answer goes to the group, its buttons work for everybody there', async () => {
        await anna.sayInGroup('hello', { mention: true })
        const { chat } = await next('message')
        const ref = await send(chat.address, { text: 'hello all', buttons: [[button('claim')]] })
        await seen(ben, (all) => expect(all.map((message) => message.text)).toEqual(['hello all']), 'group')
        expect(await ben.sees()).toEqual([])
        await ben.press(0, 'group')
        const press = await next('press')
        expect(press.event).toEqual({ kind: 'press', message: ref, verb: 'claim', id: 'n-1' })
        expect(press.from.address).toBe(ben.address)
        expect(press.chat).toEqual(chat)
        await platform.edit(ref, { text: 'claimed' })
        await seen(anna, (all) => expect(all.map((message) => message.text)).toEqual(['claimed']), 'group')
      })

      step('groups', 'text sent to a group calls nobody', async () => {
        await anna.sayInGroup('hello', { mention: true })
        const { chat } = await next('message')
        const text = 'ask @all @channel <!channel> <!here> <@U0000001> @somebody_else about it'
        await send(chat.address, { text })
        const [message] = await seen(ben, (all) => expect(all).toHaveLength(1), 'group')
        expect(message!.mentions).toEqual([])
        expect(withoutInvisible(message!.text)).toBe(text)
      })

      step('groups', 'a start button leads into the private chat', async () => {
        await anna.sayInGroup('hello', { mention: true })
        const { chat } = await next('message')
        await send(chat.address, { text: 'more in private', buttons: [[{ label: 'go on', start: 'draft_42-a' }]] })
        await seen(ben, (all) => expect(all.at(-1)?.buttons).toEqual(['go on']), 'group')
        await ben.press(0, 'group')
        const start = await next('start')
        expect(start.event.payload).toBe('draft_42-a')
        expect(start.chat).toEqual({ address: ben.address, kind: 'private' })
      })
    })

    describe('stopping', () => {
      test('twice is once, and nothing is received afterwards', async () => {
        await anna.say('before')
        await next('message')
        await Promise.all([platform.stop(), platform.stop()])
        await platform.stop()
        await anna.say('after')
        await new Promise((resolve) => setTimeout(resolve, 150))
        expect(received).toEqual([])
      })

      test('before the start is fine', async () => {
        const other = await open()
        await other.platform.stop()
        await other.close()
      })
    })
  })
}

/** The kind of DeliveryError a promise rejects with; undefined where it resolves. */
export async function problemOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    expect(error, String(error)).toBeInstanceOf(DeliveryError)
    return (error as DeliveryError).problem.kind
  }
}

/** Repeats `check` until it passes; at the deadline its last error is thrown. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 15_000): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

function expectWellFormed(name: string, event: Incoming): void {
  expect(JSON.parse(JSON.stringify(event))).toEqual(event)
  expect(event.platform).toBe(name)
  expect(event.id.length).toBeGreaterThan(0)
  expect(event.id.length).toBeLessThanOrEqual(200)
  expect(new Date(event.at).toISOString()).toBe(event.at)
  for (const address of [event.from.address, event.chat.address]) expect(address.startsWith(`${name}:`)).toBe(true)
  if ('message' in event.event) expect(event.event.message.startsWith(`${name}:`)).toBe(true)
}

function withoutInvisible(text: string): string {
  return text.replace(/[\u200b\u2060]/gu, '')
}

export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
