import { request } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/bot/platform.ts'
import type { Entry } from '../../../src/platforms/local/bodies.ts'
import { memoryTranscript } from '../../support/transcript.ts'
import { eventually, problemOf } from '../contract.ts'
import { type LocalRig, newKey, openLocal } from './rig.ts'

let rig: LocalRig
let received: Incoming[]
let failures: number

async function handle(event: Incoming): Promise<void> {
  if (failures > 0) {
    failures -= 1
    throw new Error('the database is away')
  }
  received.push(event)
}

beforeEach(async () => {
  received = []
  failures = 0
  rig = await openLocal()
  await rig.platform.start(handle)
})
afterEach(() => rig.close())

const say = (text: string, more: object = {}) =>
  rig.post('/local/api/say', { as: 'p-anna', key: newKey(), place: 'private', text, ...more })
const entriesOf = async (chat: string): Promise<Entry[]> =>
  ((await (await rig.get(`/local/api/entries?chat=${chat}`)).json()) as { entries: Entry[] }).entries

describe('a message', () => {
  test('is answered only once the bot has it; a repeat is one message and the same event', async () => {
    failures = 2
    const key = newKey()
    expect((await say('请帮忙', { key })).status).toBe(503)
    expect((await say('请帮忙', { key })).status).toBe(503)
    expect(received).toEqual([])
    expect((await say('请帮忙', { key })).status).toBe(200)
    expect((await say('请帮忙', { key })).status).toBe(200)
    expect(received).toHaveLength(2)
    expect(received[1]).toEqual(received[0])
    expect(await entriesOf('local:p-anna')).toHaveLength(1)
    expect(rig.logged()).not.toContain('请帮忙')
  })

  test('written before a crash reaches the bot after it', async () => {
    failures = 1
    const key = newKey()
    await say('before the crash', { key })
    await rig.close()
    rig = await openLocal({ transcript: rig.transcript })
    await rig.platform.start(handle)
    expect((await say('before the crash', { key })).status).toBe(200)
    expect(received.map((event) => event.event)).toMatchObject([{ kind: 'message', text: 'before the crash' }])
    expect(await entriesOf('local:p-anna')).toHaveLength(1)
  })

  test('the same key of two people is two messages', async () => {
    const key = newKey()
    await say('one', { key })
    await say('two', { key, as: 'p-ben' })
    expect(received.map(({ event, from }) => [from.address, event.kind === 'message' && event.text])).toEqual([
      ['local:p-anna', 'one'],
      ['local:p-ben', 'two'],
    ])
  })

  test('with the database away is answered “later”, and taken afterwards', async () => {
    const key = newKey()
    rig.transcript.fault = new Error('connection refused')
    expect((await say('hello', { key })).status).toBe(503)
    rig.transcript.fault = undefined
    expect((await say('hello', { key })).status).toBe(200)
    expect(received).toHaveLength(1)
  })

  test('of 20,000 characters is fine; an empty one and an endless one are refused', async () => {
    expect((await say('需'.repeat(20_000))).status).toBe(200)
    expect((await say('')).status).toBe(400)
    expect((await say(' \n ')).status).toBe(400)
    expect((await say('x'.repeat(100_001))).status).toBe(400)
    expect((await say('需'.repeat(1_000_000))).status).toBe(413)
  })

  test('of nobody, or with a file that is not there, is refused', async () => {
    expect((await say('hi', { as: 'p-nobody' })).status).toBe(404)
    expect((await say('hi', { as: 'g-nobody' })).status).toBe(404)
    expect((await say('hi', { files: ['nothing'] })).status).toBe(404)
    expect((await say('hi', { reply: 99 })).status).toBe(404)
    expect(received).toEqual([])
  })

  test('can be edited by who wrote it, and by nobody else', async () => {
    const { id } = (await (await say('first')).json()) as Entry
    const edit = (as: string, text: string, entry = id) => rig.post('/local/api/edit', { as, key: newKey(), entry, text })
    expect((await edit('p-ben', 'stolen')).status).toBe(404)
    expect((await edit('p-anna', 'x', 77)).status).toBe(404)
    expect((await edit('p-anna', '')).status).toBe(404)
    expect((await edit('p-anna', 'second')).status).toBe(200)
    expect(received.at(-1)?.event).toEqual({ kind: 'edit', message: `local:m-${id}`, text: 'second', toBot: true })
    expect((await entriesOf('local:p-anna'))[0]?.body).toMatchObject({ text: 'second', rev: 1, edited: expect.any(String) })
  })
})

describe('a press', () => {
  test('works on cards of one’s own chats only', async () => {
    await rig.platform.send('local:p-anna', { text: 'x', buttons: [[{ label: 'ok', verb: 'ok', id: '1' }]] }, 'k1')
    const [card] = await entriesOf('local:p-anna')
    const press = (as: string, entry: number) => rig.post('/local/api/press', { as, key: newKey(), entry, verb: 'ok', id: '1' })
    expect((await press('p-ben', card!.id)).status).toBe(404)
    expect((await press('p-anna', card!.id + 1)).status).toBe(404)
    expect((await press('p-anna', card!.id)).status).toBe(200)
    expect(received).toHaveLength(1)
  })
})

describe('a reply in the group', () => {
  test('to a card is meant for the bot', async () => {
    await rig.platform.send('local:room-main', { text: 'hello all' }, 'k1')
    const [card] = await entriesOf('local:room-main')
    await say('thanks', { place: 'group', reply: card!.id })
    expect(received[0]?.event).toMatchObject({ kind: 'message', toBot: true })
  })
})

describe('a guest', () => {
  test('gets an address by a name, once, and keeps it over a restart', async () => {
    const key = 'guest-0001'
    const first = await (await rig.post('/local/api/guests', { key, name: ' 小新 ' })).json()
    expect(await (await rig.post('/local/api/guests', { key, name: '小新' })).json()).toEqual(first)
    expect(first).toMatchObject({ key: 'g-guest-0001', name: '小新', role: 'guest' })
    await rig.close()
    rig = await openLocal({ transcript: rig.transcript })
    await rig.platform.start(handle)
    const { people } = (await (await rig.get('/local/api/people')).json()) as { people: { key: string }[] }
    expect(people.map((person) => person.key)).toEqual(['p-anna', 'p-ben', 'p-cai', 'p-dou', 'g-guest-0001'])
    await rig.post('/local/api/start', { as: 'g-guest-0001', key: 'open', payload: '' })
    expect(received[0]).toMatchObject({ from: { address: 'local:g-guest-0001', name: '小新' }, event: { kind: 'start', payload: '' } })
  })

  test('without a name is none', async () => {
    expect((await rig.post('/local/api/guests', { key: newKey(), name: '  ' })).status).toBe(400)
    expect((await rig.post('/local/api/guests', { key: newKey(), name: 'x'.repeat(41) })).status).toBe(400)
  })
})

describe('files', () => {
  test('pictures are shown, everything else is only saved; neither can act as a page', async () => {
    const kinds = [
      ['a.png', 'image/png', 'inline', 'image/png', '\x89PNG\r\n\x1a\n'],
      ['no picture.png', 'image/png', 'attachment', 'application/octet-stream', '<svg/>'],
      ['脚本 "1".svg', 'image/svg+xml', 'attachment', 'application/octet-stream', '<svg/>'],
      ['page.html', 'text/html', 'attachment', 'application/octet-stream', '<html>'],
    ] as const
    for (const [name, mime, disposition, served, content] of kinds) {
      const { id } = (await (await rig.upload({ name, mime, bytes: Buffer.from(content, 'latin1') })).json()) as { id: string }
      const response = await rig.get(`/local/files/${id}`)
      expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`))
      expect(response.headers.get('content-disposition')).toContain(encodeURIComponent(name))
      expect(response.headers.get('content-type')).toBe(served)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect((await rig.get('/local/files/none')).status).toBe(404)
  })

  test('20 MB is taken whole, a byte more is refused', async () => {
    const bytes = new Uint8Array(20 * 1024 * 1024).fill(7)
    expect(await (await rig.upload({ name: 'big.bin', mime: 'application/zip', bytes })).json()).toMatchObject({ size: bytes.length })
    expect((await rig.upload({ name: 'big.bin', mime: 'application/zip', bytes: new Uint8Array(bytes.length + 1) })).status).toBe(413)
  })
})

describe('other pages', () => {
  test('can’t post here', async () => {
    const body = { as: 'p-anna', key: newKey(), place: 'private', text: 'x' }
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) expect((await rig.post('/local/api/say', body, headers)).status).toBe(403)
    const simple = await fetch(`${rig.origin}/local/api/say`, { method: 'POST', body: JSON.stringify(body) })
    expect(simple.status).toBe(403)
    expect((await rig.post('/local/api/say', body, { origin: rig.origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect(received).toHaveLength(1)
  })

  test('can’t come in by a name that was made to point here', async () => {
    const port = new URL(rig.origin).port
    const statuses = await Promise.all(
      [
        `evil.example:${port}`,
        'evil.example',
        `127.0.0.1.evil.example:${port}`,
        `localhost:${port}`,
        `127.0.0.1:${port}`,
        `[::1]:${port}`,
      ].map((host) => statusFor(port, host)),
    )
    expect(statuses).toEqual([403, 403, 403, 200, 200, 200])
  })

  test('the page runs only what is served here, and can’t be framed', async () => {
    const response = await rig.get('/')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const html = await response.text()
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/i)
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i)
  })
})

describe('the stream', () => {
  test('brings new and changed messages, and ends with the platform', async () => {
    const response = await rig.get('/local/api/stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const ended = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value
    })()
    const ref = await rig.platform.send('local:p-anna', { text: '第一版\n\ndata: x' }, 'k1')
    await rig.platform.edit(ref, { text: '第二版' })
    await eventually(() => expect(heard).toContain('第二版'))
    const changes = [...heard.matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data!) as { chat: string; body: { text: string; rev: number } },
    )
    expect(changes.map(({ chat, body }) => [chat, body.text, body.rev])).toEqual([
      ['local:p-anna', '第一版\n\ndata: x', 0],
      ['local:p-anna', '第二版', 1],
    ])
    await rig.platform.stop()
    await ended
    expect((await rig.get('/local/api/stream')).status).toBe(503)
  })
})

describe('sending', () => {
  test('with the database away is to be tried again', async () => {
    rig.transcript.fault = new Error('connection refused')
    expect(await problemOf(rig.platform.send('local:p-anna', { text: 'x' }, 'k1'))).toBe('retry')
    expect(await problemOf(rig.platform.edit('local:m-1', { text: 'x' }))).toBe('retry')
    expect(await problemOf(rig.platform.fetch({ id: 'x', kind: 'photo', name: 'x', mime: 'image/png' }))).toBe('retry')
  })

  test('nobody’s chat, and what is no card', async () => {
    for (const address of ['local:room-other', 'local:guests', 'telegram:1', 'local:p-', 'local:x-1']) {
      expect(await problemOf(rig.platform.send(address, { text: 'x' }, newKey()))).toBe('unreachable')
    }
    const { id } = (await (await say('mine')).json()) as Entry
    for (const ref of [`local:m-${id}`, 'local:m-99', 'local:m-9999999999', 'local:m-0', 'local:m-1x']) {
      expect(await problemOf(rig.platform.edit(ref, { text: 'x' }))).toBe('gone')
    }
  })

  test('the same content again changes nothing', async () => {
    const card = { title: 't', text: 'x', fields: [{ label: 'a', value: 'b' }], buttons: [[{ label: 'ok', verb: 'ok', id: '1' }]] }
    const ref = await rig.platform.send('local:p-anna', card, 'k1')
    await rig.platform.edit(ref, card)
    expect((await entriesOf('local:p-anna'))[0]?.body).toMatchObject({ rev: 0 })
  })

  test('text that no database keeps is kept without what nobody sees', async () => {
    await rig.platform.send('local:p-anna', { text: 'a\0b\ud83d', fields: [{ label: '\0', value: '\udc00x' }] }, 'k1')
    expect((await entriesOf('local:p-anna'))[0]?.body).toMatchObject({ text: 'ab\ufffd', fields: [{ label: '', value: '\ufffdx' }] })
  })
})

test('whatever is posted, nothing breaks', async () => {
  const paths = ['say', 'edit', 'press', 'start', 'guests', 'files'].map((name) => `/local/api/${name}`)
  const field = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.constantFrom('p-anna', 'private', 'group', 'k'),
  )
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ as: field, key: field, place: field, text: field, entry: field, verb: field, id: field, payload: field, files: field }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, async (path, posted) => {
      expect((await rig.post(path, posted)).status).toBeLessThan(500)
    }),
    { numRuns: 150 },
  )
  for (const query of ['?chat=', '?chat=local:p-anna&limit=0', '?chat=local:p-anna&limit=1e9', '?chat=a&chat=b', '?chat=local:guests']) {
    expect((await rig.get(`/local/api/entries${query}`)).status).toBe(400)
  }
  for (const path of ['/local/web/../index.ts', '/local/web/%2e%2e/index.ts', '/local/web/..%2findex.ts', '/local/files/..%2f..%2f']) {
    expect((await rig.get(path)).status).toBeGreaterThanOrEqual(400)
  }
})

test('the transcript of these tests refuses what PostgreSQL refuses', async () => {
  const transcript = memoryTranscript()
  const add = (body: unknown) => transcript.add({ chat: 'local:p-a', key: newKey(), body, at: new Date() })
  await expect(add({ text: '\0' })).rejects.toThrow()
  await expect(add({ text: '\ud800' })).rejects.toThrow()
  await expect(add({ text: '😀' })).resolves.toMatchObject({ added: true })
})

function statusFor(port: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/local/api/people', headers: { host }, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
}
