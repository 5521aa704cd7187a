import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { paths } from '../../../src/platforms/slack/http-receiver.ts'
import { botEvents, scopes, slashCommand } from '../../../src/platforms/slack/limits.ts'
import { FakeSlack } from '../../support/fake-slack.ts'
import { methods } from '../../support/fake-slack-api.ts'

const folder = new URL('../../../src/platforms/slack/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))

describe('manifest.json', () => {
  test('asks for the scopes the program uses and no more', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(scopes).sort())
    expect(manifest.oauth_config.scopes.user).toBeUndefined()
  })

  test('the fake workspace grants the same, and each is needed by a method, an event or the command', async () => {
    const slack = await FakeSlack.start()
    expect([...slack.scopes].sort()).toEqual(Object.keys(scopes).sort())
    await slack.stop()
    const byMethods = Object.values(methods).flatMap((method) => method.scope ?? [])
    const byEvents = { 'message.im': 'im:history', 'message.channels': 'channels:history', 'message.groups': 'groups:history' }
    // conversations.info wants channels:read or groups:read, by the kind of channel.
    const needed = new Set([...byMethods, ...Object.values(byEvents), 'mpim:history', 'groups:read', 'commands'])
    expect([...needed].sort()).toEqual(Object.keys(scopes).sort())
  })

  test('subscribes to the events the program handles', () => {
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...botEvents].sort())
  })

  test('has the command, the Messages tab, buttons, and Socket Mode', () => {
    expect(manifest.features.slash_commands.map((one: { command: string }) => one.command)).toEqual([slashCommand])
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: false,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(manifest.settings).toMatchObject({ interactivity: { is_enabled: true }, socket_mode_enabled: true })
  })

  test('the README names every path, scope and setting', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8')
    const settings = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL']
    for (const word of [...paths, ...settings, ...Object.keys(scopes), slashCommand]) expect(readme).toContain(word)
  })
})
