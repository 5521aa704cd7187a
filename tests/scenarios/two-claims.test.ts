import { describe, expect, test } from 'vitest'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import { testApp, wordsOf } from '../support/test-app.ts'

sayWhatIsSkipped()

describe.each(engines)('on $name', ({ open }) => {
  test('two experts press “claim” at the same instant: one has it, the other is a reserve, and both know', async () => {
    const t = await testApp({ open })
    const mill = await t.someone('contact:mill')
    const experts = [await t.someone('expert:rolling'), await t.someone('expert:finish')]
    await mill.say(millNeed)
    await mill.press('发布')
    await Promise.all(experts.map((expert) => expert.press('认领')))
    const winners = experts.filter((expert) => expert.chat().some((shown) => wordsOf(shown.card).includes('企业的联系方式')))
    const losers = experts.filter((expert) => expert.chat().some((shown) => wordsOf(shown.card).includes('您为候补第 1 位')))
    expect([winners.length, losers.length]).toEqual([1, 1])
    expect(winners[0]).not.toBe(losers[0])
    expect(await t.prisma.claim.count({ where: { endedAt: null } })).toBe(1)
    expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('专家的联系方式'))).toHaveLength(1)
    await t.stop()
  })
})
