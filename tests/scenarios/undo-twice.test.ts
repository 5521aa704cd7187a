import { describe, expect, test } from 'vitest'
import { seconds } from '../support/clock.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import { testApp } from '../support/test-app.ts'

sayWhatIsSkipped()

describe.each(engines)('on $name', ({ open }) => {
  test('undo pressed twice at the same instant, while another expert claims: one need, one claim at most, one undo at most', async () => {
    const t = await testApp({ open })
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    const finish = await t.someone('expert:finish')
    await mill.say(millNeed)
    await mill.press('发布')
    t.clock.forward(seconds)
    await rolling.press('认领')
    t.clock.forward(seconds)
    const { id, needId } = await t.prisma.undo.findFirstOrThrow({ where: { event: 'claim' } })
    await Promise.all([rolling.pressRaw('undo', id), rolling.pressRaw('undo', id), finish.pressRaw('claim', needId)])
    const { state } = await t.prisma.need.findUniqueOrThrow({ where: { id: needId } })
    const live = await t.prisma.claim.count({ where: { needId, endedAt: null } })
    expect([state, live]).toEqual(live === 1 ? ['claimed', 1] : ['open', 0])
    expect(await t.prisma.history.count({ where: { needId, event: 'undo' } })).toBe(1)
    await t.stop()
  })
})
