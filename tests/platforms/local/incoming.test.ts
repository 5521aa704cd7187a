import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IncomingEvent } from '../../../src/bot/platform.ts'
import type { SaidBody } from '../../../src/platforms/local/bodies.ts'
import { SayRequest, saidEvent } from '../../../src/platforms/local/incoming.ts'

const actor = { key: 'p-anna', name: '安娜' }
const at = '2025-11-24T01:00:00.000Z'

function said(text: string, more: Partial<SaidBody> = {}): SaidBody {
  return { kind: 'said', rev: 0, key: 'k', by: { address: 'local:p-anna', name: '安娜' }, text, files: [], ...more }
}

function inGroup(text: string, more: Partial<SaidBody> = {}): { text: string; toBot: boolean } {
  const event = saidEvent(actor, { key: 'k' }, { id: 7, at, body: said(text, more) }, 'group').event as Extract<
    IncomingEvent,
    { kind: 'message' }
  >
  return { text: event.text, toBot: event.toBot }
}

describe('in the group', () => {
  test('talk among people is heard, and not meant for the bot', () => {
    expect(inGroup('大家好')).toEqual({ text: '大家好', toBot: false })
    expect(inGroup('我们区的十百千活动很好')).toEqual({ text: '我们区的十百千活动很好', toBot: false })
    expect(inGroup('#需求 尾气里油烟太大')).toEqual({ text: '#需求 尾气里油烟太大', toBot: false })
    expect(inGroup('1/2 的布有问题')).toEqual({ text: '1/2 的布有问题', toBot: false })
    expect(inGroup('mail me at a@shibaiqianx.com')).toMatchObject({ toBot: false })
  })

  test.each([
    ['@十百千 布面有极光', '布面有极光'],
    ['@十百千小助手，布面有极光', '布面有极光'],
    ['布面有极光 @十百千', '布面有极光'],
    ['请 @十百千 看看 布面', '请 看看 布面'],
    ['＠十百千：布面', '布面'],
    ['@Shibaiqian help', 'help'],
    ['@十百千', ''],
  ])('%s is meant for the bot, which does not hear its own name', (text, heard) => {
    expect(inGroup(text)).toEqual({ text: heard, toBot: true })
  })

  test('a command and a reply to the bot are meant for it', () => {
    expect(inGroup('/help')).toEqual({ text: '/help', toBot: true })
    expect(inGroup('@十百千 /my')).toEqual({ text: '/my', toBot: true })
    expect(inGroup('好的', { reply: 3, replyToBot: true })).toEqual({ text: '好的', toBot: true })
    expect(inGroup('好的', { reply: 3, replyToBot: false })).toEqual({ text: '好的', toBot: false })
  })
})

test('files are named by what they are; an SVG is no photo', () => {
  const file = (id: string, mime: string, kind: 'picture' | 'file') => ({ id, mime, kind, name: id, size: 1, alt: id })
  const files = [
    file('a', 'image/png', 'picture'),
    file('b', 'image/svg+xml', 'file'),
    file('c', 'audio/ogg', 'file'),
    file('d', 'video/mp4', 'file'),
    file('e', 'application/pdf', 'file'),
  ]
  const { event } = saidEvent(actor, { key: 'k' }, { id: 1, at, body: said('', { files }) }, 'private')
  expect(event.kind === 'message' && event.files.map(({ kind }) => kind)).toEqual(['photo', 'document', 'audio', 'video', 'document'])
})

test('an id never grows past what is stored, and differs for people, keys and kinds', () => {
  const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
  fc.assert(
    fc.property(key, key, (person, act) => {
      const { id } = saidEvent({ key: `p-${person}`, name: 'x' }, { key: act }, { id: 1, at, body: said('x') }, 'private')
      expect(id.length).toBeLessThanOrEqual(200)
      expect(id).toBe(`say:p-${person}:${act}`)
    }),
  )
})

test('any text a person can send becomes one that a database keeps, and nothing visible is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const parsed = SayRequest.safeParse({ as: 'p-a', key: 'k', place: 'private', text: `x${text}` })
      expect(parsed.data?.text).toBe(`x${text}`.replaceAll('\0', ''))
    }),
    { numRuns: 50 },
  )
  const broken = SayRequest.parse({ as: 'p-a', key: 'k', place: 'private', text: 'a\ud800b\0c' })
  expect(broken.text).toBe('a\ufffdbc')
})
