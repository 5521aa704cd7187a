/** Each was a real defect once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashOf } from '../../src/domain/use-cases/onboard.ts'
import { minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type FakePerson, wordsOf } from '../support/fake-platform.ts'
import { adminCode, type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const photo = { name: '布样.png', mime: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }
const all = (person: FakePerson) =>
  person
    .chat()
    .map((shown) => wordsOf(shown.card))
    .join('\n')

async function publish(visibility?: string) {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  await mill.say(millNeed)
  if (visibility) {
    await mill.press('谁能看到')
    await mill.press(visibility)
  }
  await mill.press('发布')
  const need = await t.read((tx) => tx.needs.byNumber('2026-0001'))
  return { mill, rolling, finish, id: need?.id as string }
}

test('a photo that comes with an answer belongs to the need', async () => {
  const { mill, rolling, id } = await publish()
  await rolling.press('提问')
  await rolling.say('能看看布样吗？')
  await mill.press('回答')
  await mill.say('全棉府绸，见照片', [photo])
  expect((await t.read((tx) => tx.needs.files(id))).map((file) => file.name)).toEqual(['布样.png'])
  expect(wordsOf(rolling.card('有个难题'))).toContain('[附件（1）]')
})

test('a withdrawn need can no longer be read by who was asked', async () => {
  const { mill, rolling, id } = await publish()
  await mill.press('撤回需求')
  await mill.say('涉密，不该发')
  expect(all(rolling)).not.toContain('试过换柔软剂')
  await rolling.pressRaw('need', id)
  await rolling.pressRaw('files', id)
  await rolling.pressRaw('history', id)
  expect(all(rolling)).not.toContain('试过换柔软剂')
  expect(all(rolling)).not.toContain('涉密')
})

test('a need made private leaves nothing on the cards of those who may no longer read it', async () => {
  const { mill, id } = await publish('公开')
  const water = await t.someone('expert:water')
  await water.say('需求 2026-0001')
  expect(all(water)).toContain('试过换柔软剂')
  await mill.press('谁能看到')
  await mill.press('保密')
  expect(all(water)).not.toContain('试过换柔软剂')
  await water.pressRaw('claim', id)
  expect(await t.prisma.claim.count()).toBe(0)
})

test('what a private need said never shows in the reasons of another', async () => {
  const { mill, rolling } = await publish('保密')
  await rolling.press('认领')
  await mill.press('同意对接')
  await rolling.press('已解决')
  await rolling.say('用雪莲七号涂层解决')
  await t.prisma.needPart.updateMany({ data: { text: `${millNeed} 用雪莲七号涂层。` } })
  await mill.press('确认已解决')
  const foundry = await t.someone('contact:foundry')
  await foundry.say('想找懂雪莲七号涂层的人，布面压光之后有极光，手感发硬，要求4级以上')
  await foundry.press('发布')
  expect(wordsOf(foundry.card('2026-0002'))).not.toContain('都提到“雪莲')
  expect(wordsOf(foundry.card('2026-0002'))).not.toContain('2026-0001')
})

test('an answer that can not succeed any more does not swallow what is said next', async () => {
  const { mill, rolling } = await publish()
  await rolling.press('提问')
  await mill.press('撤回需求')
  await mill.say('不做了')
  await rolling.say('克重多少？')
  expect(wordsOf(rolling.last())).toContain('不再接收新内容')
  await rolling.say('我的')
  expect(wordsOf(rolling.last())).toContain('现在没有需要您处理的事')
  await rolling.say('那好吧')
  expect(wordsOf(rolling.last())).not.toContain('不再接收新内容')
})

test('an account that already is somebody can not be linked to another, so no administrator is lost', async () => {
  const admin = t.platform.person('admin', '高主任')
  await admin.start()
  await admin.press('我在科技局工作')
  await admin.say(adminCode)
  const other = await t.prisma.person.findFirstOrThrow({ where: { name: '王敏' } })
  const code = { kind: 'link' as const, personId: other.id, createdById: other.id, expiresAt: new Date('2027-01-01') }
  await t.read((tx) => tx.codes.create(hashOf('ABCDEFGH'), code, t.clock.now()))
  await admin.say('ABCDEFGH')
  expect(wordsOf(admin.last())).toContain('已经有身份')
  expect((await t.read((tx) => tx.people.withRoles(['admin']))).map((person) => person.name)).toEqual(['高主任'])
  const fresh = t.platform.person('fresh', '王敏的手机')
  await fresh.say('ABCDEFGH')
  expect(wordsOf(fresh.last())).toContain('绑定好了')
})

test('“新需求” begins a new one though a draft is open', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.say('新需求')
  await mill.say('定型机烘箱左右温差大，布面左右色差明显')
  expect(await t.prisma.need.count()).toBe(2)
})

test('detail that is added finds somebody where nobody fitted', async () => {
  const mill = await t.someone('contact:mill')
  const casting = await t.someone('expert:casting')
  await mill.say('我们车间的老机器最近总出毛病，想请人来看看怎么办')
  await mill.press('发布')
  expect(wordsOf(mill.card('当前状态：待对接'))).toContain('没有找到对口的专家')
  await mill.press('补充')
  await mill.say('铝合金压铸件有砂眼和气孔，压铸模具浇道可能不合理')
  expect(wordsOf(mill.card('已补充到需求'))).toContain('找到 1 位对口专家')
  expect(wordsOf(casting.last())).toContain('有个难题')
})

test('who was declined by the enterprise learns it truly, and can not claim again', async () => {
  const { mill, rolling, id } = await publish('保密')
  await rolling.press('认领')
  await mill.press('换一位专家')
  expect(all(rolling)).not.toContain('您已退回')
  await rolling.pressRaw('claim', id)
  expect(wordsOf(rolling.last())).toContain('不能再认领')
})

test('contacts can be called up again, with the phone that was left later', async () => {
  const { mill, rolling } = await publish()
  await rolling.press('认领')
  await rolling.say('先寄布样')
  await rolling.say('电话')
  await rolling.say('19977776666')
  await mill.press('联系方式')
  expect(wordsOf(mill.last())).toContain('19977776666')
})

test('signs that a database can not keep do not stop anybody', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(`${millNeed}\u0000\ud800`)
  expect(wordsOf(mill.card('需求草稿'))).toContain('极光')
  await mill.press('发布')
  expect(wordsOf(mill.card('2026-0001'))).toContain('待对接')
})

test('one invitation that can not be settled holds up neither the others nor the digest', async () => {
  await publish()
  const foundry = await t.someone('contact:foundry')
  await t.someone('expert:casting')
  await foundry.say('铝合金压铸件砂眼、气孔太多，良率才82%，希望到95%')
  await foundry.press('发布')
  await t.prisma.need.updateMany({ where: { number: '2026-0001' }, data: { answers: 5 } })
  const staff = await t.someone('officer:chen')
  await t.prisma.digestChoice.deleteMany({ where: { kind: 'weekly' } })
  t.clock.set('2026-11-30T01:00:00Z')
  await t.later(minutes)
  expect(await t.prisma.invitation.count({ where: { state: 'expired', need: { number: '2026-0002' } } })).toBeGreaterThan(0)
  expect(all(staff)).toContain('周计划 · 2026年第49周')
})

test('staff can take a need back from an expert who does not answer any more, and recommend another', async () => {
  const { mill, rolling } = await publish()
  const staff = await t.someone('officer:chen')
  await rolling.press('认领')
  await staff.say('需求 2026-0001')
  await staff.press('退回')
  await staff.say('联系不上专家')
  expect(wordsOf(rolling.card('科技局已收回'))).toContain('联系不上专家')
  expect(wordsOf(mill.card('科技局已收回'))).toContain('另请专家')
  expect(wordsOf(mill.card('当前状态：待对接'))).toContain('2026-0001')
  await staff.press('推荐他人')
  await staff.say('丁涛')
  expect(all(staff)).toContain('丁涛老师')
})
