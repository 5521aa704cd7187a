/** What was once shown to somebody who may not see it; tests/scenarios/who-sees-what.test.ts found it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inProgress } from '../support/cast.ts'
import { seconds } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

test('whoever manages an institute learns of a need for suggested experts its title, not whose it is, what was noted or what it costs', async () => {
  const { rolling } = await inProgress(t)
  const manager = await t.someone('manager:textile')
  await rolling.pressRaw('progress', (await t.prisma.need.findFirstOrThrow()).id)
  await rolling.say('雪莲七号涂层有效')
  for (const list of ['问题清单', '责任清单', '落实清单']) {
    await manager.say(list)
    expect(wordsOf(manager.last())).toContain('2026-0001')
    expect(wordsOf(manager.last())).not.toMatch(/锦华|柳荫街道 ·|雪莲/)
  }
  await t.prisma.need.updateMany({ data: { visibility: 'public' } })
  await manager.say('问题清单')
  expect(wordsOf(manager.last())).toContain('锦华')
  await manager.say('落实清单')
  expect(wordsOf(manager.last())).not.toContain('雪莲')
})

test('why a need is paused is for its two sides and staff, though everybody may read it', async () => {
  const { mill, rolling } = await inProgress(t)
  await t.prisma.need.updateMany({ data: { visibility: 'public' } })
  await mill.press('更多操作')
  await mill.press('暂停')
  await mill.say('客户破产清算')
  await mill.say('三周后')
  const water = await t.someone('expert:water')
  await water.say('需求 2026-0001')
  expect(wordsOf(water.last())).toContain('试过换柔软剂')
  expect(wordsOf(water.last())).not.toContain('破产')
  await rolling.say('需求 2026-0001')
  expect(wordsOf(rolling.last())).toContain('破产')
})

test('whoever has claimed a private need is not told by name whom it waits for before the enterprise accepts', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
  await rolling.press('认领')
  t.clock.forward(120 * seconds)
  const { id, officerId, posterId } = await t.prisma.need.findFirstOrThrow()
  await t.prisma.task.create({
    data: {
      ...{ id: 'task000000000001', needId: id, text: '送样', ownerId: posterId, ownerName: '周工', dueOn: '2026-11-27' },
      byId: String(officerId),
      at: t.clock.now(),
    },
  })
  await officer.say('需求 2026-0001')
  await officer.press('任务')
  await t.later(0)
  await rolling.say('需求 2026-0001')
  expect(wordsOf(rolling.last())).toContain('等待')
  expect(wordsOf(rolling.last())).not.toContain('周工')
})
