import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Context, toIncoming, usersOf } from '../../../src/platforms/slack/incoming.ts'
import { payloadOf } from '../../../src/platforms/slack/payloads.ts'
import { buttonData, placeOf, postedOf, pressedOf } from '../../../src/platforms/slack/references.ts'

const me = { team: 'T1', user: 'U0BOT', bot: 'B0BOT' }
const people = new Map([
  ['U1ANNA', { name: '安娜', lang: 'zh' as const, bot: false }],
  ['U9OTHERBOT', { name: 'other', bot: true }],
])
const context: Context = { me, people, receivedAt: new Date('2026-03-02T01:02:03.000Z'), member: true }
const translate = (body: unknown, more: Partial<Context> = {}) => {
  const payload = payloadOf(body)
  return payload && toIncoming(payload, { ...context, ...more })
}
const event = (inner: object) => ({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: inner })
const message = (inner: object) =>
  event({
    type: 'message',
    channel: 'D1DM',
    channel_type: 'im',
    user: 'U1ANNA',
    ts: '1772413320.000100',
    event_ts: '1772413320.000100',
    text: 'hi',
    ...inner,
  })
const inChannel = (inner: object) => message({ channel: 'C1NEEDS', channel_type: 'channel', ...inner })

describe('messages', () => {
  test('in the private chat', () => {
    expect(translate(message({ text: '布面有极光 &amp; 手感发硬' }))).toEqual({
      id: 'Ev1',
      platform: 'slack',
      at: '2026-03-02T01:02:00.000Z',
      from: { address: 'slack:T1:U1ANNA', name: '安娜', lang: 'zh' },
      chat: { address: 'slack:T1:U1ANNA', kind: 'private' },
      event: { kind: 'message', message: 'slack:D1DM/1772413320.000100', text: '布面有极光 & 手感发硬', files: [], toBot: true },
    })
  })

  test('of somebody who could not be looked up', () => {
    expect(translate(message({ user: 'U2BEN' }))?.from).toEqual({ address: 'slack:T1:U2BEN', name: 'U2BEN' })
  })

  test('in a thread of the private chat the answer goes into the thread', () => {
    expect(translate(message({ thread_ts: '1772413000.000100' }))?.chat).toEqual({
      address: 'slack:T1:U1ANNA:1772413000.000100',
      kind: 'private',
    })
  })

  test('in a channel the answer goes into the thread of the message', () => {
    const chat = { address: 'slack:T1:C1NEEDS:1772413320.000100', kind: 'group' }
    expect(translate(inChannel({}))).toMatchObject({ chat, event: { toBot: false } })
    expect(translate(inChannel({ text: '<@U0BOT> 帮忙' }))).toMatchObject({ chat, event: { toBot: true, text: '帮忙' } })
    // Once there are replies, the first message bears its own thread.
    expect(translate(inChannel({ thread_ts: '1772413320.000100' }))).toMatchObject({ chat })
  })

  test('in a thread of a channel', () => {
    const chat = { address: 'slack:T1:C1NEEDS:1772413000.000100', kind: 'group' }
    const reply = { thread_ts: '1772413000.000100' }
    expect(translate(inChannel({ ...reply, parent_user_id: 'U1ANNA' }))).toMatchObject({ chat, event: { toBot: false } })
    expect(translate(inChannel({ ...reply, parent_user_id: 'U0BOT' }))).toMatchObject({ chat, event: { toBot: true } })
    expect(translate(inChannel({ ...reply, subtype: 'thread_broadcast' }))).toMatchObject({ chat, event: { kind: 'message' } })
  })

  test('with files', () => {
    const files = [
      { id: 'F1', name: '样品.png', mimetype: 'image/png', size: 12, mode: 'hosted' },
      { id: 'F2', name: 'a.pdf', mimetype: 'application/pdf', size: 0, mode: 'hosted' },
      { id: 'F3', name: 'v.m4a', mimetype: 'audio/mp4', size: 5 },
      { id: 'F4', name: 'v.mp4', mimetype: 'video/mp4', size: 6 },
      { id: 'F5', mode: 'tombstone' },
      { id: 'F6' },
    ]
    expect(translate(message({ text: '', subtype: 'file_share', files }))?.event).toMatchObject({
      kind: 'message',
      text: '',
      files: [
        { id: 'F1', kind: 'photo', name: '样品.png', mime: 'image/png', size: 12 },
        { id: 'F2', kind: 'document', name: 'a.pdf', mime: 'application/pdf' },
        { id: 'F3', kind: 'audio', name: 'v.m4a', mime: 'audio/mp4', size: 5 },
        { id: 'F4', kind: 'video', name: 'v.mp4', mime: 'video/mp4', size: 6 },
        { id: 'F6', kind: 'document', name: 'F6', mime: 'application/octet-stream' },
      ],
    })
  })

  test('passed on from elsewhere say what they say', () => {
    const attachments = [
      { is_share: true, text: '布面 &lt;极光&gt;', from_url: 'https://x' },
      { text: 'a preview of a link', title: 'x' },
    ]
    expect(translate(message({ text: '', attachments }))?.event).toMatchObject({ kind: 'message', text: '布面 <极光>' })
    expect(translate(message({ text: 'look', attachments }))?.event).toMatchObject({ text: 'look\n\n布面 <极光>' })
  })

  test.each([
    ['what the bot itself wrote', message({ user: 'U0BOT', bot_id: 'B0BOT' })],
    ['other bots', message({ user: 'U9OTHERBOT' })],
    ['apps that write for a person', message({ bot_id: 'B1' })],
    ['messages of integrations', message({ subtype: 'bot_message', user: undefined, bot_id: 'B2' })],
    ['Slackbot', message({ user: 'USLACKBOT' })],
    ['deletions', message({ subtype: 'message_deleted', user: undefined, deleted_ts: '1.1', hidden: true })],
    ['people coming and going', inChannel({ subtype: 'channel_join' })],
    ['topics', inChannel({ subtype: 'channel_topic' })],
    ['an empty message among others', inChannel({ text: '' })],
    [
      'a mention that also comes as a message',
      event({ type: 'app_mention', channel: 'C1', user: 'U1ANNA', text: '<@U0BOT> x', ts: '1.1' }),
    ],
    ['payloads of another shape', { type: 'event_callback', event_id: 'Ev2', event: { type: 'message', channel: 7 } }],
    ['views', { type: 'view_submission', user: { id: 'U1ANNA' } }],
    ['nothing', undefined],
  ])('ignores %s', (_, body) => {
    expect(translate(body)).toBeUndefined()
  })

  test.each([
    ['an empty message', message({ text: '' }), 'empty'],
    ['a call', message({ text: '', subtype: 'huddle_thread' }), 'call'],
    ['a deleted file', message({ text: '', subtype: 'file_share', files: [{ id: 'F', mode: 'tombstone' }] }), 'lost_file'],
  ])('names %s', (_, body, what) => {
    expect(translate(body)?.event).toEqual({ kind: 'unsupported', message: 'slack:D1DM/1772413320.000100', what })
  })

  test('a mention alone is a message', () => {
    expect(translate(inChannel({ text: '<@U0BOT>' }))?.event).toMatchObject({ kind: 'message', text: '', toBot: true })
  })
})

describe('edits', () => {
  const changed = (after: object, before: object = {}, more: object = {}) => {
    const original = { type: 'message', user: 'U1ANNA', ts: '1772413000.000100', text: 'befor', ...before }
    const inner = { ...original, text: 'before', edited: { user: 'U1ANNA', ts: '1772413320.000000' }, ...after }
    return message({
      subtype: 'message_changed',
      hidden: true,
      user: undefined,
      text: undefined,
      message: inner,
      previous_message: original,
      ...more,
    })
  }

  test('bring the whole new text and name the message', () => {
    expect(translate(changed({}))).toMatchObject({
      from: { address: 'slack:T1:U1ANNA' },
      chat: { address: 'slack:T1:U1ANNA', kind: 'private' },
      event: { kind: 'edit', message: 'slack:D1DM/1772413000.000100', text: 'before', toBot: true },
    })
  })

  test('in a channel stay in the thread of their message', () => {
    expect(translate(changed({ text: '<@U0BOT> x' }, {}, { channel: 'C1NEEDS', channel_type: 'channel' }))).toMatchObject({
      chat: { address: 'slack:T1:C1NEEDS:1772413000.000100', kind: 'group' },
      event: { kind: 'edit', text: 'x', toBot: true },
    })
  })

  test.each([
    ['previews of links', changed({ text: 'befor', edited: undefined, attachments: [{ title: 'x' }] })],
    ['a preview under a message edited before', changed({ text: 'befor' })],
    ['new replies', changed({ text: 'befor', edited: undefined, reply_count: 1, thread_ts: '1772413000.000100' })],
    ['the bot’s own changes', changed({ user: 'U0BOT', bot_id: 'B0BOT' })],
  ])('are not %s', (_, body) => {
    expect(translate(body)).toBeUndefined()
  })
})

describe('presses', () => {
  const press = (action: object, container: object = {}) => ({
    type: 'block_actions',
    user: { id: 'U1ANNA', name: 'anna' },
    team: { id: 'T1' },
    container: { type: 'message', message_ts: '1772413320.000100', channel_id: 'D1DM', ...container },
    actions: [{ type: 'button', action_id: 'press:claim:0', value: '{"id":"n-1"}', action_ts: '1772413325.123456', ...action }],
  })

  test('name the card, its button and who pressed it', () => {
    expect(translate(press({}))).toEqual({
      id: 'press:U1ANNA:1772413320.000100:1772413325.123456',
      platform: 'slack',
      at: '2026-03-02T01:02:05.123Z',
      from: { address: 'slack:T1:U1ANNA', name: '安娜', lang: 'zh' },
      chat: { address: 'slack:T1:U1ANNA', kind: 'private' },
      event: { kind: 'press', message: 'slack:D1DM/1772413320.000100', verb: 'claim', id: 'n-1' },
    })
  })

  test('in a channel belong to the channel, or to the thread the card stands in', () => {
    const at = (container: object) => translate(press({}, { channel_id: 'C1NEEDS', ...container }))?.chat.address
    expect(at({})).toBe('slack:T1:C1NEEDS')
    expect(at({ thread_ts: '1772413000.000100' })).toBe('slack:T1:C1NEEDS:1772413000.000100')
    expect(at({ thread_ts: '1772413320.000100' })).toBe('slack:T1:C1NEEDS')
  })

  test('of a start button begin in private', () => {
    expect(translate(press({ action_id: 'start:3', value: '{"start":"draft_42-a"}' }, { channel_id: 'C1NEEDS' }))).toMatchObject({
      chat: { address: 'slack:T1:U1ANNA', kind: 'private' },
      event: { kind: 'start', payload: 'draft_42-a' },
    })
  })

  test.each([
    { action_id: 'something_else' },
    { value: 'not json' },
    { value: '{"id":"has spaces"}' },
    { action_id: 'press:CLAIM:0' },
    { action_id: 'start:0', value: '{"start":""}' },
    { value: undefined },
  ])('of a foreign or old button %o are unknown', (action) => {
    expect(translate(press(action))?.event).toMatchObject({ kind: 'press', verb: 'unknown', id: '' })
  })

  test('any button comes back as it went', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
    const ts = fc.stringMatching(/^1[0-9]{9}\.[0-9]{6}$/)
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_]{1,20}$/), id, fc.array(ts, { maxLength: 90 }), fc.nat(1000), (verb, about, earlier, index) => {
        const { action_id, value } = buttonData({ verb, id: about, earlier }, index)
        expect(value.length).toBeLessThanOrEqual(2000)
        expect(pressedOf(action_id, value)).toEqual({ verb, id: about, earlier })
      }),
    )
  })
})

describe('commands', () => {
  const command = (text: string, more: object = {}) => ({
    command: '/sbq',
    text,
    user_id: 'U1ANNA',
    user_name: 'anna',
    channel_id: 'C1NEEDS',
    channel_name: 'needs',
    team_id: 'T1',
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    ...more,
  })
  const saidBy = (text: string) => translate(command(text))?.event

  test('are messages to the bot', () => {
    expect(translate(command('my'))).toEqual({
      id: 'command:13345224609.738474920.8088930838d88f008e0',
      platform: 'slack',
      at: '2026-03-02T01:02:03.000Z',
      from: { address: 'slack:T1:U1ANNA', name: '安娜', lang: 'zh' },
      chat: { address: 'slack:T1:C1NEEDS', kind: 'group' },
      event: {
        kind: 'message',
        message: 'slack:C1NEEDS/command:13345224609.738474920.8088930838d88f008e0',
        text: '/my',
        files: [],
        toBot: true,
      },
    })
  })

  test('alone ask for help; a slash too many does no harm', () => {
    expect(saidBy('  ')).toMatchObject({ text: '/help' })
    expect(saidBy('/need 2026-0001')).toMatchObject({ text: '/need 2026-0001' })
    expect(saidBy('需求 a &lt; b')).toMatchObject({ text: '/需求 a < b' })
  })

  test('where the bot can not write are answered in private', () => {
    const private_ = { address: 'slack:T1:U1ANNA', kind: 'private' }
    expect(translate(command('my'), { member: false })?.chat).toEqual(private_)
    expect(translate(command('my', { channel_id: 'D9OTHERS', channel_name: 'directmessage' }), { member: false })?.chat).toEqual(private_)
  })
})

describe('openings', () => {
  const home = (tab: string) => event({ type: 'app_home_opened', user: 'U1ANNA', channel: 'D1DM', tab, event_ts: '1772413320.000100' })

  test('of the Messages tab are one start for ever', () => {
    expect(translate(home('messages'))).toMatchObject({
      id: 'opened:T1:U1ANNA',
      chat: { address: 'slack:T1:U1ANNA', kind: 'private' },
      event: { kind: 'start', payload: '' },
    })
    expect(translate(home('home'))).toBeUndefined()
  })
})

describe('references', () => {
  test.each(['slack:', 'slack:T1', 'slack:T1:X1', 'slack:T1:u1', 'telegram:1', 'slack:T1:U1:x', ''])('%j is no address', (address) => {
    expect(placeOf(address)).toBeUndefined()
  })

  test.each(['slack:C1/command:1.2.3', 'slack:C1/', 'slack:U1/1.1', 'slack:C1/1.1,', 'slack:C1/1'])('%j is no message to edit', (ref) => {
    expect(postedOf(ref)).toBeUndefined()
  })

  test('whom to look up: the sender, then who is named', () => {
    const asked = (body: unknown) => usersOf(payloadOf(body)!, me)
    expect(asked(message({ text: '<@U0BOT> <@U5> <@U1ANNA> <@U5>' }))).toEqual(['U1ANNA', 'U5'])
    expect(asked(message({ bot_id: 'B1' }))).toEqual([])
    expect(asked(message({ text: Array.from({ length: 50 }, (_, at) => `<@U${at}>`).join('') }))).toHaveLength(6)
  })

  test('no payload whatever makes the translator throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, two) => {
        for (const body of [one, event({ type: 'message', ...Object(one) }), message({ blocks: one, attachments: two, files: two })])
          translate(body)
      }),
    )
  })
})
