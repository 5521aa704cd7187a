import { GrammyError, HttpError } from 'grammy'
import { expect, test } from 'vitest'
import { DeliveryError } from '../src/bot/platform.ts'
import { createLog } from '../src/log.ts'
import { minutes } from './support/clock.ts'
import { testApp } from './support/test-app.ts'

const token = `123456789:${'Ab-_9'.repeat(7)}`
const slackToken = 'xoxb-1000000001-2000000002-FakeFakeFakeFakeFakeFake'
const password = 'p@ss/word-Canary'

/** The line that is written of an error. */
function lineOf(error: unknown, secrets: string[] = []): string {
  const lines: string[] = []
  createLog('trace', { write: (line: string) => void lines.push(line) }, secrets).error({ err: error }, 'it broke')
  return lines.join('')
}

test.each([
  [
    'grammY, the token in the URL',
    new HttpError(`Network request for 'sendMessage' failed!`, new TypeError(`fetch https://api.telegram.org/bot${token}/sendMessage`)),
    [token],
  ],
  [
    'grammY, the payload of the call',
    new GrammyError('Call failed', { ok: false, error_code: 400, description: 'chat of "张三丰" not found' }, 'sendMessage', {
      text: '绝密图纸',
    }),
    ['绝密', '张三'],
  ],
  [
    'Slack, the token in a header',
    Object.assign(new Error('An API error occurred'), {
      config: { headers: { Authorization: `Bearer ${slackToken}` } },
      data: { text: '绝密图纸' },
    }),
    [slackToken, '绝密'],
  ],
  [
    'a database, the row',
    Object.assign(new Error('violates check constraint "no_titles"'), {
      detail: 'Failing row contains (绝密图纸, 13800138000).',
      meta: { row: '绝密图纸' },
    }),
    ['绝密', '13800138000'],
  ],
  [
    'a database, the address',
    new Error(`connect to postgresql://office:${encodeURIComponent(password)}@db:5432/x failed`),
    [encodeURIComponent(password)],
  ],
  [
    'a parser, the text',
    (() => {
      try {
        return JSON.parse('绝密图纸')
      } catch (error) {
        return error
      }
    })(),
    ['绝密'],
  ],
  [
    'a parser, the text in Latin',
    (() => {
      try {
        return JSON.parse('Canary Anna, +86 138 0013 8000, anna@example.org')
      } catch (error) {
        return error
      }
    })(),
    ['Anna', '8000', 'example.org'],
  ],
  [
    'a cause within a cause',
    new Error('outer', { cause: new Error('inner', { cause: new Error(`GET /bot${token}/x: 绝密图纸`) }) }),
    [token, '绝密'],
  ],
  ['several at once', new AggregateError([new Error(`bot${token}`)], '绝密图纸'), [token, '绝密']],
  ['a secret known by its value alone', new Error(`denied: ${password}`), [password]],
  ['a stack that repeats the message', new DeliveryError({ kind: 'rejected' }, '绝密图纸'), ['绝密']],
])('an error of %s is logged without it', (_, error, canaries) => {
  const line = lineOf(error, [password])
  for (const canary of canaries) expect(line).not.toContain(canary)
  expect(JSON.parse(line)).toMatchObject({ err: { type: expect.any(String), stack: expect.stringContaining('at ') } })
})

test('what helps to find a fault stays', () => {
  const line = lineOf(Object.assign(new Error('insert on "Need" violates "Need_number_key"'), { code: '23505' }))
  expect(JSON.parse(line).err).toMatchObject({ errorCode: '23505', message: 'insert on "Need" violates "Need_number_key"' })
  expect(lineOf(new Error('no such state: paused'))).toContain('no such state: paused')
})

test('nothing of the settings, and nothing that people said or are, is in the log at its most talkative, whatever fails', async () => {
  const env = {
    ADMIN_CODE: 'canary-admin-code-7c1',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_URL: 'https://bot.example.org',
    TELEGRAM_WEBHOOK_SECRET: 'canary_webhook_secret',
    SLACK_BOT_TOKEN: slackToken,
    SLACK_SIGNING_SECRET: 'c0ffee00c0ffee00c0ffee00c0ffee00',
    DATABASE_URL: `postgresql://office:${encodeURIComponent(password)}@127.0.0.1:5432/x`,
  }
  const t = await testApp({ env })
  const mill = await t.someone('contact:mill')
  const said = '冷轧机轧辊机密划痕，联系人张三丰，电话13800138000，邮箱canary@example.org，希望半年内解决'
  await mill.say(said)
  t.platform.fail({ kind: 'rejected' }, { kind: 'retry', afterMs: 1000 }, { kind: 'uncertain' })
  await mill.say(`补充 ${said}`)
  await mill.say(`/nosuch ${said}`)
  await mill.say(env.ADMIN_CODE.replace('7c1', 'wrong'))
  await mill.pressRaw('claim', 'canaryid')
  await t.prisma.$executeRaw`ALTER TABLE "NeedPart" ADD CONSTRAINT "no_parts" CHECK (length("text") < 10) NOT VALID`
  await mill.say(`再补充 ${said}`)
  await t.later(10 * minutes)
  await t.prisma.$executeRaw`ALTER TABLE "NeedPart" DROP CONSTRAINT "no_parts"`
  await t.platform.person('stranger', '李canary四').say(env.ADMIN_CODE)
  t.platform.block(mill.address)
  await mill.say('帮助')
  const log = t.log.join('')
  await t.stop()
  expect(log).toContain('an event could not be handled')
  expect(log).toContain('could not be delivered')
  const canaries = [
    ...Object.values(env),
    password,
    encodeURIComponent(password),
    said,
    '张三丰',
    '13800138000',
    'canary',
    '机密',
    '轧辊',
    '李',
    '周工',
  ]
  expect(canaries.filter((canary) => log.includes(canary))).toEqual([])
})
