import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitMoment } from '../../src/domain/calendar/days.ts'
import { type NeedState, needStates } from '../../src/domain/need.ts'
import { isEnded } from '../../src/domain/need-life.ts'
import { wind } from '../../src/domain/use-cases/clocks/wind.ts'
import { idOf } from '../../src/store/directory.ts'
import { hours } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

type Act = { by: 'mill' | 'rolling' | 'finish' | 'fabric'; verb: string; words?: string }

const experts = ['rolling', 'finish', 'fabric'] as const
const anyExpert = fc.constantFrom(...experts)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ by: anyExpert, verb: fc.constantFrom('claim', 'start') }) },
  {
    weight: 3,
    arbitrary: fc.record({ by: anyExpert, verb: fc.constantFrom('progress', 'solve', 'ask', 'release'), words: fc.constant('好的') }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act>(
      { by: 'mill', verb: 'confirm' },
      { by: 'mill', verb: 'dispute', words: '不行' },
      { by: 'mill', verb: 'progress', words: '收到' },
      { by: 'mill', verb: 'answer', words: '可以' },
      { by: 'mill', verb: 'accept' },
    ),
  },
)
const turn = fc.record({ hours: fc.integer({ min: 1, max: 60 }), restart: fc.boolean() })
const story = fc.array(fc.oneof(act, turn), { minLength: 6, maxLength: 16 })

async function follow(t: TestApp, needId: string, { by, verb, words }: Act): Promise<void> {
  const person = await t.someone(by === 'mill' ? 'contact:mill' : `expert:${by}`)
  const open = verb === 'answer' ? await t.prisma.question.findFirst({ where: { answer: null } }) : undefined
  if (verb === 'answer' && !open) return
  await person.pressRaw(verb, open?.id ?? needId)
  if (words) await person.say(words)
  if (verb === 'claim') await person.say('取消')
}

/** What must hold after whatever was done. */
async function check(t: TestApp, needId: string): Promise<void> {
  const live = await t.prisma.matter.findMany({ where: { endedAt: null }, orderBy: { id: 'asc' } })
  expect(new Set(live.map(({ kind, ref }) => `${kind}:${ref}`)).size).toBe(live.length)
  const { state, waitOn } = await t.prisma.need.findUniqueOrThrow({ where: { id: needId } })
  expect(live.length > 0).toBe(!isEnded(state as NeedState))
  expect(waitOn !== null).toBe(live.length > 0)
  const rules = { inviteAtOnce: 3, answerHours: 72, platforms: ['fake'] }
  await t.read((tx) => wind({ tx, now: t.clock.now(), rules, matcher: () => Promise.reject(new Error('not wanted')) }, needId))
  expect(await t.prisma.matter.findMany({ where: { endedAt: null }, orderBy: { id: 'asc' } })).toEqual(live)
}

async function checkReminders(t: TestApp): Promise<void> {
  const sent = await t.prisma.outbox.findMany({ where: { slot: { startsWith: 'matter:' }, mode: 'fresh', state: 'sent' } })
  const matters = new Map((await t.prisma.matter.findMany()).map((matter) => [matter.id, matter]))
  for (const { notice, sentAt } of sent) {
    const { matterId, step } = notice as { matterId: string; step: number }
    const matter = matters.get(matterId)!
    const hour = splitMoment(sentAt!).ms / hours
    expect([hour >= 8, hour < 21]).toEqual([true, true])
    expect(sentAt! > matter.since).toBe(true)
    if (step === 1) expect(sentAt! < matter.dueAt || matter.kind === 'answer').toBe(true)
    else expect(sentAt! >= matter.dueAt).toBe(true)
    expect(matter.endedAt === null || matter.endedAt >= sentAt!).toBe(true)
  }
  const once = sent.map(({ notice, address }) =>
    JSON.stringify([address, (notice as { matterId: string }).matterId, (notice as { step: number }).step]),
  )
  expect(new Set(once).size).toBe(once.length)
}

test('whatever people do and however the clock turns: one clock of a kind, no reminder before its time or at night, nothing closed by itself', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (acts) => {
      const t = await testApp({ at: '2026-02-10T10:00:00+08:00' })
      try {
        const mill = await t.someone('contact:mill')
        for (const key of [...experts.map((expert) => `expert:${expert}`), 'officer:wang', 'officer:chen']) await t.someone(key)
        await mill.say(millNeed)
        await mill.press('发布')
        const { id } = await t.prisma.need.findFirstOrThrow({ where: { posterId: idOf('person', 'contact:mill') } })
        for (const next of acts) {
          if ('verb' in next) await follow(t, id, next)
          else {
            if (next.restart) await t.restart()
            for (let hour = 0; hour < next.hours; hour += 6) await t.later(Math.min(6, next.hours - hour) * hours)
          }
          await check(t, id)
        }
        await checkReminders(t)
        const byItself = await t.prisma.history.findMany({ where: { actorId: null, to: { not: null } } })
        expect(byItself.filter(({ event }) => event !== 'lapse')).toEqual([])
        expect(needStates).toContain((await t.prisma.need.findUniqueOrThrow({ where: { id } })).state)
        expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([])
      } finally {
        await t.stop()
      }
    }),
    { numRuns: 12 },
  )
}, 300_000)
