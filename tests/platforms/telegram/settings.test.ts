import { describe, expect, test } from 'vitest'
import type { Host } from '../../../src/bot/platform.ts'
import { telegram } from '../../../src/platforms/telegram/index.ts'

const token = `123456789:${'A'.repeat(35)}`
const read = (env: Record<string, string | undefined>) => telegram.settings.safeParse(env)
const problems = (env: Record<string, string | undefined>): string[] => read(env).error?.issues.map((issue) => issue.message) ?? []

describe('settings', () => {
  test('without a token Telegram is not configured', () => {
    for (const env of [{}, { TELEGRAM_BOT_TOKEN: '' }, { TELEGRAM_BOT_TOKEN: '  ', PATH: '/bin' }]) {
      const settings = read(env)
      expect(settings.success).toBe(true)
      expect(telegram.create(settings.data!, {} as Host)).toBeUndefined()
    }
  })

  test('the token alone is enough; what is not ours is dropped', () => {
    expect(read({ TELEGRAM_BOT_TOKEN: ` ${token} `, HOME: '/root' }).data).toEqual({
      token,
      apiRoot: 'https://api.telegram.org',
      webhook: undefined,
    })
  })

  test('a webhook and a server of one’s own', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_WEBHOOK_URL: 'http://bot.internal/',
      TELEGRAM_WEBHOOK_SECRET: 'abcdefgh_-123456',
    }
    expect(read(env).data).toMatchObject({
      apiRoot: 'http://127.0.0.1:8081',
      webhook: { url: 'http://bot.internal', secret: 'abcdefgh_-123456' },
    })
  })

  test.each([
    [{ TELEGRAM_BOT_TOKEN: 'hello' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: `12:${'A'.repeat(35)}` }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: '123456789:short' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_API_ROOT: 'telegram.internal' }, 'TELEGRAM_API_ROOT'],
    [{ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [{ TELEGRAM_WEBHOOK_URL: 'bot.example.org', TELEGRAM_WEBHOOK_SECRET: 'abcdefgh_-123456' }, 'TELEGRAM_WEBHOOK_URL'],
    [{ TELEGRAM_WEBHOOK_URL: 'http://bot.example.org', TELEGRAM_WEBHOOK_SECRET: 'abcdefgh_-123456' }, 'TELEGRAM_WEBHOOK_URL'],
    [{ TELEGRAM_WEBHOOK_SECRET: 'short' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [{ TELEGRAM_WEBHOOK_SECRET: 'abcdefgh 1234567' }, 'TELEGRAM_WEBHOOK_SECRET'],
  ])('%j is one clear line', (env, name) => {
    const lines = problems(env)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name} [^\\n]+$`))
    expect(Object.values(env).filter((value) => lines[0]!.includes(value) && !value.includes('example.org'))).toEqual([])
  })
})
