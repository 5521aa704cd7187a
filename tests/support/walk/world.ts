import type { Relation } from '../../../src/domain/rights.ts'
import { idOf } from '../../../src/store/directory.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { bureauDirectory } from '../cast.ts'
import { officer } from '../team.ts'
import { type TestApp, testApp } from '../test-app.ts'
import { entries } from './entries.ts'
import { at, cast, expertId, hasKey, id16, personId, type Who } from './ids.ts'

/** Something a button can be about, and what each is to it; others are nothing to it. `rest`: what the id says beyond the thing. */
export type Thing = { id: string; need?: NeedKey; rest?: string; who: Partial<Record<Who, Relation[]>> }

export const needKeys = [
  ...[
    'draft',
    'open',
    'secret',
    'claimed',
    'work',
    'solved',
    'confirmed',
    'paused',
    'challenge',
    'closed',
    'chosen',
    'proposed',
    'consult',
  ],
  'other',
] as const
export type NeedKey = (typeof needKeys)[number]

const directory = {
  ...bureauDirectory,
  officers: [...bureauDirectory.officers, officer('li', '李联', { townships: ['石桥镇'] })],
}

/** An office in the middle of its work: needs in every state, and of everything else one. Rows are written as they are: what led to them is tested elsewhere. */
export async function buildWorld(open?: Parameters<typeof testApp>[0]): Promise<TestApp> {
  const t = await testApp({ directory, at: at.toISOString(), ...open })
  const { prisma } = t
  for (const who of cast) {
    const id = personId(who)
    const roles = who === 'admin' ? ['admin'] : undefined
    if (!hasKey(who)) await prisma.person.create({ data: { id, name: who, roles: roles ?? [], townships: [], createdAt: at } })
    await prisma.account.create({ data: { address: `fake:${who}`, platform: 'fake', name: who, personId: id, lastSeenAt: at } })
  }
  await prisma.account.create({
    data: { address: 'fake:mill2', platform: 'fake', name: 'mill2', personId: personId('mill'), lastSeenAt: new Date(0) },
  })
  await prisma.counter.create({ data: { key: 'need:2026', value: 100 } })
  await needs(prisma)
  await aboutWork(prisma)
  await challenges(prisma)
  await ofTheOffice(t)
  await entries(prisma)
  return t
}

async function needs(prisma: PrismaClient): Promise<void> {
  const mill = { enterpriseId: idOf('enterprise', 'mill'), posterId: personId('mill') }
  const foundry = { enterpriseId: idOf('enterprise', 'foundry'), posterId: personId('foundry') }
  const states: Record<NeedKey, string> = {
    ...{ draft: 'draft', open: 'open', secret: 'open', claimed: 'claimed', work: 'in_progress', solved: 'solved', confirmed: 'confirmed' },
    ...{
      paused: 'paused',
      challenge: 'challenge',
      closed: 'challenge',
      chosen: 'claimed',
      proposed: 'open',
      consult: 'open',
      other: 'in_progress',
    },
  }
  for (const [i, key] of needKeys.entries()) {
    const id = id16(key)
    const live = ['claimed', 'work', 'solved', 'paused', 'chosen', 'other'].includes(key)
    const expert = expertId(key === 'other' ? 'casting' : 'rolling')
    await prisma.need.create({
      data: {
        ...{ id, state: states[key], ...(key === 'other' ? foundry : mill), title: `布面极光 ${key}`, officerId: personId('wang') },
        ...(key === 'draft' ? {} : { number: `2026-${String(i).padStart(4, '0')}`, publishedAt: at }),
        ...(key === 'claimed' || key === 'secret'
          ? { visibility: 'private' }
          : key === 'consult'
            ? { visibility: 'public', track: 'consult' }
            : {}),
        ...(live || key === 'confirmed' ? { claimedAt: at, ...(key === 'claimed' ? {} : { acceptedAt: at }) } : {}),
        ...(key === 'solved' || key === 'confirmed' ? { solvedAt: at, result: '好了' } : {}),
        ...(key === 'confirmed' ? { closedAt: at } : {}),
        ...(key === 'paused' ? { pausedFrom: 'in_progress', reviewOn: '2026-12-20' } : {}),
        ...{ createdAt: at, touchedAt: at, lang: 'zh' },
      },
    })
    await prisma.needPart.create({
      data: { id, needId: id, messageRef: `fake:${key}`, text: '布面有极光，压光后手感发硬', position: 0, at },
    })
    if (key === 'draft') continue
    await prisma.history.create({ data: { needId: id, at, event: 'publish', from: 'draft', to: 'open', actorId: mill.posterId } })
    if (live || key === 'confirmed') {
      const ended = key === 'confirmed' ? { endedAt: at, ended: 'confirmed' } : {}
      await prisma.claim.create({ data: { id, needId: id, expertId: expert, at, ...ended } })
    }
    if (key === 'other') {
      await invite(prisma, key, 'casting', 'claimed')
      continue
    }
    await invite(prisma, key, 'rolling', live || key === 'confirmed' ? 'claimed' : 'asked')
    await invite(prisma, key, 'finish', live || key === 'confirmed' ? 'reserve' : 'asked')
    await invite(prisma, key, 'fabric', 'asked', true)
  }
}

async function invite(prisma: PrismaClient, key: NeedKey, expert: string, state: string, byOfficer = false): Promise<void> {
  const needId = id16(key)
  const data = { needId, expertId: expertId(expert), state, rank: 1, confidence: 'good', reasons: [], byOfficer, askedAt: at, dueAt: at }
  await prisma.invitation.create({ data: { id: id16(`i-${key}-${expert}`), ...data } })
}

async function aboutWork(prisma: PrismaClient): Promise<void> {
  const needId = id16('work')
  const member = { needId, role: 'member', addedById: personId('rolling'), at }
  await prisma.teamMember.create({ data: { ...member, id: id16('m-in'), expertId: expertId('softener'), name: '孟洁', state: 'in' } })
  await prisma.teamMember.create({
    data: { ...member, id: id16('m-asks'), expertId: expertId('casting'), name: '丁涛', state: 'proposed', addedById: personId('casting') },
  })
  const visit = { needId, day: '2026-12-10', time: '14:00', who: '沈岚', side: 'team', byId: personId('rolling'), createdAt: at }
  await prisma.visit.create({ data: { ...visit, id: id16('v-planned'), state: 'proposed' } })
  await prisma.visit.create({
    data: {
      ...visit,
      id: id16('v-agreed'),
      day: '2026-12-12',
      state: 'agreed',
      agreedById: personId('mill'),
      agreedAt: at,
      fileSequence: 0,
    },
  })
  await prisma.visit.create({
    data: { ...visit, id: id16('v-done'), day: '2026-11-27', state: 'done', doneById: personId('rolling'), doneAt: at, found: '看了机台' },
  })
  const task = {
    needId,
    text: '送样',
    ownerId: personId('softener'),
    ownerName: '孟洁',
    dueOn: '2026-12-20',
    byId: personId('rolling'),
    at,
  }
  await prisma.task.create({ data: { ...task, id: id16('t-open') } })
  await prisma.question.create({
    data: { id: id16('q-open'), needId: id16('open'), expertId: expertId('finish'), text: '什么机台？', askedAt: at },
  })
  const outcome = {
    needId: id16('solved'),
    kind: 'agreement',
    on: '2026-11-29',
    amount: 20,
    byId: personId('rolling'),
    at,
    state: 'reported',
  }
  await prisma.outcome.create({ data: { ...outcome, id: id16('o-reported'), expertYes: true, expertAt: at } })
  await prisma.followUp.create({ data: { needId: id16('confirmed'), months: 3, dueOn: '2026-11-29', askedAt: at } })
  await prisma.caseCard.create({ data: { needId: id16('confirmed'), state: 'asked', askedById: personId('chen'), askedAt: at } })
  await prisma.undo.create({
    data: { id: id16('u-rolling'), needId, actorId: personId('rolling'), event: 'start', historyId: 0n, before: {}, at },
  })
}

async function challenges(prisma: PrismaClient): Promise<void> {
  const common = { bounty: 30, conditions: '有中试线', text: '求解极光', byId: personId('chen'), at }
  const closesAt = new Date(at.getTime() + 20 * 86_400_000)
  const past = new Date(at.getTime() - 86_400_000)
  await prisma.challenge.create({ data: { ...common, needId: id16('challenge'), state: 'open', closesAt } })
  await prisma.challenge.create({ data: { ...common, needId: id16('closed'), state: 'closed', closesAt: past } })
  await prisma.challenge.create({ data: { ...common, needId: id16('proposed'), state: 'proposed', closesAt } })
  await prisma.challenge.create({
    data: { ...common, needId: id16('chosen'), state: 'chosen', closesAt: past, chosenAt: at, chosenId: id16('a-chosen') },
  })
  const application = {
    expertId: expertId('casting'),
    instituteId: idOf('institute', 'machine'),
    approach: '改轧点',
    team: '三人',
    cost: 20,
    weeks: 8,
    byId: personId('casting'),
    at,
  }
  await prisma.application.create({ data: { ...application, id: id16('a-draft'), needId: id16('challenge'), state: 'draft' } })
  await prisma.application.create({ data: { ...application, id: id16('a-in'), needId: id16('closed'), state: 'submitted' } })
  const rolling = { expertId: expertId('rolling'), instituteId: idOf('institute', 'textile'), byId: personId('rolling') }
  await prisma.application.create({ data: { ...application, ...rolling, id: id16('a-chosen'), needId: id16('chosen'), state: 'chosen' } })
  await prisma.panelist.create({ data: { needId: id16('closed'), expertId: expertId('finish'), at } })
  const milestone = { needId: id16('chosen'), text: '小试', dueOn: '2026-12-30', since: at }
  await prisma.milestone.create({ data: { ...milestone, id: id16('s-pending'), position: 0, state: 'pending' } })
  await prisma.milestone.create({
    data: { ...milestone, id: id16('s-done'), position: 1, state: 'done', evidence: '检测报告', doneAt: at, doneById: personId('rolling') },
  })
}

async function ofTheOffice(t: TestApp): Promise<void> {
  const { prisma } = t
  const enterpriseId = idOf('enterprise', 'mill')
  await prisma.verification.create({
    data: { id: id16('w-contact'), kind: 'enterprise', personId: personId('newcomer'), enterpriseId, createdAt: at },
  })
  await prisma.verification.create({ data: { id: id16('w-staff'), kind: 'staff', personId: personId('newcomer'), createdAt: at } })
  const code = { kind: 'enterprise', enterpriseId, createdAt: at, expiresAt: new Date(at.getTime() + 86_400_000) }
  await prisma.code.create({ data: { ...code, hash: 'h-wang', id: id16('c-wang'), createdById: personId('wang') } })
  await prisma.outsideFigure.create({
    data: {
      id: id16('f-outside'),
      name: '研发投入占比',
      period: '2026-Q3',
      value: 3,
      unit: '%',
      source: '统计局',
      on: '2026-10-20',
      byId: personId('chen'),
      at,
    },
  })
  await t.app.store.transaction(async (tx) => {
    const { takeSnapshot } = await import('../../../src/domain/use-cases/reports/take-snapshot.ts')
    const { periodOfKey } = await import('../../../src/domain/reports/period.ts')
    const { heldYear } = await import('../../../src/domain/use-cases/assessment/run.ts')
    const work = { tx, now: at, actor: undefined }
    for (const [kind, period, state] of [
      ['monthly', '2026-10', 'draft'],
      ['quarterly', '2026-Q3', 'signed'],
    ] as const) {
      const of = periodOfKey(period)
      if (!of) throw new Error(period)
      await tx.reports.add({ key: `${kind}:${period}`, kind, period, figures: await takeSnapshot({ tx, now: at }, kind, of), state, at })
    }
    await heldYear(work as never, 2026)
  })
  await prisma.assessment.updateMany({ where: { year: 2026 }, data: { state: 'open', openedAt: at } })
  const [indicator] = (await prisma.assessment.findFirstOrThrow({ where: { year: 2026 } })).indicators as { key: string }[]
  const objection = {
    year: 2026,
    instituteId: idOf('institute', 'textile'),
    indicator: indicator?.key ?? '',
    byId: personId('textile'),
    text: '少算一项',
    at,
    state: 'open',
  }
  await prisma.objection.create({ data: { ...objection, id: id16('x-open') } })
}
