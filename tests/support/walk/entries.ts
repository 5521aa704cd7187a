import { idOf } from '../../../src/store/directory.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { at, expertId, id16, personId } from './ids.ts'

const textile = idOf('institute', 'textile')
const mill = idOf('enterprise', 'mill')

/** What stands beside the needs: of each kind of entry one, and what waits for somebody's word about it. */
export async function entries(prisma: PrismaClient): Promise<void> {
  await ofEnterprises(prisma)
  await ofExperts(prisma)
  await equipment(prisma)
  await imports(prisma)
  await events(prisma)
  await prisma.alarm.create({ data: { id: id16('a-disk'), kind: 'disk_low', openedAt: at, seenAt: at, nextAt: at } })
  await prisma.readLog.create({ data: { needId: id16('work'), personId: personId('wang'), as: 'officer', kind: 'card', at, hour: 1 } })
  await prisma.setting.create({ data: { key: 'asked:0123456789abcdef', value: '谁会做轧光' } })
}

async function ofEnterprises(prisma: PrismaClient): Promise<void> {
  await prisma.qualification.create({
    data: {
      id: id16('l-mill'),
      enterpriseId: mill,
      kind: 'high_tech',
      number: 'GR202433001234',
      issuedOn: '2024-01-10',
      expiresOn: '2027-01-09',
    },
  })
  const name = { kind: 'enterprise', ref: mill, byId: personId('mill'), at, patch: { name: '云溪锦华纺织有限公司' } }
  await prisma.profileChange.create({ data: { id: id16('n-mill'), ...name } })
}

async function ofExperts(prisma: PrismaClient): Promise<void> {
  const rolling = { kind: 'expert', ref: expertId('rolling'), byId: personId('rolling'), at }
  await prisma.profileChange.create({ data: { ...rolling, id: id16('p-rolling'), patch: { title: '研究员' } } })
  const offer = { patch: { post: '室主任' }, achievements: ['低光泽轧光'] }
  await prisma.profileChange.create({ data: { ...rolling, id: id16('g-rolling'), state: 'offered', patch: offer } })
  await prisma.achievement.create({
    data: { id: id16('h-rolling'), expertId: rolling.ref, title: '低极光压光辊', summary: '极光等级 4-5 级' },
  })
  const team = { instituteId: textile, name: '后整理团队', leaderId: rolling.ref, memberIds: [expertId('finish')] }
  await prisma.researchTeam.create({ data: { ...team, id: id16('r-textile') } })
}

async function equipment(prisma: PrismaClient): Promise<void> {
  await prisma.equipment.create({ data: { id: id16('e-textile'), instituteId: textile, name: '扫描电镜', model: 'SU3500' } })
  await prisma.equipment.create({ data: { id: id16('e-machine'), instituteId: idOf('institute', 'machine'), name: '三坐标测量机' } })
  const asked = { equipmentId: id16('e-textile'), byId: personId('mill'), purpose: '看布面断口', askedAt: at }
  await prisma.booking.create({
    data: { ...asked, id: id16('b-asked'), needId: id16('work'), state: 'asked', ...on('2026-12-15') },
  })
  const agreed = { ...asked, state: 'agreed', answeredById: personId('textile'), answeredAt: at, fileSequence: 0 }
  await prisma.booking.create({ data: { ...agreed, id: id16('b-agreed'), ...on('2026-12-16') } })
  await prisma.booking.create({ data: { ...agreed, id: id16('b-over'), ...on('2026-11-27') } })
}

function on(day: string) {
  return { startsAt: new Date(`${day}T09:00:00+08:00`), endsAt: new Date(`${day}T11:00:00+08:00`) }
}

/** One of an institute's manager, one of staff. */
async function imports(prisma: PrismaClient): Promise<void> {
  const counts = { experts: { new: 1, changed: 0, same: 0, wrong: 0, doubt: 0 } }
  const shown = { fileName: '专家.csv', sha256: '0'.repeat(64), kind: 'experts', state: 'shown', report: { sheets: [], counts }, at }
  for (const [who, more] of [
    ['textile', { instituteId: textile, onlyId: textile }],
    ['chen', {}],
  ] as const) {
    const runId = id16(`run-${who}`)
    await prisma.importRun.create({ data: { ...shown, ...more, id: runId, byId: personId(who), address: `fake:${who}` } })
    const cells = { name: '新专家', institute: '江畔轻纺院' }
    await prisma.importRow.create({ data: { runId, n: 1, sheet: 0, line: 2, kind: 'experts', cells, verdict: 'new', after: {} } })
  }
}

/** One that is being made, one that is coming, one that is over: with guests of both sides, and two of them paired. */
async function events(prisma: PrismaClient): Promise<void> {
  const base = {
    kind: 'meeting',
    title: '轧光工艺对接会',
    about: '压光极光',
    place: '三号楼',
    byId: personId('wang'),
    createdAt: at,
    time: '14:00',
  }
  await prisma.matchEvent.create({ data: { ...base, id: id16('v-draft'), state: 'draft', day: '2026-12-18' } })
  await prisma.matchEvent.create({ data: { ...base, id: id16('v-open'), state: 'open', day: '2026-12-18', announcedAt: at } })
  await prisma.matchEvent.create({
    data: { ...base, id: id16('v-over'), kind: 'enterprises', state: 'open', day: '2026-11-30', announcedAt: at },
  })
  for (const event of ['draft', 'open', 'over'])
    for (const of of [{ enterpriseId: mill }, { expertId: expertId('rolling') }]) {
      const id = id16(`${'expertId' in of ? 'x' : 'y'}-${event}`)
      await prisma.eventGuest.create({ data: { id, eventId: id16(`v-${event}`), ...of, state: event === 'draft' ? 'listed' : 'in', at } })
    }
  const pair = { enterpriseId: mill, expertId: expertId('rolling'), at }
  await prisma.eventPair.create({ data: { ...pair, id: id16('z-open'), eventId: id16('v-open'), state: 'suggested' } })
  const said = { state: 'planned', enterpriseWord: 'on', expertWord: 'on', askedAt: at, followedAt: at }
  await prisma.eventPair.create({ data: { ...pair, ...said, id: id16('z-over'), eventId: id16('v-over') } })
}
