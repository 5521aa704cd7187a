import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const told = `云溪锦华印染有限公司求助：${millNeed}联系周工 19900003001，mill@example.com。`

async function confirmed({ secret = false, words = told } = {}) {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(words)
  if (secret) {
    await mill.press('谁能看到')
    await mill.press('保密')
  }
  await mill.press('发布')
  await rolling.press('认领')
  if (secret) await mill.press('同意对接')
  await rolling.say('先寄两米布样，做轧点压力对比')
  await rolling.press('已联系上，开始对接')
  t.clock.forward(9 * 24 * 3_600_000)
  await rolling.press('已解决')
  await rolling.say('轧点压力降到 25 吨，极光 4-5 级')
  await mill.press('确认已解决')
  const needId = (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
  return { mill, rolling, officer, needId }
}

async function make(person: Awaited<ReturnType<typeof confirmed>>['mill']) {
  await person.say('需求 2026-0001')
  await person.press('更多操作')
  await person.press('生成案例')
}

/** No way to reach anybody stands in it. */
function noContacts(words: string) {
  for (const secret of ['19900003001', 'mill@example.com', '周工', 'rolling@example.edu.cn', '19900001111'])
    expect(words).not.toContain(secret)
}

describe('a solved need becomes a story', () => {
  test('the enterprise reads it, agrees to its name, and gets it as a card and a file to pass on', async () => {
    const { mill } = await confirmed()
    await make(mill)
    const asked = wordsOf(mill.last())
    expect(asked).toContain('这条需求可以写成典型案例吗？')
    expect(asked).toContain('[可以写企业名] [不写名字]\n[不同意]')
    noContacts(asked)
    await mill.press('可以写企业名')
    const story = wordsOf(mill.last())
    for (const part of [
      '企业：云溪锦华印染有限公司',
      '问题：',
      '布面有极光',
      '谁解决：沈岚教授（江畔轻纺院）',
      '先寄两米布样',
      '轧点压力降到 25 吨',
      '成效：已解决 1 项',
      '2026年11月23日 提出',
      '2026年12月2日 解决（用时 9 天）',
    ])
      expect(story).toContain(part)
    noContacts(story)
    const file = mill.last().attachments?.[0]
    expect(file?.name).toBe('典型案例-2026-0001.txt')
    const text = new TextDecoder().decode(file?.bytes)
    expect(text).toContain('云溪锦华印染有限公司')
    noContacts(text)
  })

  test('asked for by staff: without the name until the enterprise agrees, and as it was agreed afterwards', async () => {
    const { mill, officer, needId } = await confirmed()
    await make(officer)
    const before = wordsOf(officer.last())
    expect(before).toContain('企业：一家纺织企业')
    expect(before).toContain('企业尚未答复')
    expect(before).not.toContain('锦华')
    await make(officer)
    expect(wordsOf(officer.card('已经问过企业了'))).toBeTruthy()
    expect(mill.chat().filter(({ card }) => wordsOf(card).includes('[不同意]'))).toHaveLength(1)
    await mill.press('不写名字')
    expect(wordsOf(officer.last())).toContain('企业已同意，不写企业名，可以转发')
    expect(wordsOf(officer.last())).not.toContain('锦华')
    expect(officer.last().attachments).toHaveLength(1)
    await t.prisma.need.update({ where: { id: needId }, data: { title: '改过的标题', result: '改过的结果' } })
    await make(officer)
    expect(wordsOf(officer.last())).not.toContain('改过的')
  })

  test('refused, there is none; the enterprise may think otherwise later', async () => {
    const { mill, rolling } = await confirmed()
    await make(rolling)
    expect(wordsOf(rolling.last())).toContain('已请企业答复')
    await mill.press('不同意')
    expect(wordsOf(rolling.last())).toContain('企业不同意')
    await make(rolling)
    expect(wordsOf(rolling.last())).toContain('企业不同意把这条需求写成案例')
    await make(mill)
    await mill.press('可以写企业名')
    expect(wordsOf(rolling.last())).toContain('典型案例：')
  })

  test('of a private need nobody sees any before the enterprise agrees', async () => {
    const { mill, officer, needId } = await confirmed({ secret: true })
    await make(officer)
    expect(wordsOf(officer.last())).toContain('已请企业答复')
    expect(officer.chat().some(({ card }) => wordsOf(card).includes('典型案例：'))).toBe(false)
    await officer.pressRaw('case_named', needId)
    expect(wordsOf(officer.last())).toContain('这一步只有当事人能做')
    await mill.press('不写名字')
    expect(wordsOf(officer.last())).toContain('典型案例：')
  })

  test('a need that is not confirmed, or open again, has none', async () => {
    const { mill, officer, needId } = await confirmed()
    await make(mill)
    await mill.press('可以写企业名')
    t.clock.set('2027-03-02T01:00:00Z')
    await t.later(0)
    await mill.press('又出问题了')
    await mill.say('又出现极光')
    await officer.pressRaw('case_make', needId)
    expect(wordsOf(officer.last())).toContain('企业确认解决的需求，才能写成案例')
    await mill.pressRaw('case_named', needId)
    expect(wordsOf(mill.last())).toContain('企业确认解决的需求，才能写成案例')
  })
})

test('in English', async () => {
  const { mill } = await confirmed()
  await mill.say('/lang')
  await mill.say('/need 2026-0001')
  await mill.press('More')
  await mill.press('Make a case story')
  await mill.press('Without our name')
  const story = wordsOf(mill.last())
  expect(story).toContain('Enterprise：an enterprise in textiles and fashion')
  expect(story).toContain('2 Dec 2026 solved (in 9 days)')
  expect(mill.last().attachments?.[0]?.name).toBe('case-2026-0001.txt')
})
