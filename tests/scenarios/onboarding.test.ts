import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { days } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { adminCode, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

async function administrator() {
  const admin = t.platform.person('admin', '高主任')
  await admin.start()
  await admin.press('我在科技局工作')
  await admin.say(adminCode)
  return admin
}

describe('the first administrator', () => {
  test('is made by the code of the settings, once', async () => {
    const admin = await administrator()
    expect(wordsOf(admin.card('您现在是管理员了'))).toBeTruthy()
    const second = t.platform.person('second', '另一位')
    await second.start()
    await second.press('我在科技局工作')
    await second.say(adminCode)
    expect(wordsOf(second.last())).toContain('口令不对')
    expect((await t.read((tx) => tx.people.withRoles(['admin']))).map((person) => person.name)).toEqual(['高主任'])
  })

  test('the code never reaches the log', async () => {
    await administrator()
    expect(t.log.join('\n')).not.toContain(adminCode)
  })
})

describe('an enterprise contact', () => {
  test('of an enterprise nobody knows: may publish at once; the need waits for the one press of staff, then goes out', async () => {
    const admin = await administrator()
    const rolling = await t.someone('expert:rolling')
    const newcomer = t.platform.person('new', '李工')
    await newcomer.start()
    expect(wordsOf(newcomer.last())).toContain('先告诉我您是哪一位')
    await newcomer.press('我是企业联系人')
    await newcomer.say('云溪新织纺织有限公司')
    expect(wordsOf(newcomer.card('请工作人员核实中'))).toContain('云溪新织纺织有限公司')
    await newcomer.press('以后再说')
    await newcomer.say(millNeed)
    await newcomer.press('发布')
    expect(wordsOf(newcomer.card('2026-0001'))).toContain('待核实')
    expect(rolling.chat()).toHaveLength(0)
    expect(wordsOf(admin.card('请核实身份'))).toContain('新登记')
    await admin.press('通过')
    expect(wordsOf(admin.card('请核实身份'))).toContain('✓ 高主任已通过')
    expect(wordsOf(newcomer.card('核实通过'))).toBeTruthy()
    expect(wordsOf(newcomer.card('2026-0001'))).toContain('待对接')
    expect(wordsOf(rolling.last())).toContain('有个难题')
  })

  test('two of the staff see the same card; the second press finds it decided, in place', async () => {
    const admin = await administrator()
    const staff = await t.someone('officer:chen')
    const newcomer = t.platform.person('new', '李工')
    await newcomer.start()
    await newcomer.press('我是企业联系人')
    await newcomer.say('云溪新织纺织有限公司')
    const button = (staff.card('请核实身份').buttons ?? []).flat()[0]
    await admin.press('通过')
    expect(wordsOf(staff.card('请核实身份'))).toContain('高主任已通过')
    if (!button || !('verb' in button)) throw new Error('no button')
    await staff.pressRaw('verify_no', button.id)
    expect(wordsOf(staff.last())).toContain('已经有人处理过了')
  })

  test('whose enterprise is in the directory chooses it, or says it is another', async () => {
    await administrator()
    const newcomer = t.platform.person('new', '李工')
    await newcomer.start()
    await newcomer.press('我是企业联系人')
    await newcomer.say('锦华')
    expect(wordsOf(newcomer.last())).toContain('[云溪锦华印染有限公司]')
    await newcomer.press(/都不是/)
    expect(wordsOf(newcomer.card('核实中'))).toContain('“锦华”')
  })

  test('with an invitation code is verified at once; the code works once and for a time', async () => {
    const admin = await administrator()
    await admin.say('邀请 企业 云溪锦华印染有限公司')
    const code = admin.last().title as string
    expect(code).toMatch(/^[0-9A-Z]{8}$/)
    const contact = t.platform.person('contact', '周工')
    await contact.start()
    await contact.say(code)
    expect(wordsOf(contact.card('核实通过'))).toBeTruthy()
    const thief = t.platform.person('thief', '路人')
    await thief.start()
    await thief.press('我是企业联系人')
    await thief.say(code)
    expect((await t.read((tx) => tx.people.account(thief.address)))?.personId).toBeTruthy()
    expect(await t.prisma.person.count({ where: { name: '路人', enterpriseId: { not: null } } })).toBe(0)
    await admin.say('邀请 企业 云溪锦华印染有限公司')
    const late = admin.last().title as string
    t.clock.forward(15 * days)
    await thief.say(late)
    expect(await t.prisma.person.count({ where: { name: '路人', enterpriseId: { not: null } } })).toBe(0)
  })

  test('who writes the need before saying who they are loses nothing', async () => {
    const admin = await administrator()
    const newcomer = t.platform.person('new', '李工')
    await newcomer.say(millNeed)
    expect(wordsOf(newcomer.last())).toContain('您写的需求我已经记下了')
    await newcomer.press('我是企业联系人')
    await newcomer.say('云溪新织纺织有限公司')
    expect(wordsOf(newcomer.last())).toContain('需求草稿')
    await newcomer.press('发布')
    await admin.press('通过')
    expect(wordsOf(newcomer.card('2026-0001'))).toContain('待对接')
  })

  test('who is refused is told what to do, and the need stays', async () => {
    const admin = await administrator()
    const newcomer = t.platform.person('new', '李工')
    await newcomer.say(millNeed)
    await newcomer.press('我是企业联系人')
    await newcomer.say('云溪新织纺织有限公司')
    await newcomer.press('发布')
    await admin.press('不通过')
    expect(wordsOf(newcomer.card('暂时没能核实'))).toContain('身份')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('waiting')
  })
})

describe('an expert', () => {
  test('claims their directory entry, and one press of staff lets the needs come', async () => {
    const admin = await administrator()
    await t.prisma.person.updateMany({ where: { name: '沈岚' }, data: { expertId: null } })
    const expert = t.platform.person('shen', 'Shen')
    await expert.start()
    await expert.press('我是专家教授')
    await expert.say('沈岚教授')
    await expert.press(/沈岚教授/)
    expect(wordsOf(admin.card('请核实身份'))).toContain('沈岚教授（江畔轻纺院）')
    await admin.press('通过')
    expect(wordsOf(expert.last())).toContain('点一下就能认领')
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    expect(wordsOf(expert.last())).toContain('有个难题')
  })

  test('whose name nobody knows is told so, and can try again', async () => {
    const expert = t.platform.person('x', '某人')
    await expert.start()
    await expert.press('我是专家教授')
    await expert.say('无名氏')
    expect(wordsOf(expert.last())).toContain('没有找到“无名氏”')
    await expert.say('何平')
    expect(wordsOf(expert.last())).toContain('是哪一位')
  })

  test('without a chat account shows up for the liaison officer, who claims for them', async () => {
    const officer = await t.someone('officer:wang')
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    expect(wordsOf(officer.card('请打个电话：沈岚'))).toContain('19900001111')
    const shen = (officer.card('请打个电话：沈岚').buttons ?? []).flat()[0]
    if (!shen || !('verb' in shen)) throw new Error('no button')
    await officer.pressRaw('claim_for', shen.id)
    expect(wordsOf(mill.card('2026-0001'))).toContain('沈岚教授（江畔轻纺院）')
    expect(wordsOf(officer.card('请打个电话：沈岚'))).toContain('已处理：已认领')
    expect(wordsOf(officer.card('企业的联系方式'))).toContain('19900003001')
    await officer.press('查看需求')
    await officer.press('已联系上，开始对接')
    await officer.press('已解决')
    await officer.say('沈老师现场调好了轧点压力')
    await mill.press('还没解决')
    await mill.say('深色布还有一点')
    expect(wordsOf(officer.card('还没解决'))).toContain('深色布还有一点')
  })
})

test('a second account is linked by a code, and answers come to the one used last', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say('绑定')
  const code = mill.last().title as string
  const phone = t.platform.person('mill-phone', '周工的手机')
  await phone.say(`绑定 ${code}`)
  expect(wordsOf(phone.last())).toContain('绑定好了')
  await phone.say(millNeed)
  expect(wordsOf(phone.card('需求草稿'))).toContain('云溪锦华')
  await phone.press('发布')
  expect(wordsOf(phone.card('2026-0001'))).toContain('待对接')
  expect(
    mill
      .chat()
      .map((shown) => wordsOf(shown.card))
      .join(),
  ).not.toContain('2026-0001')
})

test('a colleague without a code is decided on by an administrator only', async () => {
  const admin = await administrator()
  const staff = await t.someone('officer:chen')
  const colleague = t.platform.person('colleague', '小赵')
  await colleague.start()
  await colleague.press('我在科技局工作')
  await colleague.press('没有口令，请管理员核实')
  expect(staff.chat()).toHaveLength(0)
  await admin.press('通过')
  expect(wordsOf(colleague.last())).toContain('核实通过')
  await colleague.say('帮助')
  expect(wordsOf(colleague.last())).toContain('邀请 企业')
  expect(wordsOf(colleague.last())).not.toContain('邀请 工作人员')
})
