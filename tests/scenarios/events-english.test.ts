/** An event from its first line to what came of it, in English. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { latestEvent, turnTo } from '../support/events.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const named = /[轧光工艺成果对接会沈岚云溪锦华印染有限公司江畔轻纺院教授王敏丁涛恒铸机械棉织物后整理压光极罗宁何平孟洁柔软柳荫街道]/gu

test('reads as English on every card', async () => {
  await t.prisma.person.updateMany({ data: { lang: 'en' } })
  const [mill, rolling, wang] = [await t.someone('contact:mill'), await t.someone('expert:rolling'), await t.someone('officer:wang')]
  await mill.say('After calendering the cotton fabric shows glare 极光 and feels stiff. Budget 200k RMB, by the end of the year.')
  await mill.press('Publish')
  await wang.say('new event Calendering meeting')
  await wang.say('calendering 轧光工艺, cotton finishing 棉织物后整理')
  await wang.say('10 December 14:00-17:00')
  await wang.say('Textile institute, building 3')
  await wang.press(/^Experts \(/)
  await wang.press('See the event')
  await wang.press('Announce it')
  expect(wordsOf(wang.last())).toContain('Told: 2. Without a chat account: 2,')
  const { id } = await latestEvent(t)
  await mill.say('events')
  await mill.press(/^1\. /)
  await mill.press('Sign up')
  await mill.press('What I’d like to discuss')
  await mill.say('How to avoid glare')
  await mill.press(/^Bring need/)
  await rolling.pressRaw('event_join', id)
  await wang.pressRaw('event_match', id)
  await wang.press('Tell them so')
  await mill.press('Whom I meet')
  await mill.press(/^1\. /)
  await wang.pressRaw('event_part', `${id}when`)
  await wang.say('11 December 9:00-11:00')
  await turnTo(t, '2026-12-10T10:00')
  await turnTo(t, '2026-12-11T11:00')
  await mill.press('Met, we go on')
  await rolling.press('Met, we go on')
  await wang.pressRaw('event_sum', id)
  await wang.pressRaw('event_pairs', `${id}0`)
  await wang.press(/^1\. /)
  await wang.press('Add a note')
  await wang.say('Went well')
  await turnTo(t, '2026-12-25T10:00')
  await mill.press('Still talking')
  await wang.pressRaw('event_finish', id)
  await wang.say('past events')
  for (const person of [mill, rolling, wang])
    for (const words of wordsIn(person)) expect(words.replaceAll(named, '')).not.toMatch(/\p{Script=Han}{2}/u)
}, 300_000)

function wordsIn(person: FakePerson): string[] {
  return person.chat().map(({ card }) => wordsOf(card))
}
