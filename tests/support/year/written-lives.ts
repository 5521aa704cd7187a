import type { Prisma } from '../../../src/store/generated/client.ts'
import type { Chance } from './chance.ts'
import { topics } from './district.ts'
import { dayOf } from './facts.ts'
import { outcomesOf } from './written-outcomes.ts'

/** What happens to a need whose life is written straight into the tables: rows as the program writes them, at their time. */
export type Op = {
  at: Date
  need?: Prisma.NeedCreateManyInput
  set?: Prisma.NeedUncheckedUpdateInput
  history?: Prisma.HistoryCreateManyInput[]
  claim?: Prisma.ClaimCreateManyInput
  claimEnds?: string
  visit?: Prisma.VisitCreateManyInput
  outcome?: Prisma.OutcomeCreateManyInput
  shares?: Prisma.OutcomeShareCreateManyInput[]
  setOutcome?: { id: string; data: Prisma.OutcomeUncheckedUpdateInput }
  matter?: Prisma.MatterCreateManyInput
  matterEnds?: true
  needId: string
}

export type Cast = {
  enterprises: { id: string; contactId?: string; sample: boolean }[]
  experts: { id: string; instituteId: string }[]
  officers: string[]
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The life of the nth of them, published at that time. */
export function writtenLife(chance: Chance, cast: Cast, nth: number, at: Date): Op[] {
  const enterprise = chance.oneOf(cast.enterprises)
  const topic = chance.oneOf(topics)
  const life = createLife(chance, `written${String(nth).padStart(9, '0')}`, enterprise.contactId)
  const waited = chance.percent(15) ? chance.below(3) * day + hour : 0
  const visibility = chance.percent(25) ? 'private' : chance.percent(50) ? 'matched' : 'public'
  const need = {
    ...{ id: life.id, number: `2026-${String(3001 + nth)}`, state: waited ? 'waiting' : 'open', enterpriseId: enterprise.id },
    ...{
      posterId: enterprise.contactId,
      officerId: chance.oneOf(cast.officers),
      title: `${visibility === 'private' ? '保密' : '写入'}需求第${nth}号`,
    },
    ...{
      field: chance.percent(5) ? null : topic.field,
      visibility,
      waitOn: 'staff',
      waitSince: at,
      dueAt: new Date(at.getTime() + 3 * day),
    },
    ...{
      createdAt: at,
      touchedAt: at,
      publishedAt: waited ? null : at,
      deadline: chance.percent(20) ? dayOf(new Date(at.getTime() + 60 * day)) : null,
    },
  }
  life.add(at, { need, history: [life.entry(at, waited ? 'submit' : 'publish')] })
  if (waited) {
    life.after(waited)
    life.add(life.now(), { set: { state: 'open', publishedAt: life.now() }, history: [life.entry(life.now(), 'verify')] })
  }
  seekExperts(life, chance, cast)
  return life.ops
}

type Life = ReturnType<typeof createLife>

function createLife(chance: Chance, id: string, posterId: string | undefined) {
  const ops: Op[] = []
  let time = 0
  return {
    ...{ id, posterId, ops },
    now: () => new Date(time),
    after(ms: number) {
      time += Math.round(ms)
    },
    entry: (at: Date, event: string, more: Partial<Prisma.HistoryCreateManyInput> = {}) => ({ needId: id, at, event, ...more }),
    add(at: Date, op: Omit<Op, 'at' | 'needId'>) {
      time = Math.max(time, at.getTime())
      ops.push({ at, needId: id, ...op })
    },
    chance,
  }
}

/** Experts are asked, or never any; and one takes it on, or it ends as it is. */
function seekExperts(life: Life, chance: Chance, cast: Cast): void {
  const asked = chance.percent(90) ? chance.some(cast.experts, 1 + chance.below(3)) : []
  life.after(chance.below(40) * minute)
  const at = life.now()
  if (asked.length > 0) life.add(at, { history: asked.map(({ id }) => life.entry(at, 'asked', { note: id })) })
  life.after(hour + chance.next() * 6 * day)
  const fate = chance.below(100)
  if (fate < 6) end(life, 'withdrawn', '不需要了')
  else if (fate < 11) end(life, 'unclaimed', '没有合适的专家')
  else if (fate < 13) end(life, 'merged', null)
  else if (fate < 14) end(life, 'split', null)
  else if (fate < 96 && (asked.length > 0 || fate >= 60)) work(life, chance, cast, asked[0] ?? chance.oneOf(cast.experts), 0)
}

function end(life: Life, state: string, endReason: string | null): void {
  const at = life.now()
  life.add(at, { set: { state, closedAt: at, endReason, waitOn: null, dueAt: null }, history: [life.entry(at, state)], matterEnds: true })
}

function work(life: Life, chance: Chance, cast: Cast, expert: Cast['experts'][number], round: number): void {
  const claimId = `${life.id}c${round}`
  const takes = (id: string) => {
    const at = life.now()
    life.add(at, { set: { state: 'claimed' }, claim: { id, needId: life.id, expertId: expert.id, at }, history: [life.entry(at, 'claim')] })
  }
  if (chance.percent(8)) {
    takes(`${claimId}u`)
    life.after(30_000)
    const at = life.now()
    life.add(at, { set: { state: 'open' }, claimEnds: 'undone', history: [life.entry(at, 'undo', { note: 'claim' })] })
    life.after(5 * minute)
  }
  takes(claimId)
  owes(life, chance)
  life.after(hour + chance.next() * 3 * day)
  if (chance.percent(10) && round < 2) {
    const at = life.now()
    life.add(at, { set: { state: 'open' }, claimEnds: 'released', history: [life.entry(at, 'release')], matterEnds: true })
    life.after(chance.next() * 3 * day)
    work(life, chance, cast, chance.oneOf(cast.experts), round + 1)
    return
  }
  const at = life.now()
  if (chance.percent(85)) life.add(at, { set: { state: 'in_progress' }, history: [life.entry(at, 'start')] })
  solve(life, chance, cast, expert)
}

/** Somebody owes something; nobody is reminded of it here (no `nextAt`). */
function owes(life: Life, chance: Chance): void {
  const [since, dueAt] = [life.now(), new Date(life.now().getTime() + (1 + chance.below(12)) * day)]
  const matter = { id: `${life.id}m${since.getTime()}`, needId: life.id, kind: 'progress', waitOn: 'claimer', since, dueAt }
  life.add(since, { matter, set: { waitOn: 'claimer', waitSince: since, dueAt } })
}

function solve(life: Life, chance: Chance, cast: Cast, expert: Cast['experts'][number]): void {
  const visits = chance.percent(40) ? 1 + chance.below(2) : 0
  let onSite: string | undefined
  for (let i = 0; i < visits; i++) {
    life.after(hour + chance.next() * 6 * day)
    const at = life.now()
    const on = dayOf(new Date(at.getTime() - chance.below(3) * day))
    onSite = chance.percent(30) ? on : onSite
    const visit = {
      id: `${life.id}v${i}`,
      needId: life.id,
      day: on,
      state: 'done',
      byId: 'nobody',
      doneAt: at,
      createdAt: at,
      proposedAt: at,
    }
    life.add(at, { visit, history: [life.entry(at, 'visit_done', { note: visit.id })] })
  }
  if (chance.percent(12)) return
  life.after(day + chance.next() * 20 * day)
  if (chance.percent(8)) {
    endClaim(life, 'unsolved', '条件不具备')
    return
  }
  report(life)
  life.after(hour + chance.next() * 4 * day)
  if (chance.percent(12)) {
    const at = life.now()
    life.add(at, { set: { state: 'in_progress', solvedAt: null }, history: [life.entry(at, 'dispute', { actorId: life.posterId })] })
    life.after(day + chance.next() * 5 * day)
    report(life)
    life.after(2 * hour)
  }
  if (chance.percent(6)) return
  const solvedOn = dayOf(life.ops.findLast(({ set }) => set?.state === 'solved')?.at ?? life.now())
  confirm(life)
  for (const op of outcomesOf(chance, cast, life.id, life.now(), { expert, onSite, solvedOn })) life.ops.push(op)
}

function endClaim(life: Life, state: string, reason: string): void {
  const at = life.now()
  life.add(at, { claimEnds: state })
  end(life, state, reason)
}

function report(life: Life): void {
  const at = life.now()
  life.add(at, { set: { state: 'solved', solvedAt: at }, history: [life.entry(at, 'solve')] })
}

function confirm(life: Life): void {
  const at = life.now()
  life.add(at, {
    ...{ set: { state: 'confirmed', closedAt: at, waitOn: null, dueAt: null }, claimEnds: 'confirmed', matterEnds: true },
    history: [life.entry(at, 'confirm', { actorId: life.posterId })],
  })
}
