/** What was wrong with events once, each as somebody would have met it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { announcedIn, draftedIn, latestEvent, plannedIn, seen, turnTo } from '../support/events.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const planned = () => t.prisma.eventPair.count({ where: { state: 'planned' } })

describe('once it is over', () => {
  test('nobody leaves it any more, and what was said of meetings stays', async () => {
    const { wang, mill, rolling } = await plannedIn(t)
    const { id } = await latestEvent(t)
    await turnTo(t, '2026-12-10T17:00')
    await rolling.press('见了，继续谈')
    await rolling.pressRaw('event_decline', id)
    expect(wordsOf(rolling.last())).toContain('已经结束')
    await mill.pressRaw('event_wish', id)
    expect(wordsOf(mill.last())).toContain('已经结束')
    const guest = await t.prisma.eventGuest.findFirstOrThrow({ where: { expertId: { not: null }, state: 'in' } })
    await wang.pressRaw('event_guest', `${guest.id}0`)
    await wang.pressRaw('event_cancel', id)
    expect(wordsOf(wang.last())).toContain('已经结束')
    expect(await planned()).toBe(1)
    await mill.pressRaw('event', id)
    expect(wordsOf(mill.last())).toContain('活动结束了')
    expect(wordsOf(mill.last())).not.toContain('前一天我会提醒')
  })

  test('whoever is written down as having come is not told that they are signed up', async () => {
    const { wang, foundry } = await plannedIn(t)
    await turnTo(t, '2026-12-10T17:00')
    await wang.pressRaw('event_for', (await latestEvent(t)).id)
    await wang.say('恒铸机械')
    expect(wordsOf(wang.last())).toContain('已报名')
    expect(seen(foundry, '科技局已为您报名')).toBe(0)
  })

  test('closed before the clock has asked, both sides are asked at once, and not twice', async () => {
    const { wang, mill, rolling } = await plannedIn(t)
    await turnTo(t, '2026-12-10T16:00')
    await wang.pressRaw('event_finish', (await latestEvent(t)).id)
    expect(seen(mill, '见面了吗')).toBe(1)
    expect(seen(rolling, '见面了吗')).toBe(1)
    await turnTo(t, '2026-12-10T17:30')
    expect(seen(mill, '见面了吗')).toBe(1)
  })

  test('put off to a later day after all, people are asked again after that day', async () => {
    const { wang, mill } = await plannedIn(t)
    await turnTo(t, '2026-12-10T17:00')
    expect(seen(mill, '见面了吗')).toBe(1)
    await wang.pressRaw('event_part', `${(await latestEvent(t)).id}when`)
    await wang.say('12月17日 14:00-17:00')
    await turnTo(t, '2026-12-17T16:00')
    expect(wordsOf(mill.last())).not.toContain('见面了吗')
    await turnTo(t, '2026-12-17T17:00')
    expect(wordsOf(mill.last())).toContain('见面了吗')
    await mill.press('见了，继续谈')
  })
})

test('on its day it can still be called off before it is over', async () => {
  const { wang, mill } = await plannedIn(t)
  await turnTo(t, '2026-12-10T09:30')
  await wang.pressRaw('event', (await latestEvent(t)).id)
  await wang.press('不办了')
  await wang.say('台风，改期另行通知')
  expect(seen(mill, '台风')).toBe(1)
  await mill.pressRaw('event_plan', (await latestEvent(t)).id)
  expect(wordsOf(mill.last())).toContain('不办了')
  expect(wordsOf(mill.last())).not.toContain('排好了我马上告诉您')
})

test('another time changes the order of meetings where it stands', async () => {
  const { wang, rolling } = await plannedIn(t)
  expect(seen(rolling, '14:00–14:20')).toBe(1)
  await wang.pressRaw('event_part', `${(await latestEvent(t)).id}when`)
  await wang.say('12月11日 9:00-11:00')
  expect(seen(rolling, '14:00–14:20')).toBe(0)
  expect(seen(rolling, '9:00–09:20')).toBe(1)
})

test('a pair with somebody who left is not put back until they are signed up again', async () => {
  const { wang, rolling } = await plannedIn(t)
  const { id } = await t.prisma.eventPair.findFirstOrThrow()
  await rolling.press('取消报名')
  await wang.pressRaw('event_pair_turn', `${id}0`)
  expect(wordsOf(wang.last())).toContain('没有报名')
  expect((await t.prisma.eventPair.findFirstOrThrow()).state).toBe('dropped')
  await rolling.pressRaw('event_join', (await latestEvent(t)).id)
  await wang.pressRaw('event_pair_turn', `${id}0`)
  expect((await t.prisma.eventPair.findFirstOrThrow()).state).toBe('suggested')
})

test('a need that became unnamed after it was brought can be left at home', async () => {
  const { mill } = await plannedIn(t)
  const { id } = await t.prisma.need.findFirstOrThrow()
  await mill.pressRaw('unnamed', id)
  await mill.pressRaw('event', (await latestEvent(t)).id)
  await mill.press(/不带了/)
  expect(await t.prisma.eventNeed.count()).toBe(0)
})

test('a need that somebody else of the enterprise brought is no secret to who signed it up', async () => {
  const { mill } = await plannedIn(t)
  const { enterpriseId } = await t.prisma.need.findFirstOrThrow()
  const other = t.platform.person('colleague', '小周')
  await other.say('你好')
  const { personId } = await t.prisma.account.findUniqueOrThrow({ where: { address: other.address } })
  await t.prisma.person.update({ where: { id: personId }, data: { enterpriseId } })
  await other.pressRaw('event_plan', (await latestEvent(t)).id)
  expect(wordsOf(other.last())).toContain('2026-0001')
  await mill.pressRaw('event_plan', (await latestEvent(t)).id)
  expect(wordsOf(mill.last())).toContain('2026-0001')
})

test('names signed up by staff where it is full are said to be waiting', async () => {
  const { wang } = await draftedIn(t)
  await wang.press('修改')
  await wang.press('名额')
  await wang.say('1')
  await wang.press('发布通知')
  await wang.pressRaw('event_for', (await latestEvent(t)).id)
  await wang.say('锦华印染、恒铸机械')
  expect(wordsOf(wang.last())).toMatch(/已报名：[^。]*锦华印染/)
  expect(wordsOf(wang.last())).toMatch(/名额满了，先候补：[^。]*恒铸机械/)
})

test('nobody is suggested more meetings than there are rounds in the hours of the event', async () => {
  const { wang, mill, foundry, rolling } = await announcedIn(t)
  const { id } = await latestEvent(t)
  await t.prisma.matchEvent.update({ where: { id }, data: { time: '14:00', until: '14:30' } })
  for (const person of [mill, foundry, rolling]) await person.pressRaw('event_join', id)
  for (const person of [mill, foundry]) {
    await person.pressRaw('event_wish', id)
    await person.say('棉织物后整理、压光极光怎么消除')
  }
  await wang.pressRaw('event_match', id)
  expect(await t.prisma.eventPair.count()).toBe(1)
})

test('who ran it and left the bureau is no contact any more', async () => {
  const { mill } = await announcedIn(t)
  const { id, byId } = await latestEvent(t)
  await mill.pressRaw('event', id)
  expect(wordsOf(mill.last())).toContain('联系人')
  await t.prisma.person.update({ where: { id: byId }, data: { roles: [] } })
  await mill.pressRaw('event', id)
  expect(wordsOf(mill.last())).not.toContain('联系人')
})
