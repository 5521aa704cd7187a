/** A big event: a hundred enterprises and sixty experts. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { smallDirectory } from '../support/directory.ts'
import { latestEvent } from '../support/events.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

const enterprises = 100
const experts = 60
const [expert] = smallDirectory.experts
const [enterprise] = smallDirectory.enterprises

const many: Directory = {
  ...smallDirectory,
  experts: Array.from(
    { length: experts },
    (_, i) => ({ ...expert, key: `e${i}`, name: `专家${i}号`, email: `e${i}@example.edu.cn` }) as never,
  ),
  enterprises: Array.from({ length: enterprises }, (_, i) => {
    const { contact, ...rest } = enterprise as Directory['enterprises'][number]
    return { ...rest, key: `w${i}`, name: `云溪第${i}织染有限公司`, creditCode: undefined, contact: { ...contact, key: `w${i}` } } as never
  }),
}

let t: TestApp
beforeEach(async () => {
  t = await testApp({ directory: many })
})
afterEach(() => t.stop())

test('is paired and told in one press each, nobody has more meetings than rounds, and every card fits a message', async () => {
  const wang = await t.someone('officer:wang')
  const [first, star] = [await t.someone('contact:w0'), await t.someone('expert:e1')]
  await wang.say('办活动 百家对接会')
  for (const answer of ['棉织物后整理、压光极光', '12月10日 14:00-17:00', '报告厅']) await wang.say(answer)
  await wang.press('发布通知')
  const { id } = await latestEvent(t)
  await t.prisma.eventGuest.deleteMany({ where: { eventId: id } })
  const at = t.clock.now()
  const ids = async (of: 'enterprise' | 'expert') =>
    of === 'enterprise' ? t.prisma.enterprise.findMany({ select: { id: true } }) : t.prisma.expert.findMany({ select: { id: true } })
  const wish = '压光以后布面有极光、手感发硬，想找能上门看设备的专家，最好年底前试一次'
  await t.prisma.eventGuest.createMany({
    data: [
      ...(await ids('enterprise')).map((one, i) => ({ id: `ge${i}`, eventId: id, enterpriseId: one.id, state: 'in', wish, at })),
      ...(await ids('expert')).map((one, i) => ({ id: `gx${i}`, eventId: id, expertId: one.id, state: 'in', at })),
    ],
  })
  await wang.pressRaw('event_match', id)
  await wang.press('就按这个安排')
  const pairs = await t.prisma.eventPair.findMany({ where: { state: 'planned' } })
  expect(pairs.length).toBeGreaterThan(250)
  expect(Math.max(...pairs.map(({ round }) => round ?? 99))).toBeLessThanOrEqual(9)
  await wang.pressRaw('event_pairs', `${id}3`)
  const cards = [wang.last()]
  for (const person of [first, star]) {
    await person.pressRaw('event_plan', id)
    cards.push(person.last())
  }
  await wang.pressRaw('event_guests', `${id}e2`)
  cards.push(wang.last())
  await wang.pressRaw('event_file', id)
  expect(wang.last().attachments).toHaveLength(1)
  for (const card of cards) expect(wordsOf(card).length).toBeLessThan(4000)
}, 300_000)
