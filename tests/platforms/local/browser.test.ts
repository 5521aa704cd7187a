/** The page in a real browser, against the platform and a bot that says little. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/bot/platform.ts'
import { browserPath, launchBrowser, noBrowser } from '../../support/browser.ts'
import { memoryTranscript } from '../../support/transcript.ts'
import { eventually } from '../contract.ts'
import { type LocalRig, newKey, openLocal } from './rig.ts'

const here = browserPath() !== undefined

// two more tries: a browser beside the other tests on two cores can be slower than any patience
describe.skipIf(!here)(here ? 'the page' : `the page (${noBrowser})`, { retry: 2, timeout: 90_000 }, () => {
  let browser: Browser
  let context: BrowserContext
  let rig: LocalRig
  let received: Incoming[]
  let failures: number
  let faults: string[]

  const handle = async (event: Incoming): Promise<void> => {
    if (failures > 0) {
      failures -= 1
      throw new Error('not now')
    }
    received.push(event)
  }
  const events = () => received.map(({ event }) => event)
  const open = async (path: string, inContext = context): Promise<Page> => {
    const page = await inContext.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      // a refused request is told on the console; some tests refuse on purpose
      if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) faults.push(message.text())
    })
    await page.goto(rig.origin + path)
    return page
  }
  const bot = (to: string, text: string, more: object = {}) => rig.platform.send(to, { text, ...more }, newKey())
  const field = (page: Page) => page.getByRole('textbox', { name: '消息' })
  const log = (page: Page) => page.getByRole('log')
  const shows = (page: Page, text: string) => log(page).getByText(text, { exact: true }).waitFor()

  beforeAll(async () => {
    browser = (await launchBrowser())!
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    received = []
    failures = 0
    faults = []
    rig = await openLocal()
    await rig.platform.start(handle)
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1200, height: 800 } })
    context.setDefaultTimeout(25_000)
  })
  afterEach(async () => {
    await context.close()
    await rig.close()
    expect(faults).toEqual([])
  })

  test('one picks who one is, is greeted once, and stays who one is over a reload', async () => {
    const page = await open('/')
    await page.getByText('不用登录，只有这台电脑能打开').waitFor()
    await page.getByRole('searchbox').fill('绿色化工')
    expect(await page.locator('a.person').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?as=p-ben')
    await eventually(() => expect(events()).toEqual([{ kind: 'start', payload: '' }]))
    await bot('local:p-ben', '您好，沈岚')
    await shows(page, '您好，沈岚')
    await page.reload()
    await shows(page, '您好，沈岚')
    expect(await page.title()).toBe('沈岚 · 十百千 本地聊天')
    await field(page).fill('写到一半')
    await page.reload()
    expect(await field(page).inputValue()).toBe('写到一半')
    await page.getByRole('link', { name: '换人' }).click()
    await page.getByRole('link', { name: /^安娜/ }).click()
    await page.waitForURL('**/?as=p-anna')
    expect(await field(page).inputValue()).toBe('')
    expect(events()).toHaveLength(2)
    await page.goBack()
    await page.goBack()
    await shows(page, '您好，沈岚')
  })

  test('a newcomer comes in with a name; a link with a payload is followed', async () => {
    const page = await open('/?start=need_1')
    await page.getByLabel('怎么称呼您').fill('小新')
    await page.keyboard.press('Enter')
    await eventually(() => expect(received).toHaveLength(1))
    expect(received[0]).toMatchObject({ from: { name: '小新', lang: 'zh' }, event: { kind: 'start', payload: 'need_1' } })
    expect(received[0]!.from.address).toMatch(/^local:g-/)
    await page.waitForURL((url) => !url.search.includes('start'))
  })

  test('words, cards and changes arrive by themselves, whatever is in them', async () => {
    const page = await open('/?as=p-anna')
    const markup = '<img src=x onerror="document.title=1"> <b>x</b> & &amp; javascript:alert(1) https://example.com/?a=1&b=2。'
    await field(page).fill(`第一行\n${markup}`)
    await page.keyboard.press('Enter')
    await eventually(() => expect(events().at(-1)).toMatchObject({ kind: 'message', text: `第一行\n${markup}`, toBot: true }))
    const ref = await bot('local:p-anna', markup, {
      title: '<i>t</i>',
      fields: [{ label: '<u>l</u>', value: '<u>v</u>' }],
      buttons: [[{ label: '<b>发布</b>', verb: 'publish', id: 'n1', look: 'primary' }]],
    })
    await page.getByRole('button', { name: '<b>发布</b>' }).click()
    await page.locator('.press[aria-busy]').waitFor()
    await eventually(() => expect(events().at(-1)).toEqual({ kind: 'press', message: ref, verb: 'publish', id: 'n1' }))
    await rig.platform.edit(ref, { title: '已发布', text: '2026-0001' })
    await shows(page, '2026-0001')
    expect(await page.locator('.press').count()).toBe(0)
    await page.getByText(/^更新于 \d\d:\d\d$/).waitFor()
    expect(await log(page).locator('img, b, i, u').count()).toBe(0)
    expect(
      await log(page)
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['https://example.com/?a=1&b=2'])
  })

  test('several tabs are several people in one group; the bot hears what is meant for it', async () => {
    const anna = await open('/?as=p-anna&chat=group')
    const ben = await open('/?as=p-ben')
    await ben.getByText('机器人').first().waitFor()
    await field(anna).fill('大家好')
    await anna.keyboard.press('Enter')
    await ben.getByRole('link', { name: /区企业技术交流群.*大家好/ }).waitFor()
    await ben.getByLabel('1 条未读').waitFor()
    expect(await ben.title()).toMatch(/^\(1\) /)
    await ben.getByRole('link', { name: /区企业技术交流群/ }).click()
    await shows(ben, '大家好')
    await log(ben).getByText('锦纶纺织有限公司').waitFor()
    await ben.getByRole('button', { name: '@十百千' }).click()
    await ben.keyboard.type('尾气里油烟太大')
    await ben.keyboard.press('Enter')
    await eventually(() => expect(events().filter(({ kind }) => kind === 'message')).toHaveLength(2))
    expect(events().filter(({ kind }) => kind === 'message')).toMatchObject([
      { text: '大家好', toBot: false },
      { text: '尾气里油烟太大', toBot: true },
    ])
    expect(await ben.title()).not.toMatch(/^\(/)
    await bot('local:room-main', '请到私聊里补充', { buttons: [[{ label: '到私聊里继续', start: 'draft_1' }]] })
    await anna.getByRole('button', { name: '到私聊里继续' }).click()
    await anna.waitForURL('**/?as=p-anna')
    await eventually(() =>
      expect(received.at(-1)).toMatchObject({ from: { address: 'local:p-anna' }, event: { kind: 'start', payload: 'draft_1' } }),
    )
  })

  test('eight tabs at once still get and send', async () => {
    const pages: Page[] = []
    for (let n = 0; n < 8; n += 1) pages.push(await open('/?as=p-cai&chat=group'))
    await field(pages[7]!).fill('最后一个标签页')
    await pages[7]!.keyboard.press('Enter')
    for (const page of pages) await shows(page, '最后一个标签页')
  })

  test('what was said can be changed with the arrow key', async () => {
    const page = await open('/?as=p-anna')
    await field(page).fill('布面有极广')
    await page.keyboard.press('Enter')
    await page.locator('.message.mine:not(.sending)').waitFor()
    await page.keyboard.press('ArrowUp')
    expect(await field(page).inputValue()).toBe('布面有极广')
    await field(page).fill('布面有极光')
    await page.keyboard.press('Enter')
    await page.getByText('已编辑').waitFor()
    await eventually(() => expect(events().at(-1)).toMatchObject({ kind: 'edit', text: '布面有极光', toBot: true }))
    expect(await page.locator('.message.mine').count()).toBe(1)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Escape')
    expect(await field(page).inputValue()).toBe('')
  })

  test('Enter that ends a composed word does not send; Shift and Enter break the line', async () => {
    const page = await open('/?as=p-anna')
    await eventually(() => expect(events()).toHaveLength(1))
    await field(page).fill('yaguang')
    await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })
    expect(await field(page).inputValue()).toBe('yaguang')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('b')
    expect(await field(page).inputValue()).toBe('yaguang\nb')
    await page.keyboard.press('Enter')
    await eventually(() => expect(events()).toHaveLength(2))
    expect(events()[1]).toMatchObject({ kind: 'message', text: 'yaguang\nb' })
  })

  test('pictures and files go up with their words, come down, and one too large is refused', async () => {
    const page = await open('/?as=p-anna')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const pdf = Buffer.from('%PDF-1.4 压光')
    await page.locator('input[type=file]').setInputFiles([
      { name: '极光 "近照".png', mimeType: 'image/png', buffer: png },
      { name: '工艺.pdf', mimeType: 'application/pdf', buffer: pdf },
    ])
    await page.locator('.uploads img').waitFor()
    await eventually(async () => expect(await page.locator('.uploads progress').count()).toBe(0))
    await page.evaluate(`{
      const files = new DataTransfer()
      files.items.add(new File([new Uint8Array(20 * 1024 * 1024 + 1)], '录像.mp4', { type: 'video/mp4' }))
      document
        .getElementById('message')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }))
    }`)
    await page.getByText('“录像.mp4”超过 20 MB，没有添加。').waitFor()
    await page.reload()
    await page.locator('.uploads img').waitFor()
    await field(page).fill('请看')
    await page.keyboard.press('Enter')
    await eventually(() => expect(events().at(-1)).toMatchObject({ kind: 'message', text: '请看' }))
    const said = events().at(-1)!
    expect(said.kind === 'message' && said.files.map(({ name, kind, size }) => [name, kind, size])).toEqual([
      ['极光 "近照".png', 'photo', png.length],
      ['工艺.pdf', 'document', pdf.length],
    ])
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /下载 工艺\.pdf/ }).click()
    expect(await readFile(await (await download).path())).toEqual(pdf)
    await page.getByRole('button', { name: /放大查看/ }).press('Enter')
    await page.getByRole('dialog').locator('img').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement?.className')).toBe('picture')
  })

  test('what could not be taken is sent again by itself, once, even over a reload', async () => {
    const page = await open('/?as=p-anna')
    await eventually(() => expect(events()).toHaveLength(1))
    failures = 2
    await field(page).fill('请一定收到')
    await page.keyboard.press('Enter')
    await page.getByText('发送中').waitFor({ state: 'attached' })
    await page.reload()
    await eventually(() => expect(events()).toHaveLength(2))
    await page.locator('.message.mine:not(.sending)').waitFor()
    expect(await page.locator('.message.mine').count()).toBe(1)
    expect(await log(page).getByText('请一定收到').count()).toBe(1)
  })

  test('a lost connection is said, and what was missed is caught up with', async () => {
    const transcript = memoryTranscript()
    let other = await openLocal({ transcript })
    await other.platform.start(handle)
    const port = Number(new URL(other.origin).port)
    const page = await context.newPage()
    await page.goto(`${other.origin}/?as=p-anna`)
    const ref = await other.platform.send('local:p-anna', { text: '之前' }, newKey())
    await shows(page, '之前')
    await other.close()
    await page.getByText('连接中断，正在重连…').waitFor()
    await field(page).fill('断线时说的')
    await page.keyboard.press('Enter')
    other = await openLocal({ transcript, port })
    await other.platform.start(handle)
    await other.platform.send('local:p-anna', { text: '错过的' }, newKey())
    await other.platform.edit(ref, { text: '之前，改过' })
    await shows(page, '错过的')
    await shows(page, '之前，改过')
    await page.getByText('连接中断，正在重连…').waitFor({ state: 'hidden' })
    await eventually(() => expect(events().at(-1)).toMatchObject({ kind: 'message', text: '断线时说的' }))
    await page.close()
    await other.close()
  })

  test('new messages are marked where they begin, and one who reads above is not torn away', async () => {
    for (let n = 1; n <= 30; n += 1) await bot('local:p-anna', `第 ${n} 条`)
    const page = await open('/?as=p-anna')
    await shows(page, '第 30 条')
    const top = () => log(page).evaluate((element) => element.scrollTop)
    await eventually(async () => expect(await page.title()).not.toMatch(/^\(/))
    await log(page).evaluate((element) => element.scrollTo({ top: 100, behavior: 'instant' }))
    await page.getByRole('button', { name: '回到最新' }).waitFor()
    const before = await top()
    await bot('local:p-anna', '新来的一条')
    await page.getByRole('button', { name: '1 条新消息' }).waitFor()
    expect(await top()).toBe(before)
    expect(await page.title()).toMatch(/^\(1\) /)
    await page.getByText('以下是新消息').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: '1 条新消息' }).click()
    await eventually(async () => expect(await page.title()).not.toMatch(/^\(/))
  })

  test('the keyboard is enough', async () => {
    await bot('local:p-anna', '要发布吗？', {
      buttons: [[{ label: '发布', verb: 'publish', id: '1' }], [{ label: '取消', verb: 'cancel', id: '1' }]],
    })
    const page = await open('/')
    await page.locator('a.person').first().waitFor()
    await page.keyboard.type('安娜')
    await page.locator('a.person').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?as=p-anna')
    await page.getByRole('button', { name: '发布' }).waitFor()
    const focused = () => page.evaluate('document.activeElement?.textContent')
    for (let tries = 0; tries < 12 && (await focused()) !== '取消'; tries += 1) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('发布')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
    await page.keyboard.press('Enter')
    await eventually(() => expect(events().at(-1)).toMatchObject({ kind: 'press', verb: 'publish' }))
    const [card] = (await rig.transcript.list('local:p-anna', 0, 1))!
    await rig.platform.edit(`local:m-${card!.id}`, { text: '已发布', buttons: [[{ label: '撤回', verb: 'withdraw', id: '1' }]] })
    await page.getByRole('button', { name: '撤回' }).waitFor()
    expect(await focused()).toBe('撤回')
  })

  test('on a phone it is one column with a way back, and nothing is wider than the screen', async () => {
    const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 375, height: 812 }, hasTouch: true })
    await bot('local:p-anna', `没有空格的长词${'x'.repeat(300)}`, {
      title: '标题'.repeat(30),
      fields: [{ label: '很长的标签很长的标签', value: 'y'.repeat(200) }],
      buttons: [
        [
          { label: '一个特别特别特别长的按钮文字'.repeat(3), verb: 'a', id: '1' },
          { label: '短', verb: 'b', id: '1' },
        ],
      ],
    })
    const page = await open('/?as=p-anna', phone)
    await page.getByRole('button', { name: '短', exact: true }).waitFor()
    const widest = () => page.evaluate("Math.max(document.documentElement.scrollWidth, document.querySelector('.log')?.scrollWidth ?? 0)")
    expect(await widest()).toBeLessThanOrEqual(375)
    expect(await page.getByRole('link', { name: /区企业技术交流群/ }).isVisible()).toBe(false)
    await page.getByRole('link', { name: '返回聊天列表' }).click()
    await page.getByRole('link', { name: /区企业技术交流群/ }).click()
    await field(page).waitFor()
    expect(await widest()).toBeLessThanOrEqual(375)
    await phone.close()
  })

  test('the page speaks English when asked, and remembers', async () => {
    const page = await open('/?as=p-anna')
    await eventually(() => expect(events()).toHaveLength(1))
    await field(page).fill('half')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('no log-in, reachable from this computer only').waitFor()
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('half')
    await page.reload()
    await page.getByRole('button', { name: 'Help' }).click()
    await eventually(() => expect(received.at(-1)).toMatchObject({ from: { lang: 'en' }, event: { text: '/help' } }))
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  })
})
