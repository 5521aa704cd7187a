import { millNeed } from './directory.ts'
import type { FakePerson } from './fake-platform.ts'
import { type TestApp, wordsOf } from './test-app.ts'

/** `2026-12-10T17:00` of Shanghai, with what comes due then. */
export async function turnTo(t: TestApp, hour: string): Promise<void> {
  t.clock.set(`${hour}:00+08:00`)
  await t.later(0)
}

export const latestEvent = (t: TestApp) => t.prisma.matchEvent.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
/** How many cards in somebody's chat say this. */
export const seen = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length

/** The mill has a live need; staff make an event about it. */
export async function draftedIn(t: TestApp) {
  const all = {
    ...{ mill: await t.someone('contact:mill'), foundry: await t.someone('contact:foundry'), wang: await t.someone('officer:wang') },
    ...{ rolling: await t.someone('expert:rolling'), casting: await t.someone('expert:casting'), finish: await t.someone('expert:finish') },
  }
  await all.mill.say(millNeed)
  await all.mill.press('发布')
  await all.wang.say('办活动 轧光工艺成果对接会')
  await all.wang.say('棉织物后整理、压光极光、手感发硬')
  await all.wang.say('12月10日 14:00-17:00')
  await all.wang.say('江畔轻纺院 3 号楼报告厅')
  return all
}

export async function announcedIn(t: TestApp) {
  const all = await draftedIn(t)
  await all.wang.press('发布通知')
  return all
}

/** Both sides have signed up, the mill with its need, and know whom they meet. */
export async function plannedIn(t: TestApp) {
  const all = await announcedIn(t)
  await all.mill.press('报名')
  await all.mill.press('带上需求 2026-0001')
  await all.rolling.press('报名')
  await all.wang.say('活动')
  await all.wang.press(/^1\. /)
  await all.wang.press('配对')
  await all.wang.press('就按这个安排')
  return all
}
