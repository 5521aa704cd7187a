/** Makes the pictures of the README from the running program: `npx tsx scripts/screenshots.ts http://127.0.0.1:3100` on a fresh sample. */
import { chromium, type Page } from 'playwright-core'

const [base = 'http://127.0.0.1:3100', chromiumPath = '/usr/bin/chromium'] = process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})

type Somebody = { key: string; name: string; org: string; role: string }
const { people } = (await (await fetch(`${base}/local/api/people`)).json()) as { people: Somebody[] }
const somebody = (fits: (person: Somebody) => boolean) => people.find(fits) as Somebody

async function open(who: Somebody, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, locale: 'zh-CN' })
  await page.goto(`${base}/?as=${who.key}`)
  await page.getByRole('textbox', { name: '消息' }).waitFor()
  return page
}
const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: '消息' }).fill(text)
  await page.keyboard.press('Enter')
}
const sees = (page: Page, text: string) => page.getByRole('log').getByText(text).last().waitFor()
const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).last().click()
const picture = async (page: Page, name: string) => {
  await page.waitForTimeout(1200)
  await page.screenshot({ path: `docs/images/${name}.png` })
}

const contact = await open(
  somebody((person) => person.org === '栖澜永磁电机有限公司' || (person.role === 'enterprise' && /电机/.test(person.org))),
  1100,
  860,
)
await say(
  contact,
  '我们的永磁电机噪音大，客户投诉，空载时有尖叫声，怀疑是电磁噪声。希望整机噪声从 72dB 降到 65dB 以下，预算 20-30 万，三个月内解决。试过改斜槽，效果不明显。',
)
await sees(contact, '需求草稿')
await picture(contact, 'enterprise-draft')
await press(contact, '发布')
await sees(contact, '已请')
await contact.waitForTimeout(1500)
const asked = (await contact.getByRole('log').textContent()) ?? ''
const name = /1\. ([\u4e00-\u9fa5]{2,4}?)(教授|副教授|研究员|副研究员|高级工程师|讲师)/.exec(asked)?.[1] ?? ''
await picture(contact, 'enterprise-published')
const expert = await open(
  somebody((person) => person.role === 'expert' && person.name === name),
  430,
  900,
)
await sees(expert, '有个难题想请您看看')
await picture(expert, 'expert-card')
await press(expert, '认领')
await sees(expert, '请用一句话告诉企业')
await say(expert, '先到现场测一组阶次噪声谱，区分电磁和机械两部分')
await sees(expert, '已转告企业')
const phone = await open(
  somebody((person) => person.key === new URL(contact.url()).searchParams.get('as')),
  430,
  900,
)
await sees(phone, '专家说第一步')
await picture(phone, 'enterprise-claimed')
await browser.close()
