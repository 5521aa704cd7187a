/** What people see of matching: why these experts, what else bears on a need, who is not asked, and who comes later. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Card } from '../../src/bot/platform.ts'
import type { Directory } from '../../src/domain/directory-file.ts'
import { readSample } from '../../src/sample.ts'
import { idOf } from '../../src/store/directory.ts'
import { hours, minutes } from '../support/clock.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

type Expert = Directory['experts'][number]

let t: TestApp
afterEach(() => t.stop())

/** Every expert has an account, and everybody has been looked at, so that nobody is new. */
async function begin(directory: Directory = smallDirectory, env: Record<string, string> = {}, at?: string): Promise<void> {
  t = await testApp({ directory, env, at })
  for (const { key } of directory.experts) await t.someone(`expert:${key}`)
  await t.later(0)
}

function changed(key: string, patch: Partial<Expert>, directory = smallDirectory): Directory {
  return { ...directory, experts: directory.experts.map((expert) => (expert.key === key ? { ...expert, ...patch } : expert)) }
}

function joined(...experts: Expert[]): Directory {
  return { ...smallDirectory, experts: [...smallDirectory.experts, ...experts] }
}

const someExpert = smallDirectory.experts[0]!
const load = (directory: Directory) => t.read((tx) => tx.directory.load(directory, { sample: false, accounts: true, at: t.clock.now() }))

const seen = (person: FakePerson, words: string | RegExp) =>
  person.chat().filter(({ card }) => (typeof words === 'string' ? wordsOf(card).includes(words) : words.test(wordsOf(card))))
const all = (person: FakePerson) =>
  person
    .chat()
    .map(({ card }) => wordsOf(card))
    .join('\n')
const field = (card: Card, label: string) => card.fields?.find((entry) => entry.label === label)?.value ?? ''

async function publish(text = millNeed, { visibility, by = 'contact:mill' }: { visibility?: string; by?: string } = {}) {
  const poster = await t.someone(by)
  await poster.say(`#需求 ${text}`)
  if (visibility) {
    await poster.press('谁能看到')
    await poster.press(visibility)
  }
  await poster.press('发布')
  const need = await t.prisma.need.findFirstOrThrow({ where: { number: { not: null } }, orderBy: { number: 'desc' } })
  return { poster, id: need.id, number: need.number as string }
}

async function askedFor(id: string): Promise<string[]> {
  const rows = await t.prisma.invitation.findMany({ where: { needId: id }, include: { expert: true }, orderBy: { rank: 'asc' } })
  return rows.map(({ expert }) => expert.name)
}

/** From words of the need over matters to words of the expert. */
const bridge = /“[^”]+”(属于.+?，专家做| → .+? → )“[^”]+”/

const glare = {
  ...{ key: 'glare', title: '低光泽轧光整理技术', year: 2024 },
  summary: '棉织物压光后布面极光明显减轻，手感柔软，极光等级到4级以上，压光后不再发硬。',
}

describe('the published card says why', () => {
  test('of each expert asked how well they fit, and the words or the matter that both have', async () => {
    await begin()
    const { poster } = await publish()
    const lines = field(poster.card('2026-0001'), '已请专家').split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(line).toMatch(/^\d\. .+（江畔轻纺院） \[(非常|可能)?对口\] — .*(都提到“|”属于| → )/)
  })

  test('where an expert says it in other words, the matter that leads from one to the other is named', async () => {
    await begin(changed('water', { keywords: ['膜分离'], profile: '从事超滤、反渗透等膜分离装备研究。' }))
    const { poster, id } = await publish('车间排出的印染废水超标，出水发红，希望处理后达标回用')
    const reasons = (await t.prisma.invitation.findMany({ where: { needId: id } })).map((row) => JSON.stringify(row.reasons)).join()
    expect(reasons).toContain('"bridges"')
    expect(field(poster.card('2026-0001'), '已请专家')).toMatch(bridge)
    const english = await t.someone('officer:chen')
    await english.say('语言')
    await english.say('/need 2026-0001')
    const [way] = bridge.exec(field(english.last(), 'Experts asked')) ?? []
    expect(way).toMatch(/[a-z]{3,}/)
    expect(way).not.toMatch(/属于|专家做/)
  })

  test('achievements that bear on the need, and whose they are', async () => {
    await begin(changed('softener', { achievements: [glare] }))
    const { poster } = await publish()
    expect(field(poster.card('2026-0001'), '相关成果')).toBe('《低光泽轧光整理技术》 — 孟洁教授（江畔轻纺院）')
    const officer = await t.someone('officer:wang')
    await officer.say('需求 2026-0001')
    expect(field(officer.last(), '相关成果')).toContain('《低光泽轧光整理技术》')
    // gone from the directory, it is gone from the card
    await t.prisma.achievement.deleteMany()
    await poster.say('需求 2026-0001')
    expect(field(poster.last(), '相关成果')).toBe('')
  })

  test('none where none bears on it', async () => {
    await begin(changed('casting', { achievements: [{ ...glare, title: '压铸模温控制', summary: '压铸模具温度均匀，铸件砂眼减少。' }] }))
    const { poster } = await publish()
    expect(field(poster.card('2026-0001'), '相关成果')).toBe('')
    expect(field(poster.card('2026-0001'), '相似需求')).toBe('')
    expect(field(poster.card('2026-0001'), '建议组队')).toBe('')
  })

  test('look-alikes, as far as the reader may know of them', async () => {
    await begin()
    const open = await publish(millNeed, { visibility: '公开' })
    const matched = await publish(`${millNeed}这次是涤棉。`)
    const secret = await publish(`${millNeed}这次是雪莲七号面料。`, { visibility: '保密' })
    expect(field(matched.poster.card(matched.number), '相似需求')).toContain(open.number)
    const { poster, number } = await publish(`${millNeed}这次是天丝。`, { by: 'contact:foundry' })
    const similar = field(poster.card(number), '相似需求').split('\n')
    const titleOf = async (id: string) => (await t.prisma.need.findUniqueOrThrow({ where: { id } })).title
    expect(similar.find((line) => line.startsWith(open.number))).toContain(await titleOf(open.id))
    expect(similar.find((line) => line.startsWith(matched.number))).not.toContain(await titleOf(matched.id))
    expect(similar.join()).not.toContain(secret.number)
    expect(all(poster)).not.toContain('雪莲七号')
  })

  test('in English to an English-speaking reader', async () => {
    await begin(changed('rolling', { achievements: [glare] }))
    await publish(millNeed, { visibility: '公开' })
    const foundry = await t.someone('contact:foundry')
    await foundry.say('语言')
    await foundry.say(millNeed)
    await foundry.press('Publish')
    const card = foundry.card('2026-0002')
    for (const line of field(card, 'Experts asked').split('\n'))
      expect(line).toMatch(/\[(strong|good|possible) match\] — .*(both speak of “|” → )/)
    expect(field(card, 'Achievements that bear on it')).toMatch(/^“低光泽轧光整理技术” — 沈岚 \(教授, 江畔轻纺院\)$/)
    expect(field(card, 'Similar needs')).toMatch(/^2026-0001 .* \(.*[a-z].*\)$/)
    expect(wordsOf(card)).not.toMatch(/都提到|属于|同属|有相关成果|解决过|对口|已请|相关成果|相似需求|待对接|[，；。]专家/)
  })
})

describe('staff see the grounds', () => {
  test('every factor and how likely each expert was to help, at a press', async () => {
    await begin()
    const first = await publish()
    const rolling = await t.someone('expert:rolling')
    await rolling.press('认领')
    const { id, number } = await publish(`${millNeed}这次是涤棉。`)
    expect(await askedFor(id)).toContain('沈岚')
    const officer = await t.someone('officer:wang')
    await officer.say(`需求 ${number}`)
    await officer.press('匹配依据')
    const card = officer.last()
    expect(card.title).toContain(`${number} 为什么推荐这几位`)
    const parts = card.text.split('\n\n').filter((part) => !part.startsWith('对口但没有请的'))
    expect(parts).toHaveLength(3)
    for (const part of parts) {
      expect(part).toMatch(/^\d\. .+（江畔轻纺院） — (非常|可能)?对口、把握约 (100|\d{1,2})%\n/)
      expect(part).toMatch(/\n文字依据 \d+\.\d\d/)
      expect(part).toMatch(/都提到“|”属于| → /)
    }
    // who carries a need already is weighed by that
    expect(parts.find((part) => part.includes('沈岚'))).toMatch(/手上任务 0\.\d\d/)
    expect(parts.find((part) => part.includes('何平'))).not.toContain('手上任务')
    const staff = await t.someone('officer:chen')
    await staff.say('语言')
    await staff.say(`/need ${first.number}`)
    await staff.press('Why these experts')
    expect(staff.last().title).toContain('Why these experts for 2026-0001')
    expect(staff.last().text).toMatch(/ match, about \d+% likely to help\nevidence in words \d+\.\d\d/)
    expect(wordsOf(staff.last())).not.toMatch(/把握|文字依据|同领域/)
  })

  test('who was named by a person has no factors, and it says so', async () => {
    await begin()
    const { id } = await publish()
    const officer = await t.someone('officer:wang')
    await officer.say('需求 2026-0001')
    await officer.press('推荐他人')
    await officer.say('丁涛')
    await officer.say('需求 2026-0001')
    await officer.press('匹配依据')
    const part = officer
      .last()
      .text.split('\n\n')
      .find((one) => one.includes('丁涛'))
    expect(part).toContain('科技局推荐')
    expect(part).not.toContain('把握')
    expect(await t.prisma.invitation.count({ where: { needId: id, factors: { equals: undefined }, likely: null } })).toBe(1)
  })

  test('nobody else does: the button is not on their cards, and a forged press is refused', async () => {
    await begin()
    const { poster, id } = await publish(millNeed, { visibility: '公开' })
    const rolling = await t.someone('expert:rolling')
    const foundry = await t.someone('contact:foundry')
    const stranger = t.platform.person('x', '路人')
    for (const person of [poster, rolling, foundry, stranger]) {
      await person.pressRaw('fit', id)
      expect(wordsOf(person.last())).toContain('这一步只有科技局工作人员能做')
      expect(all(person)).not.toMatch(/把握约|文字依据|匹配依据/)
    }
    const officer = await t.someone('officer:wang')
    await officer.pressRaw('fit', 'no-such-need-000')
    expect(wordsOf(officer.last())).toContain('没有这条需求')
    expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([])
  })
})

describe('quality', () => {
  test('before any need it says there is none', async () => {
    await begin()
    const staff = await t.someone('officer:chen')
    await staff.say('质量')
    expect(wordsOf(staff.last())).toBe('推荐准不准\n最近 12 个月还没有发布过需求。')
    await staff.say('语言')
    await staff.say('/quality')
    expect(wordsOf(staff.last())).toContain('No need was published in the last 12 months')
  })

  test('afterwards whether those who solved needs had been suggested, and where needs find nobody', async () => {
    await begin()
    const { poster } = await publish()
    await publish('春茶萎凋时间难掌握，叶片红变，茶多酚损失大')
    const rolling = await t.someone('expert:rolling')
    t.clock.forward(5 * hours)
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    await poster.press('确认已解决')
    const staff = await t.someone('officer:chen')
    await staff.say('/quality')
    const card = staff.last()
    expect(card.title).toBe('推荐准不准')
    expect(field(card, '发布')).toBe('2 条')
    expect(field(card, '找到对口专家')).toBe('1 条（50%）')
    expect(field(card, '有人认领')).toBe('1 条（50%）')
    expect(field(card, '认领用时（中位数）')).toBe('5 小时')
    expect(field(card, '已解决且当时有排名')).toBe('1 条')
    expect(field(card, '解决者排在前 10')).toBe('1 条（100%）')
    expect(card.text).toContain('按技术领域：')
    expect(card.text.match(/发布 \d+，没找到人 \d+，解决 \d+/g)?.length).toBeGreaterThan(0)
    await staff.say('语言')
    await staff.say('quality')
    expect(field(staff.last(), 'Found somebody who fits')).toBe('1 (50%)')
    expect(field(staff.last(), 'Time to claim (median)')).toBe('5 hours')
    expect(wordsOf(staff.last())).not.toMatch(/条|小时|没找到人/)
    // after a year it is no longer counted
    t.clock.forward(366 * 24 * hours)
    await staff.say('quality')
    expect(wordsOf(staff.last())).toContain('No need was published')
  })

  test('is refused to everybody but staff, and stands in the help of staff only', async () => {
    await begin()
    await publish()
    const people = {
      mill: await t.someone('contact:mill'),
      rolling: await t.someone('expert:rolling'),
      stranger: t.platform.person('x', '路人'),
    }
    for (const person of Object.values(people)) {
      for (const words of ['质量', '/quality', '推荐质量']) {
        await person.say(words)
        expect(wordsOf(person.last())).toContain('这一步只有科技局工作人员能做')
      }
      await person.say('帮助')
      expect(wordsOf(person.last())).not.toMatch(/质量|推荐得准不准/)
      expect(all(person)).not.toContain('推荐准不准')
    }
    for (const key of ['officer:wang', 'officer:chen']) {
      const staff = await t.someone(key)
      await staff.say('帮助')
      expect(wordsOf(staff.last())).toContain('质量 — ')
    }
  })
})

describe('who is not asked', () => {
  const leave = (from: string, until: string) => changed('rolling', { away: { from, until } })

  test('an expert on leave is not, as long as it lasts; then again', async () => {
    await begin(leave('2026-11-20', '2026-11-24'))
    const { id } = await publish()
    expect(await askedFor(id)).not.toContain('沈岚')
    expect((await askedFor(id)).length).toBeGreaterThan(0)
    t.clock.forward(48 * hours)
    expect(await askedFor((await publish(`${millNeed}这次是涤棉。`)).id)).toContain('沈岚')
  })

  test('back from leave, the expert is asked where the others were silent', async () => {
    await begin(leave('2026-11-20', '2026-11-24'))
    const { id } = await publish()
    await t.later(72 * hours + minutes)
    expect(await askedFor(id)).toContain('沈岚')
  })

  test.each([
    ['the last minute of the last day', '2026-11-22T15:59:00Z', false],
    ['the first minute after it', '2026-11-22T16:01:00Z', true],
    ['the last minute before it', '2026-11-19T15:59:00Z', true],
    ['the first minute of the first day', '2026-11-19T16:01:00Z', false],
  ])('days are those of Asia/Shanghai: %s', async (_name, at, asked) => {
    await begin(leave('2026-11-20', '2026-11-22'), {}, at)
    const { id } = await publish()
    expect((await askedFor(id)).includes('沈岚')).toBe(asked)
  })

  const conflicted = changed('rolling', { conflicts: ['mill'] })

  test('an expert with a conflict of interest is not asked by that enterprise, but by others', async () => {
    await begin(conflicted)
    const { id } = await publish()
    expect(await askedFor(id)).not.toContain('沈岚')
    await t.later(72 * hours + minutes)
    expect(await askedFor(id)).not.toContain('沈岚')
    expect(await askedFor((await publish(millNeed, { by: 'contact:foundry' })).id)).toContain('沈岚')
  })

  test('and can not claim its public need: that is refused in words', async () => {
    await begin(conflicted)
    const { id, number } = await publish(millNeed, { visibility: '公开' })
    const rolling = await t.someone('expert:rolling')
    await rolling.say(`需求 ${number}`)
    await rolling.press('认领')
    expect(wordsOf(rolling.last())).toContain('与该企业有利益关系，不能认领')
    await rolling.say('语言')
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toMatch(/conflict|interest/i)
    expect(await t.prisma.claim.count()).toBe(0)
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'open' })
    expect(all(rolling)).not.toContain('19900003001')
  })

  test('one who was asked before the conflict was known can not claim either', async () => {
    await begin()
    await publish()
    const rolling = await t.someone('expert:rolling')
    await load(conflicted)
    await rolling.press('认领')
    expect(wordsOf(rolling.last())).toContain('有利益关系')
    expect(await t.prisma.claim.count()).toBe(0)
  })

  test('nor does such an expert become a reserve, to be asked when it is given back', async () => {
    await begin(conflicted)
    const { id } = await publish(millNeed, { visibility: '公开' })
    const finish = await t.someone('expert:finish')
    await finish.press('认领')
    const rolling = await t.someone('expert:rolling')
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('有利益关系')
    await finish.press('退回')
    await finish.say('设备在检修')
    expect(await askedFor(id)).not.toContain('沈岚')
    expect(all(rolling)).not.toContain('有个难题想请您看看')
  })

  test('nor can somebody recommend such an expert', async () => {
    await begin(conflicted)
    const { id } = await publish()
    const finish = await t.someone('expert:finish')
    await finish.press('推荐他人')
    await finish.say('沈岚')
    expect(await askedFor(id)).not.toContain('沈岚')
  })
})

describe('an expert who said “not my field”', () => {
  const twin = (key: string, name: string): Expert => ({ ...someExpert, key, name })
  const twins: Directory = {
    ...smallDirectory,
    experts: [twin('twin-a', '严甲'), twin('twin-b', '严乙'), ...smallDirectory.experts.filter(({ institute }) => institute === 'machine')],
  }
  const keyOf = (name: string) => (name === '严甲' ? 'expert:twin-a' : 'expert:twin-b')

  /** The one asked first passes, then the other one; who is asked first, and then, for a need like it? */
  async function afterPass(reason: string): Promise<{ passed: string; order: string[] }> {
    await begin(twins, { EXPERTS_AT_ONCE: '1' })
    await t.someone('expert:twin-a')
    await t.someone('expert:twin-b')
    const first = await publish()
    const [passed] = await askedFor(first.id)
    const other = passed === '严甲' ? '严乙' : '严甲'
    for (const [name, why] of [
      [passed as string, reason],
      [other, '近期没有时间'],
    ] as const) {
      const expert = await t.someone(keyOf(name))
      await expert.press('婉拒')
      await expert.press(why)
    }
    const second = await publish(`${millNeed}这次是涤棉。`)
    const asked = await t.someone(keyOf((await askedFor(second.id))[0] as string))
    await asked.press('婉拒')
    await asked.press('近期没有时间')
    return { passed: passed as string, order: await askedFor(second.id) }
  }

  test('is asked later than an equal one for a need like it', async () => {
    const { passed, order } = await afterPass('不是我的方向')
    expect(order).toHaveLength(2)
    expect(order.at(-1)).toBe(passed)
  })

  test('which another reason does not bring about', async () => {
    const { passed, order } = await afterPass('近期没有时间')
    expect(order[0]).toBe(passed)
  })
})

describe('somebody new in the directory', () => {
  const newcomer: Expert = {
    ...someExpert,
    ...{ key: 'newcomer', name: '柯新', institute: 'machine', achievements: [] },
    keywords: ['压光', '极光', '手感发硬', '柔软剂', '极光等级'],
    profile: '布面极光与压光后手感发硬的成因与解决：极光等级到4级以上，手感柔软，柔软剂选用。',
  }
  /** Somebody who fits by what they have achieved. */
  const achiever: Expert = { ...newcomer, keywords: ['膜分离', '废水'], profile: '印染废水深度处理。', achievements: [glare] }
  const news = /新加入专家名录|有一项新成果/

  test('is told to the poster and the officer of an open need that fits, once; and is asked where there is room', async () => {
    await begin(smallDirectory, { EXPERTS_AT_ONCE: '9' })
    const { poster, id } = await publish()
    const officer = await t.someone('officer:wang')
    await load(joined(newcomer))
    const new1 = await t.someone('expert:newcomer')
    await t.later(minutes)
    expect(wordsOf(poster.card(news))).toContain(
      `东湖装备院的柯新老师新加入专家名录，与需求 2026-0001“${(await t.prisma.need.findUniqueOrThrow({ where: { id } })).title}”对口。`,
    )
    expect(wordsOf(poster.card(news))).toContain('[查看需求]')
    expect(wordsOf(officer.card(news))).toContain('柯新')
    expect(wordsOf(new1.last())).toContain('有个难题想请您看看')
    expect(field(poster.card('已请专家'), '已请专家')).toContain('柯新教授（东湖装备院）')
    await t.later(minutes)
    await t.restart()
    await t.later(minutes)
    await load(joined(newcomer))
    await t.later(minutes)
    await t.later(minutes)
    for (const person of [poster, officer]) expect(seen(person, news)).toHaveLength(1)
    expect(seen(new1, '有个难题想请您看看')).toHaveLength(1)
  })

  test('is told, but not asked, where nobody more is to be asked now', async () => {
    await begin()
    const { poster, id } = await publish()
    const officer = await t.someone('officer:wang')
    const before = await askedFor(id)
    expect(before).toHaveLength(3)
    await load(joined(achiever))
    await t.later(minutes)
    expect(seen(poster, news)).toHaveLength(1)
    expect(wordsOf(poster.card(news))).toContain('新加入专家名录')
    expect(await askedFor(id)).toEqual(before)
    await t.later(minutes)
    await t.restart()
    await t.later(minutes)
    for (const person of [poster, officer]) expect(seen(person, news)).toHaveLength(1)
    // and comes first when somebody passes
    const rolling = await t.someone('expert:rolling')
    await rolling.press('婉拒')
    await rolling.press('近期没有时间')
    expect(await askedFor(id)).toContain('柯新')
  })

  test('nobody hears of it again when the same directory is loaded again', async () => {
    await begin()
    const { poster } = await publish()
    const officer = await t.someone('officer:wang')
    const directory = joined(achiever)
    await load(directory)
    await t.later(minutes)
    await load(directory)
    await t.later(minutes)
    for (const person of [poster, officer]) expect(seen(person, news)).toHaveLength(1)
  })

  test('killed after they were told and before that was noted, it tells nobody twice', async () => {
    await begin()
    const { poster } = await publish()
    await load(joined(newcomer))
    await t.later(minutes)
    const ref = idOf('expert', 'newcomer')
    await t.prisma.newcomer.create({ data: { kind: 'expert', ref, expertId: ref } })
    await t.restart()
    await t.later(minutes)
    expect(seen(poster, news)).toHaveLength(1)
    expect(await t.prisma.newcomer.count()).toBe(0)
  })

  test('with a new achievement of somebody known it is the same', async () => {
    await begin(smallDirectory, { EXPERTS_AT_ONCE: '9' })
    const { poster, id } = await publish()
    const officer = await t.someone('officer:wang')
    const water = await t.someone('expert:water')
    expect(await askedFor(id)).not.toContain('邱雯')
    const directory = changed('water', { achievements: [glare, { ...glare, key: 'other', title: '膜污染清洗', summary: '超滤膜清洗。' }] })
    await load(directory)
    await t.later(minutes)
    expect(wordsOf(poster.card(news))).toContain('东湖装备院的邱雯老师有一项新成果《低光泽轧光整理技术》，与需求 2026-0001')
    expect(wordsOf(officer.card(news))).toContain('《低光泽轧光整理技术》')
    expect(wordsOf(water.last())).toContain('有个难题想请您看看')
    await t.later(minutes)
    await t.restart()
    await t.later(minutes)
    await load(directory)
    await t.later(minutes)
    for (const person of [poster, officer]) expect(seen(person, news)).toHaveLength(1)
    expect(seen(water, '有个难题想请您看看')).toHaveLength(1)
  })

  test('an achievement that was known when the need was published is no news, though its directory is loaded again', async () => {
    const directory = changed('water', { achievements: [glare] })
    await begin(directory, { EXPERTS_AT_ONCE: '1' })
    const { poster, id } = await publish()
    expect(await askedFor(id)).toHaveLength(1)
    await load(directory)
    await t.later(minutes)
    expect(seen(poster, news)).toHaveLength(0)
  })

  test('nor is anybody who was in the directory before the need was published, though no minute has passed', async () => {
    t = await testApp({ directory: joined(newcomer), env: { EXPERTS_AT_ONCE: '1' } })
    const { poster } = await publish()
    await t.later(minutes)
    expect(seen(poster, news)).toHaveLength(0)
  })

  test('somebody whom no need fits is told to nobody', async () => {
    await begin(smallDirectory, { EXPERTS_AT_ONCE: '9' })
    const { poster, id } = await publish()
    const officer = await t.someone('officer:wang')
    const staff = await t.someone('officer:chen')
    const before = [poster, officer, staff].map((person) => person.chat().length)
    const asked = await askedFor(id)
    const tea = { key: 'tea', title: '茶叶萎凋设备', summary: '春茶萎凋槽的温湿度控制。' }
    await load(joined({ ...newcomer, keywords: ['茶叶', '萎凋'], profile: '从事茶叶萎凋与发酵研究。', achievements: [tea] }))
    const stranger = await t.someone('expert:newcomer')
    await t.later(minutes)
    expect([poster, officer, staff].map((person) => person.chat().length)).toEqual(before)
    expect(stranger.chat()).toHaveLength(0)
    expect(await askedFor(id)).toEqual(asked)
    expect(await t.prisma.newcomer.count()).toBe(0)
  })

  test('nor is one on leave, one who must not be asked, or one whose need is no longer open', async () => {
    await begin()
    const { poster } = await publish()
    const foundry = await publish('铝合金压铸件砂眼、气孔太多，良率才82%，希望到95%', { by: 'contact:foundry' })
    await foundry.poster.press('撤回需求')
    await foundry.poster.say('已自行解决')
    const casting: Expert = { ...newcomer, ...smallDirectory.experts.find(({ key }) => key === 'casting'), key: 'caster', name: '柯铸' }
    await load(
      joined(
        { ...newcomer, away: { from: '2026-11-01', until: '2026-12-31' } },
        { ...newcomer, key: 'rival', name: '柯敌', conflicts: ['mill'] },
        casting,
      ),
    )
    await t.later(minutes)
    for (const person of [poster, foundry.poster]) expect(seen(person, news)).toHaveLength(0)
  })

  test('of many who come at once each is told once', async () => {
    await begin()
    const { poster, id } = await publish()
    // so many that they are looked at in several turns, and this one in the first
    const first = Array.from({ length: 500 }, (_, i) => `new-${i}`).reduce((a, b) => (idOf('expert', a) < idOf('expert', b) ? a : b))
    const others = Array.from({ length: 220 }, (_, i): Expert => {
      return { ...newcomer, key: `other-${i}`, name: `茶${i}`, keywords: ['茶叶'], profile: '从事茶叶萎凋研究。' }
    })
    await load(joined({ ...achiever, key: first }, ...others))
    const turn = await t.read((tx) => tx.matching.newcomers(200))
    expect(turn.map(({ ref }) => ref)).toContain(idOf('expert', first))
    expect(turn.map(({ kind }) => kind)).not.toContain('achievement')
    for (let i = 0; i < 3; i++) await t.later(minutes)
    expect(await t.prisma.newcomer.count()).toBe(0)
    expect(await askedFor(id)).toHaveLength(3)
    expect(seen(poster, news).map(({ card }) => card.text)).toEqual([expect.stringContaining('新加入专家名录')])
  })
})

describe('a private need', () => {
  /** A need whose title says little, and whose text says what must not be known. */
  async function secret(directory: Directory) {
    await begin(directory, { EXPERTS_AT_ONCE: '9' })
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('修改')
    await mill.press('标题')
    await mill.say('布面有极光，请帮忙')
    await mill.press('谁能看到')
    await mill.press('保密')
    await mill.press('发布')
    const rows = await t.prisma.invitation.findMany({ include: { expert: true } })
    const people = await Promise.all(
      directory.experts
        .filter(({ name }) => rows.some(({ expert }) => expert.name === name))
        .map(async ({ key }) => {
          const person = await t.someone(`expert:${key}`)
          await person.say('需求 2026-0001')
          return person
        }),
    )
    return { rows, people }
  }

  test('gives away no word of its text by the reasons on the card of an expert', async () => {
    const { rows, people } = await secret(smallDirectory)
    const reasons = rows.flatMap((row) => row.reasons as { kind: string; terms?: string[]; bridges?: { from: string }[] }[])
    const words = reasons.flatMap(({ terms = [], bridges = [] }) => [...terms, ...bridges.map(({ from }) => from)])
    const hidden = words.filter((word) => !'布面有极光，请帮忙'.includes(word))
    expect(hidden.length).toBeGreaterThan(0)
    expect(people.length).toBeGreaterThan(1)
    for (const person of people) {
      // where a word of the title leads to words of the expert's own, these may be the same by chance
      const card = wordsOf(person.card('企业要求保密')).replaceAll(/ → “[^”]*”(?=；|$)/gm, '')
      for (const word of [...hidden, '柔软剂', '手感', '退货']) expect(card).not.toContain(word)
    }
    expect(people.map((person) => field(person.card('企业要求保密'), '为什么找您')).join()).toContain('极光')
    // the poster and staff see them all
    const officer = await t.someone('officer:wang')
    await officer.say('需求 2026-0001')
    await officer.press('匹配依据')
    for (const word of hidden) expect(officer.last().text).toContain(word)
  })

  test('nor by an achievement that only its text led to', async () => {
    const softness = { key: 'soft', title: '柔软剂与手感发硬', summary: '换柔软剂效果不好、压光后手感发硬的成因，客户退货。' }
    const { rows, people } = await secret(changed('finish', { achievements: [softness] }))
    expect(JSON.stringify(rows.map((row) => row.reasons))).toContain(softness.title)
    for (const person of people) expect(wordsOf(person.card('企业要求保密'))).not.toContain(softness.title)
  })
})

describe('a need that spans two disciplines', () => {
  const text = '针织汗布横条、布面疵点要用机器视觉在线检测，深度学习小样本识别，漏检率低于1%。预算50万，三个月内。试过人工检验。'

  test('shows a proposed team of different institutes and what each covers, while nobody has it', async () => {
    const sample = await readSample()
    t = await testApp({ directory: sample })
    const { poster, id, number } = await publish(text, { by: 'contact:con-01' })
    const members = field(poster.card(number), '建议组队').split('\n')
    expect(members.length).toBeGreaterThanOrEqual(2)
    for (const line of members) expect(line).toMatch(/^.+（.+）：[^（：]*(科学|工程|技术)[^（：]*（[^（）]+）$/)
    const institutes = members.map((line) => sample.experts.find(({ name }) => line.startsWith(name))?.institute)
    expect(institutes).not.toContain(undefined)
    expect(new Set(institutes).size).toBe(members.length)
    const staff = await t.someone(`officer:${sample.officers.find(({ role }) => role === 'staff')?.key}`)
    await staff.say('语言')
    await staff.say(`/need ${number}`)
    for (const line of field(staff.last(), 'A team for it').split('\n')) expect(line).toMatch(/^.+\(.+\): [A-Z][A-Za-z, ]+ \([a-z].*\)$/)
    // an expert is asked alone, and when somebody has the need the team is no longer proposed
    const asked = await t.prisma.invitation.findFirstOrThrow({ where: { needId: id }, orderBy: { rank: 'asc' } })
    const expert = await t.someone(`expert:${sample.experts.find(({ key }) => idOf('expert', key) === asked.expertId)?.key}`)
    await expert.say(`需求 ${number}`)
    expect(wordsOf(expert.last())).not.toContain('建议组队')
    await expert.press('认领')
    expect(field(poster.card('当前状态：已认领'), '建议组队')).toBe('')
  })

  test('one that stays in a discipline does not', async () => {
    t = await testApp({ directory: await readSample() })
    const { poster, number } = await publish(millNeed, { by: 'contact:con-01' })
    expect(field(poster.card(number), '已请专家')).not.toBe('')
    expect(field(poster.card(number), '建议组队')).toBe('')
  })
})
