/** What may not be said at an event, each as it was once said. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { announcedIn, draftedIn, latestEvent, plannedIn, seen, turnTo } from '../support/events.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

describe('whether they met', () => {
  test('is one side’s own word: the other doesn’t find it in the history of the need, nor in what became of it', async () => {
    const { wang, mill, rolling } = await plannedIn(t)
    const pair = await t.prisma.eventPair.findFirstOrThrow()
    await turnTo(t, '2026-12-10T17:00')
    await rolling.press('没见上')
    await wang.pressRaw('event_met', `${pair.id}met`)
    await mill.press('见了，继续谈')
    await mill.pressRaw('history', pair.needId ?? '')
    expect(wordsOf(mill.last())).toContain('活动上见面，继续谈')
    expect(wordsOf(mill.last())).not.toContain('活动上没见上')
    expect(wordsOf(mill.last()).match(/活动上/g)).toHaveLength(1)
    await wang.pressRaw('history', pair.needId ?? '')
    expect(wordsOf(wang.last()).match(/活动上/g)).toHaveLength(3)
  })

  test('an expert who would go on doesn’t make the bot ask the enterprise as if it would, too; what became of it is the enterprise’s word', async () => {
    const { mill, rolling } = await plannedIn(t)
    const pair = await t.prisma.eventPair.findFirstOrThrow()
    await turnTo(t, '2026-12-10T17:00')
    await rolling.press('见了，继续谈')
    await mill.press('见了，先到这里')
    await turnTo(t, '2026-12-24T10:00')
    expect(seen(mill, '现在怎样了')).toBe(0)
    await mill.pressRaw('event_later', `${pair.id}nothing`)
    expect(wordsOf(mill.last())).toContain('用不着再说')
    await mill.pressRaw('event_met', `${pair.id}on`)
    await mill.pressRaw('event_later', `${pair.id}nothing`)
    expect(wordsOf(mill.last())).toContain('没有下文')
    await rolling.pressRaw('event_pair', pair.id)
    expect(wordsOf(rolling.last())).not.toContain('没有下文')
  })
})

describe('a pair', () => {
  test('is nobody’s but the bureau’s before it is planned, and after it was taken off', async () => {
    const { wang, mill, rolling } = await announcedIn(t)
    await mill.press('报名')
    await mill.press('带上需求 2026-0001')
    await rolling.press('报名')
    await wang.pressRaw('event_match', (await latestEvent(t)).id)
    const { id } = await t.prisma.eventPair.findFirstOrThrow()
    await rolling.pressRaw('event_pair', id)
    expect(wordsOf(rolling.last())).not.toContain('锦华')
    await wang.press('就按这个安排')
    await rolling.pressRaw('event_pair', id)
    expect(wordsOf(rolling.last())).toContain('锦华')
    await wang.pressRaw('event_pair_turn', `${id}0`)
    await rolling.pressRaw('event_pair', id)
    expect(wordsOf(rolling.last())).not.toContain('锦华')
  })

  test('is no longer about a need that stays at home after all', async () => {
    const { mill, rolling } = await plannedIn(t)
    expect(seen(rolling, '2026-0001')).toBeGreaterThan(0)
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await t.prisma.invitation.deleteMany()
    await mill.press(/^✓ 需求 2026-0001 不带了/)
    await rolling.pressRaw('event_plan', (await latestEvent(t)).id)
    expect(wordsOf(rolling.last())).toContain('锦华')
    expect(wordsOf(rolling.last())).not.toContain('不公开的需求')
  })

  test('of a private need that was withdrawn says nothing', async () => {
    const { mill, rolling } = await plannedIn(t)
    await t.prisma.invitation.deleteMany()
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    const need = await t.prisma.need.findFirstOrThrow()
    await mill.pressRaw('withdraw', need.id)
    await mill.say('不做了')
    await rolling.pressRaw('event_plan', (await latestEvent(t)).id)
    expect(wordsOf(rolling.last())).not.toContain('需求（')
  })

  test('passes on no phone number that stands in a wish', async () => {
    const { wang, mill, casting } = await announcedIn(t)
    await mill.press('报名')
    await mill.press('说说想谈什么')
    await mill.say('想请人上门看轧机，打 13812345678 找我')
    await casting.pressRaw('event_join', (await latestEvent(t)).id)
    await wang.pressRaw('event_pair_add', (await latestEvent(t)).id)
    await wang.say('锦华印染 丁涛')
    await wang.press('就按这个安排')
    expect(wordsOf(casting.last())).toContain('想请人上门看轧机')
    expect(wordsOf(casting.last())).not.toContain('13812345678')
  })
})

test('an event that was given up before anybody was told of it stays the bureau’s', async () => {
  const { wang, mill } = await draftedIn(t)
  const { id } = await latestEvent(t)
  await wang.pressRaw('event_cancel', id)
  await wang.say('经费没批下来')
  await mill.say('办过的活动')
  expect(wordsOf(mill.last())).not.toContain('轧光工艺')
  await mill.pressRaw('event', id)
  expect(wordsOf(mill.last())).toContain('没有这场活动')
  await wang.say('办过的活动')
  expect(wordsOf(wang.last())).toContain('轧光工艺')
})
