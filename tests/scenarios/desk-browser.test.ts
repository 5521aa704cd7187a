/** The office's web page in a real browser: on a desk, on a phone, by keyboard, on paper, and as those hear it who can't see it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath, launchBrowser, noBrowser } from '../support/browser.ts'
import { claimed } from '../support/cast.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const here = browserPath() !== undefined

describe.skipIf(!here)(here ? 'the desk in a browser' : `the desk in a browser (${noBrowser})`, () => {
  let t: TestApp
  let staff: FakePerson
  let browser: Browser
  let paths: string[]

  beforeAll(async () => {
    t = await testApp({ listen: true })
    await claimed(t)
    staff = await t.someone('officer:wang')
    browser = (await launchBrowser()) as Browser
    const need = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    const expert = await t.prisma.expert.findFirstOrThrow({ where: { name: '沈岚' } })
    paths = [
      ...[
        '/desk',
        '/desk/needs',
        '/desk/needs?kind=duties&late=1&from=2026-01-01',
        `/desk/needs/${need.id}`,
        '/desk/experts',
        `/desk/experts/${expert.id}`,
      ],
      ...['/desk/institutes', '/desk/enterprises', `/desk/enterprises/${need.enterpriseId}`, '/desk/figures?period=2026-11'],
      ...['/desk/figures/rows?figure=claimed&period=2026-11', '/desk/nowhere'],
    ]
  })
  afterAll(async () => {
    await browser?.close()
    await t.stop()
  })

  async function entered(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
    await staff.say('工作台')
    const link = /https?:\/\/\S+/.exec(staff.last().text)?.[0] ?? ''
    const context = await browser.newContext({ locale: 'zh-CN', bypassCSP: true, ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(link)
    await page.getByRole('button', { name: '进入' }).click()
    await page.getByRole('heading', { level: 1, name: '概览' }).waitFor()
    return { context, page }
  }

  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(axe)
    return page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await checker.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    })
  }

  test.each([
    ['on a desk', { viewport: { width: 1280, height: 900 } }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])('%s every page passes the accessibility check, and none is wider than the screen', async (_, options) => {
    const { context, page } = await entered(options)
    for (const path of paths) {
      await page.goto(t.app.address() + path)
      expect([path, await faults(page)]).toEqual([path, []])
      const [wide, room] = (await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')) as [
        number,
        number,
      ]
      expect([path, wide <= room]).toEqual([path, true])
    }
    await context.close()
  })

  test('the pages before and after one is in pass it, too', async () => {
    const context = await browser.newContext({ locale: 'en-GB', bypassCSP: true })
    const page = await context.newPage()
    for (const path of ['/desk', '/desk/enter?key=x']) {
      await page.goto(t.app.address() + path)
      expect([path, await faults(page)]).toEqual([path, []])
    }
    await context.close()
  })

  test('all of it can be done with the keyboard alone', async () => {
    const { context, page } = await entered()
    const focused = () => page.evaluate('document.activeElement.textContent.trim()') as Promise<string>
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('跳到正文')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.getByRole('link', { name: '需求', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '需求' }).waitFor()
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('极光')
    await page.keyboard.press('Enter')
    await page.getByRole('rowheader').first().getByRole('link').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '经过' }).waitFor()
    await context.close()
  })

  test('forms and links work under the policy that lets no script run', async () => {
    const { context, page } = await entered({ bypassCSP: false })
    const refused: string[] = []
    page.on('console', (message) => void (message.type() === 'error' && refused.push(message.text())))
    await page.goto(`${t.app.address()}/desk/needs`)
    await page.getByText('筛选').click()
    await page.getByLabel('状态').selectOption('claimed')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('cell', { name: '已认领' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出三张清单' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Needs' }).waitFor()
    await page.getByRole('button', { name: 'Leave' }).click()
    await page.getByText('You have left').first().waitFor()
    await page.goto(`${t.app.address()}/desk`)
    await page.getByText('Come in through the bot').first().waitFor()
    expect(refused.filter((text) => /policy/i.test(text))).toEqual([])
    await context.close()
  })

  test('paper shows the table without what is only for screens', async () => {
    const { context, page } = await entered()
    await page.goto(`${t.app.address()}/desk/needs`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation', { name: '栏目' }).isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: '查找' }).isVisible()).toBe(false)
    expect(await page.getByRole('table').isVisible()).toBe(true)
    await context.close()
  })
})
