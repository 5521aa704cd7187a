/** The doctor: each platform's check against its strict fake, and the program as people call it. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { type Check, clockAgainst, type Finding } from '../src/bot/finding.ts'
import { checkSlack } from '../src/platforms/slack/check.ts'
import type { SlackSettings } from '../src/platforms/slack/settings.ts'
import { checkTelegram } from '../src/platforms/telegram/check.ts'
import { FakeSlack } from './support/fake-slack.ts'
import { FakeTelegram } from './support/fake-telegram.ts'
import { temporaryFolder } from './support/folder.ts'
import { environment, start, tsx } from './support/program.ts'

const base: Check = { now: () => new Date(), groups: [], running: false }

function lines(findings: Finding[]): string[] {
  for (const { what, next, level } of findings) {
    for (const said of [what, ...(next ? [next] : [])]) expect(said.zh !== '' && said.en !== '').toBe(true)
    expect(next === undefined).toBe(level === 'ok')
  }
  return findings.map(({ level, what }) => `${level} ${what.en}`)
}

test('Telegram: good, and each thing that may be wrong', async () => {
  const fake = await FakeTelegram.start()
  onTestFinished(() => fake.stop())
  const settings = { token: fake.token, apiRoot: fake.apiRoot }
  const look = async (more: Partial<Check> = {}, own: Parameters<typeof checkTelegram>[0] = settings) =>
    lines(await checkTelegram(own, { ...base, ...more }))
  fake.botFather = { can_read_all_group_messages: true }
  const well = [
    'ok The Telegram token works (@shibaiqian_bot)',
    'ok The clock agrees with Telegram',
    'ok Privacy mode is off: “#需求” in groups is seen',
  ]
  expect(await look()).toEqual([...well, 'ok Receives by polling, and no webhook is in its way'])
  fake.botFather = {}
  expect((await look())[2]).toContain('warning Privacy mode is on')
  fake.botFather = { can_join_groups: false }
  expect((await look())[2]).toContain('warning The bot can’t be added to groups')
  expect((await look({ now: () => new Date(Date.now() + 300_000) }))[1]).toMatch(
    /^wrong The clock of this machine is (299|30\d) seconds fast/,
  )

  fake.group(-5, '纺织群')
  fake.group(-6, '老群').chat.closed = true
  const groups = ['telegram:-5', 'telegram:-5:7', 'telegram:-6', 'telegram:-7', 'slack:T:C1']
  expect((await look({ groups })).slice(4)).toEqual([
    'ok May write in 1 group',
    "warning The bot can't write in group -6 (kicked)",
    "warning The bot can't write in group -7 (Bad Request: chat not found)",
  ])

  const webhook = { url: 'https://bot.example.org', secret: 'secret_for_tests_only' }
  const ours = { ...settings, webhook }
  expect((await look({}, ours))[3]).toBe('warning The webhook at Telegram is not TELEGRAM_WEBHOOK_URL')
  expect((await look({ running: true }, ours))[3]).toContain('wrong The webhook')
  fake.updates.webhook = { url: 'https://bot.example.org/telegram/webhook', secret: webhook.secret, allowed: [] }
  expect((await look({}, ours))[3]).toContain('ok The webhook is this program’s')
  fake.webhookTrouble = { last_error_date: Math.floor(Date.now() / 1000) - 60, last_error_message: 'Connection refused' }
  expect((await look({}, ours))[4]).toBe('warning Telegram failed to deliver within the hour: Connection refused')
  expect((await look())[3]).toContain('warning A webhook is registered')
  expect((await look({ running: true }))[3]).toContain('wrong A webhook is registered')

  expect(await look({}, { ...settings, token: '7000000001:wrong' })).toEqual(['wrong Telegram refuses TELEGRAM_BOT_TOKEN'])
  fake.trouble('getMe', 'proxy error')
  expect((await look())[0]).toContain('does not answer as a Bot API (HTTP 502)')
  await fake.stop()
  const [gone, ...rest] = await look()
  // a connection kept from before may be found cut instead of refused
  const [what = '', why] = /^(.+): (ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)\)$/.exec(gone ?? '')?.slice(1) ?? []
  expect([what, typeof why, rest]).toEqual([`wrong Telegram can't be reached (${new URL(fake.apiRoot).host}`, 'string', []])
})

test('Slack: good, and each thing that may be wrong', async () => {
  const fake = await FakeSlack.start()
  onTestFinished(() => fake.stop())
  const settings: SlackSettings = { botToken: fake.botToken, apiUrl: fake.apiUrl, by: { socket: fake.appToken } }
  const look = async (more: Partial<Check> = {}, own = settings) => lines(await checkSlack(own, { ...base, ...more }))
  expect(await look()).toEqual([
    'ok The Slack token works (Fake)',
    'ok The clock agrees with Slack',
    'ok All Slack scopes are granted',
    'ok Socket Mode connects',
  ])
  expect((await look({}, { ...settings, by: { http: 'a'.repeat(32) } }))[3]).toContain('ok The signing secret is set')
  expect((await look({}, { ...settings, by: { socket: 'xapp-wrong' } }))[3]).toBe('wrong Slack refuses SLACK_APP_TOKEN (invalid_auth)')
  const all = fake.scopes
  fake.scopes = all.filter((scope) => scope !== 'files:write')
  expect((await look())[2]).toBe('wrong Slack scopes are missing: files:write')
  fake.scopes = all
  expect((await look({ groups: [`slack:${fake.team}:CNOWHERE:1.1`] })).at(-1)).toBe(
    'warning Not in the channel CNOWHERE (channel_not_found)',
  )
  expect(await look({}, { ...settings, botToken: 'xoxb-wrong' })).toEqual(['wrong Slack refuses SLACK_BOT_TOKEN (invalid_auth)'])
  await fake.stop()
  expect((await look())[0]).toContain("wrong Slack can't be reached")
})

test('a clock that is told nothing, or a little off, is no finding', () => {
  const now = new Date('2026-11-30T00:00:00Z')
  expect(clockAgainst('X', null, now)).toEqual([])
  expect(clockAgainst('X', 'Mon, 30 Nov 2026 00:00:50 GMT', now)[0]?.level).toBe('ok')
  expect(clockAgainst('X', 'Mon, 30 Nov 2026 00:02:00 GMT', now)[0]?.what.zh).toContain('慢 120 秒')
})

async function doctor(folder: string, settings: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string }> {
  const program = new URL('../src/doctor.ts', import.meta.url).pathname
  const env = environment({ DATA_DIR: join(folder, 'data'), LOCAL_CHAT: 'on', ...settings })
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', tsx, program, ...args], { cwd: folder, env })
    return { code: 0, out: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout + stderr }
  }
}

test('as people call it: beside a running program, after it, without a network, and with a wrong setting', async () => {
  const folder = await temporaryFolder()
  const before = await doctor(folder, {})
  expect([before.code, before.out]).toEqual([0, expect.stringContaining('第一次启动时会建好')])
  const program = await start(folder, { SAMPLE_DIRECTORY: 'off' })
  const port = new URL(await program.address()).port
  const beside = await doctor(folder, { PORT: port }, '--en')
  expect(beside.out).toContain('in use by the running program, as it should be')
  expect(beside.out).toContain('ok       The running program is ready')
  expect(beside.code).toBe(0)
  await program.kill('SIGTERM')
  await mkdir(join(folder, 'data', 'backups'))
  await writeFile(join(folder, 'data', 'backups', `shibaiqian-${new Date().toISOString().slice(0, 10)}.tar.gz`), '')
  const token = `7000000001:${'AAFakeTokenForTestsOnly_0123456789-abc'}`
  const alone = await doctor(folder, { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' })
  expect(alone.code).toBe(1)
  expect(alone.out).toContain('有误  连不上 Telegram（127.0.0.1:9：')
  expect(alone.out).toContain('正常  数据库结构是最新的')
  expect(alone.out).toContain('正常  最近两天内有备份')
  expect(alone.out).toContain('有误  还没有能联系上的管理员，告警没人收。→ 设置 ADMIN_CODE')
  expect(alone.out).not.toContain('AAFakeToken')
  const wrongly = await doctor(folder, { PORT: 'many' })
  expect([wrongly.code, wrongly.out.split('\n')[0]]).toEqual([1, expect.stringContaining('有误  PORT must be a whole number')])
}, 400_000)
