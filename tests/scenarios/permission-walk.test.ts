import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onMessage } from '../../src/bot/conversation.ts'
import { featureCommand, featureVerbs } from '../../src/bot/features/index.ts'
import { commandIn } from '../../src/bot/phrases.ts'
import { fixed, press } from '../../src/bot/presses.ts'
import { actionsOf, commands, verbs } from '../../src/bot/rights.ts'
import { textsIn } from '../../src/bot/texts/index.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { Person } from '../../src/domain/person.ts'
import { looksAtThing } from '../../src/domain/rights.ts'
import { type Action, rights } from '../../src/domain/rights-table.ts'
import type { TestApp } from '../support/test-app.ts'
import { type Attempt, createWalker, type Outcome, unwatch, watch } from '../support/walk/attempt.ts'
import { saidOf } from '../support/walk/entry-things.ts'
import { at, cast, personId, type Who } from '../support/walk/ids.ts'
import { forged, positions, rubbish, seen, type Target, targetsOf, toNeed } from '../support/walk/things.ts'
import { buildWorld } from '../support/walk/world.ts'

/**
 * Every button and every command, as everybody, on the right thing, on another’s, on none and on a thing of another kind; expected is what the table of
 * rights says of who they are by hand (tests/support/walk/things.ts). Each is done as the bot does it and taken back.
 */
let t: TestApp
let people: Map<Who, Person>
let walk: ReturnType<typeof createWalker>
let list: string

beforeAll(async () => {
  t = await buildWorld()
  list = await t.read((tx) => tx.lists.keep({ kind: 'problems', filter: {} }))
  const found = await t.read(async (tx) => {
    const all: [Who, Person][] = []
    for (const who of cast) all.push([who, (await tx.people.find(personId(who))) as Person])
    return all
  })
  people = new Map(found)
  await t.prisma.outbox.deleteMany()
  await t.prisma.dialog.deleteMany()
  await watch(t.prisma)
  walk = createWalker(t)
}, 180_000)
afterAll(async () => {
  await unwatch(t.prisma)
  await t.stop()
})

/** Refused though the right is there: an interest of their own. */
const barred = ['conflict_of_interest', 'applicant_conflict', 'chosen_conflict', 'applicants_judge_none']
/** Refusals that are no errors: they show the way to what is one’s own. */
const kindly = ['say:lists_not_for_you', 'say:not_understood', 'say:not_understood_enterprise', 'say:no_digest', 'my\n']

function allowed(who: Who, actions: readonly Action[], target: Pick<Target, 'who'>): boolean {
  const own: readonly string[] = [...positions[who], ...(target.who[who] ?? [])]
  return actions.some((action) => rights[action].by.some((one) => own.includes(one)))
}

/** What is wrong with it, in a line; nothing where all is as it should be. */
function wrongIn(may: boolean, outcome: Outcome, isForged: boolean): string | undefined {
  const { refused, crashed, changed, asked, answers } = outcome
  const errors = [...(refused ? [refused] : []), ...answers.filter((answer) => answer instanceof DomainError)]
  if (crashed) return `CRASHED ${String(crashed).slice(0, 300)}`
  if (may) {
    const forbidden = errors.find(({ code, message }) => code === 'forbidden' && !barred.includes(message))
    if (forbidden && !isForged) return `REFUSED ${forbidden.message}`
  } else if (changed.length > 0) return `CHANGED ${changed.join(' ')}`
  else if (asked) return 'ASKED'
  const said = answers.filter((answer) => answer !== undefined)
  // a card that stands somewhere is brought up to date there
  if (errors.length === 0 && said.length === 0 && changed.length === 0) return 'SILENT'
  if (
    !may &&
    errors.length === 0 &&
    !said.every((answer) => kindly.some((kind) => String(answer).startsWith(kind)) || isOpenRefusal(answer))
  )
    return `ANSWERED ${String(said[0]).slice(0, 80)}`
  return undefined
}

function isOpenRefusal(answer: string | DomainError | undefined): boolean {
  const { open, errors } = textsIn('zh')
  return typeof answer === 'string' && [open.forExperts, errors.challenges_for()].some((text) => answer.includes(text))
}

type Step = { name: string; who: Who; may: boolean; forged: boolean; work: Attempt['work'] }

async function violations(steps: Step[]): Promise<string[]> {
  const found: string[] = []
  await walk(
    steps.map(({ name, who, may, forged: isForged, work }) => ({
      person: people.get(who) as Person,
      address: `fake:${who}`,
      work,
      done(outcome) {
        const wrong = wrongIn(may, outcome, isForged)
        if (wrong) found.push(`${name} ${who} ${may ? 'may' : 'may not'}: ${wrong}`)
      },
    })),
  )
  return found
}

/** Those whose id says nothing, or only where in a list: any is as good. */
const anyId = new Set([
  ...(['say_who', 'use_chat', 'choose_digests', 'see_answering', 'see_people', 'see_codes', 'see_open', 'take_leave'] as const).flatMap(
    (action) => verbs[action] ?? [],
  ),
  ...[
    'visit_just_me',
    'visit_today',
    'visit_yesterday',
    'visit_these',
    'task_for',
    'outcome_today',
    'outcome_equal',
    'list_overdue',
    'outside_list',
    'challenges',
    'enterprise_later',
  ],
])

/** Rubbish is pressed by somebody who may nothing and by somebody who may nearly everything. */
function rubbishOf(verb: string): Step[] {
  return rubbish.flatMap((id) =>
    (['newcomer', 'admin'] as const).map((who): Step => {
      const may = allowed(who, actionsOf(verb), { who: {} })
      return { name: `${verb} ${JSON.stringify(id)}`, who, may, forged: true, work: (act) => press(act, verb, id) }
    }),
  )
}

/** Who presses on what is not the right thing: all that may on the right one, of the bureau one of each kind, and those of the other need. */
function forgers(verb: string, target: Target): readonly Who[] {
  const alike: readonly Who[] = ['li', 'chen', 'liu']
  const others: readonly Who[] = ['newcomer', 'foundry', 'casting', 'machine']
  return cast.filter((who) => others.includes(who) || (allowed(who, target.does ?? actionsOf(verb), target) && !alike.includes(who)))
}

function pressesOf(verb: string): Step[] {
  // where the person alone decides, the id is not looked at: one that is made up is enough
  const looks = actionsOf(verb).some(looksAtThing)
  return targetsOf(verb, list).flatMap((target) =>
    [target, ...forged(verb, target, anyId.has(verb)).slice(0, looks ? undefined : 1)].flatMap((one, i) =>
      (i === 0 ? cast : forgers(verb, target)).map((who): Step => {
        const may = allowed(who, target.does ?? actionsOf(verb), one)
        return {
          name: `${verb} ${JSON.stringify(one.id)}`,
          who,
          may,
          forged: i > 0,
          work: (act) => press(act, verb, one.id),
        }
      }),
    ),
  )
}

const allVerbs = [
  ...new Set([
    ...Object.keys(fixed),
    ...featureVerbs(),
    ...Object.values(verbs)
      .flat()
      .filter((verb) => verb !== 'pass_*'),
    'pass_budget',
  ]),
].sort()
const parts = 16

describe('nobody does what the table does not give them', () => {
  test.each(Array.from({ length: parts }, (_, i) => i))(
    'by a button, true or forged (part %i)',
    async (part) => {
      const mine = allVerbs.filter((_, i) => i % parts === part)
      expect(await violations(mine.flatMap((verb) => [...pressesOf(verb), ...rubbishOf(verb)]))).toEqual([])
    },
    120_000,
  )

  test('and through the whole app: a stranger is answered in words to every button that is not theirs, and not a row is different', async () => {
    const stranger = t.platform.person('newcomer')
    const steps = allVerbs.flatMap((verb) =>
      targetsOf(verb, list)
        .filter((target) => !allowed('newcomer', target.does ?? actionsOf(verb), target))
        .map(({ id }) => ({ verb, id })),
    )
    const silent: string[] = []
    for (const { verb, id } of steps) {
      const before = stranger.chat().at(-1)
      await stranger.pressRaw(verb, id)
      if (stranger.chat().at(-1) === before) silent.push(`${verb} ${id}`)
    }
    expect(silent).toEqual([])
    expect(await t.prisma.$queryRaw`SELECT DISTINCT "name" FROM walk_journal`).toEqual([])
    expect(await t.prisma.dialog.count()).toBe(0)
    expect(await t.prisma.inbox.count({ where: { state: { not: 'done' } } })).toBe(0)
    // what has been sent is no answer to what comes next
    await t.prisma.outbox.deleteMany()
  }, 120_000)

  test('by what they say, in both languages', async () => {
    const steps = Object.entries(commands).flatMap(([name, { does, zh, en }]) =>
      [zh, en]
        .filter((said) => said !== '')
        .flatMap((said) =>
          cast.flatMap((who): Step[] => {
            // to somebody whom the command is not for it is a sentence like any other
            if (!commandIn(said) && !featureCommand(said, people.get(who) as Person)) return []
            const about = name === 'need' ? seen('open') : name === 'outcome' ? toNeed('open') : saidOf[name]
            const target = { who: about ?? {} }
            const work: Attempt['work'] = (act) =>
              onMessage(
                { ...act, isNew: false },
                { messageRef: 'fake:said', text: said, files: [], at },
                { chat: { address: act.address, kind: 'private' }, toBot: true, refused: false },
              )
            return [{ name: `“${said}”`, who, may: allowed(who, does, target), forged: false, work }]
          }),
        ),
    )
    expect(await violations(steps)).toEqual([])
  }, 120_000)
})
