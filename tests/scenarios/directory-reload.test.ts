/** The directory folder is loaded again: what the file changed is written, what people changed in chat stays, and the load says so. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptLines } from '../../src/directory-kept.ts'
import type { Directory } from '../../src/domain/directory-file.ts'
import { idOf } from '../../src/store/directory.ts'
import { smallDirectory } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

const achievements = ['cold', 'soft', 'old'].map((key) => ({ key: `a-${key}`, title: `成果${key}`, summary: '一段话' }))
const directory: Directory = {
  ...smallDirectory,
  experts: smallDirectory.experts.map((one) => (one.key === 'rolling' ? { ...one, achievements } : one)),
  equipment: [{ key: 'eq-01', name: '扫描电镜', institute: 'textile', place: '1号楼', fields: [], keywords: [], state: 'available' }],
}

let t: TestApp
beforeEach(async () => {
  t = await testApp({ directory })
})
afterEach(() => t.stop())

const load = (entries: Directory) => t.read((tx) => tx.directory.load(entries, { sample: false, accounts: true, at: t.clock.now() }))
const mill = () => t.prisma.enterprise.findUniqueOrThrow({ where: { id: idOf('enterprise', 'mill') } })
const rolling = () =>
  t.prisma.expert.findUniqueOrThrow({ where: { id: idOf('expert', 'rolling') }, include: { achievements: { orderBy: { title: 'asc' } } } })

function changed(expert: object, enterprise: object = {}): Directory {
  return {
    ...directory,
    experts: directory.experts.map((one) => (one.key === 'rolling' ? { ...one, ...expert } : one)),
    enterprises: directory.enterprises.map((one) => (one.key === 'mill' ? { ...one, ...enterprise } : one)),
  }
}

test('a profile, a tier and an instrument as they were changed in chat stay, and are named; what only the file changed is written', async () => {
  const clerk = await t.someone('officer:chen')
  await clerk.say('企业梯次 锦华 创新型领军企业 2026-11-02')
  await (await t.someone('contact:mill')).say('改企业资料 产品 印花布')
  const expert = await t.someone('expert:rolling')
  await expert.say('改资料 关键词 无水染色')
  await t.prisma.equipment.updateMany({ data: { place: '2号楼' } })

  const { kept } = await load(changed({ keywords: ['数码印花'], phone: '19900001999' }, { products: '色布', township: '石桥镇' }))
  expect(await mill()).toMatchObject({ tier: '创新型领军企业', products: '印花布', township: '石桥镇' })
  expect(await rolling()).toMatchObject({ phone: '19900001999', keywords: ['无水染色'] })
  expect(await t.prisma.equipment.findMany()).toMatchObject([{ place: '2号楼' }])
  expect(keptLines(kept)).toEqual([
    'left as people changed them, experts: 沈岚 (keywords)',
    'left as people changed them, enterprises: 云溪锦华印染有限公司 (products, tier)',
    'left as people changed them, equipment: 扫描电镜 (place)',
  ])
  // and nothing comes back at the next load of the same
  await load(changed({ keywords: ['数码印花'], phone: '19900001999' }, { products: '色布', township: '石桥镇' }))
  expect(await mill()).toMatchObject({ tier: '创新型领军企业', products: '印花布' })
  // what nobody touched follows the file again
  expect((await load(changed({ phone: '19900001888' }))).kept.map(({ name }) => name)).toEqual(['沈岚', '云溪锦华印染有限公司', '扫描电镜'])
  expect((await rolling()).phone).toBe('19900001888')
})

test('achievements added in chat stay, those taken out stay out, those changed stay changed; what the file dropped goes', async () => {
  const expert = await t.someone('expert:rolling')
  await expert.say('添加成果 低光泽轧光')
  await expert.press('跳过')
  await expert.pressRaw('achievement_remove', idOf('achievement', 'rolling/a-soft'))
  expect(wordsOf(expert.last())).toContain('已删除《成果soft》')

  const { kept } = await load(directory)
  expect((await rolling()).achievements.map(({ title }) => title)).toEqual(['低光泽轧光', '成果cold', '成果old'])
  expect(keptLines(kept)).toEqual(['left as people changed them, achievements: 成果soft (taken out)'])

  const fewer = achievements.filter(({ key }) => key === 'a-cold').map((one) => ({ ...one, title: '成果cold二代' }))
  await load(changed({ achievements: fewer }))
  expect((await rolling()).achievements.map(({ title }) => title)).toEqual(['低光泽轧光', '成果cold二代'])
})

test('a manager who was taken out of office in chat is not put back, nor a role given there taken away', async () => {
  const manager = { id: idOf('person', 'manager:textile') }
  await t.prisma.person.update({ where: manager, data: { managesId: null, roles: ['officer'] } })
  await load(directory)
  expect(await t.prisma.person.findUniqueOrThrow({ where: manager })).toMatchObject({ managesId: null, roles: ['officer'] })
})

test('who had themselves erased comes back in nothing: neither as a person nor with links or achievements', async () => {
  const links = { projects: [], enterprises: ['mill'], institutes: [], talents: [] }
  const linked = { ...directory, officers: directory.officers.map((one) => (one.key === 'wang' ? { ...one, links } : one)) }
  await load(linked)
  for (const key of ['officer:wang', 'expert:rolling']) {
    const person = await t.someone(key)
    await person.pressRaw('data_erase', 'x')
    await person.say('注销')
    expect(wordsOf(person.last())).toContain('已注销')
  }
  await load(linked)
  expect(await t.prisma.officerLink.count()).toBe(0)
  expect(await t.prisma.achievement.count()).toBe(0)
  expect(JSON.stringify([await t.prisma.person.findMany(), await t.prisma.loadedEntry.findMany()])).not.toMatch(/王敏|沈岚|成果cold/)
})

test('entries of which it is not known what was loaded keep what stands in them, and only blanks are filled', async () => {
  await t.prisma.loadedEntry.deleteMany()
  await t.prisma.enterprise.update({ where: { id: idOf('enterprise', 'mill') }, data: { township: null, tier: '创新型领军企业' } })
  await t.prisma.achievement.create({ data: { id: 'by-hand', expertId: idOf('expert', 'rolling'), title: '手填', summary: '' } })
  await load(directory)
  expect(await mill()).toMatchObject({ township: '柳荫街道', tier: '创新型领军企业' })
  expect((await rolling()).achievements).toHaveLength(4)
})
