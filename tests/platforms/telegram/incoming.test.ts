import fc from 'fast-check'
import type { Message, MessageEntity, Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/bot/platform.ts'
import { toIncoming } from '../../../src/platforms/telegram/incoming.ts'

const me = { id: 7, username: 'Shibaiqian_bot' }
const anna = { id: 501, is_bot: false, first_name: '安娜', last_name: '李', language_code: 'zh-hans' }
const privately = { id: 501, type: 'private' as const, first_name: '安娜' }
const group = { id: -4001, type: 'supergroup' as const, title: '交流群' }
const received = new Date('2026-03-02T01:00:00.500Z')

function read(message: object, kind: 'message' | 'edited_message' = 'message'): Incoming | undefined {
  const whole = { message_id: 12, from: anna, chat: privately, date: 1_772_413_200, ...message }
  return toIncoming({ update_id: 99, [kind]: whole } as Update, me, received)
}

const entity = (type: string, offset: number, length: number): MessageEntity => ({ type, offset, length }) as MessageEntity

describe('a private message', () => {
  test('says who, where, when and what', () => {
    expect(read({ text: '布面有极光' })).toEqual({
      id: '99',
      platform: 'telegram',
      at: '2026-03-02T01:00:00.000Z',
      from: { address: 'telegram:501', name: '安娜 李', lang: 'zh' },
      chat: { address: 'telegram:501', kind: 'private' },
      event: { kind: 'message', message: 'telegram:501/12', text: '布面有极光', files: [], toBot: true },
    })
  })

  test.each([
    ['zh-TW', 'zh'],
    ['ZH', 'zh'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [undefined, undefined],
  ])('language %s is %s', (code, lang) => {
    expect(read({ text: 'x', from: { ...anna, language_code: code } })?.from.lang).toBe(lang)
  })

  test.each([
    ['/start', ''],
    ['/start need_2026-0001', 'need_2026-0001'],
    ['/start   abc  ', 'abc'],
  ])('%s opens the chat', (text, payload) => {
    expect(read({ text })?.event).toEqual({ kind: 'start', payload })
  })

  test('a command keeps its words and loses our name', () => {
    expect(read({ text: '/need@shibaiqian_BOT 2026-0001', entities: [entity('bot_command', 0, 20)] })?.event).toMatchObject({
      text: '/need 2026-0001',
      toBot: true,
    })
  })

  test('an edit', () => {
    expect(read({ text: 'new', edit_date: 1_772_413_260 }, 'edited_message')).toMatchObject({
      at: '2026-03-02T01:01:00.000Z',
      event: { kind: 'edit', message: 'telegram:501/12', text: 'new', toBot: true },
    })
    expect(read({ location: { latitude: 1, longitude: 2 } }, 'edited_message')).toBeUndefined()
  })

  test.each(['sticker', 'location', 'contact', 'poll', 'dice', 'venue', 'story'])('a %s is unsupported', (what) => {
    expect(read({ [what]: {} })?.event).toEqual({ kind: 'unsupported', message: 'telegram:501/12', what })
  })

  test('a venue is not taken for a location', () => {
    expect(read({ location: {}, venue: {} })?.event).toMatchObject({ what: 'venue' })
  })

  test.each([
    ['a service message', { pinned_message: {} }],
    ['another bot', { text: 'x', from: { ...anna, is_bot: true } }],
    ['a channel', { text: 'x', chat: { id: -100, type: 'channel', title: 'c' } }],
    ['a post of the linked channel', { text: 'x', chat: group, is_automatic_forward: true, sender_chat: { id: -100, type: 'channel' } }],
    ['somebody writing as a channel', { text: 'x', chat: group, sender_chat: { id: -100, type: 'channel' } }],
  ])('%s is ignored', (_, message) => {
    expect(read(message)).toBeUndefined()
  })

  test('other kinds of updates are ignored', () => {
    expect(toIncoming({ update_id: 1, my_chat_member: {} } as Update, me, received)).toBeUndefined()
    expect(toIncoming({ update_id: 1, channel_post: { text: 'x' } } as Update, me, received)).toBeUndefined()
  })
})

describe('files', () => {
  const file = { file_id: 'F', file_unique_id: 'u', file_size: 10 }
  test.each([
    [
      'photo',
      [{ file_id: 'small', file_unique_id: 's' }, file],
      { id: 'F', kind: 'photo', name: 'photo-u.jpg', mime: 'image/jpeg', size: 10 },
    ],
    [
      'document',
      { ...file, file_name: '报告.pdf', mime_type: 'application/pdf' },
      { id: 'F', kind: 'document', name: '报告.pdf', mime: 'application/pdf', size: 10 },
    ],
    ['document', { file_id: 'F' }, { id: 'F', kind: 'document', name: 'document', mime: 'application/octet-stream' }],
    ['voice', { ...file, mime_type: 'audio/ogg' }, { id: 'F', kind: 'audio', name: 'voice.ogg', mime: 'audio/ogg', size: 10 }],
    ['audio', file, { id: 'F', kind: 'audio', name: 'audio.mp3', mime: 'audio/mpeg', size: 10 }],
    ['video', file, { id: 'F', kind: 'video', name: 'video.mp4', mime: 'video/mp4', size: 10 }],
    ['video_note', file, { id: 'F', kind: 'video', name: 'video.mp4', mime: 'video/mp4', size: 10 }],
  ])('%s', (key, content, expected) => {
    expect(read({ [key]: content, caption: 'see' })?.event).toEqual({
      kind: 'message',
      message: 'telegram:501/12',
      text: 'see',
      files: [expected],
      toBot: true,
    })
  })

  test('an animation is one file, not also a document', () => {
    expect(read({ animation: file, document: file })?.event).toMatchObject({ text: '', files: [{ kind: 'video' }] })
  })
})

describe('in a group', () => {
  const say = (text: string, rest: object = {}): Incoming | undefined => read({ text, chat: group, ...rest })

  test.each([
    ['just chatting', [], 'just chatting', false],
    ['@shibaiqian_BOT 压光发硬', [entity('mention', 0, 15)], '压光发硬', true],
    ['@shibaiqian_bot：压光发硬', [entity('mention', 0, 15)], '压光发硬', true],
    ['请 @shibaiqian_bot 看看', [entity('mention', 2, 15)], '请 看看', true],
    ['😀 @shibaiqian_bot', [entity('mention', 3, 15)], '😀', true],
    ['@shibaiqian_bot', [entity('mention', 0, 15)], '', true],
    ['@other_bot hi', [entity('mention', 0, 10)], '@other_bot hi', false],
    ['mail a@shibaiqian_bot.example', [], 'mail a@shibaiqian_bot.example', false],
    ['/need 12', [entity('bot_command', 0, 5)], '/need 12', true],
    ['/need@shibaiqian_bot 12', [entity('bot_command', 0, 20)], '/need 12', true],
    ['/need@other_bot 12', [entity('bot_command', 0, 15)], '/need@other_bot 12', false],
    ['@shibaiqian_bot /need 12', [entity('mention', 0, 15), entity('bot_command', 16, 5)], '/need 12', true],
    ['see /need', [entity('bot_command', 4, 5)], 'see /need', false],
    ['/start', [entity('bot_command', 0, 6)], '/start', true],
  ])('%s', (text, entities, heard, toBot) => {
    expect(say(text, { entities })?.event).toEqual({ kind: 'message', message: 'telegram:-4001/12', text: heard, files: [], toBot })
  })

  test('a mention by name is a mention, and captions have them too', () => {
    const mention = { type: 'text_mention', offset: 0, length: 3, user: { id: 7, is_bot: true, first_name: '十百千' } }
    expect(say('十百千 看看', { entities: [mention] })?.event).toMatchObject({ text: '看看', toBot: true })
    const caption = {
      photo: [{ file_id: 'F', file_unique_id: 'u' }],
      caption: '@shibaiqian_bot 看',
      caption_entities: [entity('mention', 0, 15)],
    }
    expect(read({ chat: group, ...caption })?.event).toMatchObject({ text: '看', toBot: true, files: [{ kind: 'photo' }] })
  })

  test('a reply to us is to us; what opens a topic is no such reply', () => {
    const ours = { message_id: 3, from: { id: 7, is_bot: true }, chat: group }
    expect(say('yes', { reply_to_message: ours })?.event).toMatchObject({ toBot: true })
    expect(say('yes', { reply_to_message: { ...ours, forum_topic_created: {} } })?.event).toMatchObject({ toBot: false })
    expect(say('yes', { reply_to_message: { ...ours, from: anna } })?.event).toMatchObject({ toBot: false })
  })

  test('a topic is an address of its own, a reply thread is not', () => {
    expect(say('x', { message_thread_id: 55, is_topic_message: true })?.chat).toEqual({
      address: 'telegram:-4001:55',
      kind: 'group',
      room: 'telegram:-4001',
    })
    expect(say('x', { message_thread_id: 55 })?.chat.address).toBe('telegram:-4001')
  })

  test('an anonymous administrator can be answered in the group only', () => {
    const admin = { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: group, author_signature: '管理员' }
    expect(say('x', admin)?.from).toEqual({ address: 'telegram:-4001', name: '管理员' })
  })

  test('a sticker is answered only where it answers us', () => {
    expect(read({ chat: group, sticker: {} })).toBeUndefined()
    const reply = { reply_to_message: { message_id: 3, from: { id: 7, is_bot: true }, chat: group } }
    expect(read({ chat: group, sticker: {}, ...reply })?.event).toMatchObject({ kind: 'unsupported', what: 'sticker' })
  })
})

describe('a press', () => {
  const press = (query: object): Incoming | undefined =>
    toIncoming({ update_id: 5, callback_query: { id: 'q', from: anna, chat_instance: 'c', ...query } } as Update, me, received)
  const card = { message_id: 30, chat: group, date: 1, text: 'card', message_thread_id: 55, is_topic_message: true }

  test('names card, verb and id', () => {
    expect(press({ message: card, data: 'claim:n-1' })).toEqual({
      id: '5',
      platform: 'telegram',
      at: received.toISOString(),
      from: { address: 'telegram:501', name: '安娜 李', lang: 'zh' },
      chat: { address: 'telegram:-4001:55', kind: 'group', room: 'telegram:-4001' },
      event: { kind: 'press', message: 'telegram:-4001/30', verb: 'claim', id: 'n-1' },
    })
  })

  test.each([undefined, '', 'claim', 'CLAIM:1', 'claim:a b', 'claim:1:!', `claim:${'1'.repeat(41)}`, '{"a":1}'])(
    'data %s is unknown',
    (data) => {
      expect(press({ message: card, data })?.event).toMatchObject({ verb: 'unknown', id: '' })
    },
  )

  test('without a message it is unknown', () => {
    expect(press({ inline_message_id: 'i', data: 'claim:1' })).toMatchObject({
      chat: { address: 'telegram:501', kind: 'private' },
      event: { verb: 'unknown', id: '' },
    })
  })
})

test('whatever the text, nothing is lost and it stays JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, inGroup) => {
      fc.pre(!/^\/(start|\w+@)/.test(text))
      const incoming = read({ text, ...(inGroup ? { chat: group } : {}) })
      expect((incoming?.event as Message | undefined)?.text).toBe(text)
      expect(JSON.parse(JSON.stringify(incoming))).toEqual(incoming)
    }),
  )
})
