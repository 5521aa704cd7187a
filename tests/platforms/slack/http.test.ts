import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../contract.ts'
import { openSlack, type SlackRig } from './rig.ts'

let rig: SlackRig
beforeEach(async () => {
  rig = await openSlack({ by: 'http' })
})
afterEach(() => rig.close())

const json = { 'content-type': 'application/json' }
const post = (raw: string, headers: Record<string, string>, path = '/slack/events') =>
  fetch(`${rig.address}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: raw })
const said = (id: string, text = 'hi') =>
  JSON.stringify({
    type: 'event_callback',
    event_id: id,
    team_id: rig.slack.team,
    event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', ts: '1772413320.000100', text },
  })

describe('requests of Slack', () => {
  test('are taken when signed, in words of any script', async () => {
    await rig.begin()
    const raw = said('Ev1', '布面有极光 😀')
    expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(200)
    expect(rig.received.map((event) => event.event)).toMatchObject([{ text: '布面有极光 😀' }])
  })

  test('are refused with 401 when anything about the signature is wrong', async () => {
    await rig.begin()
    const raw = said('Ev1')
    const good = rig.slack.signatureOf(raw)
    const minutes = (count: number) => new Date(Date.now() + count * 60_000)
    const forged: Record<string, string>[] = [
      {},
      { 'x-slack-signature': good['x-slack-signature']! },
      { 'x-slack-request-timestamp': good['x-slack-request-timestamp']! },
      { ...good, 'x-slack-signature': 'v0=' },
      { ...good, 'x-slack-signature': good['x-slack-signature']!.replace('v0=', 'v1=') },
      { ...good, 'x-slack-signature': `${good['x-slack-signature']!.slice(0, -1)}x` },
      { ...good, 'x-slack-request-timestamp': 'NaN' },
      { ...good, 'x-slack-request-timestamp': String(Number(good['x-slack-request-timestamp']) - 1) },
      rig.slack.signatureOf(`${raw} `),
      rig.slack.signatureOf(raw, minutes(-6)),
      rig.slack.signatureOf(raw, minutes(6)),
      rig.slack.signatureOf(raw, undefined, 'f'.repeat(32)),
    ]
    for (const headers of forged) expect((await post(raw, headers)).status).toBe(401)
    expect(rig.received).toEqual([])
    expect(rig.logged()).toContain('SLACK_SIGNING_SECRET')
    expect(rig.logged()).not.toContain(rig.slack.signingSecret)
    for (const at of [minutes(-4), minutes(4)]) expect((await post(raw, rig.slack.signatureOf(raw, at))).status).toBe(200)
  })

  test('the challenge is answered once it is signed, even before the start', async () => {
    const raw = JSON.stringify({ type: 'url_verification', token: 't', challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P' })
    expect((await post(raw, {})).status).toBe(401)
    const response = await post(raw, rig.slack.signatureOf(raw))
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P')
  })

  test('what is no payload is 400, what is too large 413, what is unknown is let pass', async () => {
    await rig.begin()
    for (const raw of ['', '{', '[]', 'null', '"x"']) expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(400)
    const large = JSON.stringify({ text: 'x'.repeat(1_100_000) })
    expect((await post(large, rig.slack.signatureOf(large))).status).toBe(413)
    for (const raw of ['{}', '{"type":"event_callback","event":{"type":"star_added"}}']) {
      expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(200)
    }
    expect(rig.received).toEqual([])
  })

  test('all kinds may come to one path', async () => {
    await rig.begin()
    const raw = String(new URLSearchParams({ command: '/sbq', text: 'my', user_id: 'U1', channel_id: 'D1', trigger_id: '1.2.3' }))
    const headers = { ...rig.slack.signatureOf(raw), 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post(raw, headers)).status).toBe(200)
    expect(rig.received.map((event) => event.event)).toMatchObject([{ text: '/my' }])
  })

  test('before the start and after the stop Slack is told to try again', async () => {
    const raw = said('Ev1')
    expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(503)
    await rig.begin()
    await rig.platform.stop()
    expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(503)
    expect(rig.received).toEqual([])
  })

  test('are acknowledged only when they are recorded', async () => {
    let record: (() => void) | undefined
    const recorded = new Promise<void>((resolve) => {
      record = resolve
    })
    let entered = false
    await rig.platform.start(async () => {
      entered = true
      await recorded
    })
    let status = 0
    const raw = said('Ev1')
    const answer = post(raw, rig.slack.signatureOf(raw)).then((response) => {
      status = response.status
    })
    await eventually(() => expect(entered).toBe(true))
    expect(status).toBe(0)
    const stopping = rig.platform.stop()
    record!()
    await Promise.all([answer, stopping])
    expect(status).toBe(200)
  })

  test('what could not be recorded is 500, and in the log without what was said', async () => {
    await rig.platform.start(async () => {
      throw new Error('no database')
    })
    const raw = said('Ev1', 'a trade secret')
    expect((await post(raw, rig.slack.signatureOf(raw))).status).toBe(500)
    expect(rig.logged()).toContain('no database')
    expect(rig.logged()).not.toContain('a trade secret')
  })

  test('other routes keep their own parsers, and Slack’s take nothing but POST', async () => {
    const echo = await fetch(`${rig.address}/echo`, { method: 'POST', headers: json, body: '{"a":1}' })
    expect(await echo.json()).toEqual({ body: { a: 1 } })
    expect((await fetch(`${rig.address}/slack/events`)).status).toBe(404)
  })
})

describe('people', () => {
  test('have a name and a language, asked for once', async () => {
    await rig.begin()
    const [anna, ben] = [rig.slack.user('U1ANNA', '安娜', 'zh-TW'), rig.slack.user('U2BEN', 'Ben', 'en-GB')]
    await anna.say('one')
    await anna.say('two')
    await ben.say('three')
    expect(rig.received.map((event) => [event.from.name, event.from.lang])).toEqual([
      ['安娜', 'zh'],
      ['安娜', 'zh'],
      ['Ben', 'en'],
    ])
    expect(rig.slack.callsOf('users.info')).toHaveLength(2)
  })

  test('are taken as they are when Slack does not tell, and asked for again later', async () => {
    await rig.begin()
    const anna = rig.slack.user('U1ANNA', '安娜', 'zh-CN')
    rig.slack.fail('users.info', { status: 500 }, { limited: 30 }, { page: true })
    for (const text of ['one', 'two', 'three', 'four']) await anna.say(text)
    expect(rig.received.map((event) => event.from.name)).toEqual(['U1ANNA', 'U1ANNA', 'U1ANNA', '安娜'])
    expect(rig.received.map((event) => event.from.lang)).toEqual([undefined, undefined, undefined, 'zh'])
  })

  test('who name others are understood', async () => {
    await rig.begin()
    rig.slack.user('U3LI', '李工')
    await rig.slack.postByPerson(rig.slack.dmWith('U1ANNA'), { user: 'U1ANNA', text: 'ask <@U3LI>' })
    expect(rig.received[0]!.event).toMatchObject({ text: 'ask @李工' })
  })
})

describe('the bot', () => {
  test('is not told of its own doings, of previews and of what others deleted', async () => {
    await rig.begin()
    const anna = rig.slack.user('U1ANNA', '安娜')
    await anna.say('https://example.com')
    await anna.unfurl()
    const ref = await rig.platform.send(`slack:${rig.slack.team}:U1ANNA`, { text: 'long'.repeat(3000) }, 'k')
    await rig.platform.edit(ref, { text: 'short' })
    await anna.say('last')
    expect(rig.received.map((event) => event.event)).toMatchObject([{ text: 'https://example.com' }, { text: 'last' }])
  })

  test('hears each mention once, and nothing in channels it is not in', async () => {
    await rig.begin()
    const anna = rig.slack.user('U1ANNA', '安娜')
    rig.slack.channel('C1NEEDS')
    rig.slack.channel('C2OTHER', { botIn: false })
    await anna.say('帮忙', { channel: 'C1NEEDS', mention: true })
    await anna.say('帮忙', { channel: 'C2OTHER', mention: true })
    expect(rig.received.map((event) => event.event)).toMatchObject([{ text: '帮忙', toBot: true }])
  })

  test('answers a command where it was typed if it is there, else in private', async () => {
    await rig.begin()
    const anna = rig.slack.user('U1ANNA', '安娜')
    rig.slack.channel('C1NEEDS')
    rig.slack.channel('C2OTHER', { botIn: false })
    rig.slack.channel('G3SECRET', { botIn: false, secret: true })
    for (const where of [{ channel: 'C1NEEDS' }, { channel: 'C2OTHER' }, { channel: 'G3SECRET' }, {}])
      await anna.command('/sbq 我的', where)
    const private_ = `slack:${rig.slack.team}:U1ANNA`
    expect(rig.received.map((event) => event.chat.address)).toEqual([`slack:${rig.slack.team}:C1NEEDS`, private_, private_, private_])
    expect(anna.warnings).toEqual([])
  })

  test('answers a reply to its card in that thread', async () => {
    await rig.begin()
    const anna = rig.slack.user('U1ANNA', '安娜')
    rig.slack.channel('C1NEEDS')
    const ref = await rig.platform.send(`slack:${rig.slack.team}:C1NEEDS`, { text: 'who can?' }, 'k')
    const thread = ref.split('/')[1]!
    await anna.say('I can', { channel: 'C1NEEDS', thread })
    const { chat, event } = rig.received[0]!
    expect(event).toMatchObject({ text: 'I can', toBot: true })
    await rig.platform.send(chat.address, { text: 'thanks' }, 'l')
    expect(anna.sees({ channel: 'C1NEEDS', thread }).map((message) => message.text)).toEqual(['thanks'])
  })

  test('a press that could not be recorded shows a warning to the person', async () => {
    await rig.platform.start(async () => {
      throw new Error('no database')
    })
    const anna = rig.slack.user('U1ANNA', '安娜')
    await rig.platform.send(`slack:${rig.slack.team}:U1ANNA`, { text: 'x', buttons: [[{ label: '认领', verb: 'claim', id: 'n' }]] }, 'k')
    await anna.pressLabel('认领')
    expect(anna.warnings).toEqual(['no answer to "认领"'])
  })
})
