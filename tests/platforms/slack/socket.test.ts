import { afterEach, describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/bot/platform.ts'
import { eventually } from '../contract.ts'
import { openSlack, type RigOptions, type SlackRig } from './rig.ts'

let rig: SlackRig | undefined
afterEach(() => rig?.close())

async function open(options: RigOptions = {}): Promise<SlackRig> {
  rig = await openSlack({ by: 'socket', ackMs: 200, ...options })
  return rig
}

describe('Socket Mode', () => {
  test('an event is acknowledged only when it is recorded; else it comes again', async () => {
    const { slack, platform } = await open()
    const heard: Incoming[] = []
    let failures = 2
    await platform.start(async (event) => {
      if (failures-- > 0) throw new Error('no database')
      heard.push(event)
    })
    await slack.user('U1ANNA', '安娜').say('please keep this')
    await eventually(() => expect(heard).toHaveLength(1))
    expect(failures).toBe(-1)
    expect(rig!.logged()).toContain('no database')
    expect(rig!.logged()).not.toContain('please keep this')
  })

  test.each([
    ['Slack asks for a new connection', (slack: SlackRig['slack']) => slack.refreshSockets()],
    ['the connection breaks', (slack: SlackRig['slack']) => slack.cutSockets()],
  ])('it connects anew when %s', async (_, lose) => {
    const { slack, begin, received } = await open()
    await begin()
    const anna = slack.user('U1ANNA', '安娜')
    await anna.say('one')
    lose(slack)
    await eventually(async () => {
      await anna.say('two')
      expect(received.map((event) => event.event)).toContainEqual(expect.objectContaining({ text: 'two' }))
    })
    expect(slack.connections).toBe(1)
  })

  test('it goes on trying while Slack can’t be reached, and leaves no promise without a catcher', async () => {
    const { slack, begin, received, pauses } = await open()
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    await begin()
    slack.fail('apps.connections.open', { status: 503 }, { cut: true }, { page: true }, { limited: 1 }, { error: 'internal_error' })
    slack.cutSockets()
    await eventually(() => expect(pauses.length).toBeGreaterThanOrEqual(5))
    await eventually(() => expect(slack.connections).toBe(1))
    await slack.user('U1ANNA', '安娜').say('back')
    expect(received).toHaveLength(1)
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  test('stopping while it tries ends the trying', async () => {
    const { slack, begin, platform } = await open()
    await begin()
    slack.fail('apps.connections.open', ...Array.from({ length: 1000 }, () => ({ status: 503 as const })))
    slack.cutSockets()
    await eventually(() => expect(rig!.pauses.length).toBeGreaterThan(1))
    await platform.stop()
    expect(slack.connections).toBe(0)
  })

  test('an app token that is refused stops the start in one line that names it', async () => {
    const { begin, slack } = await open({ appToken: 'xapp-1-A0WRONG-1-wrongwrongwrong' })
    await expect(begin()).rejects.toThrow(/^SLACK_APP_TOKEN is refused by Slack \(invalid_auth\)$/)
    expect(rig!.logged()).not.toContain(slack.botToken)
    expect(rig!.logged()).not.toContain('wrongwrong')
  })

  test('a bot token that is refused does, too', async () => {
    for (const by of ['socket', 'http'] as const) {
      const { begin } = await open({ by, botToken: 'xoxb-1-2-wrongwrongwrong' })
      await expect(begin()).rejects.toThrow(/^SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\)$/)
      expect(rig!.logged()).not.toContain('wrongwrong')
      await rig!.close()
    }
  })

  test('Slack out of reach at the start does not stop the program', async () => {
    const { begin, slack, received, pauses } = await open()
    slack.fail('auth.test', { cut: true }, { status: 503 })
    await begin()
    await eventually(() => expect(slack.connections).toBe(1))
    expect(pauses).toEqual([5000, 10_000])
    await slack.user('U1ANNA', '安娜').say('hello')
    expect(received).toHaveLength(1)
  })

  test('missing scopes are named in the log', async () => {
    const { begin, slack } = await open()
    slack.scopes = slack.scopes.filter((scope) => scope !== 'files:read')
    await begin()
    expect(rig!.logged()).toMatch(/"missing":\["files:read"\]/)
  })

  test('neither tokens nor tickets nor words reach the log', async () => {
    const { begin, slack, platform } = await open()
    await begin()
    await slack.user('U1ANNA', '安娜').say('a trade secret')
    await platform.send(`slack:${slack.team}:U1ANNA`, { text: 'another secret' }, 'k')
    slack.cutSockets()
    await eventually(() => expect(slack.connections).toBe(1))
    for (const secret of ['xoxb-', 'xapp-', 'secret-ticket', 'trade secret', 'another secret']) expect(rig!.logged()).not.toContain(secret)
  })
})
