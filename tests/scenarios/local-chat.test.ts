/** The whole program in a real browser: a need from plain words to its confirmation, with three people in three tabs. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { idOf } from '../../src/store/directory.ts'
import { browserPath, launchBrowser, noBrowser } from '../support/browser.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const here = browserPath() !== undefined

describe.skipIf(!here)(here ? 'the local chat' : `the local chat (${noBrowser})`, () => {
  let browser: Browser
  let database: TestDatabase
  let app: App

  beforeAll(async () => {
    database = await freshDatabase()
    const kept = { prisma: database.prisma, kind: 'embedded' as const, maintain: async () => {}, close: async () => {} }
    const config = readConfig({ LOCAL_CHAT: 'on', PORT: '0', SAMPLE_DIRECTORY: 'off' })
    app = await createApp(config, createLog('silent'), { database: kept })
    await app.store.transaction((tx) => tx.directory.load(smallDirectory, { sample: true, accounts: true, at: new Date() }))
    await app.start()
    browser = (await launchBrowser()) as Browser
  })
  afterAll(async () => {
    await browser?.close()
    await app.stop()
    await database.close()
  })

  async function tabOf(key: string): Promise<Page> {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 420, height: 900 } })
    page.setDefaultTimeout(40_000)
    await page.goto(`${app.address()}/?as=p-${idOf('person', key)}`)
    await page.getByRole('textbox', { name: '消息' }).waitFor()
    return page
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.getByRole('textbox', { name: '消息' }).fill(text)
    await page.keyboard.press('Enter')
  }

  const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).last().click()
  const sees = (page: Page, text: string) => page.getByRole('log').getByText(text).last().waitFor()

  test('a need from plain words to its confirmation, with a photo, and a reserve who learns it in place', async () => {
    const mill = await tabOf('contact:mill')
    const rolling = await tabOf('expert:rolling')
    const finish = await tabOf('expert:finish')
    await say(mill, millNeed)
    await sees(mill, '需求草稿')
    await mill.locator('input[type=file]').first().setInputFiles({ name: '极光.png', mimeType: 'image/png', buffer: png })
    await mill.getByRole('textbox', { name: '消息' }).press('Enter')
    await sees(mill, '附件')
    await press(mill, '发布')
    await sees(mill, '待对接')
    await sees(rolling, '有个难题想请您看看')
    await sees(finish, '有个难题想请您看看')
    await press(rolling, '认领')
    await sees(rolling, '19900003001')
    await sees(mill, 'rolling@example.edu.cn')
    await sees(finish, '您为候补第 1 位')
    await sees(rolling, '请用一句话告诉企业')
    await say(rolling, '先寄两米布样')
    await sees(mill, '先寄两米布样')
    await press(rolling, '已联系上，开始对接')
    await sees(mill, '进入对接')
    await press(rolling, '已解决')
    await sees(rolling, '怎么解决的')
    await say(rolling, '极光 4-5 级，手感达标')
    await sees(mill, '请您在需求卡片上确认')
    await press(mill, '确认已解决')
    await sees(mill, '圆满结束')
    await sees(rolling, '企业已确认解决。辛苦了')
    await mill.reload()
    await sees(mill, '圆满结束')
    expect(await database.prisma.needFile.count({ where: { file: { name: '极光.png' } } })).toBe(1)
    expect(await database.prisma.need.findFirst({ select: { number: true, state: true } })).toMatchObject({ state: 'confirmed' })
  }, 180_000)
})
