import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerDialog } from '../../src/bot/dialog.ts'
import { press } from '../../src/bot/presses.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Dialog } from '../../src/domain/notices.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Tx } from '../../src/domain/store.ts'
import type { Act, Work } from '../../src/domain/use-cases/act.ts'
import { beginDraft, type Said } from '../../src/domain/use-cases/draft-need.ts'
import { dues } from '../../src/domain/use-cases/due.ts'
import { createMatcherKeeper } from '../../src/matcher-keeper.ts'
import { createStore } from '../../src/store/index.ts'
import { days, fakeClock, minutes } from '../support/clock.ts'
import { freshDatabase } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'

type Deed = [verb: string, who: string]
/** What leads on, by how the challenge stands. */
const leading: Record<string, Deed[]> = {
  none: [
    ['challenge_begin', '周工'],
    ['challenge_begin', '陈科长'],
    ['challenge_begin', '周工'],
    ['reopen', '周工'],
    ['claim', '沈岚'],
    ['wait', ''],
  ],
  open: [
    ['apply', '沈岚'],
    ['apply', '何平'],
    ['apply', '丁涛'],
    ['wait', ''],
    ['wait', ''],
    ['challenge_extend', '周工'],
    ['form_cost', '丁涛'],
    ['application_withdraw', '沈岚'],
    ['challenge_call_off', '周工'],
    ['withdraw', '周工'],
  ],
  closed: [
    ['choose_yes', '周工'],
    ['choose_yes', '周工'],
    ['choose_yes', '周工'],
    ['panel', '陈科长'],
    ['wait', ''],
    ['give_up', '陈科长'],
  ],
  failed: [
    ['challenge_extend', '周工'],
    ['challenge_call_off', '周工'],
    ['nobody', '陈科长'],
    ['wait', ''],
  ],
  chosen: [
    ['start', '丁涛'],
    ['start', '沈岚'],
    ['solve', '丁涛'],
    ['solve', '沈岚'],
    ['confirm', '周工'],
    ['confirm', '周工'],
    ['release', '丁涛'],
    ['release', '沈岚'],
    ['milestones_write', '丁涛'],
    ['challenge_score', '陈科长'],
    ['undo', '丁涛'],
    ['undo', '沈岚'],
    ['wait', ''],
  ],
}
/** Anybody presses any of it. */
const all = Object.values(leading).flat()
const names = ['周工', '沈岚', '何平', '丁涛', '陈科长', '吴师傅']

type Step = { what: number; who: number; odd: boolean; which: number; wait: number }
const steps = fc.array(
  fc.record<Step>({
    what: fc.nat(999),
    who: fc.nat(names.length - 1),
    odd: fc.constantFrom(false, false, false, false, true),
    which: fc.nat(20),
    wait: fc.constantFrom(3, 16, 16),
  }),
  { minLength: 30, maxLength: 45 },
)

test('whatever people press: a challenge goes with its need, an institute has one application, one is chosen, and nobody owes what is over', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const t = await world()
      try {
        for (const step of walk) {
          await take(t, step)
          await check(t)
          t.clock.forward(minutes / 2)
        }
        for (const { event } of await t.prisma.history.findMany({ select: { event: true } })) seen.add(event)
      } finally {
        await t.close()
      }
    }),
    { numRuns: 6, seed: 7, endOnFailure: true },
  )
  // the walk is worth something only if it gets about
  const kinds = ['challenge', 'applied', 'challenge_closed', 'choose', 'call_off', 'release', 'withdraw', 'no_bids']
  expect(kinds.filter((event) => !seen.has(event)).length, [...seen].join(' ')).toBeLessThanOrEqual(2)
}, 240_000)

type World = Awaited<ReturnType<typeof world>>

async function world() {
  const clock = fakeClock('2026-11-23T02:00:00Z')
  const { prisma, close } = await freshDatabase()
  const store = createStore(prisma, clock.now)
  await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at: clock.now() }))
  const keeper = createMatcherKeeper(undefined)
  const rules = { inviteAtOnce: 3, answerHours: 72, platforms: ['local'] }
  const work = (tx: Tx): Work => ({ tx, now: clock.now(), rules, matcher: () => keeper.at(tx) })
  const accounts = await prisma.account.findMany({ where: { person: { name: { in: names } } }, include: { person: true } })

  /** What somebody does is done whole or refused, and a refusal does nothing. */
  async function as(name: string, deed: (act: Act) => Promise<void>): Promise<void> {
    const { personId, address } = accounts.find(({ person }) => person.name === name)!
    await store
      .transaction(async (tx) => deed({ ...work(tx), actor: (await tx.people.find(personId)) as Person, address, platform: 'local' }))
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
  await as('周工', (act) => beginDraft(act, said(millNeed, act.now)))
  await as('周工', async (act) => press(act, 'publish', (await act.tx.needs.draftOf(act.actor.id))?.id ?? ''))
  const need = await prisma.need.findFirstOrThrow()
  return { clock, prisma, as, tick, close, needId: need.id }
}

function said(text: string, at: Date): Said {
  return { messageRef: `local:${newId()}`, text, files: [], at }
}

async function take(t: World, { what, who, odd, which, wait }: Step): Promise<void> {
  const challenge = await t.prisma.challenge.findUnique({ where: { needId: t.needId } })
  const deeds = odd ? all : (leading[challenge?.state ?? ''] ?? leading.none ?? [])
  const [verb, usual] = deeds[what % deeds.length] as Deed
  if (verb === 'wait') {
    t.clock.forward(wait * days)
    return t.tick()
  }
  const name = odd ? names[who]! : usual
  const applications = await t.prisma.application.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  const live = applications.filter(({ state }) => ['draft', 'submitted'].includes(state))
  const application =
    (live.length > 0 ? live : applications)[which % Math.max(1, live.length || applications.length)]?.id ?? 'no-such-applicat'
  const undo = await t.prisma.undo.findFirst({ orderBy: [{ at: 'desc' }, { id: 'asc' }] })
  const ofApplication = verb.startsWith('application') || verb.startsWith('choose') || verb.startsWith('form')
  const id = ofApplication ? application : verb === 'undo' ? (undo?.id ?? 'no-such-undo-000') : t.needId
  await t.as(name, (act) => press(act, verb === 'challenge_begin' ? 'challenge' : verb, id))
  for (let i = 0; i < 4; i++)
    await t.as(name, async (act) => {
      const dialog = await act.tx.dialogs.get(act.address)
      if (dialog) await answerDialog(act, dialog, said(answerTo(dialog), act.now))
    })
  await t.as(name, (act) => act.tx.dialogs.clear(act.address))
  if (verb === 'challenge_begin') await t.as(name, (act) => press(act, 'challenge_publish', t.needId))
  if (verb !== 'apply') return
  const expert = await t.prisma.expert.findFirst({ where: { name } })
  const draft = await t.prisma.application.findFirst({ where: { state: 'draft', expertId: expert?.id ?? '' } })
  if (draft) await t.as(name, (act) => press(act, 'application_submit', draft.id))
}

function answerTo(dialog: Dialog): string {
  if (dialog.kind === 'challenge_terms') return { text: '压光布极光', bounty: '20', conditions: '无', closesOn: '两周后' }[dialog.asked]
  if (dialog.kind === 'application') return { approach: '低压轧光', team: '三位博士', cost: '18', weeks: '8周' }[dialog.asked]
  if (dialog.kind === 'challenge_extend') return '五周后'
  if (dialog.kind === 'panel') return '邱雯'
  if (dialog.kind === 'milestones') return '完成小试 十周后'
  if (dialog.kind === 'challenge_score') return '88'
  return '就这样办，电话里说好了'
}

/** All that must hold at every moment. */
async function check({ prisma, needId }: World): Promise<void> {
  const need = await prisma.need.findUniqueOrThrow({ where: { id: needId } })
  const challenge = await prisma.challenge.findUnique({ where: { needId } })
  const runs = challenge !== null && ['open', 'closed', 'failed'].includes(challenge.state)
  expect([need.state, challenge?.state, need.state === 'challenge']).toEqual([need.state, challenge?.state, runs])
  const applications = await prisma.application.findMany({ where: { needId, state: { in: ['submitted', 'chosen'] } } })
  expect(new Set(applications.map(({ instituteId }) => instituteId)).size).toBe(applications.length)
  expect(applications.filter(({ state }) => state === 'submitted').length > 0 && !runs).toBe(false)
  expect(applications.filter(({ state }) => state === 'chosen')).toHaveLength(challenge?.state === 'chosen' ? 1 : 0)
  expect(await prisma.claim.count({ where: { needId, endedAt: null } })).toBeLessThanOrEqual(1)
  const owed = (await prisma.matter.findMany({ where: { needId, endedAt: null } })).map(({ kind }) => kind)
  const main = { open: 'applications', closed: 'choose', failed: 'no_bids' }[challenge?.state as 'open']
  expect(owed.filter((kind) => ['applications', 'choose', 'no_bids'].includes(kind))).toEqual(main ? [main] : [])
  expect(owed.includes('score')).toBe(
    challenge?.state === 'chosen' && challenge.score === null && ['confirmed', 'unsolved'].includes(need.state),
  )
  // until the closing nobody but its own side is shown an application
  if (challenge?.state !== 'open') return
  const own = new Map((await prisma.application.findMany({ where: { needId } })).map(({ id, byId }) => [id, byId]))
  for (const { address, notice } of await prisma.outbox.findMany({ where: { createdAt: { gte: challenge.at } } })) {
    const shown = notice as { view: string; applicationId?: string }
    if (shown.view !== 'application') continue
    const account = await prisma.account.findUniqueOrThrow({ where: { address } })
    expect(own.get(String(shown.applicationId))).toBe(account.personId)
  }
}
