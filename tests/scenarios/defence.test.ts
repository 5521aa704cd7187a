/** Defence and state secrets are no matter for a chat: refused, or asked about where it only sounds so, and nothing of them is kept. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inProgress } from '../support/cast.ts'
import { millNeed } from '../support/directory.ts'
import { type FakePerson, wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp({ env: { DEFENCE_DESK: '请到区科技局三楼综合科当面办理，电话 57170000。' } })
})
afterEach(() => t.stop())

const file = { name: '图纸.txt', mime: 'text/plain', bytes: Buffer.from('雪莲七号图纸') }

/** All rows of all tables, as one text; files opened. */
async function everything(): Promise<string> {
  const tables = await t.prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%'`
  const rows: unknown[] = []
  for (const { name } of tables)
    rows.push(...(await t.prisma.$queryRawUnsafe<unknown[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`)))
  const files = (await t.prisma.file.findMany()).map(({ bytes }) => Buffer.from(bytes).toString())
  return JSON.stringify(rows) + files.join('')
}

function told(person: FakePerson): string {
  return wordsOf(person.last())
}

test('a need of defence is turned away with where to bring it, and neither it nor its draft, files or dialogs are kept; that it was is counted', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(`${millNeed} 雪莲七号`, [file])
  await mill.say('雪莲七号用于导弹壳体，属于军工配套')
  expect(told(mill)).toContain('请到区科技局三楼综合科当面办理，电话 57170000。')
  expect(told(mill)).toContain('没有保存')
  expect(await everything()).not.toMatch(/雪莲七号|客户退货|导弹/)
  expect(await t.prisma.need.count()).toBe(0)
  expect(await t.prisma.refusal.count()).toBe(1)
  // the next need is as any other
  await mill.say(millNeed)
  await mill.press('发布')
  expect(await t.prisma.need.count({ where: { state: 'open' } })).toBe(1)
})

test('where it only sounds so the writer is asked: no, and nothing is lost; yes, and nothing is kept', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say('给部队食堂供的布草压光后手感发硬，客户退货，年底前解决')
  expect(told(mill)).toContain('涉及军工或国家秘密吗')
  expect(await t.prisma.need.count()).toBe(0)
  await mill.say('另外极光也要解决，雪莲七号不管用')
  await mill.press('不涉及')
  expect((await t.prisma.needPart.findMany({ orderBy: { position: 'asc' } })).map(({ text }) => text.slice(0, 4))).toEqual([
    '给部队食',
    '另外极光',
  ])
  await mill.say('产品要过国军标，雪莲八号')
  await mill.say('是')
  expect(await everything()).not.toMatch(/雪莲/)
  await mill.pressRaw('defence_no', 'x')
  expect(told(mill)).toContain('按钮')
})

test('later, too: what is said of a published need in a question, an edit or a visit note is refused, and the need stays as it was', async () => {
  const { mill, rolling } = await inProgress(t)
  const { id } = await t.prisma.need.findFirstOrThrow()
  const part = await t.prisma.needPart.findFirstOrThrow()
  await mill.edit(part.messageRef, `${millNeed}这批布用于武器装备`)
  expect(told(mill)).toContain('不能在聊天里办理')
  expect((await t.prisma.needPart.findFirstOrThrow()).text).toBe(part.text)
  await rolling.pressRaw('ask', id)
  await rolling.say('是不是军品？图纸涉密吗？')
  expect(told(rolling)).toContain('不能在聊天里办理')
  expect(await t.prisma.question.count()).toBe(0)
  const officer = await t.someone('officer:wang')
  await officer.pressRaw('visit_made', id)
  await officer.press('今天')
  await officer.say('王敏')
  await officer.say('车间在做导弹零件')
  expect(told(officer)).toContain('不能在聊天里办理')
  expect(await everything()).not.toMatch(/导弹|武器装备|军品/)
  expect(await t.prisma.need.count({ where: { number: '2026-0001' } })).toBe(1)
  // the office itself may speak of it
  await officer.say('军民融合办的事找谁')
  expect(told(officer)).not.toContain('不能在聊天里办理')
})
