import type { Application, Applications, Challenge, Challenges, Milestone, Milestones, Opinion } from '../domain/challenge.ts'
import { newId } from '../domain/ids.ts'
import { bare, type Db, fromNeed, toInstitute } from './rows.ts'

export function challenges(db: Db): Challenges {
  return {
    async find(needId) {
      const row = await db.challenge.findUnique({ where: { needId } })
      return row ? (bare(row) as Challenge) : undefined
    },
    async inState(state, skip, limit) {
      const where = { state }
      const rows = await db.challenge.findMany({ where, orderBy: [{ closesAt: 'asc' }, { needId: 'asc' }], skip, take: limit })
      return { challenges: rows.map((row) => bare(row) as Challenge), total: await db.challenge.count({ where }) }
    },
    ...rounds(db),
    async score(needId, result) {
      return (await db.challenge.updateMany({ where: { needId, state: 'chosen', score: null }, data: result })).count === 1
    },
    async unscored(limit) {
      const where = { state: 'chosen', score: null, need: { state: { in: ['confirmed', 'unsolved'] } } }
      return (await db.challenge.findMany({ where, orderBy: { needId: 'asc' }, take: limit })).map((row) => row.needId)
    },
    async institutes() {
      return (await db.institute.findMany({ orderBy: { id: 'asc' } })).map(toInstitute)
    },
    async panel(needId) {
      return db.panelist.findMany({ where: { needId }, orderBy: [{ at: 'asc' }, { expertId: 'asc' }] })
    },
    async addPanelist(panelist) {
      return (await db.panelist.createMany({ data: [panelist], skipDuplicates: true })).count === 1
    },
    async panelsOf(expertId) {
      const where = { expertId, challenge: { state: 'closed' } }
      return (await db.panelist.findMany({ where, orderBy: { needId: 'asc' } })).map((row) => row.needId)
    },
  }
}

/** From being set up to its end. */
function rounds(db: Db): Pick<Challenges, 'draft' | 'open' | 'move' | 'due' | 'choose'> {
  return {
    async draft(needId, terms, byId, at) {
      const data = { ...terms, byId, at, state: 'draft' }
      const { count } = await db.challenge.createMany({ data: [{ needId, ...data }], skipDuplicates: true })
      if (count === 1) return true
      return (await db.challenge.updateMany({ where: { needId, state: { notIn: ['open', 'closed', 'failed'] } }, data })).count === 1
    },
    async open(needId, at) {
      const fresh = { chosenId: null, chosenAt: null, agreedAt: null, score: null, grade: null, evaluation: null }
      const where = { needId, state: { in: ['draft', 'proposed'] } }
      const { count } = await db.challenge.updateMany({ where, data: { ...fresh, state: 'open', at } })
      if (count === 0) return false
      await db.application.updateMany({ where: { needId, state: { in: ['chosen', 'not_chosen', 'released'] } }, data: { state: 'ended' } })
      await db.panelist.deleteMany({ where: { needId } })
      await db.milestone.updateMany({ where: { needId }, data: { state: 'cancelled' } })
      return true
    },
    async move(needId, from, to, patch = {}) {
      const { count } = await db.challenge.updateMany({ where: { needId, state: { in: [...from] } }, data: { ...patch, state: to } })
      return count === 1
    },
    async due(now, limit) {
      const where = { state: 'open', closesAt: { lte: now } }
      const rows = await db.challenge.findMany({ where, orderBy: [{ closesAt: 'asc' }, { needId: 'asc' }], take: limit })
      return rows.map((row) => row.needId)
    },
    async choose(claim, applicationId, patch) {
      const { needId, expertId, at, id } = claim
      const decided = await db.challenge.updateMany({
        where: { needId, state: 'closed' },
        data: { state: 'chosen', chosenId: applicationId, chosenAt: at },
      })
      if (decided.count === 0) return false
      const won = await db.application.updateMany({ where: { id: applicationId, needId, state: 'submitted' }, data: { state: 'chosen' } })
      const moved = await db.need.updateMany({ where: { id: needId, state: 'challenge' }, data: { ...fromNeed(patch), state: 'claimed' } })
      if (won.count + moved.count < 2) return false
      await db.application.updateMany({ where: { needId, state: 'submitted' }, data: { state: 'not_chosen' } })
      await db.claim.create({ data: { id, needId, expertId, at } })
      return true
    },
  }
}

const counted = ['submitted', 'chosen', 'not_chosen', 'released']
const toApplication = (row: object) => bare(row) as Application

export function applications(db: Db): Applications {
  return {
    async find(id) {
      const row = await db.application.findUnique({ where: { id } })
      return row ? toApplication(row) : undefined
    },
    async ofNeed(needId) {
      const where = { needId, state: { in: counted } }
      return (await db.application.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(toApplication)
    },
    async liveOf(needId, instituteId) {
      const row = await db.application.findFirst({ where: { needId, instituteId, state: { in: ['submitted', 'chosen'] } } })
      return row ? toApplication(row) : undefined
    },
    async mine({ personId, expertId, managesId }) {
      const own = [{ byId: personId }, ...(expertId ? [{ expertId }] : []), ...(managesId ? [{ instituteId: managesId }] : [])]
      const where = { state: { in: counted }, OR: own }
      return (await db.application.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'asc' }], take: 100 })).map(toApplication)
    },
    async putDraft(application) {
      const { needId, expertId, byId } = application
      const kept = await db.application.findFirst({ where: { needId, expertId, byId, state: 'draft' } })
      const id = kept?.id ?? newId()
      const data = { ...application, state: 'draft' }
      await db.application.upsert({ where: { id }, create: { id, ...data }, update: data })
      return id
    },
    async submit(id, at) {
      const draft = await db.application.findUnique({ where: { id } })
      if (draft?.state !== 'draft') return false
      // written anew, so that a unique index that is in the way says so without ending the transaction
      await db.application.delete({ where: { id } })
      return (await db.application.createMany({ data: [{ ...draft, state: 'submitted', at }], skipDuplicates: true })).count === 1
    },
    async change(id, form) {
      return (await db.application.updateMany({ where: { id, state: 'submitted' }, data: form })).count === 1
    },
    async move(id, from, to) {
      return (await db.application.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to } })).count === 1
    },
    async opinions(needId) {
      const where = { application: { needId, state: { in: counted } } }
      const rows = await db.opinion.findMany({ where, orderBy: [{ at: 'asc' }, { expertId: 'asc' }] })
      return rows.map((row) => bare(row) as Opinion)
    },
    async putOpinion(opinion) {
      const { applicationId, expertId } = opinion
      await db.opinion.upsert({ where: { applicationId_expertId: { applicationId, expertId } }, create: opinion, update: opinion })
    },
  }
}

export function milestones(db: Db): Milestones {
  return {
    async find(id) {
      const row = await db.milestone.findUnique({ where: { id } })
      return row ? (bare(row) as Milestone) : undefined
    },
    async ofNeed(needId) {
      const where = { needId, state: { not: 'cancelled' } }
      return (await db.milestone.findMany({ where, orderBy: [{ position: 'asc' }, { id: 'asc' }] })).map((row) => bare(row) as Milestone)
    },
    async write(needId, written) {
      await db.milestone.updateMany({ where: { needId, state: 'pending' }, data: { state: 'cancelled' } })
      const first = await db.milestone.count({ where: { needId } })
      await db.milestone.createMany({ data: written.map((one, i) => ({ ...one, needId, position: first + i, state: 'pending' })) })
    },
    async move(id, from, to, patch) {
      const data = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? null]))
      return (await db.milestone.updateMany({ where: { id, state: { in: [...from] } }, data: { ...data, state: to } })).count === 1
    },
  }
}
