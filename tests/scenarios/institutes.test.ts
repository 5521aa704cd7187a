import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const manager = () => t.someone('manager:textile')
const instituteId = idOf('institute', 'textile')

describe('the entry of an institute', () => {
  test('its manager writes it, one field at a time; everybody known reads it', async () => {
    const [person, mill] = [await manager(), await t.someone('contact:mill')]
    await person.say('我的')
    await person.press('研究院资料')
    expect(wordsOf(person.last())).toContain('江畔理工大学轻纺研究院\n还没有简介')
    await person.press('修改资料')
    await person.press('简介')
    await person.say('专做后整理和印染废水。')
    await person.press('修改资料')
    await person.press('电话')
    await person.say('不告诉你')
    expect(wordsOf(person.last())).toContain('电话')
    await person.say('0571-88000000')
    await mill.say('院所 轻纺')
    expect(wordsOf(mill.last())).toContain('江畔理工大学轻纺研究院\n专做后整理和印染废水。\n所属高校：江畔理工大学\n服务集群：时尚轻纺')
    expect(wordsOf(mill.last())).toContain('电话：0571-88000000\n专家：4 位')
    expect(wordsOf(mill.last())).not.toContain('[修改资料]')
    await mill.pressRaw('institute_part', `${instituteId}summary`)
    expect(wordsOf(mill.last())).toContain('只有本院的管理员和科技局工作人员')
    const other = await t.someone('manager:machine')
    await other.pressRaw('institute_part', `${instituteId}summary`)
    expect(wordsOf(other.last())).toContain('只有本院的管理员和科技局工作人员')
  })

  test('a name that is not clear brings the list; in English', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('院所 研究院')
    expect(wordsOf(mill.card('研究院（2）'))).toContain('[东湖装备院] [江畔轻纺院]')
    await t.prisma.person.update({ where: { id: idOf('person', 'contact:mill') }, data: { lang: 'en' } })
    await mill.say('institute 轻纺')
    expect(wordsOf(mill.last())).toContain('University：江畔理工大学')
  })
})

describe('its teams', () => {
  async function founded() {
    const person = await manager()
    await person.say('院所')
    await person.press('添加团队')
    await person.say('后整理团队')
    return person
  }
  const team = () => t.prisma.researchTeam.findFirstOrThrow()
  const expertId = (key: string) => idOf('expert', key)

  test('are founded, led, joined, left, renamed and dissolved', async () => {
    const person = await founded()
    await person.press('定负责人')
    await person.say('沈岚教授')
    await person.press('添加成员')
    await person.say('何平')
    expect(wordsOf(person.last())).toContain('成员：沈岚教授（江畔轻纺院）（负责人）\n何平教授（江畔轻纺院）')
    await person.press('定负责人')
    await person.say('何平')
    expect(await team()).toMatchObject({ leaderId: expertId('finish'), memberIds: [expertId('rolling')] })
    await person.press('添加成员')
    await person.say('何平')
    expect(wordsOf(person.last())).toContain('已经在团队里了')
    await person.press('移出 何平')
    expect(await team()).toMatchObject({ leaderId: null, memberIds: [expertId('rolling')] })
    await person.pressRaw('team_take', `${(await team()).id}${expertId('finish')}`)
    expect(wordsOf(person.last())).toContain('已经不在团队里')
    await person.press('改名')
    await person.say('功能整理团队')
    await person.say('院所')
    expect(wordsOf(person.last())).toContain('团队：• 功能整理团队：沈岚')
    await person.press('添加团队')
    await person.say('功能整理团队')
    expect(wordsOf(person.last())).toContain('已经有一个团队叫这个名称')
    await person.press('功能整理团队')
    await person.press('撤销团队')
    expect(await t.prisma.researchTeam.count()).toBe(0)
  })

  test('list the own experts and external ones; of another institute they say where that is done', async () => {
    const person = await founded()
    await person.press('添加成员')
    await person.say('丁涛')
    expect(wordsOf(person.last())).toContain('丁涛在东湖装备院，不能列入本院的团队')
    await person.say('没有此人')
    expect((await team()).memberIds).toEqual([])
    await t.prisma.expert.update({ where: { id: expertId('casting') }, data: { external: true } })
    await person.say('丁涛')
    expect((await team()).memberIds).toEqual([expertId('casting')])
  })

  test('two of one name are chosen between; nobody else changes a team', async () => {
    const person = await founded()
    await t.prisma.expert.update({ where: { id: expertId('fabric') }, data: { name: '何平' } })
    await person.press('添加成员')
    await person.say('何平')
    const mill = await t.someone('contact:mill')
    await mill.pressRaw('team_put', `${(await team()).id}${expertId('finish')}`)
    expect((await team()).memberIds).toEqual([])
    await person.press('何平教授（江畔轻纺院）')
    expect((await team()).memberIds).toHaveLength(1)
    await mill.pressRaw('team_remove', (await team()).id)
    expect(await t.prisma.researchTeam.count()).toBe(1)
  })
})
