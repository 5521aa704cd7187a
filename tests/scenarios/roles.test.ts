import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStore } from '../../src/store/index.ts'
import { bureauDirectory, claimed, inProgress } from '../support/cast.ts'
import { minutes } from '../support/clock.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { adminCode, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

sayWhatIsSkipped()

let t: TestApp
beforeEach(async () => {
  t = await testApp({ directory: bureauDirectory })
})
afterEach(() => t.stop())

async function administrator(): Promise<FakePerson> {
  const admin = t.platform.person('admin', '高主任')
  await admin.start()
  await admin.press('我在科技局工作')
  await admin.say(adminCode)
  return admin
}

async function personOf(someone: FakePerson) {
  const account = await t.prisma.account.findUniqueOrThrow({ where: { address: someone.address } })
  return t.prisma.person.findUniqueOrThrow({ where: { id: account.personId } })
}

const changes = () => t.prisma.roleChange.findMany({ orderBy: { id: 'asc' } })

describe('roles are given and taken in chat', () => {
  test('an administrator grants and revokes; each is one row, and the person is told', async () => {
    const admin = await administrator()
    const chen = await t.someone('officer:chen')
    await admin.say('授权 陈科长 联络员')
    expect(wordsOf(admin.card('陈科长现在是联络员'))).toBeTruthy()
    expect(wordsOf(chen.card('您现在是联络员了'))).toContain('帮助')
    expect((await personOf(chen)).roles).toEqual(['staff', 'officer'])
    await admin.say('授权 陈科长 联络员')
    expect(wordsOf(admin.last())).toContain('已经是联络员了')
    await admin.say('取消授权 陈科长 工作人员')
    expect((await personOf(chen)).roles).toEqual(['officer'])
    expect(wordsOf(chen.last())).toContain('工作人员身份已经取消')
    const rows = (await changes()).map(({ what, kind, via, chat }) => [what, kind, via, chat])
    expect(rows).toEqual([
      ['grant', 'admin', 'settings', null],
      ['grant', 'officer', 'press', 'fake'],
      ['revoke', 'staff', 'press', 'fake'],
    ])
    expect((await changes())[1]?.byId).toBe((await personOf(admin)).id)
    expect(wordsOf(admin.card('授权记录'))).toContain('高主任取消工作人员')
  })

  test('in English, and an institute to manage', async () => {
    const admin = await administrator()
    const head = await t.someone('officer:liu')
    await admin.say('语言')
    await admin.say('grant 陈科长 liaison officer')
    expect(wordsOf(admin.card('is now liaison officer'))).toBeTruthy()
    await admin.say('revoke 陈科长 officer')
    expect((await t.prisma.person.findFirstOrThrow({ where: { name: '陈科长' } })).roles).toEqual(['staff'])
    await admin.say('grant 陈科长 manager')
    expect(wordsOf(admin.last())).toContain('say which')
    await head.say('授权 陈科长 东湖装备院 研究院负责人')
    const institute = await t.prisma.institute.findFirstOrThrow({ where: { short: '东湖装备院' } })
    expect((await t.prisma.person.findFirstOrThrow({ where: { name: '陈科长' } })).managesId).toBe(institute.id)
    await head.say('授权 陈科长 月球院 研究院负责人')
    expect(wordsOf(head.last())).toContain('江畔轻纺院')
    await head.say('解除 陈科长 院所负责人')
    expect((await t.prisma.person.findFirstOrThrow({ where: { name: '陈科长' } })).managesId).toBeNull()
  })

  test('who may not is told who may, and nothing changes', async () => {
    const admin = await administrator()
    const [head, chen, wang, mill] = await Promise.all(
      ['officer:liu', 'officer:chen', 'officer:wang', 'contact:mill'].map((key) => t.someone(key)),
    )
    const before = await t.prisma.person.findMany({ orderBy: { id: 'asc' } })
    for (const [someone, said, answer] of [
      [head, '授权 陈科长 管理员', '只有管理员'],
      [head, '取消授权 高主任 管理员', '只有管理员'],
      [chen, '授权 王敏 工作人员', '只有管理员'],
      [chen, '授权 陈科长 联络员', '负责人或管理员'],
      [chen, '人员', '负责人和管理员'],
      [wang, '取消授权 王敏 联络员', '要由科技局的工作人员'],
      [wang, '授权 王敏 管理员', '只有管理员'],
      [mill, '授权 周工 管理员', '只有管理员'],
      [mill, '人员', '负责人和管理员'],
      [mill, '邀请码', '科技局工作人员'],
    ] as const) {
      await someone?.say(said)
      expect([said, wordsOf((someone as FakePerson).last())]).toEqual([said, expect.stringMatching(new RegExp(answer))])
    }
    expect(await t.prisma.person.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    expect(await changes()).toHaveLength(1)
    await admin.say('授权 陈科长 皇帝')
    expect(wordsOf(admin.last())).toContain('没看懂要授什么权')
    await admin.say('授权 无名氏 联络员')
    expect(wordsOf(admin.last())).toContain('邀请 联络员')
  })

  test('of two of one name a press chooses, with the account beside the name; somebody unknown is asked back even alone', async () => {
    const admin = await administrator()
    await t.someone('officer:wang')
    const other = t.platform.person('other', '王敏')
    await other.say('你好')
    await admin.say('授权 王敏 工作人员')
    const asked = wordsOf(admin.last())
    expect(asked).toContain('请核对账号')
    expect(asked).toContain('联络员')
    expect(asked).toContain('没有身份')
    await admin.press('2. 王敏')
    expect((await personOf(other)).roles).toEqual(['staff'])
    const lone = t.platform.person('lone', '小赵')
    await lone.say('你好')
    await admin.say('授权 小赵 联络员')
    expect(wordsOf(admin.last())).toContain('请核对账号')
    expect((await personOf(lone)).roles).toEqual([])
    await admin.press('1. 小赵')
    expect((await personOf(lone)).roles).toEqual(['officer'])
  })

  test('the list turns pages, opens one person, and has the buttons this reader may press', async () => {
    const admin = await administrator()
    const head = await t.someone('officer:liu')
    await admin.say('人员')
    expect(wordsOf(admin.last())).toContain('人员和权限')
    await admin.press('王敏')
    const card = wordsOf(admin.last())
    expect(card).toContain('[授权管理员]')
    expect(card).toContain('[取消联络员]')
    await head.say('人员 王敏')
    expect(wordsOf(head.last())).not.toContain('授权管理员')
    expect(wordsOf(head.last())).toContain('[取消联络员]')
    await head.say('people')
    await head.pressRaw('people', '7')
    expect(wordsOf(head.card('人员和权限'))).toContain('陈科长')
  })

  test('an officer whose role is taken leaves no need without an officer', async () => {
    const admin = await administrator()
    await t.someone('officer:wang')
    await admin.say('授权 陈科长 联络员')
    await claimed(t)
    const need = await t.prisma.need.findFirstOrThrow({ where: { number: '2026-0001' } })
    const wang = await t.prisma.person.findFirstOrThrow({ where: { name: '王敏' } })
    expect(need.officerId).toBe(wang.id)
    await admin.say('取消授权 王敏 联络员')
    expect(wordsOf(admin.card('王敏'))).toBeTruthy()
    await t.later(1 * minutes)
    const after = await t.prisma.need.findFirstOrThrow({ where: { number: '2026-0001' }, include: { officer: true } })
    expect(after.officer?.name).toBe('陈科长')
  })

  test('what somebody stands for can be ended; a question asked before is not answered without the right', async () => {
    const admin = await administrator()
    const { mill, rolling } = await inProgress(t)
    await rolling.press('记一笔进展')
    await admin.say('解除 沈岚 专家')
    expect((await personOf(rolling)).expertId).toBeNull()
    await rolling.say('换了一种助剂')
    expect(await t.prisma.history.count({ where: { event: 'progress' } })).toBe(0)
    await admin.say('解除 周工 企业联系人')
    expect((await personOf(mill)).enterpriseId).toBeNull()
    expect(wordsOf(mill.card('企业联系人（云溪锦华印染有限公司）身份已经取消'))).toBeTruthy()
  })
})

describe('the last administrator', () => {
  test('can’t be removed, not by themselves either; one’s own role is asked once more', async () => {
    const admin = await administrator()
    await admin.say('取消授权 高主任 管理员')
    expect(wordsOf(admin.last())).toContain('您自己的管理员身份')
    await admin.press('取消管理员')
    expect(wordsOf(admin.last())).toContain('最后一位')
    await t.someone('officer:chen')
    await admin.say('授权 陈科长 管理员')
    await admin.say('取消授权 高主任 管理员')
    await admin.press('取消管理员')
    expect((await t.read((tx) => tx.people.withRoles(['admin']))).map(({ name }) => name)).toEqual(['陈科长'])
    await admin.say('人员')
    expect(wordsOf(admin.last())).toContain('负责人和管理员查看')
  })

  test('who can act nowhere is none: an administrator without an account does not count', async () => {
    const admin = await administrator()
    await admin.say('授权 陈科长 管理员')
    await admin.say('取消授权 高主任 管理员')
    await admin.press('取消管理员')
    expect(wordsOf(admin.last())).toContain('最后一位')
  })
})

describe.each(engines)('decided by the database, on $name', ({ open }) => {
  test('two administrators remove each other at the same instant: one stays', async () => {
    const database = await open()
    const now = new Date('2026-11-30T02:00:00Z')
    const store = createStore(database.prisma, () => now)
    for (const id of ['a', 'b']) {
      await database.prisma.person.create({ data: { id, name: id, roles: ['admin'], townships: [], createdAt: now } })
      await database.prisma.account.create({ data: { address: `fake:${id}`, platform: 'fake', name: id, personId: id, lastSeenAt: now } })
    }
    const remove = (id: string) =>
      store.transaction(async (tx) => (await tx.people.otherAdministrator(id)) && (await tx.people.dropRole(id, 'admin')))
    expect((await Promise.all([remove('a'), remove('b')])).filter(Boolean)).toHaveLength(1)
    expect(await database.prisma.person.count({ where: { roles: { has: 'admin' } } })).toBe(1)
    await database.close()
  })

  test('two use one code at the same instant: one has it; two roles given at once both stand', async () => {
    const database = await open()
    const now = new Date('2026-11-30T02:00:00Z')
    const store = createStore(database.prisma, () => now)
    const code = { kind: 'staff' as const, createdById: 'x', expiresAt: new Date(now.getTime() + 1000) }
    await store.transaction((tx) => tx.codes.create('hash', code, now))
    const used = await Promise.all(['a', 'b', 'c'].map((id) => store.transaction((tx) => tx.codes.use('hash', id, now))))
    expect(used.filter(Boolean)).toHaveLength(1)
    await database.prisma.person.create({ data: { id: 'p', name: 'p', roles: [], townships: [], createdAt: now } })
    await Promise.all((['staff', 'officer', 'head'] as const).map((role) => store.transaction((tx) => tx.people.addRole('p', role))))
    expect((await database.prisma.person.findUniqueOrThrow({ where: { id: 'p' } })).roles.sort()).toEqual(['head', 'officer', 'staff'])
    expect(await store.transaction((tx) => tx.people.addRole('p', 'head'))).toBe(false)
    await store.transaction((tx) => tx.codes.create('void', code, now))
    const raced = await Promise.all([
      store.transaction(async (tx) => (await tx.codes.use('void', 'a', now)) !== undefined),
      store.transaction(async (tx) => (await tx.codes.expose('void', now)) !== undefined),
    ])
    expect(raced.filter(Boolean)).toHaveLength(1)
    await database.close()
  })
})

describe('invitation codes', () => {
  test('those that are out are listed without the code, and can be made void', async () => {
    const admin = await administrator()
    const wang = await t.someone('officer:wang')
    await admin.say('邀请 工作人员')
    const code = admin.last().title as string
    await wang.say('邀请 企业 云溪恒铸机械有限公司')
    await admin.say('邀请码')
    const list = wordsOf(admin.last())
    expect(list).toContain('工作人员：高主任')
    expect(list).toContain('云溪恒铸机械有限公司：王敏')
    expect(list).not.toContain(code)
    await wang.say('邀请码')
    expect(wordsOf(wang.last())).not.toContain('高主任')
    const ids = await t.prisma.code.findMany({ where: { kind: 'staff' } })
    await wang.pressRaw('code_off', ids[0]?.id ?? '')
    expect(wordsOf(wang.last())).toContain('自己发出的')
    await admin.pressRaw('code_off', ids[0]?.id ?? '')
    expect(wordsOf(admin.card('已作废'))).toBeTruthy()
    const late = t.platform.person('late', '小李')
    await late.start()
    await late.press('我在科技局工作')
    await late.say(code)
    expect(wordsOf(late.last())).toContain('口令不对')
    await admin.pressRaw('code_off', ids[0]?.id ?? '')
    expect(wordsOf(admin.last())).toContain('作废了')
  })

  test('in a group it is refused with a word and void, and who made it is told', async () => {
    const admin = await administrator()
    await admin.say('邀请 工作人员')
    const code = admin.last().title as string
    const late = t.platform.person('late', '小李')
    await late.sayInGroup(`我的码是 ${code.toLowerCase()}，对吗`)
    expect(wordsOf(t.platform.group().at(-1)?.card ?? { text: '' })).toContain('已经作废')
    expect(wordsOf(admin.last())).toContain('贴到了群里')
    await late.say(code)
    expect((await personOf(late)).roles).toEqual([])
    const said = t.platform.group().length
    await late.sayInGroup('今天下午两点开会 ABCDEFGH')
    expect(t.platform.group()).toHaveLength(said)
  })

  test('wrong ones are slowed down, whatever they are typed into, and a right one helps only afterwards', async () => {
    const admin = await administrator()
    await admin.say('邀请 工作人员')
    const code = admin.last().title as string
    const guesser = t.platform.person('guesser', '路人')
    await guesser.start()
    await guesser.press('我是专家教授')
    await guesser.say('AAAAAAAA')
    await guesser.say('BBBBBBBB')
    await guesser.press('我在科技局工作')
    await guesser.say('not the code at all')
    await guesser.say('CCCCCCCC')
    await guesser.say('绑定 DDDDDDDD')
    await guesser.press('我在科技局工作')
    await guesser.say(code)
    expect(wordsOf(guesser.last())).toContain('15 分钟后再试')
    await guesser.say(adminCode)
    expect(wordsOf(guesser.last())).toContain('分钟后再试')
    expect((await personOf(guesser)).roles).toEqual([])
    t.clock.forward(15 * minutes)
    await guesser.say(code)
    expect((await personOf(guesser)).roles).toEqual(['staff'])
  })
})

describe('a lost account', () => {
  async function withTwo() {
    const mill = await t.someone('contact:mill')
    await mill.say('绑定')
    const code = mill.last().title as string
    const phone = t.platform.person('mill-phone', '周工的手机')
    await phone.say(`绑定 ${code}`)
    return { mill, phone }
  }

  test('is taken away from another account: nothing more goes there, and whoever writes from it is somebody new', async () => {
    const { mill, phone } = await withTwo()
    expect(wordsOf(mill.card('刚刚绑定'))).toContain('账号')
    const own = await personOf(mill)
    await phone.say('账号')
    expect(wordsOf(phone.last())).toContain('手机丢了')
    await phone.press(/^解除 fake 周工的手机/)
    expect(wordsOf(phone.last())).toContain('正用着')
    await mill.say('电话')
    await phone.press(/^解除 fake 周工$/)
    expect(wordsOf(phone.last())).toContain('确定解除')
    const before = mill.chat().length
    await phone.press('确定解除')
    expect(wordsOf(phone.card('已解除账号'))).toBeTruthy()
    expect(await t.prisma.dialog.count({ where: { address: mill.address } })).toBe(0)
    await phone.say(millNeed)
    await phone.press('发布')
    expect(mill.chat()).toHaveLength(before)
    await mill.say('我的')
    expect((await personOf(mill)).id).not.toBe(own.id)
    expect(wordsOf(mill.last())).not.toContain('2026-0001')
    const row = (await changes()).find(({ what }) => what === 'revoke')
    expect([row?.what, row?.kind, row?.personId, row?.byId]).toEqual(['revoke', 'account', own.id, own.id])
  })

  test('by an administrator: what waited goes to the other account, the person is told; a stranger may not', async () => {
    const admin = await administrator()
    const { mill, phone } = await withTwo()
    const own = await personOf(mill)
    const thief = t.platform.person('thief', '路人')
    await admin.say('人员 周工')
    const off = (admin.last().buttons ?? []).flat().find((button) => button.label === '解除 fake 周工')
    if (!off || !('verb' in off)) throw new Error('no button')
    await thief.pressRaw('account_off_yes', off.id)
    expect(wordsOf(thief.last())).toContain('只有管理员')
    expect(await t.prisma.account.count({ where: { personId: own.id } })).toBe(2)
    await t.read((tx) =>
      tx.mail.put({
        key: 'waiting',
        address: mill.address,
        mode: 'message',
        notice: { view: 'say', text: 'thanks' },
        priority: 5,
        dueAt: new Date(t.clock.now().getTime() + 1000),
      }),
    )
    await admin.press('解除 fake 周工')
    await admin.press('确定解除')
    expect(wordsOf(phone.card('管理员高主任解除了'))).toBeTruthy()
    expect(wordsOf(phone.card('不客气'))).toBeTruthy()
    await admin.pressRaw('account_off_yes', off.id)
    expect(wordsOf(admin.last())).toContain('不在这个人名下')
  })

  test('of an expert with no other account: the officer is asked to call about what they were asked, and acts on what they work on', async () => {
    const admin = await administrator()
    const wang = await t.someone('officer:wang')
    const { rolling } = await claimed(t)
    const finish = await t.someone('expert:finish')
    const mill = await t.someone('contact:mill')
    await t.later(10 * minutes)
    await mill.say(millNeed.replace('二十万', '三十万'))
    await mill.press('发布')
    expect(wordsOf(finish.last())).toContain('有个难题')
    await admin.say('人员 何平')
    await admin.press(/^解除 fake 何平/)
    await admin.press('确定解除')
    expect(wordsOf(wang.card('请打个电话：何平'))).toContain('19900001111')
    await admin.say('人员 沈岚')
    await admin.press(/^解除 fake 沈岚/)
    await admin.press('确定解除')
    await wang.say('需求 2026-0001')
    await wang.press('已联系上，开始对接')
    expect((await t.prisma.need.findFirstOrThrow({ where: { number: '2026-0001' } })).state).toBe('in_progress')
    await rolling.say('我的')
    expect(wordsOf(rolling.last())).not.toContain('2026-0001')
  })
})
