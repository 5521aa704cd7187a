import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ListAsk, ListCounts, ListRow } from '../../src/domain/lists.ts'
import { idOf } from '../../src/store/directory.ts'
import { days, hours, minutes } from '../support/clock.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

sayWhatIsSkipped()

const problems: ListAsk = { kind: 'problems', filter: {} }
const duties: ListAsk = { kind: 'duties', filter: {} }

/** What the history tells of a row: all but the clocks of its stage. */
function told({ wait: _, overdueSince: __, contact: ___, ...row }: ListRow) {
  return row
}

type Noted = { at: Date; problems: object[]; duties: object[]; counts: Omit<ListCounts, 'overdue'>; ledgers: unknown }

describe.each(engines)('lists as of a past moment, on $name', ({ open }) => {
  let t: TestApp
  beforeEach(async () => {
    t = await testApp({ open })
  })
  afterEach(() => t.stop())

  /** The lists as they stand now, or as the history says they stood. */
  async function lists(past?: Date): Promise<Omit<Noted, 'at'>> {
    const moment = { now: t.clock.now(), past }
    return t.read(async (tx) => {
      const { overdue: _, ...counts } = await tx.lists.counts({}, moment)
      const byNumber = (rows: ListRow[]) => rows.map(told).sort((a, b) => a.number.localeCompare(b.number))
      return {
        problems: byNumber(await tx.lists.all(problems, moment)),
        duties: byNumber(await tx.lists.all(duties, moment)),
        counts,
        ledgers: await tx.lists.asOf(past ?? moment.now),
      }
    })
  }

  test('a scenario notes the lists as it runs, and finds the same ones for those moments in the end', async () => {
    const mill = await t.someone('contact:mill')
    const foundry = await t.someone('contact:foundry')
    const rolling = await t.someone('expert:rolling')
    const finish = await t.someone('expert:finish')
    const noted: Noted[] = []
    const note = async () => {
      noted.push({ at: t.clock.now(), ...(await lists()) })
      await t.later(3 * hours)
    }
    await note()
    await mill.say(millNeed)
    await mill.press('发布')
    await note()
    await foundry.say('压铸件砂眼和气孔多，良率只有八成，希望良率到95%以上，预算三十万左右。')
    await foundry.press('发布')
    await note()
    await rolling.press('认领')
    await rolling.say('先寄两米布样')
    await note()
    await rolling.press('退回')
    await rolling.say('近期出差')
    await note()
    await finish.press(/认领/)
    await finish.press('以后再说')
    await finish.press('已联系上，开始对接')
    await note()
    await finish.press('已解决')
    await finish.say('极光 4-5 级')
    await foundry.press('撤回需求')
    await foundry.say('已自行解决')
    await note()
    await mill.press('确认已解决')
    await note()

    const states = noted.map(({ counts }) => counts.byState)
    expect(states).toContainEqual({ open: 1, claimed: 1 })
    expect(states.at(-1)).toEqual({ confirmed: 1, withdrawn: 1 })
    for (const { at, ...then } of noted) expect(await lists(at), at.toISOString()).toEqual(then)
    expect(noted[3]?.duties).toMatchObject([{ expert: { name: '沈岚' }, state: 'claimed' }, { state: 'open' }])
  })

  test('as of now is what stands now', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    await mill.say(millNeed)
    await mill.press('发布')
    await rolling.press('认领')
    await t.later(minutes)
    expect(await lists(t.clock.now())).toEqual(await lists())
  })

  test('staff ask for it in words; a filter holds for how things stood', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    const staff = await t.someone('officer:chen')
    await mill.say(millNeed)
    await mill.press('发布')
    await t.prisma.need.updateMany({ data: { officerId: idOf('person', 'officer:wang') } })
    await t.later(days)
    await rolling.press('认领')
    await t.later(days)
    await staff.say('问题清单 截至 11月22日')
    expect(wordsOf(staff.last())).toContain('问题清单（0 条）')
    await staff.say('问题清单 截至11月23日 柳荫街道')
    expect(wordsOf(staff.last())).toMatch(/截至 2026年11月23日，由历史记录还原[\s\S]*待对接/)
    await staff.say('list problems as of 24 Nov')
    expect(wordsOf(staff.last())).toContain('已认领')
    await staff.say('责任清单 截至 昨天 江畔轻纺院')
    expect(wordsOf(staff.last())).toContain('专家 沈岚（江畔轻纺院）')
    await staff.say('责任清单 截至 11月23日 江畔轻纺院')
    expect(staff.last().title).toContain('（0 条）')
    await staff.press('导出表格')
    expect(staff.last().attachments?.[0]?.name).toBe('责任清单_2026-11-23.xlsx')
  })

  test('who may see which open needs is the same in the list as on the need', async () => {
    const mill = await t.someone('contact:mill')
    const casting = await t.someone('expert:casting')
    await mill.say(millNeed)
    await mill.press('发布')
    await casting.say('待认领')
    expect(wordsOf(casting.last())).toContain('2026-0001')
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await casting.say('待认领')
    expect(wordsOf(casting.last())).not.toContain('2026-0001')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('待认领')
    expect(wordsOf(rolling.last())).toContain('2026-0001')
  })
})
