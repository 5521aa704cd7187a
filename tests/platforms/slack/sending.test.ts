import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebAPIRequestError } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Card, DeliveryError, type DeliveryProblem } from '../../../src/bot/platform.ts'
import { failureOf, problemOf as problemOfFailure } from '../../../src/platforms/slack/failures.ts'
import { isOnFileServer } from '../../../src/platforms/slack/files.ts'
import type { Fault } from '../../support/fake-slack.ts'
import type { FakeSlackUser } from '../../support/fake-slack-people.ts'
import { openSlack, type SlackRig } from './rig.ts'

let rig: SlackRig
let anna: FakeSlackUser
let to: string
let keys = 0

beforeEach(async () => {
  rig = await openSlack()
  anna = rig.slack.user('U1ANNA', '安娜')
  to = `slack:${rig.slack.team}:U1ANNA`
})
afterEach(() => rig.close())

const send = (card: Card, address = to) => rig.platform.send(address, card, `k${++keys}`)
const long = Array.from({ length: 400 }, (_, at) => `第${at}句：轧光极光，压光后手感发硬，需要老师帮忙看看。`).join('\n')
const texts = (): string[] => anna.sees().map((message) => message.text)

async function problemOf(work: Promise<unknown>): Promise<DeliveryProblem | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    expect(error, String(error)).toBeInstanceOf(DeliveryError)
    const { message, cause } = error as DeliveryError
    for (const secret of ['xoxb', rig.slack.origin]) expect(message).not.toContain(secret)
    expect(cause).toBeUndefined()
    return (error as DeliveryError).problem
  }
}

describe('a failed send', () => {
  test.each<[string, Fault, DeliveryProblem['kind'], number | undefined]>([
    ['rate limited', { limited: 7 }, 'retry', 7000],
    ['rate limited without a time', { limited: undefined }, 'retry', 30_000],
    ['rate limited in words', { error: 'ratelimited' }, 'retry', 30_000],
    ['no such channel', { error: 'channel_not_found' }, 'unreachable', undefined],
    ['not a member', { error: 'not_in_channel' }, 'unreachable', undefined],
    ['archived', { error: 'is_archived' }, 'unreachable', undefined],
    ['blocks refused', { error: 'invalid_blocks' }, 'rejected', undefined],
    ['too long', { error: 'msg_too_long' }, 'rejected', undefined],
    ['a word we do not know', { error: 'something_new' }, 'rejected', undefined],
    ['token revoked', { error: 'token_revoked' }, 'retry', 600_000],
    ['scope missing', { error: 'missing_scope' }, 'retry', 600_000],
    ['not available', { error: 'service_unavailable' }, 'retry', 30_000],
    ['trouble inside Slack', { error: 'internal_error', done: true }, 'uncertain', undefined],
    ['fatal trouble', { error: 'fatal_error' }, 'uncertain', undefined],
    ['HTTP 500', { status: 500 }, 'uncertain', undefined],
    ['HTTP 503 after it was done', { status: 503, done: true }, 'uncertain', undefined],
    ['cut before', { cut: true }, 'uncertain', undefined],
    ['cut after it was done', { cut: true, done: true }, 'uncertain', undefined],
    ['a page instead of JSON', { page: true }, 'uncertain', undefined],
  ])('%s: %o is %s', async (_, fault, kind, afterMs) => {
    rig.slack.fail('chat.postMessage', fault)
    const problem = await problemOf(send({ text: 'x' }))
    expect(problem).toEqual(afterMs === undefined ? { kind } : { kind, afterMs })
    // Nothing is ever posted twice by the client itself.
    expect(texts()).toHaveLength('done' in fault ? 1 : 0)
  })

  test('what comes before the post may be repeated', async () => {
    for (const method of ['auth.test', 'conversations.open']) {
      rig.slack.fail(method, { cut: true })
      expect(await problemOf(send({ text: 'x' }))).toEqual({ kind: 'retry', afterMs: 5000 })
    }
    await send({ text: 'x' })
    expect(texts()).toEqual(['x'])
  })

  test('a refused connection is a retry', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const nowhere = await openSlack({ apiUrl: `http://127.0.0.1:${port}/api/` })
    expect(await problemOf(nowhere.platform.send(to, { text: 'x' }, 'k'))).toEqual({ kind: 'retry', afterMs: 5000 })
    await nowhere.close()
  })

  test('people and workspaces that are not there', async () => {
    expect(await problemOf(send({ text: 'x' }, `slack:${rig.slack.team}:U9NOBODY`))).toEqual({ kind: 'unreachable' })
    expect(await problemOf(send({ text: 'x' }, `slack:${rig.slack.team}:${rig.slack.botUser}`))).toEqual({ kind: 'unreachable' })
    expect(await problemOf(send({ text: 'x' }, 'slack:T0OTHER:U1ANNA'))).toEqual({ kind: 'unreachable' })
    rig.slack.channel('C2OTHER', { botIn: false })
    expect(await problemOf(send({ text: 'x' }, `slack:${rig.slack.team}:C2OTHER`))).toEqual({ kind: 'unreachable' })
    rig.slack.channel('C3OLD', { archived: true })
    expect(await problemOf(send({ text: 'x' }, `slack:${rig.slack.team}:C3OLD`))).toEqual({ kind: 'unreachable' })
  })

  test('a refused token is logged once, not with every parcel', async () => {
    rig.slack.fail('chat.postMessage', { error: 'token_revoked' }, { error: 'token_revoked' }, { error: 'token_revoked' })
    for (let at = 0; at < 3; at += 1) await problemOf(send({ text: 'x' }))
    expect(rig.logged().match(/refuses SLACK_BOT_TOKEN/g)).toHaveLength(1)
  })

  test('silence is uncertain', () => {
    const silence = new WebAPIRequestError(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
    for (const error of [silence, silence.original]) {
      const failure = failureOf(error)
      expect(failure).toEqual({ kind: 'cut', why: 'no answer in time' })
      expect(problemOfFailure(failure, 'post')).toEqual({ kind: 'uncertain' })
      expect(problemOfFailure(failure, 'edit')).toEqual({ kind: 'retry', afterMs: 5000 })
    }
  })

  test('a second message too soon is a retry after the time Slack names', async () => {
    let now = new Date('2026-03-02T01:00:00Z')
    const strict = await openSlack({ rateLimits: true, now: () => now })
    strict.slack.user('U1ANNA', '安娜')
    await strict.platform.send(to, { text: 'one' }, 'a')
    expect(await problemOf(strict.platform.send(to, { text: 'two' }, 'b'))).toEqual({ kind: 'retry', afterMs: 1000 })
    now = new Date(now.getTime() + strict.platform.pace.privateGapMs)
    await strict.platform.send(to, { text: 'two' }, 'b')
    await strict.close()
  })
})

describe('a long card', () => {
  const card: Card = { title: 'Long', text: long, buttons: [[{ label: 'a', verb: 'claim', id: 'n' }]] }

  test('that was begun is finished as soon as Slack lets it', async () => {
    await send(card)
    const parts = texts().length
    expect(parts).toBeGreaterThan(1)
    const strict = await openSlack({ rateLimits: true, now: steadyClock(600) })
    const ben = strict.slack.user('U2BEN', 'Ben')
    const ref = await strict.platform.send(`slack:${strict.slack.team}:U2BEN`, card, 'k')
    expect(strict.pauses).toContain(1000)
    expect(ben.sees()).toHaveLength(parts)
    expect(ref.split(',')).toHaveLength(parts)
    await strict.close()
  })

  test('that can not be finished is taken back, and may be sent again', async () => {
    for (const [fault, kind] of [
      [{ limited: 3600 }, 'retry'],
      [{ error: 'token_revoked' }, 'retry'],
      [{ error: 'invalid_blocks' }, 'rejected'],
      [{ error: 'internal_error' }, 'uncertain'],
    ] as [Fault, string][]) {
      rig.slack.fail('chat.postMessage', { pass: true }, { limited: 1 }, fault)
      expect((await problemOf(send(card)))?.kind).toBe(kind)
      expect(texts()).toEqual([])
    }
    rig.slack.fail('chat.postMessage', { pass: true }, { limited: 3600 })
    rig.slack.fail('chat.delete', { status: 500 })
    expect((await problemOf(send(card)))?.kind).toBe('uncertain')
  })

  test('with files takes those back, too', async () => {
    rig.slack.fail('chat.postMessage', { error: 'invalid_blocks' })
    const attachments = [{ kind: 'file', name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a'), alt: 'a' }] as const
    expect((await problemOf(send({ text: 'x', attachments: [...attachments] })))?.kind).toBe('rejected')
    expect(anna.sees()).toEqual([])
  })

  test('keeps its last messages when it shrinks, and asks for a new one when it grows', async () => {
    const ref = await send(card)
    await rig.platform.edit(ref, { text: 'short', buttons: card.buttons })
    expect(texts()).toEqual(['short'])
    await rig.begin()
    await anna.pressLabel('a')
    expect(rig.received.map((event) => event.event)).toEqual([{ kind: 'press', message: ref, verb: 'claim', id: 'n' }])
    await rig.platform.edit(ref, { text: 'shorter' })
    expect(texts()).toEqual(['shorter'])
    expect(await problemOf(rig.platform.edit(ref, card))).toEqual({ kind: 'gone' })
    expect(texts()).toEqual([])
  })
})

describe('an edit', () => {
  test.each<[string, Fault, DeliveryProblem['kind']]>([
    ['deleted', { error: 'message_not_found' }, 'gone'],
    ['not ours', { error: 'cant_update_message' }, 'gone'],
    ['too old', { error: 'edit_window_closed' }, 'gone'],
    ['no such channel', { error: 'channel_not_found' }, 'unreachable'],
    ['HTTP 500', { status: 500 }, 'retry'],
    ['cut', { cut: true, done: true }, 'retry'],
    ['trouble inside Slack', { error: 'internal_error' }, 'retry'],
    ['rate limited', { limited: 1 }, 'retry'],
    ['blocks refused', { error: 'invalid_blocks' }, 'rejected'],
  ])('%s: %o is %s', async (_, fault, kind) => {
    const ref = await send({ text: 'x' })
    rig.slack.fail('chat.update', fault)
    expect((await problemOf(rig.platform.edit(ref, { text: 'y' })))?.kind).toBe(kind)
  })

  test('takes the words as they are, and links no names', async () => {
    const ref = await send({ text: 'x' })
    await rig.platform.edit(ref, { text: 'a < b & <!channel>' })
    expect(rig.slack.callsOf('chat.update')[0]).toMatchObject({ parse: 'none', link_names: 'false', mrkdwn: 'false' })
    expect(anna.sees()[0]).toMatchObject({ text: 'a < b & <!channel>', mentions: [] })
    expect(anna.notification()).toBe('a < b & <!channel>')
  })

  test('of a command is gone: there is no message', async () => {
    expect(await problemOf(rig.platform.edit('slack:C1NEEDS/command:1.2.3', { text: 'x' }))).toEqual({ kind: 'gone' })
  })

  test('that leaves something stale behind is to be tried again', async () => {
    const ref = await send({ text: long })
    rig.slack.fail('chat.delete', { status: 500 })
    expect((await problemOf(rig.platform.edit(ref, { text: 'short' })))?.kind).toBe('retry')
    await rig.platform.edit(ref, { text: 'short' })
    expect(texts()).toEqual(['short'])
  })
})

describe('files that go out', () => {
  const picture = { kind: 'picture', name: 'chart.png', mime: 'image/png', bytes: Buffer.from('png'), alt: '每周需求图' } as const

  test('stand above the words, in one message, with what they show in words', async () => {
    await send({ text: 'see', attachments: [picture, { ...picture, kind: 'file', name: 'a/b\n.csv' }] })
    const [files, words] = anna.sees()
    expect(files!.attachments).toMatchObject([
      { name: 'chart.png', title: '每周需求图', alt: '每周需求图' },
      { name: 'a_b_.csv', title: 'a_b_.csv', alt: undefined },
    ])
    expect(words!.text).toBe('see')
  })

  test('without a word say what they are, so that there is something to refer to', async () => {
    const ref = await send({ text: '', attachments: [picture] })
    expect(texts()).toEqual(['', '每周需求图'])
    await rig.platform.edit(ref, { text: 'new words' })
    expect(texts()).toEqual(['', 'new words'])
  })

  test('go into the thread', async () => {
    rig.slack.channel('C1NEEDS')
    const thread = await anna.say('hi', { channel: 'C1NEEDS' })
    await send({ text: 'see', attachments: [picture] }, `slack:${rig.slack.team}:C1NEEDS:${thread}`)
    expect(anna.sees({ channel: 'C1NEEDS' }).map((message) => message.thread)).toEqual([thread, thread])
  })

  test.each<[string, Fault, DeliveryProblem['kind']]>([
    ['files.getUploadURLExternal', { cut: true }, 'retry'],
    ['files.getUploadURLExternal', { status: 500 }, 'retry'],
    ['files.getUploadURLExternal', { error: 'invalid_arguments' }, 'rejected'],
    ['files.completeUploadExternal', { limited: 3 }, 'retry'],
    ['files.completeUploadExternal', { cut: true, done: true }, 'uncertain'],
  ])('%s: %o is %s', async (method, fault, kind) => {
    rig.slack.fail(method, fault)
    expect((await problemOf(send({ text: 'x', attachments: [picture] })))?.kind).toBe(kind)
    expect(texts().filter((text) => text === 'x')).toEqual([])
  })
})

describe('files that come in', () => {
  const file = { name: '样品.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') }
  const receive = async (one: { name: string; mime: string; bytes: Uint8Array } = file) => {
    await rig.begin()
    await anna.sendFile(one)
    const { event } = rig.received.at(-1)!
    if (event.kind !== 'message') throw new Error(event.kind)
    return event.files[0]!
  }

  test('the log-in page is not taken for the file', async () => {
    const incoming = await receive()
    rig.slack.filesNeedLogin = true
    expect(await problemOf(rig.platform.fetch(incoming))).toEqual({ kind: 'rejected' })
  })

  test('a page somebody sent is', async () => {
    const page = { name: 'a.html', mime: 'text/html', bytes: Buffer.from('<html>hello</html>') }
    expect(Buffer.from(await rig.platform.fetch(await receive(page))).toString()).toBe('<html>hello</html>')
  })

  test('too large a file is rejected, whatever Slack says of its size', async () => {
    const bytes = Buffer.alloc(rig.platform.maxFileBytes + 1)
    const incoming = await receive({ ...file, bytes })
    expect(await problemOf(rig.platform.fetch(incoming))).toEqual({ kind: 'rejected' })
    rig.slack.file(incoming.id)!.size = 10
    expect(await problemOf(rig.platform.fetch(incoming))).toEqual({ kind: 'rejected' })
  })

  test.each<[Fault, DeliveryProblem['kind']]>([
    [{ cut: true }, 'retry'],
    [{ status: 500 }, 'retry'],
    [{ limited: 9 }, 'retry'],
    [{ error: 'file_deleted' }, 'rejected'],
  ])('%o is %s', async (fault, kind) => {
    const incoming = await receive()
    rig.slack.fail('files.info', fault)
    expect((await problemOf(rig.platform.fetch(incoming)))?.kind).toBe(kind)
  })

  test('the token goes to no other server', async () => {
    const asked: (string | undefined)[] = []
    const stranger: Server = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end('x')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const incoming = await receive()
    const describe_ = rig.slack.describeFile.bind(rig.slack)
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/files-pri/x`
    rig.slack.describeFile = (one) => ({ ...describe_(one), url_private: url, url_private_download: url })
    expect(await problemOf(rig.platform.fetch(incoming))).toEqual({ kind: 'rejected' })
    expect(asked).toEqual([])
    await new Promise((resolve) => stranger.close(resolve))
  })

  test.each([
    ['https://files.slack.com/files-pri/T1-F1/x.png', 'https://slack.com/api/', true],
    ['https://files.slack-gov.com/files-pri/T1-F1/x', 'https://slack-gov.com/api/', true],
    ['http://files.slack.com/x', 'https://slack.com/api/', false],
    ['https://files.slack.com.evil.example/x', 'https://slack.com/api/', false],
    ['https://files.slack.com:8443/x', 'https://slack.com/api/', false],
    ['https://me@files.slack.com/x', 'https://slack.com/api/', false],
    ['https://docs.google.com/x', 'https://slack.com/api/', false],
    ['https://slack.com/api/x', 'https://slack.com/api/', false],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/api/', true],
    ['http://127.0.0.1:8081/x', 'http://127.0.0.1:8080/api/', false],
    ['no address', 'https://slack.com/api/', false],
  ])('%s for %s: %s', (url, api, allowed) => {
    expect(isOnFileServer(url, api)).toBe(allowed)
  })
})

/** A clock that moves on each time it is read. */
function steadyClock(stepMs: number): () => Date {
  let at = Date.parse('2026-03-02T01:00:00Z')
  return () => {
    at += stepMs / 4
    return new Date(at)
  }
}
