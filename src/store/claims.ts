import type { Claim } from '../domain/need.ts'
import type { Claims, Invitations, Questions } from '../domain/store.ts'
import { bare, type Db, fromNeed, json, toInvitation, toQuestion } from './rows.ts'

export function invitations(db: Db): Invitations {
  return {
    async ofNeed(needId) {
      return (await db.invitation.findMany({ where: { needId }, orderBy: [{ rank: 'asc' }, { askedAt: 'asc' }, { id: 'asc' }] })).map(
        toInvitation,
      )
    },
    async of(needId, expertId) {
      const row = await db.invitation.findUnique({ where: { needId_expertId: { needId, expertId } } })
      return row ? toInvitation(row) : undefined
    },
    async add(invitation) {
      const { factors, ...rest } = invitation
      const data = [{ ...rest, reasons: json(invitation.reasons), ...(factors && { factors: json(factors) }) }]
      return (await db.invitation.createMany({ data, skipDuplicates: true })).count === 1
    },
    async move(id, from, to, patch) {
      const { reasons: _, factors: __, ...data } = patch
      return (await db.invitation.updateMany({ where: { id, state: { in: [...from] } }, data: { ...data, state: to } })).count === 1
    },
    async overdue(now, limit) {
      // while a need is paused, nobody's time runs out
      const where = { state: 'asked', dueAt: { lt: now }, need: { state: { not: 'paused' } } }
      return (await db.invitation.findMany({ where, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }], take: limit })).map(toInvitation)
    },
    async load() {
      const carrying = await db.claim.groupBy({ by: ['expertId'], where: { endedAt: null }, _count: { _all: true } })
      const open = new Map(carrying.map((row) => [row.expertId, row._count._all]))
      for (const [expertId, count] of await jointly(db)) open.set(expertId, (open.get(expertId) ?? 0) + count)
      const experts = await db.expert.findMany({ select: { id: true, cap: true } })
      return new Map(experts.map(({ id, cap }) => [id, { open: open.get(id) ?? 0, cap }]))
    },
    async loadOf(expertId) {
      const expert = await db.expert.findUnique({ where: { id: expertId }, select: { cap: true } })
      if (!expert) return undefined
      const open = await db.claim.count({ where: { expertId, endedAt: null } })
      return { open: open + (await db.teamMember.count({ where: { ...joint, expertId } })), cap: expert.cap }
    },
  }
}

/** Who claimed needs jointly answers for them too. */
const joint = { role: 'joint', state: 'in', need: { claims: { some: { endedAt: null } } } }

async function jointly(db: Db): Promise<Map<string, number>> {
  const rows = await db.teamMember.groupBy({ by: ['expertId'], where: { ...joint, expertId: { not: null } }, _count: { _all: true } })
  return new Map(rows.map((row) => [row.expertId as string, row._count._all]))
}

export function claims(db: Db): Claims {
  return {
    async live(needId) {
      const row = await db.claim.findFirst({ where: { needId, endedAt: null } })
      return row ? (bare(row) as Claim) : undefined
    },
    async last(needId) {
      const row = await db.claim.findFirst({
        where: { needId, OR: [{ ended: null }, { ended: { not: 'undone' } }] },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
      })
      return row ? (bare(row) as Claim) : undefined
    },
    async take(claim, patch, from = ['open'], to = 'claimed') {
      const { count } = await db.need.updateMany({
        where: { id: claim.needId, state: { in: [...from] } },
        data: { ...fromNeed(patch), state: to },
      })
      if (count === 0) return false
      await db.claim.create({ data: { id: claim.id, needId: claim.needId, expertId: claim.expertId, at: claim.at } })
      return true
    },
    async setFirstStep(id, text) {
      await db.claim.update({ where: { id }, data: { firstStep: text } })
    },
    async end(id, at, how) {
      return (await db.claim.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, ended: how } })).count === 1
    },
    async endedAs(id, how) {
      await db.claim.update({ where: { id }, data: { ended: how } })
    },
  }
}

export function questions(db: Db): Questions {
  return {
    async find(id) {
      const row = await db.question.findUnique({ where: { id } })
      return row ? toQuestion(row) : undefined
    },
    async ofNeed(needId) {
      return (await db.question.findMany({ where: { needId }, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] })).map(toQuestion)
    },
    async add(question) {
      await db.question.create({ data: question })
    },
    async answer(id, text, at) {
      return (await db.question.updateMany({ where: { id, answer: null }, data: { answer: text, answeredAt: at } })).count === 1
    },
  }
}
