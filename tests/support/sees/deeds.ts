import type { Dialog } from '../../../src/domain/notices.ts'
import { expertMark, sizes } from './district.ts'
import type { Written } from './oracle.ts'
import { attached, begin, type Play, type Someone } from './people.ts'

/** One thing somebody does. `who`, `on`, `also`: any numbers, taken as far as there is something to choose from. */
export type Deed = { verb: string; who: number; on: number; also: number; odd: boolean }

/** Who presses what: `party` the enterprise, `expert` any expert, `worker` whoever claimed, `staff`; beside these anybody tries anything. */
export const verbs: Record<string, 'party' | 'expert' | 'worker' | 'staff' | 'any' | 'both'> = {
  ...{ claim: 'expert', accept: 'party', decline: 'party', start: 'worker', solve: 'worker', confirm: 'party', dispute: 'party' },
  ...{ release: 'worker', withdraw: 'party', progress: 'both', ask: 'expert', answer: 'party', add: 'party', recommend: 'expert' },
  ...{
    pause: 'both',
    resume: 'both',
    give_up: 'staff',
    reopen: 'party',
    merge: 'party',
    split: 'party',
    join: 'expert',
    join_jointly: 'expert',
  },
  ...{ member_yes: 'worker', member_no: 'party', visit_plan: 'both', visit_made: 'worker', visit_solved: 'worker', visit_more: 'worker' },
  ...{ visit_yes: 'party', visit_cancel: 'both', task_add: 'both', outcome_kind: 'worker', outcome_yes: 'both', case_make: 'staff' },
  ...{ case_named: 'party', assign: 'staff', replace: 'staff', pass: 'expert', undo: 'any', see_private: 'party', see_public: 'party' },
  ...{ unnamed: 'party', named: 'party' },
  ...{ challenge: 'party', challenge_publish: 'party', apply: 'expert', application_submit: 'expert', choose_yes: 'party', panel: 'staff' },
  ...{ opinion_for: 'expert', milestones_write: 'worker', reached: 'worker', challenge_score: 'staff', reply: 'expert', edit: 'party' },
  ...{ leave_team: 'expert', wait: 'any', long: 'any', new: 'any' },
}

/** What the bot shows somebody who asks: in words, or by a press on something of theirs or not. */
export const asks = [
  ...[
    '我的',
    '待认领',
    '帮助',
    '清单',
    '问题清单',
    '责任清单',
    '落实清单',
    '逾期',
    '导出表格',
    '质量',
    '本周',
    '本月',
    '揭榜',
    '目标',
    '考核',
  ],
  ...['订阅设置', '周报', '月报', '外部数据', '需求 2026-0001', '需求 2026-0002', '需求 2026-0003', '需求 2026-0004', '需求 2026-0005'],
  ...['考核 异议', '免打扰', '请假', 'help', 'my', 'week'],
]
export const shows: Record<string, 'need' | 'outcome' | 'visit' | 'task' | 'application' | 'question' | 'member' | 'invited'> = {
  ...{
    need: 'need',
    more: 'need',
    history: 'need',
    files: 'need',
    contact: 'need',
    fit: 'need',
    visits: 'need',
    tasks: 'need',
    outcomes: 'need',
  },
  ...{ crew: 'need', applications: 'need', announcement: 'need', challenge_terms: 'need', panel_card: 'need', milestones: 'need' },
  ...{ case_make: 'need', hand_contact: 'need', hand_over: 'need', visibility: 'need', change: 'need', outcome_new: 'need' },
  ...{
    outcome: 'outcome',
    visit_show: 'visit',
    visit_pictures: 'visit',
    task_show: 'task',
    application: 'application',
    answer: 'question',
  },
  ...{
    pass: 'invited',
    choose: 'application',
    ask: 'need',
    join: 'need',
    visit_plan: 'need',
    solve: 'need',
    application_change: 'application',
  },
}

/** What leads on, by the state of the need: else a walk of a few dozen steps would seldom get far. */
const ways: Record<string, string[]> = {
  open: [
    'claim',
    'claim',
    'claim',
    'claim',
    'assign',
    'ask',
    'answer',
    'challenge',
    'edit',
    'visit_plan',
    'see_private',
    'unnamed',
    'withdraw',
  ],
  claimed: ['accept', 'accept', 'start', 'start', 'ask', 'join', 'member_yes', 'visit_plan', 'decline', 'progress', 'see_public'],
  in_progress: [
    ...[
      'solve',
      'solve',
      'progress',
      'visit_plan',
      'visit_yes',
      'visit_made',
      'visit_solved',
      'task_add',
      'join',
      'join_jointly',
      'member_yes',
    ],
    ...['outcome_kind', 'outcome_yes', 'reached', 'release', 'replace', 'pause', 'leave_team', 'visit_cancel'],
  ],
  solved: ['confirm', 'confirm', 'dispute', 'outcome_kind', 'visit_made'],
  challenge: ['apply', 'apply', 'apply', 'apply', 'long', 'choose_yes', 'panel', 'opinion_for', 'choose_yes'],
  confirmed: ['case_make', 'case_named', 'reopen', 'long', 'new', 'new'],
  paused: ['resume', 'resume', 'give_up'],
  withdrawn: ['reopen', 'new', 'new'],
  waiting: ['new'],
}

export async function leading(p: Play, deed: Deed): Promise<Deed> {
  if (deed.odd) return deed
  const need = await needAt(p, deed.on)
  return { ...deed, verb: at(ways[need?.state ?? ''] ?? ['new'], deed.also + deed.who) ?? deed.verb }
}

const at = <T>(list: readonly T[], n: number): T | undefined => (list.length === 0 ? undefined : list[n % list.length])

export async function needAt(p: Play, on: number) {
  const needs = await p.prisma.need.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return at(needs, on)
}

async function doer(p: Play, need: { id: string; posterId: string | null }, { verb, who }: Deed): Promise<Someone> {
  const side = verbs[verb]
  const claim = await p.prisma.claim.findFirst({ where: { needId: need.id }, orderBy: [{ at: 'desc' }, { id: 'asc' }] })
  const claimer = claim && (await p.prisma.person.findFirst({ where: { expertId: claim.expertId } }))
  const poster = p.cast.find(({ id }) => id === need.posterId)
  const worker = p.cast.find(({ id }) => id === claimer?.id)
  const of = (wanted: Someone['side']) =>
    at(
      p.cast.filter((one) => one.side === wanted),
      who,
    ) as Someone
  if (side === 'party') return poster ?? of('enterprise')
  if (side === 'worker') return worker ?? of('expert')
  if (side === 'both') return (who % 2 === 0 ? poster : worker) ?? of('expert')
  return side === 'staff' ? of('staff') : side === 'expert' ? of('expert') : (at(p.cast, who) as Someone)
}

/** The id that a press of this kind carries, of something there is. */
export async function idFor(p: Play, what: string, need: { id: string }, n: number): Promise<string | undefined> {
  const where = { where: { needId: need.id }, orderBy: { id: 'asc' as const } }
  const { prisma } = p
  switch (what) {
    case 'outcome':
      return at(await prisma.outcome.findMany(where), n)?.id
    case 'visit':
      return at(await prisma.visit.findMany(where), n)?.id
    case 'task':
      return at(await prisma.task.findMany(where), n)?.id
    case 'application':
      return at(await prisma.application.findMany(where), n)?.id
    case 'question':
      return at(await prisma.question.findMany(where), n)?.id
    case 'member':
      return at(await prisma.teamMember.findMany(where), n)?.id
    case 'invited':
      return need.id + (at(await prisma.invitation.findMany(where), n)?.expertId ?? '')
    default:
      return need.id
  }
}

const carries: Record<string, string> = {
  ...{
    member_yes: 'member',
    member_no: 'member',
    visit_solved: 'visit',
    visit_more: 'visit',
    visit_cancel: 'visit',
    outcome_yes: 'outcome',
  },
  ...{ application_submit: 'application', choose_yes: 'application', opinion_for: 'application', answer: 'question', pass: 'invited' },
}

export async function act(p: Play, deed: Deed): Promise<void> {
  if (deed.verb === 'wait' || deed.verb === 'long') return p.t.later((deed.verb === 'wait' ? 30 : 16 * 24) * 3_600_000)
  if (deed.verb === 'new')
    return (await p.prisma.need.count()) < 7
      ? begin(p, deed.also % sizes.enterprises, ['public', 'matched', 'private'][deed.on % 3] as string)
      : undefined
  const need = await needAt(p, deed.on)
  if (!need) return
  const one = await doer(p, need, deed)
  if (deed.verb === 'edit') return edit(p, one, need.id)
  if (deed.verb === 'undo') {
    const last = await p.prisma.undo.findFirst({ orderBy: [{ at: 'desc' }, { id: 'asc' }] })
    const actor = p.cast.find(({ id }) => id === last?.actorId)
    return (actor ?? one).person.pressRaw('undo', last?.id ?? 'no-such-undo-000')
  }
  let id = (await idFor(p, carries[deed.verb] ?? 'need', need, deed.also)) ?? 'no-such-thing-00'
  if (deed.verb === 'outcome_kind') id += 'agreement'
  if (deed.verb === 'visit_yes') {
    const visit = await p.prisma.visit.findFirst({ where: { needId: need.id, state: 'proposed' } })
    id = visit ? visit.id + String(visit.sequence) : id
  }
  await one.person.pressRaw(deed.verb, id)
  await answers(p, one, need.id, deed.also)
  if (deed.verb === 'challenge') await one.person.pressRaw('challenge_publish', need.id)
  if (deed.verb !== 'apply') return
  const draft = await p.prisma.application.findFirst({ where: { state: 'draft', byId: one.id } })
  if (draft) await one.person.pressRaw('application_submit', draft.id)
}

async function edit(p: Play, { person, id }: Someone, needId: string): Promise<void> {
  const part = await p.prisma.needPart.findFirst({ where: { needId }, orderBy: { position: 'asc' } })
  if (part) await person.edit(part.messageRef, `${part.text} 补充：${p.mark({ kind: 'body', needId, byId: id })}`)
}

/** Answers what the bot asks, with strings that stand nowhere else; then leaves the question. */
async function answers(p: Play, { person, id }: Someone, needId: string, n: number): Promise<void> {
  for (let i = 0; i < 5; i++) {
    const row = await p.prisma.dialog.findUnique({ where: { address: person.address } })
    if (!row) return
    const dialog = row.state as Dialog
    const said = await answerTo(p, dialog, id, needId, n + i)
    const files =
      ['progress', 'solve', 'visit_found'].includes(dialog.kind) && n % 2 === 0
        ? [attached(p.mark({ kind: dialog.kind === 'visit_found' ? 'work' : 'body', needId, byId: id }))]
        : []
    await person.say(said, files)
  }
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
}

const kinds: Partial<Record<Dialog['kind'], Written['kind']>> = {
  ...{ draft_question: 'body', draft_add: 'body', ask: 'answer', answer: 'answer', solve: 'result', reply: 'result' },
  ...{ withdraw: 'end', challenge_terms: 'terms', application: 'bid', opinion: 'opinion' },
}

async function answerTo(p: Play, dialog: Dialog, byId: string, needId: string, n: number): Promise<string> {
  const expert = expertMark(n % sizes.experts)
  const usual = dialog.kind === 'way' && dialog.way !== 'pause' ? 'end' : (kinds[dialog.kind] ?? 'work')
  const note = async (kind: Written['kind'] = usual) => p.mark({ kind, needId, byId, expertId: await expertOf(p, dialog, byId) })
  switch (dialog.kind) {
    case 'phone':
      return '算了'
    case 'assign':
    case 'replace_with':
    case 'recommend':
    case 'panel':
    case 'add_member':
      return expert
    case 'way':
      if (dialog.want === 'review') return '三周后'
      if (dialog.want === 'into') return '2026-0001'
      return dialog.want === 'parts' ? `${await note('title')}极光\n${await note('title')}手感` : `${await note()}电话里说好了`
    case 'visit_when':
    case 'visit_other':
      return '下周三下午'
    case 'visit_day':
      return '今天'
    case 'task':
      return `${await note()}送样 我 周五前`
    case 'outcome':
      return { on: '今天', amount: '20', evidence: await note() }[dialog.step as 'on'] ?? '跳过'
    case 'challenge_terms':
      return { text: `${await note()}压光布极光`, bounty: '20', conditions: await note(), closesOn: '两周后' }[dialog.asked]
    case 'application':
      return { approach: `${await note()}低压轧光`, team: await note(), cost: '18', weeks: '8周' }[dialog.asked]
    case 'milestones':
      return `${await note()}小试 十周后`
    case 'challenge_score':
      return '88'
    default:
      return `${await note()}就这样办`
  }
}

/** Who asked what this answers, or whose application this is. */
async function expertOf({ prisma }: Play, dialog: Dialog, byId: string): Promise<string | undefined> {
  if (dialog.kind === 'answer') return (await prisma.question.findUnique({ where: { id: dialog.questionId } }))?.expertId
  if (dialog.kind === 'application') return dialog.expertId
  if (dialog.kind === 'replace') return (await prisma.claim.findFirst({ where: { needId: dialog.needId, endedAt: null } }))?.expertId
  if (dialog.kind !== 'ask') return undefined
  return (await prisma.person.findUnique({ where: { id: byId } }))?.expertId ?? undefined
}
