/** The same path, the same words and buttons, on Telegram and Slack: the whole program as it runs, over real HTTP against strict fakes. */
import { afterEach, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { idOf } from '../../src/store/directory.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'
import { eventually } from '../platforms/contract.ts'
import { freshDatabase } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import { FakeSlack } from '../support/fake-slack.ts'
import { FakeTelegram } from '../support/fake-telegram.ts'

type Somebody = { say(text: string): unknown; press(label: string): unknown; sees(): string; address: string }
type Running = { people: Somebody[]; log: string[]; secrets: string[] }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function run(env: Record<string, string>): Promise<{ app: App; prisma: PrismaClient; log: string[] }> {
  const database = await freshDatabase()
  const log: string[] = []
  const config = readConfig({ ...env, PORT: '0', SAMPLE_DIRECTORY: 'off' })
  const kept = { prisma: database.prisma, kind: 'embedded' as const, maintain: async () => {}, close: async () => {} }
  const app = await createApp(config, createLog('debug', { write: (line: string) => void log.push(line) }), { database: kept })
  await app.store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at: new Date() }))
  await app.start()
  closing.push(
    () => database.close(),
    () => app.stop(),
  )
  return { app, prisma: database.prisma, log }
}

async function link(prisma: PrismaClient, somebody: Somebody, key: string): Promise<void> {
  const personId = idOf('person', key)
  const [platform] = somebody.address.split(':')
  await prisma.account.create({
    data: { address: somebody.address, platform: platform as string, name: key, personId, lastSeenAt: new Date() },
  })
}

async function onTelegram(): Promise<Running> {
  const telegram = await FakeTelegram.start()
  closing.push(() => telegram.stop())
  const { prisma, log } = await run({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot })
  const people = [11, 12].map((id): Somebody => {
    const user = telegram.user(id, `u${id}`, 'zh')
    return {
      address: `telegram:${id}`,
      say: (text) => user.say(text),
      press: (label) =>
        user.press(label, {
          message: user.chat.byBot().findLast((shown) => shown.buttons.flat().some((button) => button.text === label))?.id,
        }),
      sees: () =>
        user.chat
          .byBot()
          .map((shown) => [shown.text, ...shown.buttons.flat().map((button) => `[${button.text}]`)].join('\n'))
          .join('\n---\n'),
    }
  })
  await link(prisma, people[0] as Somebody, 'contact:mill')
  await link(prisma, people[1] as Somebody, 'expert:rolling')
  return { people, log, secrets: [telegram.token] }
}

async function onSlack(): Promise<Running> {
  const slack = await FakeSlack.start()
  closing.push(() => slack.stop())
  const { app, prisma, log } = await run({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  })
  slack.deliverTo(app.address())
  const people = ['U0MILL001', 'U0SHEN001'].map((id): Somebody => {
    const user = slack.user(id, id, 'zh-CN')
    return {
      address: `slack:${slack.team}:${id}`,
      say: (text) => user.say(text),
      press: (label) => user.pressLabel(label),
      sees: () =>
        user
          .sees()
          .map((shown) => [shown.text, ...shown.buttons.map((label) => `[${label}]`)].join('\n'))
          .join('\n---\n'),
    }
  })
  await link(prisma, people[0] as Somebody, 'contact:mill')
  await link(prisma, people[1] as Somebody, 'expert:rolling')
  return { people, log, secrets: [slack.botToken, slack.signingSecret] }
}

describe.each([
  ['Telegram', onTelegram],
  ['Slack', onSlack],
])('on %s', (_name, open) => {
  test('a need goes from plain words to the confirmation', async () => {
    const { people, log, secrets } = await open()
    const [mill, shen] = people as [Somebody, Somebody]
    const until = (somebody: Somebody, words: string | RegExp) =>
      eventually(() => {
        const seen = somebody.sees()
        if (typeof words === 'string' ? !seen.includes(words) : !words.test(seen)) throw new Error(`does not see ${words}, but:\n${seen}`)
      }, 40_000)
    await mill.say(millNeed)
    await until(mill, '[发布]')
    await mill.press('发布')
    await until(mill, '待对接')
    await until(shen, '[认领]')
    await shen.press('认领')
    await until(shen, '19900003001')
    await until(mill, 'rolling@example.edu.cn')
    await until(shen, '请用一句话告诉企业')
    await shen.say('先寄两米布样 <b>&</b> *试验*')
    await until(mill, '先寄两米布样 <b>&</b> *试验*')
    await until(shen, '[已联系上，开始对接]')
    await shen.press('已联系上，开始对接')
    await until(shen, '[已解决]')
    await shen.press('已解决')
    await until(shen, '怎么解决的')
    await shen.say('极光 4-5 级，手感达标')
    await until(mill, '[确认已解决]')
    await mill.press('确认已解决')
    await until(mill, '圆满结束')
    await until(shen, '企业已确认解决。辛苦了')
    const logged = log.join('\n')
    for (const secret of [...secrets, millNeed, '19900003001', 'rolling@example.edu.cn']) expect(logged).not.toContain(secret)
  }, 240_000)
})
