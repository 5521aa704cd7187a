import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerDialog } from '../../src/bot/dialog.ts'
import { press } from '../../src/bot/presses.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import type { HistoryEntry, Need, NeedState } from '../../src/domain/need.ts'
import { isEnded, type LifeEvent, life, type Move, may, ways } from '../../src/domain/need-life.ts'
import type { Dialog } from '../../src/domain/notices.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Tx } from '../../src/domain/store.ts'
import { type Act, standingOf, type Work } from '../../src/domain/use-cases/act.ts'
import { beginDraft, type Said } from '../../src/domain/use-cases/draft-need.ts'
import { dues } from '../../src/domain/use-cases/due.ts'
import { createMatcherKeeper } from '../../src/matcher-keeper.ts'
import { createStore } from '../../src/store/index.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { fakeClock, hours, seconds } from '../support/clock.ts'
import { freshDatabase } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import { fold, known } from '../support/ledger.ts'

/** Anybody presses anything, whether it stands on their card or not. */
const verbs = [
  ...['claim', 'claim', 'claim', 'start', 'start', 'solve', 'solve', 'confirm', 'dispute', 'release', 'withdraw', 'accept', 'decline'],
  ...[
    'progress',
    'pause',
    'resume',
    'give_up',
    'nobody',
    'confirm_for',
    'reopen',
    'reopen',
    'merge',
    'split',
    'hand_to',
    'undo',
    'undo',
    'undo',
  ],
  ...['see_private', 'see_public', 'pass_no_time', 'claim_for', 'new', 'wait', 'ask', 'add'],
  ...['assign', 'replace', 'join', 'join', 'member_yes', 'member_yes', 'leave_team'],
] as const
const pressed = ['claim', 'start', 'solve', 'confirm', 'dispute', 'release', 'withdraw', 'decline', 'assign', 'replace', ...ways] as const
const names = ['周工', '周工', '赵工', '沈岚', '何平', '罗宁', '陈科长']

/** `fit`: not what is given, but one of the moves that the table allows somebody now, chosen by `which`. `back`: it is taken back at once. */
type Step = { who: number; verb: string; on: number; also: number; ms: number; fit: boolean; which: number; ends: boolean; back: boolean }
const steps = fc.array(
  fc.record<Step>({
    who: fc.nat(names.length - 1),
    verb: fc.constantFrom(...verbs),
    on: fc.nat(5),
    also: fc.nat(5),
    ms: fc.constantFrom(1, seconds, seconds, 30 * seconds, 5 * hours),
    fit: fc.constantFrom(true, true, false),
    which: fc.noBias(fc.nat(1000)),
    back: fc.constantFrom(false, false, true),
    ends: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 20, maxLength: 34 },
)

type Noted = { at: Date; states: Record<string, NeedState> }

test('whatever people press: no path leaves the table, no two live claims, and the history rebuilds what is and what was', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const t = await world()
      try {
        const noted: Noted[] = []
        for (const step of all) {
          await take(t, step.fit ? await fitting(t, step) : step)
          noted.push({ at: t.clock.now(), states: await statesOf(t) })
          t.clock.forward(seconds)
          if (step.back) await take(t, { ...step, verb: 'undo' })
          noted.push({ at: t.clock.now(), states: await statesOf(t) })
          t.clock.forward(step.ms)
          if (step.ms > 1000) await t.tick()
          t.clock.forward(1)
        }
        for (const event of await check(t, noted)) seen.add(event)
      } finally {
        await t.close()
      }
    }),
    { numRuns: 9, seed: 3, endOnFailure: true },
  )
  // the walk is worth something only if it gets about
  const kinds = [
    'claim',
    'start',
    'solve',
    'confirm',
    'release',
    'withdraw',
    'pause',
    'resume',
    'reopen',
    'split',
    'undo',
    'merge',
    'give_up',
    'assign',
    'replace',
    'member_in',
  ]
  expect(kinds.filter((event) => seen.has(event)).length).toBeGreaterThanOrEqual(kinds.length - 3)
}, 300_000)

type World = Awaited<ReturnType<typeof world>>

/** The use cases on a real database, pressed as the bot presses them; nothing is sent, which takes most of the time. */
async function world() {
  const clock = fakeClock('2026-11-23T02:00:00Z')
  const { prisma, close } = await freshDatabase()
  const store = createStore(prisma, clock.now)
  await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at: clock.now() }))
  const keeper = createMatcherKeeper(undefined)
  const rules = { inviteAtOnce: 3, answerHours: 72, platforms: ['local'] }
  const work = (tx: Tx): Work => ({ tx, now: clock.now(), rules, matcher: () => keeper.at(tx) })
  const { enterpriseId } = await prisma.person.findFirstOrThrow({ where: { name: '周工' } })
  const mate = {
    id: 'mate000000000001',
    name: '赵工',
    roles: [],
    townships: [],
    enterpriseId,
    phone: '19900003009',
    createdAt: clock.now(),
  }
  await prisma.person.create({ data: mate })
  const account = { address: 'local:mate', platform: 'local', name: '赵工', personId: mate.id, lastSeenAt: clock.now() }
  await prisma.account.create({ data: account })
  const people: { id: string; address: string }[] = []
  for (const name of names) {
    const { id } = await prisma.person.findFirstOrThrow({ where: { name } })
    const { address } = await prisma.account.findFirstOrThrow({ where: { personId: id } })
    people.push({ id, address })
  }

  /** What somebody does is done whole or refused, and a refusal does nothing. */
  async function as(who: number, deed: (act: Act) => Promise<void>): Promise<void> {
    const { id, address } = people[who] as (typeof people)[number]
    await store
      .transaction(async (tx) => deed({ ...work(tx), actor: (await tx.people.find(id)) as Person, address, platform: 'local' }))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error
      })
  }
  const failed = (error: unknown) => {
    throw error
  }
  const tick = async () => {
    for (const due of dues) await due(store, work, clock.now(), failed)
  }
  const t = { clock, prisma, people, as, tick, close, read: <T>(read: (tx: Tx) => Promise<T>) => store.transaction(read) }
  await begin(t, 0)
  await begin(t, 2)
  return t
}

async function begin(t: Pick<World, 'as' | 'clock'>, who: number): Promise<void> {
  await t.as(who, (act) => beginDraft(act, said(millNeed, act.now)))
  await t.as(who, async (act) => press(act, 'publish', (await act.tx.needs.draftOf(act.actor.id))?.id ?? ''))
}

function said(text: string, at: Date): Said {
  return { messageRef: `local:${newId()}`, text, files: [], at }
}

async function take(t: World, { who, verb, on, also }: Step): Promise<void> {
  const needs = await t.prisma.need.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { id: true, number: true } })
  const need = needs[on % needs.length] as (typeof needs)[number]
  const other = needs[(on + 1 + also) % needs.length]?.number ?? '2026-0001'
  if (verb === 'wait') {
    t.clock.forward(30 * hours)
    return t.tick()
  }
  if (verb === 'new') return needs.length < 5 ? begin(t, also % 3) : undefined
  if (verb === 'undo') {
    const last = await t.prisma.undo.findFirst({ orderBy: [{ at: 'desc' }, { id: 'asc' }] })
    const actor = t.people.findIndex(({ id }) => id === last?.actorId)
    return t.as(actor < 0 ? who : actor, (act) => press(act, 'undo', last?.id ?? 'no-such-undo-000'))
  }
  const rolling = await t.prisma.expert.findFirstOrThrow({ where: { name: '沈岚' } })
  const proposed = await t.prisma.teamMember.findFirst({ where: { needId: need.id, state: 'proposed' }, orderBy: { id: 'asc' } })
  const ids: Record<string, string> = {
    member_yes: proposed?.id ?? 'nobody0000000000',
    hand_to: need.id + (t.people[also % 3]?.id ?? ''),
    pass_no_time: need.id + rolling.id,
    claim_for: need.id + rolling.id,
  }
  await t.as(who, (act) => press(act, verb, ids[verb] ?? need.id))
  for (let i = 0; i < 3; i++)
    await t.as(who, async (act) => {
      const dialog = await act.tx.dialogs.get(act.address)
      if (dialog) await answerDialog(act, dialog, said(answerTo(dialog, other), act.now))
    })
  await t.as(who, (act) => act.tx.dialogs.clear(act.address))
}

function answerTo(dialog: Dialog, other: string): string {
  if (dialog.kind === 'assign') return '罗宁'
  if (dialog.kind === 'replace_with') return '何平'
  if (dialog.kind !== 'way') return '就这样办，布样已经寄到了'
  if (dialog.want === 'review') return '三周后'
  if (dialog.want === 'into') return other
  return dialog.want === 'parts' ? '压光后布面有极光\n手感发硬，要柔软' : '电话里说好了'
}

async function statesOf(t: World): Promise<Record<string, NeedState>> {
  const needs = await t.prisma.need.findMany({ select: { id: true, state: true } })
  return Object.fromEntries(needs.map(({ id, state }) => [id, state as NeedState]))
}

/** Somebody presses what they may: else a walk of a few dozen steps would seldom get far. */
async function fitting(t: World, step: Step): Promise<Step> {
  const needs = await t.prisma.need.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { id: true } })
  const on = step.on % Math.min(2, needs.length)
  const possible: Pick<Step, 'who' | 'verb'>[] = []
  await t.read(async (tx) => {
    const need = (await tx.needs.find(String(needs[on]?.id))) as Need
    for (const [who, { id }] of t.people.entries()) {
      const person = (await tx.people.find(id)) as Person
      const { capacities } = await standingOf(tx, need, person)
      for (const verb of pressed) if (may(verb, need.state, capacities)) possible.push({ who, verb })
      if (!['claimed', 'in_progress'].includes(need.state)) continue
      if (person.expertId && !capacities.includes('claimer')) possible.push({ who, verb: 'join' })
      if (capacities.includes('claimer') && person.expertId) possible.push({ who, verb: 'member_yes' })
    }
  })
  // that it ends is one way among many, however many may say so
  const going = possible.filter(
    ({ verb }) => verb.startsWith('confirm') || verb === 'merge' || !(verb in life) || !isEnded(life[verb as LifeEvent].to as NeedState),
  )
  const from = going.length > 0 && !step.ends ? going : possible
  const able = [...new Set(from.map((one) => one.verb))]
  const verb = able[step.which % able.length] ?? step.verb
  const whose = from.filter((one) => one.verb === verb)
  return { ...step, on, verb, who: whose[step.also % whose.length]?.who ?? step.who }
}

/** All that must hold; returns the events that came up. */
async function check(t: World, noted: Noted[]): Promise<string[]> {
  const histories = new Map<string, HistoryEntry[]>()
  for (const { id } of await t.prisma.need.findMany({ select: { id: true } })) {
    const need = (await t.read((tx) => tx.needs.find(id))) as Need
    const history = await t.read((tx) => tx.needs.history(id))
    histories.set(id, history)
    checkMoves(history, need.state)
    const live = await t.prisma.claim.count({ where: { needId: id, endedAt: null } })
    const held = need.state === 'paused' ? need.pausedFrom : need.state
    expect([need.state, live]).toEqual([need.state, ['claimed', 'in_progress', 'solved'].includes(String(held)) ? 1 : 0])
    const members = await t.prisma.teamMember.count({ where: { needId: id, state: { in: ['proposed', 'in'] } } })
    expect([need.state, live === 0 && need.state !== 'confirmed' ? members : 0]).toEqual([need.state, 0])
    if (need.number) expect(known(fold(history))).toEqual(known(await readLedger(t.prisma, id)))
  }
  for (const { at, states } of noted) {
    const then = [...histories].flatMap(([id, history]) => {
      const { state } = fold(history.filter((entry) => entry.at <= at))
      return state ? [[id, state]] : []
    })
    expect(Object.fromEntries(then)).toEqual(states)
  }
  return [...histories.values()].flat().map(({ event }) => event)
}

function checkMoves(history: HistoryEntry[], now: NeedState): void {
  let state: NeedState | undefined
  for (const { event, from, to } of history) {
    if (!to) continue
    expect([event, from]).toEqual([event, state])
    if (from && event !== 'undo') {
      const move: Move = life[event as LifeEvent]
      expect(move.from).toContain(from)
      expect(move.to === 'before' ? life.pause.from : [move.to]).toContain(to)
    }
    state = to
  }
  expect(state).toBe(now)
}
