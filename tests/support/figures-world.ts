import fc from 'fast-check'
import { endStates } from '../../src/domain/need-life.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'

const hour = 3_600_000
/** Midnight in Shanghai before Sunday 1 March 2026. */
const start = Date.parse('2026-03-01T00:00:00+08:00')

/** Around the midnights of ten days, where spans begin and end, and within the minute in which an act can be taken back. */
const moment = fc
  .record({ half: fc.integer({ min: 0, max: 20 }), off: fc.constantFrom(-1, 0, 1, 30_000, 60_000) })
  .map(({ half, off }) => start + half * 12 * hour + off)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const isoDay = fc.integer({ min: 1, max: 10 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`)
const days = fc.tuple(isoDay, isoDay).map((two) => ({ from: two.sort()[0] as string, until: two[1] as string }))
/** Some days, or more than a year up to a day. */
const span = fc.oneof({ arbitrary: days, weight: 3 }, { arbitrary: isoDay.map((until) => ({ from: '2025-01-01', until })), weight: 1 })

const experts = ['x1', 'x2', 'x3', 'gone']
const events = [
  'submit',
  'publish',
  'asked',
  'asked',
  'start',
  'solve',
  'confirm',
  'dispute',
  'follow_up_fine',
  'follow_up_more',
  'follow_up_again',
  'progress',
]

const entry = fc.record({
  event: fc.constantFrom(...events),
  at: moment,
  actor: fc.constantFrom('poster', 'officer', 'colleague'),
  expert: fc.constantFrom(...experts),
  undoneAfter: maybe(fc.constantFrom(0, 30_000, 60_000, 60_001)),
})
const claim = fc.record({
  at: moment,
  endedAt: maybe(moment),
  ended: fc.constantFrom('released', 'confirmed', 'reopened', 'undone'),
  expert: fc.constantFrom('x1', 'x2', 'x3'),
})
const visit = fc.record({ day: isoDay, state: fc.constantFrom('done', 'done', 'agreed', 'cancelled'), doneAt: maybe(moment) })
const outcome = fc.record({
  kind: fc.constantFrom(
    'solved',
    'agreement',
    'patent',
    'training',
    'incubated',
    'joint_centre',
    'tech_contract',
    'award',
    'solved_on_site',
  ),
  subkind: fc.constantFrom(null, 'granted', 'applied'),
  on: isoDay,
  amount: maybe(fc.constantFrom(0, 20, 33.33)),
  count: maybe(fc.constantFrom(1, 12)),
  state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'reported', 'disputed', 'withdrawn'),
  shares: fc.constantFrom(
    [],
    [['a', 1]],
    [
      ['a', 0.6],
      ['b', 0.4],
    ],
    [
      ['a', 1 / 3],
      ['b', 1 / 3],
      ['c', 1 / 3],
    ],
  ) as fc.Arbitrary<[string, number][]>,
})
const need = fc.record({
  enterprise: fc.constantFrom(0, 1, 2, 3, null),
  state: fc.constantFrom('draft', 'waiting', 'open', 'claimed', 'in_progress', 'solved', 'confirmed', ...endStates),
  part: fc.boolean(),
  endReason: maybe(fc.constant('改了方案')),
  field: maybe(fc.constantFrom('20', '80')),
  publishedAt: maybe(moment),
  solvedAt: maybe(moment),
  closedAt: maybe(moment),
  history: fc.array(entry, { maxLength: 7, size: 'max' }),
  claims: fc.array(claim, { maxLength: 3, size: 'max' }),
  visits: fc.array(visit, { maxLength: 3, size: 'max' }),
  outcomes: fc.array(outcome, { maxLength: 4, size: 'max' }),
})

/** Three enterprises and one of the demo data, or four of the demo data; what happened to their needs, whether it could happen in life or not. */
export const world = fc.record({
  allSample: fc.boolean(),
  needs: fc.array(need, { minLength: 2, maxLength: 12, size: 'max' }),
  spans: fc.array(span, { minLength: 1, maxLength: 3 }),
})
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const at = (ms: number | null) => (ms === null ? null : new Date(ms))
const tables = ['History', 'Claim', 'Visit', 'OutcomeShare', 'Outcome', 'Need', 'Person', 'Expert', 'Institute', 'Enterprise']

export async function writeWorld(prisma: PrismaClient, { allSample, needs }: World): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRawUnsafe('SET LOCAL session_replication_role = replica'),
    ...tables.map((name) => prisma.$executeRawUnsafe(`DELETE FROM "${name}"`)),
  ])
  const townships = ['石桥镇', '柳荫街道', null, '石桥镇']
  const enterprises = townships.map((township, i) => ({ id: `e${i}`, name: `企业${i}`, township, sample: allSample || i === 3 }))
  await prisma.enterprise.createMany({ data: enterprises })
  await prisma.institute.createMany({
    data: ['a', 'b', 'c'].map((id) => ({ id, name: id, short: id, university: id, sample: id === 'c' })),
  })
  const of = { x1: 'a', x2: 'a', x3: 'b' }
  const plain = { name: '专家', title: '教授', profile: '' }
  await prisma.expert.createMany({ data: Object.entries(of).map(([id, instituteId]) => ({ id, instituteId, ...plain })) })
  const person = (id: string, enterpriseId: string | null) => ({ id, name: id, enterpriseId, createdAt: new Date(start) })
  await prisma.person.createMany({
    data: [
      person('officer', null),
      ...enterprises.map(({ id }) => person(`colleague-${id}`, id)),
      ...enterprises.map(({ id }) => person(`poster-${id}`, null)),
    ],
  })
  for (const [i, need] of needs.entries()) await writeNeed(prisma, need, i)
}

async function writeNeed(
  prisma: PrismaClient,
  { enterprise, part, history, claims, visits, outcomes, ...need }: World['needs'][number],
  i: number,
): Promise<void> {
  const id = `n${i}`
  const enterpriseId = enterprise === null ? null : `e${enterprise}`
  const times = {
    publishedAt: at(need.publishedAt),
    solvedAt: at(need.solvedAt),
    closedAt: at(need.closedAt),
    createdAt: new Date(start),
    touchedAt: new Date(start),
  }
  const posterId = enterpriseId && `poster-${enterpriseId}`
  await prisma.need.create({
    data: { ...need, ...times, id, number: `2026-${i}`, title: `需求${i}`, enterpriseId, posterId, splitFromId: part ? 'whole' : null },
  })
  const entries = history.flatMap(({ event, at, actor, expert, undoneAfter }) => {
    const actorId = actor === 'officer' || !enterpriseId ? 'officer' : `${actor}-${enterpriseId}`
    const entry = { needId: id, event, at: new Date(at), actorId, note: event === 'asked' ? expert : null }
    const back = {
      needId: id,
      event: 'undo',
      at: new Date(at + (undoneAfter ?? 0)),
      actorId,
      note: event === 'follow_up_again' ? 'reopen' : event,
    }
    return undoneAfter === null ? [entry] : [entry, back]
  })
  await prisma.history.createMany({ data: entries.sort((a, b) => a.at.getTime() - b.at.getTime()) })
  // at most one live claim a need
  const ended = claims.map(({ at: began, endedAt, ended, expert }, k) => ({
    ...{ id: `c${i}-${k}`, needId: id, expertId: expert, at: new Date(began) },
    ...(endedAt === null && k === 0 ? {} : { endedAt: new Date(Math.max(began, endedAt ?? began)), ended }),
  }))
  await prisma.claim.createMany({ data: ended })
  const made = { needId: id, byId: 'officer', createdAt: new Date(start) }
  await prisma.visit.createMany({
    data: visits.map(({ doneAt, ...visit }, k) => ({ id: `v${i}-${k}`, ...visit, doneAt: at(doneAt), ...made })),
  })
  for (const [k, { shares, ...outcome }] of outcomes.entries()) {
    const settled = outcome.state === 'confirmed' || outcome.state === 'withdrawn' ? { settledAt: new Date(start) } : {}
    const over = outcome.state === 'withdrawn' ? { endedAt: new Date(start + hour) } : {}
    const create = shares.map(([instituteId, share]) => ({ instituteId, share }))
    await prisma.outcome.create({
      data: { id: `o${i}-${k}`, needId: id, ...outcome, ...settled, ...over, byId: 'officer', at: new Date(start), shares: { create } },
    })
  }
}
