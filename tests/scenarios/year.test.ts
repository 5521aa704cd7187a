/**
 * A year of the campaign: 2026, with its holidays, in a district of ten institutes, a hundred experts and three hundred enterprises. Thousands of needs are
 * written into the tables row by row as the program writes them, at their time (reading and counting them is what is tested here; a chat for each would take
 * hours). Among them some live through the program itself: every step is pressed and said, by chat where the person has one and by the same presses without a
 * platform where not. Ticks come at nine and at odd hours, or for weeks not at all. Whenever a report is made, each of its numbers is counted once more from
 * the rows of that moment (tests/support/year, written from docs/figures.md), and whenever anything ticks, who gets a copy is worked out once more.
 *
 * YEAR_SEED plays another year; the seed of one that fails stands in the test’s name.
 */
import { expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { hours } from '../support/clock.ts'
import { createAudience } from '../support/year/audience.ts'
import { type Chance, chanceOf } from '../support/year/chance.ts'
import { keys } from '../support/year/district.ts'
import { createHabits } from '../support/year/habits.ts'
import { handsOf } from '../support/year/hands.ts'
import { createLived } from '../support/year/lived.ts'
import { installed, momentsOf, outagesOf } from '../support/year/plot.ts'
import { checkCopies, checkMade, emptyPost, owedCopies, readPost } from '../support/year/post.ts'
import { reportsOf } from '../support/year/snapshot.ts'
import { type Stage, setStage } from '../support/year/stage.ts'
import { createWatch } from '../support/year/watch.ts'

const seed = Number(process.env.YEAR_SEED ?? 2026)
const written = 2000

test(`in the year ${seed} every number told is what the rows say, and everybody gets their copies once`, async () => {
  const chance = chanceOf(seed)
  const stage = await setStage(chance, written)
  try {
    await play(stage, chance)
    await checkWhole(stage)
  } finally {
    await stage.t.stop()
  }
}, 900_000)

async function play(stage: Stage, chance: Chance): Promise<void> {
  const { t } = stage
  const blocked = new Set<string>()
  const lived = createLived(
    stage,
    handsOf(stage),
    chance,
    postersOf(),
    ['officer:chen', 'officer:off0'].map((key) => idOf('person', key)),
  )
  const habits = createHabits(stage, chance, blocked)
  const audience = createAudience(stage, blocked)
  const watch = createWatch(t.prisma)
  const post = emptyPost()
  const outages = outagesOf(chance)
  const moments = momentsOf(chance, outages)
  for (const [i, moment] of moments.entries()) {
    await stage.to(moment)
    if (outages.some(({ until }) => until.getTime() === moment.getTime())) await t.restart()
    await tick()
    // acts take time, and the clock never goes back
    if ((moments[i + 1]?.getTime() ?? 0) - moment.getTime() < 2 * hours) continue
    await habits.live()
    if (chance.percent(20)) await lived.publish()
    await lived.someGoOn(2)
    await desk()
  }
  expect(await audience.checkSecrets()).toBeGreaterThan(300)

  async function tick(): Promise<void> {
    const now = t.clock.now()
    audience.begin()
    const known = new Map(post.reports)
    const copied = { ...post, delivered: new Map(post.delivered) }
    await t.app.tick()
    const { fresh, made } = await readPost(t.prisma, post, now)
    const owed = await owedCopies(t.prisma, copied, now, installed)
    checkCopies(fresh, owed, now)
    checkMade(made, known, owed, now, installed)
    await watch.look(now)
    await t.app.idle()
    await audience.check(sentOf(owed))
  }

  /** A draft is counted anew, or signed: late it goes out at once. */
  async function desk(): Promise<void> {
    const taken = await habits.desk()
    const head = stage.people.get(idOf('person', 'officer:liu'))
    if (!taken || !head) return
    t.clock.forward(60_000)
    const now = t.clock.now()
    audience.begin()
    const id = taken.key.replace(':', '_')
    await head.pressRaw(taken.sign ? 'report_sign' : 'report_recount', id)
    if (taken.sign) await head.press('确认签发')
    const before = { ...post, delivered: new Map(post.delivered), reports: new Map(post.reports).set(taken.key, 'signed') }
    const { fresh } = await readPost(t.prisma, post, now)
    const owed = taken.sign ? await owedCopies(t.prisma, before, now, installed, taken.key) : new Map<string, string>()
    checkCopies(fresh, owed, now)
    await audience.check(sentOf(owed))
    await watch.look(now)
  }
}

function sentOf(owed: Map<string, string>): string[] {
  return [...owed].flatMap(([key, how]) => (how === 'send' ? [key] : []))
}

/** Some who chat, and some whom nobody has given an account. */
function postersOf(): string[] {
  return Array.from({ length: 24 }, (_, i) => idOf('person', `contact:${keys.enterprise(i)}`))
}

/** The year was worth playing: it had all of what the figures are of, and nothing went wrong unseen. */
async function checkWhole({ t }: Stage): Promise<void> {
  const reports = await reportsOf(t.prisma)
  const year = reports.findLast(({ kind }) => kind === 'quarterly')?.figures.soFar
  for (const [figure, value] of Object.entries(year ?? {})) expect([figure, value > 10]).toEqual([figure, true])
  expect(year?.published).toBeGreaterThan(1500)
  expect(reports.flatMap(({ figures }) => figures.corrections).length).toBeGreaterThan(50)
  const counted = Object.fromEntries(
    (await t.prisma.delivery.groupBy({ by: ['how'], _count: true })).map(({ how, _count }) => [how, _count]),
  )
  const ways = Object.keys(counted).toSorted()
  // whether anybody who wants no empty copy has such a week is for the dice; that each is counted right is checked copy by copy
  expect(ways.filter((how) => how !== 'empty')).toEqual(['away', 'muted', 'no_account', 'send'])
  const undone = await t.prisma.history.groupBy({ by: ['note'], where: { event: 'undo' }, _count: true })
  expect(undone.length).toBeGreaterThan(3)
  expect(await t.prisma.need.count({ where: { id: { not: { startsWith: 'written' } }, number: { not: null } } })).toBeGreaterThan(15)
  // what could not be delivered is of those who blocked the bot, and is told as a warning
  expect(t.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([])
}
