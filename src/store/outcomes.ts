import type { CaseCards, CaseStory } from '../domain/case-card.ts'
import type { FollowUp, FollowUps, Outcome, OutcomeQuery, Outcomes } from '../domain/outcome.ts'
import type { Prisma } from './generated/client.ts'
import { bare, type Db, json } from './rows.ts'

const withShares = { shares: { select: { instituteId: true, share: true }, orderBy: { instituteId: 'asc' } } } as const
const inOrder = { include: withShares, orderBy: [{ at: 'asc' }, { id: 'asc' }] } satisfies Prisma.OutcomeFindManyArgs

function toOutcome(row: object): Outcome {
  return bare(row) as Outcome
}

/** How a claim ends that leads to nothing. */
const left = ['released', 'declined', 'lapsed', 'replaced', 'undone']

export function outcomes(db: Db): Outcomes {
  return {
    async find(id) {
      const row = await db.outcome.findUnique({ where: { id }, include: withShares })
      return row ? toOutcome(row) : undefined
    },
    async expertOf(needId) {
      const where = { needId, OR: [{ ended: null }, { ended: { notIn: left } }] }
      const claim = await db.claim.findFirst({ where, orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }] })
      return claim?.expertId
    },
    async ofNeed(needId) {
      return (await db.outcome.findMany({ where: { needId }, ...inOrder })).map(toOutcome)
    },
    async add({ shares, ...outcome }) {
      await db.outcome.create({ data: { ...outcome, shares: { create: shares } } })
    },
    async isKnown({ kind, subkind, evidence }, except) {
      const key = `${kind} ${evidence}`
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`
      const where = { kind, subkind: subkind ?? null, evidence, state: { not: 'withdrawn' }, id: { notIn: [...except] } }
      return (await db.outcome.count({ where })) > 0
    },
    ...words(db),
    ...selections(db),
  }
}

/** What people say of an outcome: each a conditional write. */
function words(db: Db): Pick<Outcomes, 'agree' | 'settle' | 'dispute' | 'withdraw'> {
  const change = async (where: Prisma.OutcomeWhereInput, data: Prisma.OutcomeUpdateManyMutationInput) =>
    (await db.outcome.updateMany({ where, data })).count === 1
  return {
    async agree(id, side, at, call) {
      const called = call ? { calledById: call.byId } : {}
      if (side === 'poster')
        return change({ id, state: 'reported', posterYes: null }, { posterYes: true, posterAt: at, posterCall: call?.said, ...called })
      return change({ id, state: 'reported', expertYes: null }, { expertYes: true, expertAt: at, expertCall: call?.said, ...called })
    },
    settle: (id, at) => change({ id, state: 'reported', posterYes: true, expertYes: true }, { state: 'confirmed', settledAt: at }),
    dispute: (id, reason) => change({ id, state: 'reported' }, { state: 'disputed', reason }),
    withdraw: (id, at) => change({ id, state: { not: 'withdrawn' } }, { state: 'withdrawn', endedAt: at }),
  }
}

function selections(db: Db): Pick<Outcomes, 'awaiting' | 'disputedOf' | 'counted'> {
  return {
    async awaiting({ id, expertId }, take) {
      const works = expertId && [
        { claims: { some: { expertId, endedAt: null } } },
        { claims: { none: { endedAt: null }, some: { expertId, ended: { notIn: left } } } },
        { members: { some: { expertId, state: 'in' } } },
      ]
      const mine: Prisma.OutcomeWhereInput[] = [{ posterYes: null, need: { posterId: id } }]
      if (works) mine.push({ expertYes: null, need: { OR: works } })
      return (await db.outcome.findMany({ where: { state: 'reported', OR: mine }, ...inOrder, take })).map(toOutcome)
    },
    async disputedOf(byId, take) {
      return (await db.outcome.findMany({ where: { state: 'disputed', byId }, ...inOrder, take })).map(toOutcome)
    },
    async counted(query) {
      const need = { select: { enterpriseId: true, enterprise: { select: { township: true } } } }
      const rows = await db.outcome.findMany({ where: counting(query), ...inOrder, include: { ...withShares, need } })
      return rows.map(({ need, ...row }) => ({
        ...toOutcome(row),
        enterpriseId: need.enterpriseId ?? undefined,
        township: need.enterprise?.township ?? undefined,
      }))
    },
  }
}

function counting({ by, from, until, asOf, kind, township, instituteId, sample }: OutcomeQuery): Prisma.OutcomeWhereInput {
  const enterprise = { ...(township !== undefined && { township }), ...(sample !== undefined && { sample }) }
  return {
    settledAt: { lte: asOf, ...(by === 'settled' && { gte: from ? dayStart(from) : undefined, lt: until ? dayEnd(until) : undefined }) },
    OR: [{ endedAt: null }, { endedAt: { gt: asOf } }],
    ...(by === 'on' && { on: { gte: from, lte: until } }),
    kind,
    ...(instituteId !== undefined && { shares: { some: { instituteId } } }),
    ...(Object.keys(enterprise).length > 0 && { need: { enterprise } }),
  }
}

function dayStart(isoDay: string): Date {
  return new Date(`${isoDay}T00:00:00+08:00`)
}

function dayEnd(isoDay: string): Date {
  return new Date(dayStart(isoDay).getTime() + 24 * 3_600_000)
}

export function followUps(db: Db): FollowUps {
  const toFollowUp = (row: object) => bare(row) as FollowUp
  const byDay = { orderBy: [{ dueOn: 'asc' }, { needId: 'asc' }, { months: 'asc' }] } satisfies Prisma.FollowUpFindManyArgs
  return {
    async find(needId, months) {
      const row = await db.followUp.findUnique({ where: { needId_months: { needId, months } } })
      return row ? toFollowUp(row) : undefined
    },
    async ofNeed(needId) {
      return (await db.followUp.findMany({ where: { needId }, orderBy: { months: 'asc' } })).map(toFollowUp)
    },
    async plan(needId, planned) {
      await db.followUp.deleteMany({ where: { needId } })
      await db.followUp.createMany({ data: planned.map((one) => ({ needId, ...one })) })
    },
    async resume(needId, planned, today) {
      await db.followUp.deleteMany({ where: { needId, OR: [{ answeredAt: null }, { answer: 'again' }] } })
      const lastDue = planned.findLast(({ dueOn }) => dueOn <= today)
      const data = planned.filter((one) => one.dueOn > today || one === lastDue).map((one) => ({ needId, ...one }))
      await db.followUp.createMany({ data, skipDuplicates: true })
    },
    async drop(needId) {
      await db.followUp.deleteMany({ where: { needId, answeredAt: null } })
    },
    async due(isoDay, take) {
      const where = { dueOn: { lte: isoDay }, askedAt: null, answeredAt: null }
      return (await db.followUp.findMany({ where, ...byDay, take })).map(toFollowUp)
    },
    async unanswered(take) {
      const where = { askedAt: { not: null }, answeredAt: null, callAt: null }
      return (await db.followUp.findMany({ where, ...byDay, take })).map(toFollowUp)
    },
    async mark({ needId, months }, step, at) {
      return (await db.followUp.updateMany({ where: { needId, months, answeredAt: null, [step]: null }, data: { [step]: at } })).count === 1
    },
    async answer({ needId, months }, answer, at, note) {
      const where = { needId, months, askedAt: { not: null }, answeredAt: null }
      return (await db.followUp.updateMany({ where, data: { answer, answeredAt: at, note } })).count === 1
    },
    async ofPoster(posterId) {
      const where = { askedAt: { not: null }, answeredAt: null, need: { posterId, state: 'confirmed' } }
      return (await db.followUp.findMany({ where, ...byDay })).map(toFollowUp)
    },
  }
}

export function caseCards(db: Db): CaseCards {
  return {
    async find(needId) {
      const row = await db.caseCard.findUnique({ where: { needId } })
      return row ? { ...bare(row), state: row.state as 'asked', story: (row.story ?? undefined) as CaseStory | undefined } : undefined
    },
    async ask(needId, askedById, askedAt) {
      const data = [{ needId, state: 'asked', askedById, askedAt }]
      return (await db.caseCard.createMany({ data, skipDuplicates: true })).count === 1
    },
    async answer(needId, { state, answerById, answeredAt, story }) {
      await db.caseCard.update({ where: { needId }, data: { state, answerById, answeredAt, ...(story && { story: json(story) }) } })
    },
    async drop(needId) {
      await db.caseCard.deleteMany({ where: { needId } })
    },
  }
}
