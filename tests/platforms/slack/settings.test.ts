import { describe, expect, test } from 'vitest'
import type { Host } from '../../../src/bot/platform.ts'
import { slack } from '../../../src/platforms/slack/index.ts'

const SLACK_BOT_TOKEN = 'xoxb-1000000001-2000000002-abcdefghijklmnop'
const SLACK_APP_TOKEN = 'xapp-1-A0123456789-3000000003-0123456789abcdef'
const SLACK_SIGNING_SECRET = '0123456789abcdef0123456789abcdef'
const read = (env: Record<string, string | undefined>) => slack.settings.safeParse(env)
const problems = (env: Record<string, string | undefined>): string[] => read(env).error?.issues.map((issue) => issue.message) ?? []

describe('settings', () => {
  test('without tokens Slack is not configured', () => {
    for (const env of [{}, { SLACK_BOT_TOKEN: '' }, { SLACK_BOT_TOKEN: '  ', PATH: '/bin' }]) {
      const settings = read(env)
      expect(settings.success).toBe(true)
      expect(slack.create(settings.data!, {} as Host)).toBeUndefined()
    }
  })

  test('an app-level token means Socket Mode, a signing secret HTTP, both Socket Mode', () => {
    const apiUrl = 'https://slack.com/api/'
    const botToken = SLACK_BOT_TOKEN
    expect(read({ SLACK_BOT_TOKEN: ` ${botToken} `, SLACK_APP_TOKEN, HOME: '/root' }).data).toEqual({
      slack: { botToken, apiUrl, by: { socket: SLACK_APP_TOKEN } },
    })
    expect(read({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET }).data).toEqual({
      slack: { botToken, apiUrl, by: { http: SLACK_SIGNING_SECRET } },
    })
    expect(read({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN }).data).toMatchObject({
      slack: { by: { socket: SLACK_APP_TOKEN } },
    })
  })

  test('a server of one’s own', () => {
    const env = { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: 'http://127.0.0.1:8080/api' }
    expect(read(env).data).toMatchObject({ slack: { apiUrl: 'http://127.0.0.1:8080/api/' } })
  })

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxp-1000000001-2000000002-abcdefghijklmnop', SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_SIGNING_SECRET }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN, SLACK_APP_TOKEN: SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN'],
    [{ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: 'hunter2' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: 'slack.example' }, 'SLACK_API_URL'],
    [{ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: 'ftp://slack.com/' }, 'SLACK_API_URL'],
  ])('%o is refused in one line that names %s and tells no secret', (env, name) => {
    const [problem, ...more] = problems(env)
    expect(more).toEqual([])
    expect(problem!.startsWith(name)).toBe(true)
    expect(problem).not.toContain('\n')
    for (const value of Object.values(env)) expect(problem).not.toContain(value)
  })
})
