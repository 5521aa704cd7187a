/** What goes wrong between us and Telegram, over real HTTP against the fake. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card, Incoming, IncomingFile, Platform } from '../../../src/bot/platform.ts'
import { DeliveryError } from '../../../src/bot/platform.ts'
import { limits } from '../../../src/platforms/telegram/limits.ts'
import type { FakeTelegram, Trouble } from '../../support/fake-telegram.ts'
import type { FakeUser } from '../../support/fake-telegram-people.ts'
import { Flood } from '../../support/fake-telegram-rules.ts'
import { eventually, onePixel } from '../contract.ts'
import { openTelegram, type TelegramRig, webhookSecret } from './rig.ts'

let rig: TelegramRig
let telegram: FakeTelegram
let platform: Platform
let anna: FakeUser
const received: Incoming[] = []
const take = async (event: Incoming): Promise<void> => void received.push(event)
const texts = (): string[] => received.map(({ event }) => (event.kind === 'message' ? event.text : event.kind))
const card: Card = { text: 'x', buttons: [[{ label: 'a', verb: 'claim', id: '1' }]] }

beforeEach(async () => {
  received.length = 0
  rig = await openTelegram()
  ;({ telegram, platform } = rig)
  anna = telegram.user(501, 'Anna')
})
afterEach(async () => {
  const leaked = rig.logged().includes(telegram.token.split(':')[1]!)
  await rig.close()
  expect(leaked).toBe(false)
})

async function errorOf(promise: Promise<unknown>): Promise<DeliveryError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(DeliveryError)
  const everything = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error)
  expect(everything).not.toContain(telegram.token.split(':')[1])
  return error as DeliveryError
}

describe('a send that fails', () => {
  const cases: [Trouble, object][] = [
    [
      { status: 429, retryAfter: 7 },
      { kind: 'retry', afterMs: 7000, all: true },
    ],
    [{ status: 500 }, { kind: 'retry', afterMs: 5000 }],
    [
      { status: 502, description: 'Bad Gateway' },
      { kind: 'retry', afterMs: 5000 },
    ],
    ['proxy error', { kind: 'retry', afterMs: 5000 }],
    [
      { status: 401, description: 'Unauthorized' },
      { kind: 'retry', afterMs: 600_000 },
    ],
    [{ status: 403, description: 'Forbidden: bot was kicked from the group chat' }, { kind: 'unreachable' }],
    [{ status: 403, description: 'Forbidden: user is deactivated' }, { kind: 'unreachable' }],
    [{ status: 400, description: 'Bad Request: chat not found' }, { kind: 'unreachable' }],
    [{ status: 400, description: 'Bad Request: not enough rights to send text messages to the chat' }, { kind: 'unreachable' }],
    [{ status: 400, description: 'Bad Request: message thread not found' }, { kind: 'unreachable' }],
    [{ status: 400, description: "Bad Request: can't parse entities" }, { kind: 'rejected' }],
    ['cut before', { kind: 'uncertain' }],
    ['cut after', { kind: 'uncertain' }],
  ]
  test.each(cases)('%j', async (trouble, problem) => {
    await platform.start(take)
    telegram.trouble('sendMessage', trouble)
    expect((await errorOf(platform.send('telegram:501', card, 'k'))).problem).toEqual(problem)
  })

  test('as nobody listens is tried again', async () => {
    await platform.start(take)
    await telegram.hangUp()
    expect((await errorOf(platform.send('telegram:501', card, 'k'))).problem).toEqual({ kind: 'retry', afterMs: 5000 })
    await telegram.listen()
    await platform.send('telegram:501', card, 'k')
    expect(anna.chat.byBot()).toHaveLength(1)
  })

  test('before we know who we are sent nothing', async () => {
    telegram.trouble('getMe', 'cut after')
    expect((await errorOf(platform.send('telegram:501', card, 'k'))).problem).toMatchObject({ kind: 'retry' })
  })

  test('to whom never started is unreachable', async () => {
    telegram.user(502, 'Ben', 'en', false)
    expect((await errorOf(platform.send('telegram:502', card, 'k'))).problem).toEqual({ kind: 'unreachable' })
    expect((await errorOf(platform.send('telegram:503', card, 'k'))).problem).toEqual({ kind: 'unreachable' })
  })

  test('by its flood limit says when to come again', async () => {
    let now = 0
    telegram.flood = new Flood(() => now)
    for (let n = 0; n < 5; n += 1) await platform.send('telegram:501', card, `k${n}`)
    expect((await errorOf(platform.send('telegram:501', card, 'k5'))).problem).toEqual({ kind: 'retry', afterMs: 5000, all: true })
    now = 5000
    await platform.send('telegram:501', card, 'k5')
  })
})

describe('an edit that fails', () => {
  const cases: [Trouble, object][] = [
    [
      { status: 429, retryAfter: 3 },
      { kind: 'retry', afterMs: 3000, all: true },
    ],
    [{ status: 400, description: "Bad Request: message can't be edited" }, { kind: 'gone' }],
    ['cut after', { kind: 'retry', afterMs: 5000 }],
    [{ status: 403, description: 'Forbidden: bot was blocked by the user' }, { kind: 'unreachable' }],
  ]
  test.each(cases)('%j', async (trouble, problem) => {
    const ref = await platform.send('telegram:501', card, 'k')
    telegram.trouble('editMessageText', trouble)
    expect((await errorOf(platform.edit(ref, { text: 'y' }))).problem).toEqual(problem)
  })
})

describe('a card of several messages', () => {
  const long = { ...card, text: '一句话。'.repeat(4000) }

  test('waits out a flood in the middle instead of beginning anew', async () => {
    telegram.trouble('sendMessage', { status: 429, retryAfter: 2 }, { after: 2 })
    await platform.send('telegram:501', long, 'k')
    expect(
      anna.chat
        .byBot()
        .map((message) => message.text)
        .join(''),
    ).toBe(long.text)
    expect(rig.pauses).toEqual([2000])
  })

  test('that can not be finished is taken back', async () => {
    telegram.trouble('sendMessage', { status: 400, description: 'Bad Request: something' }, { after: 2 })
    expect((await errorOf(platform.send('telegram:501', long, 'k'))).problem).toEqual({ kind: 'rejected' })
    expect(anna.chat.byBot()).toEqual([])
  })

  test('that became too old to delete leaves arrows to what stands below', async () => {
    const ref = await platform.send('telegram:501', long, 'k')
    telegram.now = () => Date.now() + 49 * 3600_000
    await platform.edit(ref, { text: 'short' })
    expect([...new Set(anna.chat.byBot().map((message) => message.text))]).toEqual(['⬇️', 'short'])
    await platform.edit(ref, { text: 'short' })
  })

  test('is gone, all of it, when somebody deleted a part', async () => {
    const ref = await platform.send('telegram:501', long, 'k')
    anna.remove(anna.chat.byBot()[1]!.id)
    expect((await errorOf(platform.edit(ref, long))).problem).toEqual({ kind: 'gone' })
    expect(anna.chat.byBot()).toEqual([])
  })
})

describe('attachments', () => {
  const picture = (bytes: Uint8Array, mime = 'image/png') => ({ kind: 'picture' as const, name: 'p.png', mime, bytes, alt: 'a picture' })

  const png = (width: number, height: number): Buffer => {
    const bytes = Buffer.alloc(40)
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes)
    bytes.writeUInt32BE(width, 16)
    bytes.writeUInt32BE(height, 20)
    return bytes
  }

  test('under a picture stands its title where it has one, and what it shows in words where it has none', async () => {
    await platform.send('telegram:501', { text: '', attachments: [{ ...picture(png(8, 6)), title: 'Needs by township' }] }, 'k1')
    await platform.send('telegram:501', { text: '', attachments: [picture(png(8, 6))] }, 'k2')
    expect(anna.chat.byBot().map(({ text }) => text)).toEqual(['Needs by township', 'a picture'])
  })

  test.each([
    ['a picture', picture(png(800, 600)), 'photo'],
    ['too long a picture', picture(png(100, 9000)), 'document'],
    ['what is no picture', picture(Buffer.from('not a picture')), 'document'],
    ['a drawing', picture(Buffer.from('<svg/>'), 'image/svg+xml'), 'document'],
    ['a picture too large', picture(Buffer.concat([png(8, 6), Buffer.alloc(limits.photoBytes)])), 'document'],
    ['a file', { ...picture(png(8, 6)), kind: 'file' as const }, 'document'],
  ])('%s', async (_, attachment, kind) => {
    const ref = await platform.send('telegram:501', { text: '', attachments: [attachment] }, 'k')
    const shown = anna.chat.byBot()
    expect(shown).toMatchObject([{ text: 'a picture', file: { kind, name: 'p.png' } }])
    expect(shown[0]!.file!.bytes.equals(attachment.bytes)).toBe(true)
    expect(ref).toBe(`telegram:501/${shown[0]!.id}`)
    expect((await errorOf(platform.edit(ref, { text: 'y' }))).problem).toEqual({ kind: 'gone' })
    expect(anna.chat.byBot()).toHaveLength(1)
  })

  test('more than Telegram takes is rejected', async () => {
    const attachment = { ...picture(new Uint8Array(limits.documentBytes + 1)), kind: 'file' as const }
    expect((await errorOf(platform.send('telegram:501', { text: 'x', attachments: [attachment] }, 'k'))).problem).toEqual({
      kind: 'rejected',
    })
  })

  test('a file that is too large, gone or hard to get', async () => {
    await platform.start(take)
    anna.sendFile('document', { name: 'a', bytes: Buffer.from('abc') })
    await eventually(() => expect(received).toHaveLength(1))
    const [file] = (received[0]!.event as { files: IncomingFile[] }).files as [IncomingFile]
    expect((await errorOf(platform.fetch({ ...file, size: limits.downloadBytes + 1 }))).problem).toEqual({ kind: 'rejected' })
    telegram.trouble('file', { status: 503 })
    expect((await errorOf(platform.fetch(file))).problem).toMatchObject({ kind: 'retry' })
    telegram.trouble('file', 'cut before')
    expect((await errorOf(platform.fetch(file))).problem).toMatchObject({ kind: 'retry' })
    telegram.trouble('file', { status: 404 })
    expect((await errorOf(platform.fetch(file))).problem).toEqual({ kind: 'rejected' })
    expect(Buffer.from(await platform.fetch(file)).toString()).toBe('abc')
  })
})

describe('groups', () => {
  test('a topic is answered in the topic', async () => {
    await platform.start(take)
    const group = telegram.group(-1002, '论坛', { type: 'supergroup', privacy: false })
    const topic = group.topic()
    anna.say('压光发硬', { in: group, topic })
    await eventually(() => expect(received[0]?.chat.address).toBe(`telegram:-1002:${topic}`))
    const ref = await platform.send(received[0]!.chat.address, card, 'k')
    expect([...group.chat.messages.values()].at(-1)).toMatchObject({ from: 'bot', topic })
    await platform.edit(ref, { text: 'edited' })
    expect(group.chat.byBot().map((message) => message.text)).toEqual(['edited'])
  })

  test('a group that became a supergroup is followed', async () => {
    const group = telegram.group(-4001, '交流群')
    const before = await platform.send('telegram:-4001', card, 'k')
    group.upgrade()
    const ref = await platform.send('telegram:-4001', { text: 'moved' }, 'k2')
    expect(ref.startsWith(`telegram:${group.chat.id}/`)).toBe(true)
    expect(group.chat.byBot().map((message) => message.text)).toEqual(['moved'])
    expect((await errorOf(platform.edit(before, { text: 'y' }))).problem).toEqual({ kind: 'gone' })
  })

  test('with privacy mode the bot hears what is meant for it', async () => {
    await platform.start(take)
    const group = telegram.group(-4001, '交流群')
    const ref = await platform.send('telegram:-4001', card, 'k')
    anna.say('chatter', { in: group })
    anna.say('/need@other_bot 1', { in: group })
    anna.say('/need 1', { in: group })
    anna.say(`@${telegram.username} 2`, { in: group })
    anna.say('3', { in: group, replyTo: Number(ref.split('/')[1]) })
    await eventually(() => expect(texts()).toEqual(['/need 1', '2', '3']))
    expect(received.every(({ event }) => event.kind === 'message' && event.toBot)).toBe(true)
  })
})

describe('polling', () => {
  test('confirms only what is recorded: a kill in between loses nothing', async () => {
    let fail = true
    const dying = async (event: Incoming): Promise<void> => {
      if (fail && texts().length === 1) throw new Error('killed')
      await take(event)
    }
    await platform.start(dying)
    for (const text of ['one', 'two', 'three']) anna.say(text)
    await eventually(() => expect(rig.pauses.length).toBeGreaterThan(1))
    expect(telegram.updates.unconfirmed).toHaveLength(2)
    fail = false
    await eventually(() => expect(texts()).toEqual(['one', 'two', 'three']))
    await eventually(() => expect(telegram.updates.unconfirmed).toEqual([]))
  })

  test('starts whatever the network does, and goes on when it is back', async () => {
    await telegram.hangUp()
    await platform.start(take)
    await eventually(() => expect(rig.pauses.length).toBeGreaterThan(9))
    expect(rig.pauses.slice(0, 9)).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000])
    await telegram.listen()
    anna.say('still there?')
    await eventually(() => expect(texts()).toEqual(['still there?']))
  })

  test.each<[Trouble, number]>([
    [{ status: 500 }, 1000],
    ['proxy error', 1000],
    ['cut after', 1000],
    [{ status: 429, retryAfter: 33 }, 33_000],
    [{ status: 401, description: 'Unauthorized' }, 1000],
  ])('survives %j', async (trouble, pause) => {
    telegram.trouble('getUpdates', trouble)
    await platform.start(take)
    anna.say('x')
    await eventually(() => expect(texts()).toEqual(['x']))
    expect(rig.pauses).toEqual([pause])
  })

  test('two pollers: each backs off, says why, and no message is lost', async () => {
    const second = await openTelegram({ telegram })
    await platform.start(take)
    await second.platform.start(take)
    await eventually(() => expect(rig.logged() + second.logged()).toContain('another program receives with this bot token'))
    anna.say('x')
    await eventually(() => expect(texts()).toContain('x'))
    await second.platform.stop()
    await second.host.http.close()
  })

  test('ids that begin anew after a quiet week are received', async () => {
    await platform.start(take)
    anna.say('before')
    await eventually(() => expect(texts()).toEqual(['before']))
    await eventually(() => expect(telegram.updates.unconfirmed).toEqual([]))
    telegram.updates.answerEmpty()
    await eventually(() => expect(telegram.calls.filter((call) => call.method === 'getUpdates').at(-1)!.params.offset).toBeUndefined())
    telegram.updates.restartIdsAt(500)
    anna.say('after')
    await eventually(() => expect(texts()).toEqual(['before', 'after']))
  })

  test('stops at once although getUpdates is open', async () => {
    await platform.start(take)
    await eventually(() => expect(telegram.calls.some((call) => call.method === 'getUpdates')).toBe(true))
    const began = performance.now()
    await platform.stop()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('answers every press, even one that is none of ours', async () => {
    await platform.start(take)
    await platform.send('telegram:501', card, 'k')
    telegram.pressed(anna.chat, anna.profile, anna.chat.byBot()[0]!.id, 'garbage!')
    anna.press('a')
    await eventually(() => expect(telegram.unanswered).toBe(0))
    expect(received.map(({ event }) => event.kind === 'press' && event.verb)).toEqual(['unknown', 'claim'])
    telegram.trouble('answerCallbackQuery', { status: 400, description: 'Bad Request: query is too old' })
    anna.press('a')
    await eventually(() => expect(received).toHaveLength(3))
  })

  test('an update that can not be read is skipped and logged', async () => {
    await platform.start(take)
    telegram.updates.push({ message: { message_id: 1, text: 'x', date: 1 } } as never)
    anna.say('next')
    await eventually(() => expect(texts()).toEqual(['next']))
    expect(rig.logged()).toContain('could not be read')
  })
})

describe('the start', () => {
  test('introduces the bot in both languages and takes over from a webhook without losing anything', async () => {
    telegram.updates.webhook = { url: 'http://127.0.0.1:9/', secret: 's', allowed: [] }
    anna.say('sent while nobody listened')
    await platform.start(take)
    await eventually(() => expect(texts()).toEqual(['sent while nobody listened']))
    expect([...telegram.commands.keys()]).toEqual(['', 'zh'])
    expect(telegram.commands.get('zh')!.length).toBe(telegram.commands.get('')!.length)
  })

  test('with a refused token fails in one line without the token', async () => {
    const token = `7000000001:${'x'.repeat(35)}`
    const refused = await openTelegram({ telegram, token })
    const error = await refused.platform.start(take).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    )
    expect(error?.message).toBe('TELEGRAM_BOT_TOKEN is refused by Telegram: copy it again from @BotFather')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + refused.logged()).not.toContain('xxxxxxxx')
    await refused.host.http.close()
  })

  test('without a list of commands is a start all the same', async () => {
    telegram.trouble('setMyCommands', { status: 400 })
    await platform.start(take)
    anna.say('x')
    await eventually(() => expect(texts()).toEqual(['x']))
  })
})

describe('by webhook', () => {
  let hook: TelegramRig
  const post = (body: unknown, secret: string | undefined = webhookSecret): Promise<number> =>
    fetch(`${hook.host.http.listeningOrigin}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret }) },
      body: JSON.stringify(body),
    }).then((response) => response.status)
  const update = {
    update_id: 1,
    message: { message_id: 1, date: 1, from: { id: 501, is_bot: false, first_name: 'A' }, chat: { id: 501, type: 'private' }, text: 'hi' },
  }

  beforeEach(async () => {
    hook = await openTelegram({ webhook: true })
    hook.telegram.user(501, 'Anna')
  })
  afterEach(() => hook.close())

  test('only who knows the secret is heard', async () => {
    await hook.platform.start(take)
    for (const secret of ['', 'wrong', `${webhookSecret}x`, webhookSecret.slice(1)]) expect(await post(update, secret)).toBe(401)
    expect(received).toEqual([])
    expect(await post(update)).toBe(200)
    expect(texts()).toEqual(['hi'])
  })

  test('200 only when recorded', async () => {
    let fail = true
    await hook.platform.start(async (event) => {
      if (fail) throw new Error('no database')
      await take(event)
    })
    expect(await post(update)).toBe(500)
    fail = false
    expect(await post(update)).toBe(200)
  })

  test('nonsense is refused; before the start and after the stop Telegram shall come again', async () => {
    expect(await post(update)).toBe(503)
    await hook.platform.start(take)
    for (const body of [{}, [], null, { update_id: 'x' }]) expect(await post(body)).toBe(400)
    await hook.platform.stop()
    expect(await post(update)).toBe(503)
    expect(received).toEqual([])
  })

  test('is set with the secret, and tried until it is set', async () => {
    hook.telegram.trouble('setWebhook', { status: 500 }, { times: 2 })
    await hook.platform.start(take)
    await eventually(() => expect(hook.telegram.updates.webhook?.secret).toBe(webhookSecret))
    expect(hook.telegram.updates.webhook!.url).toMatch(/\/telegram\/webhook$/)
    expect(hook.telegram.updates.webhook!.allowed).toEqual(['message', 'edited_message', 'callback_query'])
  })

  test('an address that Telegram refuses stops the start', async () => {
    hook.telegram.trouble('setWebhook', { status: 400, description: 'Bad Request: bad webhook: IP address is reserved' })
    await expect(hook.platform.start(take)).rejects.toThrow(/^TELEGRAM_WEBHOOK_URL is refused by Telegram .*IP address is reserved/)
  })
})

describe('many messages', () => {
  /** A fake that takes one message a second in a chat and thirty in all, by the clock of the platform. */
  function strict(): void {
    telegram.flood = new Flood(() => rig.host.now().getTime(), true)
  }

  test('of one card come at the pace of a chat, those of many cards at the pace of all', async () => {
    strict()
    const picture = { kind: 'picture', name: 'a.png', mime: 'image/png', bytes: onePixel, alt: 'a' } as const
    const people = Array.from({ length: 40 }, (_, n) => telegram.user(600 + n, `u${n}`))
    await Promise.all(people.map(({ id }) => platform.send(`telegram:${id}`, { ...card, attachments: [picture] }, `k${id}`)))
    for (const person of people) expect(person.chat.byBot().map(({ buttons }) => buttons.length)).toEqual([0, 1])
    expect(rig.pauses).toEqual([])
  })

  test('stop for all when Telegram says so in a private chat, and for the group alone in a group', async () => {
    const group = telegram.group(-4001, 'a group')
    telegram.trouble('sendMessage', { status: 429, retryAfter: 40 }, { times: 2 })
    const problem = async (to: string) => (await errorOf(platform.send(to, card, 'k'))).problem
    expect(await problem(`telegram:${group.chat.id}`)).toEqual({ kind: 'retry', afterMs: 40_000 })
    expect(await problem('telegram:501')).toEqual({ kind: 'retry', afterMs: 40_000, all: true })
    const calls = telegram.calls.length
    telegram.user(502, 'Ben')
    expect(await problem('telegram:502')).toMatchObject({ kind: 'retry' })
    expect(telegram.calls).toHaveLength(calls)
  })
})
