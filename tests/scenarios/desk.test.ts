import { once } from 'node:events'
import { connect } from 'node:net'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createWebServer } from '../../src/web-server.ts'
import { claimed } from '../support/cast.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
let staff: FakePerson

beforeEach(async () => {
  t = await testApp({ listen: true })
  staff = await t.someone('officer:wang')
})
afterEach(() => t.stop())

const own = { 'sec-fetch-site': 'same-origin' }

/** The link the bot gave last. */
async function linkOf(person: FakePerson): Promise<URL> {
  await person.say('工作台')
  const link = /https?:\/\/\S+/.exec(person.last().text)?.[0]
  return new URL(link ?? '')
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = own): Promise<Response> {
  return fetch(t.app.address() + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
}

function get(path: string, cookie = '', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(t.app.address() + path, { headers: { cookie, ...headers }, redirect: 'manual' })
}

async function enter(person: FakePerson): Promise<string> {
  const answer = await post('/desk/enter', { key: (await linkOf(person)).searchParams.get('key') ?? '' })
  expect(answer.status).toBe(303)
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The cells of each sheet of a file. */
async function sheetsOf(path: string, cookie: string): Promise<string[]> {
  const book = new exceljs.Workbook()
  const bytes = new Uint8Array(await (await get(path, cookie)).arrayBuffer())
  await book.xlsx.load(bytes as unknown as exceljs.Buffer)
  return book.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues()))
}

async function seen(path: string, cookie: string): Promise<string> {
  const answer = await get(path, cookie)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

describe('the way in', () => {
  test('a link works once; looking at it does not use it up', async () => {
    const link = await linkOf(staff)
    const preview = await (await get(link.pathname + link.search)).text()
    expect(preview).toContain('进入工作台')
    await get(link.pathname + link.search)
    const key = link.searchParams.get('key') ?? ''
    const first = await post('/desk/enter', { key })
    expect(first.status).toBe(303)
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const again = await post('/desk/enter', { key })
    expect(again.status).toBe(403)
    expect(await again.text()).toContain('请给机器人再发一次“工作台”')
  })

  test('two presses at the same instant let one in', async () => {
    const key = (await linkOf(staff)).searchParams.get('key') ?? ''
    const answers = await Promise.all([post('/desk/enter', { key }), post('/desk/enter', { key }), post('/desk/enter', { key })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403])
  })

  test('it leads nowhere after five minutes, or once a newer one was given', async () => {
    const old = (await linkOf(staff)).searchParams.get('key') ?? ''
    const newer = (await linkOf(staff)).searchParams.get('key') ?? ''
    expect((await post('/desk/enter', { key: old })).status).toBe(403)
    await t.later(5 * 60_000)
    expect((await post('/desk/enter', { key: newer })).status).toBe(403)
  })

  test('nothing is shown without it, and no page says whether something exists', async () => {
    const { mill } = await claimed(t)
    const need = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    for (const path of [
      '/desk',
      '/desk/needs',
      `/desk/needs/${need.id}`,
      '/desk/needs.xlsx',
      '/desk/experts',
      '/desk/figures',
      '/desk/enterprises.xlsx',
    ]) {
      for (const cookie of ['', 'desk=made-up', `desk=${'A'.repeat(43)}`]) {
        const answer = await get(path, cookie)
        expect([path, answer.status]).toEqual([path, 401])
        expect(await answer.text()).not.toContain(need.title)
      }
    }
    await mill.say('工作台')
    expect(mill.last().text).not.toContain('/desk/enter')
  })

  test('another page can neither enter, leave nor come in for somebody', async () => {
    const cookie = await enter(staff)
    const key = (await linkOf(staff)).searchParams.get('key') ?? ''
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }, {}] as Record<string, string>[]) {
      expect((await post('/desk/enter', { key }, headers)).status).toBe(403)
      expect((await post('/desk/leave', { form: 'x' }, { ...headers, cookie })).status).toBe(403)
    }
    expect((await post('/desk/leave', { form: 'x' }, { ...own, cookie })).status).toBe(403)
    expect((await get('/desk', cookie)).status).toBe(200)
    expect((await get('/desk/language?to=en&back=https://elsewhere.example', cookie)).headers.get('location')).toBe('/desk')
    expect((await get('/desk/language?to=en&back=//elsewhere.example', cookie)).headers.get('location')).toBe('/desk')
  })

  test('who leaves, whose time is over and who is no longer of the bureau is out', async () => {
    const cookie = await enter(staff)
    const form = /name="form" value="([^"]+)"/.exec(await seen('/desk', cookie))?.[1] ?? ''
    expect((await post('/desk/leave', { form: form.replaceAll('&#61;', '=') }, { ...own, cookie })).status).toBe(200)
    expect((await get('/desk', cookie)).status).toBe(401)

    const second = await enter(staff)
    await t.prisma.person.updateMany({ data: { roles: [] } })
    expect((await get('/desk', second)).status).toBe(401)
    await t.prisma.person.updateMany({ where: { name: '王敏' }, data: { roles: ['officer'] } })
    expect((await get('/desk', second)).status).toBe(200)
    await t.later(11 * 3_600_000)
    expect((await get('/desk', second)).status).toBe(401)
  })

  test('neither the link nor the cookie reaches a log or the tables in clear', async () => {
    const link = await linkOf(staff)
    const key = link.searchParams.get('key') ?? ''
    const answer = await post('/desk/enter', { key })
    const cookie = /desk=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
    expect(t.log.join('\n')).not.toContain(key)
    expect(JSON.stringify([await t.prisma.webLink.findMany(), await t.prisma.webSession.findMany()])).not.toContain(key)
    expect(JSON.stringify(await t.prisma.webSession.findMany())).not.toContain(cookie)
  })
})

describe('what stands there', () => {
  test('needs with filters, the timeline, and the three lists as a spreadsheet', async () => {
    await claimed(t)
    const cookie = await enter(staff)
    const need = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    expect(await seen('/desk/needs', cookie)).toContain(need.title)
    expect(await seen('/desk/needs?kind=duties&state=claimed', cookie)).toContain(need.number)
    expect(await seen(`/desk/needs?text=${need.number}`, cookie)).toContain(need.title)
    for (const query of ['state=open', 'text=没有这样的词', 'from=2030-01-01', 'text=%25'])
      expect(await seen(`/desk/needs?kind=duties&${query}`, cookie)).toContain('没有符合条件的记录')
    const page = await seen(`/desk/needs/${need.id}`, cookie)
    expect(page).toContain('沈岚')
    expect(page).toContain('认领')
    const file = await get('/desk/needs.xlsx?kind=duties', cookie)
    expect(file.headers.get('content-disposition')).toContain('.xlsx')
    const sheets = await sheetsOf('/desk/needs.xlsx?kind=duties', cookie)
    expect(sheets).toHaveLength(3)
    expect(sheets.join()).toContain(need.number)
  })

  test('what people wrote is text, never markup', async () => {
    await claimed(t)
    await t.prisma.need.updateMany({ data: { title: '<script>alert(1)</script>"\'><b>' } })
    await t.prisma.enterprise.updateMany({ data: { products: '<img src=x onerror=alert(1)>' } })
    const cookie = await enter(staff)
    const { id, enterpriseId } = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    for (const path of [
      '/desk/needs',
      `/desk/needs/${id}`,
      `/desk/enterprises/${enterpriseId}`,
      '/desk/needs?text=<script>alert(2)</script>',
    ]) {
      const page = await seen(path, cookie)
      expect(page).not.toContain('<script')
      expect(page).not.toContain('<img')
    }
    expect((await get('/desk/needs', cookie)).headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('the directory, its search, and figures with the needs behind a number', async () => {
    await claimed(t)
    const cookie = await enter(staff)
    expect(await seen('/desk/experts?text=轧光', cookie)).toContain('沈岚')
    expect(await seen('/desk/experts?text=没有这样的词', cookie)).toContain('没有符合条件的记录')
    const expert = await t.prisma.expert.findFirstOrThrow({ where: { name: '沈岚' } })
    expect(await seen(`/desk/experts/${expert.id}`, cookie)).toContain('相关需求')
    expect(await seen('/desk/institutes', cookie)).toContain('研究院')
    const { enterpriseId } = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    expect(await seen(`/desk/enterprises/${enterpriseId}`, cookie)).toContain('统一社会信用代码')
    expect(await seen('/desk', cookie)).toContain('问题清单')
    expect(await seen('/desk/figures?period=2026-11', cookie)).toContain('专家认领')
    expect(await seen('/desk/figures/rows?figure=claimed&period=2026-11', cookie)).toContain('计入')
    expect((await sheetsOf('/desk/experts.xlsx?text=轧光', cookie)).join()).toContain('沈岚')
    expect((await sheetsOf('/desk/institutes.xlsx', cookie)).join()).toContain('研究院')
    expect((await sheetsOf('/desk/enterprises.xlsx', cookie)).join()).toContain('有限公司')
    expect((await sheetsOf('/desk/figures.xlsx?period=2026-11', cookie)).join()).toContain('专家认领')
  })

  test('addresses that are made up are answered in words', async () => {
    const cookie = await enter(staff)
    for (const path of [
      '/desk/nowhere',
      '/desk/needs/aaaaaaaaaaaaaaaa',
      '/desk/experts/x',
      '/desk/figures/rows?figure=x',
      '/desk/needs/%00',
      '/desk/needs/a/files/b',
    ])
      expect([path, (await get(path, cookie)).status]).toEqual([path, 404])
    for (const path of [
      '/desk/needs?page=99999&kind=x&state=y&age=-1&from=2026-13-45&asOf=x',
      '/desk/figures?period=9999-99',
      '/desk/experts?page=-5',
      '/desk/needs?kind=a&kind=b',
    ])
      await seen(path, cookie)
  })

  test('what staff read here is on the record like what they read in the chat', async () => {
    await claimed(t)
    const cookie = await enter(staff)
    const { id } = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } } })
    const kinds = async () => (await t.prisma.readLog.findMany({ where: { needId: id } })).map(({ kind }) => kind).sort()
    await t.prisma.readLog.deleteMany()
    await seen('/desk/needs', cookie)
    await seen(`/desk/needs/${id}`, cookie)
    await get('/desk/needs.xlsx', cookie)
    await seen('/desk/figures/rows?figure=claimed&period=2026-11', cookie)
    expect(await kinds()).toEqual(['card', 'export', 'list', 'report'])
  })

  test('a draft is its writer’s own, also here', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('我们的轧光机压出来有极光，想找专家看看怎么办')
    const draft = await t.prisma.need.findFirstOrThrow({ where: { state: 'draft' } })
    const cookie = await enter(staff)
    expect((await get(`/desk/needs/${draft.id}`, cookie)).status).toBe(404)
  })

  test('English, as chosen on the page', async () => {
    const cookie = await enter(staff)
    const set = (await get('/desk/language?to=en&back=/desk/needs?kind=duties', cookie)).headers
    expect(set.get('location')).toBe('/desk/needs?kind=duties')
    const page = await seen('/desk/needs', `${cookie}; ${(set.get('set-cookie') ?? '').split(';')[0]}`)
    expect(page).toContain('<html lang="en">')
    expect(page.replace(/<[^>]*>/g, '')).not.toMatch(/概览|筛选|导出/)
  })

  test('an empty directory is said to be empty', async () => {
    await t.prisma.enterprise.deleteMany()
    const cookie = await enter(staff)
    expect(await seen('/desk/enterprises', cookie)).toContain('这里还没有内容')
    expect(await seen('/desk/needs', cookie)).toContain('这里还没有内容')
  })
})

describe('who asks too much', () => {
  test('is told to wait, and tries of links are counted by themselves', async () => {
    const cookie = await enter(staff)
    const tries = await Promise.all(Array.from({ length: 80 }, () => post('/desk/enter', { key: 'no such key' })))
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20)
    expect(await tries.find(({ status }) => status === 429)?.text()).toContain('请过一分钟')
    await seen('/desk/needs', cookie)
  })

  test('headers too long are refused, what comes slowly has its time, and an unknown address is not repeated', async () => {
    const { hostname, port } = new URL(t.app.address())
    const socket = connect(Number(port), hostname)
    socket.write('GET /desk HTTP/1.1\r\nHost: x\r\nX-Long: ')
    socket.write(`${'a'.repeat(20_000)}\r\n\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('431')
    socket.destroy()
    const unknown = await get('/<script>alert(1)</script>')
    expect([unknown.status, await unknown.text(), unknown.headers.get('x-content-type-options')]).toEqual([
      404,
      '{"error":"unknown"}',
      'nosniff',
    ])
    const server = createWebServer().server
    expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([15_000, 60_000, 2_000])
  })
})
