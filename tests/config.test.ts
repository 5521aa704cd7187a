import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, secretNames } from '../src/config.ts'

function linesFor(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.lines
    throw error
  }
  return []
}

describe('the settings', () => {
  test('may all be absent or empty', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3100, dataDir: './data', expertsAtOnce: 3, answerHours: 72 })
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', TELEGRAM_BOT_TOKEN: '', SLACK_BOT_TOKEN: '' })).toEqual(readConfig({}))
  })

  test.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ ADMIN_CODE: 'short' }, 'ADMIN_CODE'],
    [{ EXPERTS_AT_ONCE: '0' }, 'EXPERTS_AT_ONCE'],
    [{ ANSWER_HOURS: '-3' }, 'ANSWER_HOURS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ SAMPLE_DIRECTORY: 'yes' }, 'SAMPLE_DIRECTORY'],
    [{ LOCAL_CHAT: 'maybe' }, 'LOCAL_CHAT'],
    [{ TELEGRAM_BOT_TOKEN: 'abc' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: `123456:${'a'.repeat(35)}`, TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' }, 'TELEGRAM_'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1-A0FAKEAPP-3000000003-fakefakefakefake' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1000000001-2000000002-FakeFakeFakeFakeFakeFake' }, 'SLACK_APP_TOKEN'],
  ] as [Record<string, string>, string][])('%j is refused in one line that names the setting and not its value', (env, name) => {
    const lines = linesFor(env)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(name)
    expect(lines[0]).not.toContain('\n')
    for (const value of Object.values(env).filter((text) => text.length > 12)) expect(lines[0]).not.toContain(value)
  })

  test('several mistakes are all named at once', () => {
    const lines = linesFor({ PORT: 'x', LOG_LEVEL: 'loud', TELEGRAM_BOT_TOKEN: 'abc' })
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'TELEGRAM_BOT_TOKEN'])
  })

  test('secrets may stand in files, and what is wrong with one is said without what stands in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const values: Record<string, string> = {
      ADMIN_CODE: 'correct-horse-battery',
      DATABASE_URL: 'postgresql://user:password@host:5432/database',
      EMBEDDINGS_KEY: 'sk-1234567890',
      METRICS_TOKEN: 'measured-by-nobody-else',
      TELEGRAM_BOT_TOKEN: `123456:${'a'.repeat(35)}`,
      TELEGRAM_WEBHOOK_SECRET: 'a'.repeat(20),
      SLACK_BOT_TOKEN: 'xoxb-1000000001-2000000002-FakeFakeFakeFakeFakeFake',
      SLACK_APP_TOKEN: 'xapp-1-A0FAKEAPP-3000000003-fakefakefakefake',
      SLACK_SIGNING_SECRET: 'ab'.repeat(16),
    }
    expect(Object.keys(values).sort()).toEqual([...secretNames].sort())
    const files = Object.entries(values).map(([name, value]) => [`${name}_FILE`, file(name, `${value}\n`)] as const)
    const rest = { EMBEDDINGS_URL: 'https://host/v1', EMBEDDINGS_MODEL: 'm', TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' }
    expect(readConfig({ ...rest, ...Object.fromEntries(files) })).toEqual(readConfig({ ...rest, ...values }))

    expect(linesFor({ ADMIN_CODE_FILE: file('empty', ' \n') })).toEqual([`ADMIN_CODE_FILE names ${join(folder, 'empty')}, which is empty`])
    expect(linesFor({ ADMIN_CODE_FILE: join(folder, 'none') })[0]).toContain('is not there')
    expect(linesFor({ ADMIN_CODE_FILE: folder })[0]).toContain('is no file')
    expect(linesFor({ ADMIN_CODE_FILE: file('short', 'tooshort') })).toEqual([expect.not.stringContaining('tooshort')])
    const both = linesFor({ ADMIN_CODE: 'correct-horse-battery', ADMIN_CODE_FILE: join(folder, 'ADMIN_CODE') })
    expect(both).toEqual(['ADMIN_CODE and ADMIN_CODE_FILE are both set: keep one of them'])
    rmSync(folder, { recursive: true })
  })

  test('every setting stands in .env.example, with a comment', async () => {
    const { readFileSync } = await import('node:fs')
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const sources = [
      '../src/config.ts',
      '../src/matching/embedding/settings.ts',
      '../src/platforms/telegram/index.ts',
      '../src/platforms/slack/settings.ts',
      '../src/platforms/local/index.ts',
    ]
    const names = sources.flatMap((path) =>
      [...readFileSync(new URL(path, import.meta.url), 'utf8').matchAll(/^\s+([A-Z][A-Z_]{3,}): /gm)].map((m) => String(m[1])),
    )
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([])
  })
})
