/** Rows to domain and back; null becomes absent. */
import type { ClusterCode, FieldCode, NeedType, PassReason, Urgency, Visibility } from '../domain/code-lists.ts'
import type {
  Achievement,
  Enterprise,
  EnterpriseProfile,
  Equipment,
  Expert,
  ExpertProfile,
  Institute,
  Qualification,
} from '../domain/directory.ts'
import type { Confidence, Reason } from '../domain/matcher.ts'
import type { Answer, DraftField, HistoryEntry, Invitation, InvitationState, Need, NeedState, Question } from '../domain/need.ts'
import type { Account, Lang, Person, Role, Verification } from '../domain/person.ts'
import type { NeedPatch } from '../domain/store.ts'
import type { Budget, Target } from '../domain/understanding.ts'
import type * as Row from './generated/client.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

/** The client or a transaction of it. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** A JSON value as Prisma takes it. */
export function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue
}

function some<T>(value: T | null): T | undefined {
  return value ?? undefined
}

export function toPerson(row: Row.Person): Person {
  return {
    id: row.id,
    name: row.name,
    lang: row.lang as Lang,
    post: some(row.post),
    phone: some(row.phone),
    email: some(row.email),
    roles: row.roles as Role[],
    townships: row.townships,
    enterpriseId: some(row.enterpriseId),
    expertId: some(row.expertId),
    managesId: some(row.managesId),
    away: row.awayFrom && row.awayUntil ? { from: row.awayFrom, until: row.awayUntil } : undefined,
    substituteId: some(row.substituteId),
    quiet: row.quietFrom && row.quietUntil ? { from: row.quietFrom, until: row.quietUntil } : undefined,
    sample: row.sample,
  }
}

/** A row whose nulls are absent. */
export function bare<T extends object>(row: T): { [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K] } {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as never
}

/** A key with undefined clears. */
export function cleared<T extends object>(patch: T) {
  return Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? null]))
}

export function toAccount(row: Row.Account): Account {
  return { ...row }
}

export function toVerification(row: Row.Verification): Verification {
  return {
    id: row.id,
    kind: row.kind as Verification['kind'],
    personId: row.personId,
    enterpriseId: some(row.enterpriseId),
    expertId: some(row.expertId),
    state: row.state as Verification['state'],
    decidedById: some(row.decidedById),
  }
}

export function toInstitute({ id, name, short, university, clusters, sample }: Row.Institute): Institute {
  return { id, name, short, university, clusters: clusters as ClusterCode[], sample }
}

export type ExpertRow = Row.Expert & { institute: Row.Institute; achievements: Row.Achievement[]; person: { id: string } | null }
export const withExpert = { institute: true, achievements: { orderBy: { id: 'asc' } }, person: { select: { id: true } } } as const

export function toExpert(row: ExpertRow): Expert {
  return {
    id: row.id,
    name: row.name,
    institute: toInstitute(row.institute),
    title: row.title,
    post: some(row.post),
    fields: row.fields as FieldCode[],
    keywords: row.keywords,
    profile: row.profile,
    achievements: row.achievements.map(({ id, title, summary, year }) => ({ id, title, summary, year: some(year) })),
    cap: row.cap,
    languages: row.languages as Lang[],
    conflicts: row.conflicts,
    away: row.awayFrom && row.awayUntil ? { from: row.awayFrom, until: row.awayUntil } : undefined,
    phone: some(row.phone),
    email: some(row.email),
    sample: row.sample,
    personId: row.person?.id,
    more: toExpertProfile(row),
  }
}

function toExpertProfile(row: Row.Expert): ExpertProfile {
  return {
    department: some(row.department),
    degree: some(row.degree) as ExpertProfile['degree'],
    subfields: row.subfields,
    disciplines: row.disciplines,
    industries: row.industries,
    solvedProblems: row.solvedProblems,
    papers: row.papers,
    patents: row.patents,
    projects: row.projects,
    homepage: some(row.homepage),
    serviceForms: row.serviceForms as ExpertProfile['serviceForms'],
    serviceTimes: some(row.serviceTimes),
    monthlyCap: some(row.monthlyCap),
    topics: row.topics as FieldCode[],
    mutedUntil: some(row.mutedUntil),
    external: row.external,
    envoy: row.envoy,
    checkedAt: some(row.checkedAt),
    checkAskedAt: some(row.checkAskedAt),
  }
}

export function toAchievement(row: Row.Achievement): Achievement {
  return bare(row) as Achievement
}

export function toEquipment({ calibrationWarnedFor: _, ...row }: Row.Equipment): Equipment {
  return bare(row) as Equipment
}

export function toEnterprise(row: Row.Enterprise): Enterprise {
  return {
    id: row.id,
    name: row.name,
    creditCode: some(row.creditCode),
    township: some(row.township),
    industry: some(row.industryName),
    cluster: some(row.cluster) as ClusterCode | undefined,
    tier: some(row.tier),
    products: some(row.products),
    verifiedAt: some(row.verifiedAt),
    sample: row.sample,
    more: toEnterpriseProfile(row),
  }
}

function toEnterpriseProfile(row: Row.Enterprise): EnterpriseProfile {
  const { address, homepage, ownership, legalRepresentative, registeredCapital, foundedOn } = bare(row)
  const { industryCode, staff, rdStaff, doctors, revenue, aboveScale, listed, summary, updatedAt } = bare(row)
  return {
    ...{ industryCode, address, homepage, ownership: ownership as EnterpriseProfile['ownership'], legalRepresentative },
    ...{ registeredCapital, foundedOn, staff, rdStaff, doctors, revenue, aboveScale, listed, summary, updatedAt },
  }
}

export function toQualification(row: Row.Qualification): Qualification {
  const { id, enterpriseId, kind, name, number, issuedOn, expiresOn } = bare(row)
  return { id, enterpriseId, kind: kind as Qualification['kind'], name, number, issuedOn, expiresOn }
}

export function toNeed(row: Row.Need): Need {
  return {
    id: row.id,
    number: some(row.number),
    state: row.state as NeedState,
    enterpriseId: some(row.enterpriseId),
    posterId: some(row.posterId),
    officerId: some(row.officerId),
    track: row.track as Need['track'],
    lang: row.lang as Lang,
    originAddress: some(row.originAddress),
    title: row.title,
    fixed: row.fixed as DraftField[],
    field: some(row.field) as FieldCode | undefined,
    type: row.type as NeedType,
    urgency: row.urgency as Urgency,
    targets: row.targets as Target[],
    budget: toBudget(row.budgetMin, row.budgetMax),
    deadline: some(row.deadline),
    visibility: row.visibility as Visibility,
    unnamed: row.unnamed,
    answers: row.answers as Answer[],
    similar: row.similar as Need['similar'],
    achievements: row.achievements as Need['achievements'],
    team: some(row.team) as Need['team'],
    ranking: row.ranking as Need['ranking'],
    result: some(row.result),
    reached: some(row.reached) as Need['reached'],
    pausedFrom: some(row.pausedFrom) as NeedState | undefined,
    reviewOn: some(row.reviewOn),
    endReason: some(row.endReason),
    endCall: some(row.endCall),
    mergedIntoId: some(row.mergedIntoId),
    splitFromId: some(row.splitFromId),
    createdAt: row.createdAt,
    touchedAt: row.touchedAt,
    publishedAt: some(row.publishedAt),
    claimedAt: some(row.claimedAt),
    acceptedAt: some(row.acceptedAt),
    solvedAt: some(row.solvedAt),
    closedAt: some(row.closedAt),
  }
}

function toBudget(min: number | null, max: number | null): Budget | undefined {
  return min === null && max === null ? undefined : { min: some(min), max: some(max) }
}

/** A patch whose keys are there sets; a key with undefined clears. */
export function fromNeed(patch: NeedPatch): Prisma.NeedUncheckedUpdateInput {
  const data: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(patch)) {
    if (key === 'budget') {
      const budget = value as Budget | undefined
      data.budgetMin = budget?.min ?? null
      data.budgetMax = budget?.max ?? null
    } else if (key === 'reached') data[key] = value === undefined ? Prisma.DbNull : value
    else data[key] = value === undefined ? null : value
  }
  return data as Prisma.NeedUncheckedUpdateInput
}

export function toInvitation(row: Row.Invitation): Invitation {
  return {
    ...row,
    state: row.state as InvitationState,
    confidence: row.confidence as Confidence,
    reasons: row.reasons as Reason[],
    likely: some(row.likely),
    factors: some(row.factors) as Invitation['factors'],
    recommendedById: some(row.recommendedById),
    passReason: some(row.passReason) as PassReason | undefined,
    answeredAt: some(row.answeredAt),
  }
}

export function toQuestion(row: Row.Question): Question {
  return { ...row, answer: some(row.answer), answeredAt: some(row.answeredAt) }
}

export function toHistory(row: Row.History): HistoryEntry {
  return {
    needId: row.needId,
    at: row.at,
    actorId: some(row.actorId),
    event: row.event,
    from: some(row.from) as NeedState | undefined,
    to: some(row.to) as NeedState | undefined,
    note: some(row.note),
    chat: some(row.chat),
    before: some(row.before) as HistoryEntry['before'],
    after: some(row.after) as HistoryEntry['after'],
  }
}
