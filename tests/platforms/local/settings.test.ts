import { describe, expect, test } from 'vitest'
import { local } from '../../../src/platforms/local/index.ts'

const on = (env: Record<string, string>): boolean => (local.settings.parse(env) as { on: boolean }).on

describe('LOCAL_CHAT', () => {
  test('without a word: on only where no other platform is set up', () => {
    expect(on({})).toBe(true)
    expect(on({ LOCAL_CHAT: '', TELEGRAM_BOT_TOKEN: ' ' })).toBe(true)
    expect(on({ TELEGRAM_BOT_TOKEN: '1:x' })).toBe(false)
    expect(on({ LOCAL_CHAT: 'auto', SLACK_BOT_TOKEN: 'xoxb-1' })).toBe(false)
  })

  test('on and off are obeyed', () => {
    expect(on({ LOCAL_CHAT: 'on', TELEGRAM_BOT_TOKEN: '1:x' })).toBe(true)
    expect(on({ LOCAL_CHAT: 'off' })).toBe(false)
  })

  test('anything else is refused by name', () => {
    const issues = local.settings.safeParse({ LOCAL_CHAT: 'yes' }).error?.issues
    expect(issues?.map((issue) => issue.message)).toEqual(['LOCAL_CHAT must be auto, on or off'])
  })
})
