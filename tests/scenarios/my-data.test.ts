/** A person can see, take away and erase their data; the counts stay, and the history says “已注销”. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { periodOfKey } from '../../src/domain/reports/period.ts'
import { idOf } from '../../src/store/directory.ts'
import { confirmed, inProgress } from '../support/cast.ts'
import { days } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type FakePerson, wordsOf } from '../support/fake-platform.ts'
import { adminCode, type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const opened = (person: FakePerson) => (person.last().attachments ?? []).map(({ bytes }) => Buffer.from(bytes).toString())

async function everything(): Promise<string> {
  const tables = await t.prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%'`
  const rows: unknown[] = []
  for (const { name } of tables)
    rows.push(...(await t.prisma.$queryRawUnsafe<unknown[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`)))
  return JSON.stringify(rows)
}

/** Where such words still stand. */
async function left(words: RegExp): Promise<string[]> {
  return (await everything()).match(new RegExp(`.{0,60}(?:${words.source}).{0,30}`, 'g')) ?? []
}

async function figures(): Promise<string> {
  const period = periodOfKey('2026-11')
  return JSON.stringify(period && (await t.read((tx) => tx.figures.count([period]))))
}

test('what is kept is told in plain words and taken away as files that hold nothing of others', async () => {
  const { mill, rolling } = await inProgress(t)
  await mill.say('我的数据')
  expect(wordsOf(mill.last())).toMatch(/系统里存了您的这些[\s\S]*发的需求（1）/)
  await mill.press('带走我的数据')
  const [json = '', text = ''] = opened(mill)
  expect(JSON.parse(json).person[0]).toMatchObject({ name: '周工', phone: '19900003001' })
  for (const file of [json, text]) {
    expect(file).toContain('压光后手感发硬')
    expect(file).not.toMatch(/沈岚|19900001111|王敏/)
  }
  await rolling.say('my data')
  await rolling.press('带走我的数据')
  expect(opened(rolling)[0]).toContain('rolling@example.edu.cn')
  expect(opened(rolling).join('')).not.toMatch(/周工|手感发硬，客户|19900003001/)
})

test('erasing waits for open needs, live claims and the last administrator, and for the word', async () => {
  const { mill, rolling } = await inProgress(t)
  for (const [person, why] of [
    [mill, '还有没办完的需求'],
    [rolling, '还有认领在办的需求'],
  ] as const) {
    await person.pressRaw('data_erase', 'x')
    expect(wordsOf(person.last())).toContain(why)
  }
  const water = await t.someone('expert:water')
  await water.pressRaw('data_erase', 'x')
  await water.say('好的')
  expect(wordsOf(water.last())).toContain('没有注销')
  await water.say('取消')
  expect(await t.prisma.person.count({ where: { erasedAt: { not: null } } })).toBe(0)
  const boss = t.platform.person('boss', '局长')
  await boss.say('你好')
  await boss.press('我在科技局工作')
  await boss.say(adminCode)
  await boss.pressRaw('data_erase', 'x')
  expect(wordsOf(boss.last())).toContain('唯一的管理员')
})

test('an erased contact leaves no name, number or account anywhere; counts stay, the history says so, and the need stays with the enterprise', async () => {
  const { mill } = await confirmed(t)
  const draft = `${millNeed} 另一条，雪莲九号，找周工 19900003001`
  await mill.say(draft)
  t.clock.forward(5 * days)
  const before = await figures()
  await mill.pressRaw('data_erase', 'x')
  await mill.say('注销')
  expect(wordsOf(mill.last())).toContain('已注销。您的姓名、电话、账号和聊天记录已经清除')
  expect(await figures()).toBe(before)
  expect(await everything()).not.toMatch(/周工|19900003001|雪莲九号/)
  expect(await t.prisma.account.count({ where: { address: mill.address } })).toBe(0)
  const staff = await t.someone('officer:chen')
  await staff.say('需求 2026-0001')
  expect(wordsOf(staff.last())).toContain('客户退货')
  await staff.press('历史记录')
  expect(wordsOf(staff.last())).toContain('已注销 (erased)')
  // a repeat of what they said once makes nobody
  const people = await t.prisma.person.count()
  await t.platform.repeat()
  expect(await t.prisma.person.count()).toBe(people)
  await mill.say('你好')
  expect(await t.prisma.person.count()).toBe(people + 1)
})

test('an erased expert is matched no more, the next in line are asked, and what was solved counts as before', async () => {
  const { rolling, mill } = await confirmed(t)
  await mill.say(millNeed)
  await mill.press('发布')
  t.clock.forward(2 * days)
  const before = await figures()
  await rolling.pressRaw('data_erase', 'x')
  await rolling.say('注销')
  expect(await figures()).toBe(before)
  expect(await everything()).not.toMatch(/沈岚|rolling@example|轧光与压光工艺/)
  const asked = await t.prisma.invitation.findMany({ where: { need: { number: '2026-0002' }, state: 'asked' }, include: { expert: true } })
  expect(asked).toHaveLength(3)
  expect(asked.map(({ expert }) => expert.name)).not.toContain('已注销 (erased)')
  // loading the directory again brings nobody back
  const { smallDirectory } = await import('../support/directory.ts')
  await t.read((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at: t.clock.now() }))
  expect(await t.prisma.expert.count({ where: { name: '沈岚' } })).toBe(0)
})

test('what the history keeps of a need as it was, what stands in an import and in the profile, and events that failed, lose an erased expert too', async () => {
  const chen = await t.someone('officer:chen')
  const text = [
    '姓名,单位,职称,院系,电话,代表性论文,解决过的难题',
    '沈岚,江畔轻纺院,研究员,纺织学院,13712345678,雪莲论文,雪莲难题',
    '何平,江畔轻纺院,副教授,,,,',
    '沈岚,没有的研究院,教授,,13712345678,,',
  ].join('\n')
  await chen.say('', [{ name: '沈岚等.csv', mime: 'text/csv', bytes: new TextEncoder().encode(text) }])
  await chen.press(/只写入没问题的/)
  const run = await t.prisma.importRun.findFirstOrThrow({ where: { state: 'written' } })
  expect(JSON.stringify(await t.prisma.expert.findMany())).toContain('雪莲论文')
  const achievements = '姓名,成果名称,完成人\n沈岚,雪莲成果,沈岚\n何平,柔软剂,何平；沈岚'
  await chen.say('', [{ name: '成果.csv', mime: 'text/csv', bytes: new TextEncoder().encode(achievements) }])
  await chen.press(/写入/)
  const { mill, rolling } = await inProgress(t)
  await rolling.say('改资料 姓名 沈岚岚')
  await rolling.say('粘贴简历')
  await rolling.say('沈岚，教授\n研究方向：雪莲染色')
  await rolling.pressRaw('profile_leave', 'x')
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级，再有问题找沈岚 13712345678')
  await mill.press('确认已解决')
  const event = { text: '简历：沈岚 13712345678' }
  const failed = {
    platform: 'fake',
    eventId: 'failed',
    chat: rolling.address,
    event,
    at: t.clock.now(),
    dueAt: t.clock.now(),
    state: 'failed',
  }
  await t.prisma.inbox.create({ data: failed })
  await t.prisma.achievement.deleteMany({ where: { expert: { name: '何平' } } })

  await rolling.pressRaw('data_erase', 'x')
  await rolling.say('注销')
  expect(wordsOf(rolling.last())).toContain('已注销')
  expect(await left(/沈岚|13712345678|雪莲|纺织学院/)).toEqual([])
  expect(await t.prisma.inbox.findFirstOrThrow({ where: { eventId: 'failed' } })).toMatchObject({ chat: '', event: {} })
  // the need's facts changed with the history: nothing comes back with the next entry
  await mill.press('更多操作')
  await mill.press('重新打开')
  await mill.say('又有了')
  expect(await left(/沈岚|13712345678/)).toEqual([])
  // what the import did is counted as before, and taking it back brings nobody back
  await chen.pressRaw('import_undo', run.id)
  await t.app.idle()
  expect(await t.prisma.importRun.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({
    state: 'undone',
    report: { counts: { experts: { changed: 2, wrong: 1 } }, undone: 1 },
  })
  expect(await t.prisma.expert.findUniqueOrThrow({ where: { id: idOf('expert', 'finish') } })).toMatchObject({ title: '教授' })
  expect(await left(/沈岚|13712345678|雪莲|纺织学院/)).toEqual([])
})

test('what is kept of somebody has the instruments they booked and the changes of their profile, and nothing of others', async () => {
  await t.prisma.equipment.create({
    data: { id: 'sem', instituteId: idOf('institute', 'textile'), name: '扫描电镜', fields: [], keywords: [] },
  })
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await rolling.say('改资料 姓名 沈小岚')
  for (const [person, purpose] of [
    [mill, '看极光布面'],
    [rolling, '看断口'],
  ] as const) {
    await person.say('哪里有扫描电镜？')
    await person.press(/^1\. /)
    await person.press('预约')
    await person.say(purpose === '看断口' ? '下周四下午' : '下周三下午')
    await person.say(purpose)
  }
  await rolling.say('我的数据')
  expect(wordsOf(rolling.last())).toMatch(/设备预约（1）[\s\S]*资料的改动（1）/)
  await rolling.press('带走我的数据')
  const [json = '', text = ''] = opened(rolling)
  expect(JSON.parse(json).bookings).toMatchObject([{ equipment: '扫描电镜', purpose: '看断口', state: 'asked' }])
  expect(JSON.parse(json).changes).toMatchObject([{ kind: 'expert', patch: { name: '沈小岚' }, state: 'pending' }])
  for (const file of [json, text]) expect(file).not.toContain('看极光布面')
})

test('erasing that breaks off in the middle has done nothing', async () => {
  const water = await t.someone('expert:water')
  await water.pressRaw('data_erase', 'x')
  const { personId } = await t.prisma.account.findUniqueOrThrow({ where: { address: water.address } })
  await expect(
    t.read(async (tx) => {
      await tx.privacy.erase(personId, t.clock.now())
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect(await t.prisma.person.count({ where: { name: '邱雯', phone: '19900001111' } })).toBe(1)
  expect(await t.prisma.account.count({ where: { personId } })).toBeGreaterThan(0)
})

test('“my data” has the events, and erasing leaves them: what was written for one goes, nobody waits for who is gone', async () => {
  const wang = await t.someone('officer:wang')
  const rolling = await t.someone('expert:rolling')
  const foundry = await t.someone('contact:foundry')
  await wang.say('办活动 轧光工艺对接会')
  for (const answer of ['压光极光', '12月10日 14:00', '三号楼']) await wang.say(answer)
  await wang.press('发布通知')
  const { id } = await t.prisma.matchEvent.findFirstOrThrow()
  for (const person of [rolling, foundry]) await person.pressRaw('event_join', id)
  await rolling.pressRaw('event_wish', id)
  await rolling.say('带一套低光泽轧辊来，联系 19900001111')
  await wang.pressRaw('event_pair_add', id)
  await wang.say('恒铸机械 沈岚')
  await wang.press('就按这个安排')
  await rolling.say('我的数据')
  expect(wordsOf(rolling.last())).toContain('对接活动的报名（1）')
  await rolling.press('带走我的数据')
  expect(JSON.parse(opened(rolling)[0] ?? '{}').events).toMatchObject([{ title: '轧光工艺对接会', state: 'in' }])
  await rolling.pressRaw('data_erase', 'x')
  await rolling.say('注销')
  expect(await left(/低光泽轧辊/)).toEqual([])
  expect(await t.prisma.eventGuest.findMany({ where: { expertId: { not: null }, state: 'in' } })).toEqual([])
  expect((await t.prisma.eventPair.findFirstOrThrow()).state).toBe('dropped')
  await foundry.pressRaw('event_plan', id)
  expect(wordsOf(foundry.last())).toContain('还没有给您排见面')
})
