import { actionsOf } from '../../../src/bot/rights.ts'
import type { Relation } from '../../../src/domain/rights.ts'
import type { Action } from '../../../src/domain/rights-table.ts'
import { accountKey } from '../../../src/domain/role-change.ts'
import { idOf } from '../../../src/store/directory.ts'
import { entryThings } from './entry-things.ts'
import { all, both, bureau, type People } from './groups.ts'
import { expertId, id16, personId, type Who } from './ids.ts'
import type { NeedKey, Thing } from './world.ts'

const experts: readonly Who[] = ['rolling', 'finish', 'softener', 'casting', 'water']

/** What everybody is by themselves, written by hand. */
export const positions: Record<Who, readonly string[]> = {
  newcomer: ['anybody', 'unknown'],
  mill: ['anybody', 'contact'],
  foundry: ['anybody', 'contact'],
  rolling: ['anybody', 'expert'],
  finish: ['anybody', 'expert'],
  softener: ['anybody', 'expert'],
  casting: ['anybody', 'expert'],
  water: ['anybody', 'expert'],
  textile: ['anybody', 'manager'],
  machine: ['anybody', 'manager'],
  wang: ['anybody', 'bureau'],
  li: ['anybody', 'bureau'],
  chen: ['anybody', 'bureau', 'office'],
  liu: ['anybody', 'bureau', 'office', 'head'],
  admin: ['anybody', 'bureau', 'office', 'admin'],
}

/** What everybody is to a need of the world, written by hand. */
export function toNeed(key: NeedKey): People {
  if (key === 'other') return { foundry: ['poster'], casting: ['claimer', 'worked', 'asked', 'reader'], machine: ['institute'] }
  if (key === 'draft') return { mill: ['poster'] }
  const live = ['claimed', 'work', 'solved', 'paused', 'chosen'].includes(key)
  // of a private need nobody is of the team before the enterprise has accepted
  const worked: Relation[] = key === 'claimed' ? [] : ['worked']
  return both(
    { mill: ['poster'], rolling: ['asked', 'reader'], finish: ['asked', 'reader'] },
    live
      ? { rolling: ['claimer', ...worked], textile: ['institute'] }
      : key === 'confirmed'
        ? { rolling: worked, textile: ['institute'] }
        : {},
    key === 'work' ? { softener: ['member'] } : {},
    key === 'consult' ? all(experts, 'reader') : {},
  )
}

/** Title and field of a need that is not private are seen by any expert. */
export function seen(key: NeedKey): People {
  return both(toNeed(key), key === 'draft' || key === 'claimed' || key === 'secret' ? {} : all(experts, 'reader'))
}

function need(key: NeedKey, rest = '', who: People = toNeed(key)): Thing {
  return { id: id16(key) + rest, need: key, who }
}

function thing(id: string, who: People = {}, need?: NeedKey): Thing {
  return { id, who, need }
}

/** Where an action is to be done: the need in whose state it can be. */
const stateOf: Partial<Record<Action, NeedKey>> = {
  ...{ edit_need: 'draft', publish: 'draft', discard: 'draft', claim: 'open', accept: 'claimed', decline: 'claimed', start: 'chosen' },
  ...{ confirm: 'solved', dispute: 'solved', confirm_for: 'solved', resume: 'paused', reopen: 'confirmed', split: 'open', nobody: 'open' },
  ...{ reply: 'consult', choose_track: 'open', ask_enterprise: 'open', recommend: 'open', see_fit: 'open', assign: 'open' },
  ...{ see_outcomes: 'solved', challenge: 'open', call_off: 'challenge', agree_challenge: 'proposed', note_consent: 'proposed' },
  ...{ see_challenge: 'challenge', apply: 'challenge', judge_applications: 'closed', name_panel: 'closed', see_milestones: 'chosen' },
  ...{ write_milestones: 'chosen', accept_milestone: 'chosen', score_challenge: 'chosen', allow_case: 'confirmed' },
}

/** Things a verb is pressed on, where that is not simply a need; `does`: what exactly it does there. */
export type Target = Thing & { does?: readonly Action[] }

export function targetsOf(verb: string, listName: string): Target[] {
  const own = special(verb, listName) ?? entryThings(verb)
  if (own) return own
  const [first] = actionsOf(verb)
  const key = (first && stateOf[first]) ?? 'work'
  return [need(key, '', first === 'see_need' ? seen(key) : toNeed(key))]
}

const institute = (key: string) => idOf('institute', key)

function special(verb: string, list: string): Target[] | undefined {
  const ofWork = toNeed('work')
  const known: Record<string, () => Target[]> = {
    need: () => (['draft', 'open', 'secret', 'claimed', 'work', 'confirmed', 'challenge'] as const).map((key) => need(key, '', seen(key))),
    history_page: () => [need('work', '1', seen('work'))],
    open: () => [thing('0')],
    verification: () => [
      { ...thing(id16('w-contact')), does: ['verify'] },
      { ...thing(id16('w-staff')), does: ['admit_colleague'] },
    ],
    pick_enterprise: () => [thing(idOf('enterprise', 'foundry'))],
    pick_expert: () => [thing(expertId('fabric'))],
    set_title: () => [need('draft', '新标题')],
    set_field: () => [need('draft', '80')],
    know: () => [need('open', expertId('water'))],
    pass: () => [
      { ...need('open', expertId('finish'), { finish: ['self'] }), does: ['pass'] },
      { ...need('open', expertId('fabric'), {}), does: ['answer_by_phone'] },
    ],
    claim_for: () => [{ ...need('open', expertId('fabric'), {}), does: ['answer_by_phone'] }],
    answer: () => [thing(id16('q-open'), { mill: ['poster'] })],
    undo: () => [thing(id16('u-rolling'), { rolling: ['author'] })],
    hand_to: () => [need('work', personId('foundry'))],
    stand_in: () => [thing(personId('chen'))],
    officer_to: () => [need('work', personId('li'))],
    officer_left: () => [thing(personId('wang'))],
    assign_to: () => [need('open', expertId('water'))],
    assign_anyway: () => [need('open', expertId('water'))],
    replace_to: () => [need('work', expertId('water'))],
    replace_anyway: () => [need('work', expertId('water'))],
    member_yes: () => [thing(id16('m-asks'), { rolling: ['awaited'] })],
    member_no: () => [thing(id16('m-asks'), { rolling: ['awaited'] })],
    member_out: () => [thing(id16('m-in'), { rolling: ['claimer'], softener: ['self'] })],
    leave_team: () => [need('work', '', { rolling: ['claimer'], softener: ['self'], casting: ['self'] })],
    contact: () => [need('work', '', { mill: ['poster'], rolling: ['claimer'] })],
    add_member_to: () => [need('work', expertId('water'))],
    visit_yes: () => [thing(`${id16('v-planned')}0`, { mill: ['awaited'] })],
    visit_show: () => [thing(id16('v-done'), ofWork), thing(id16('v-planned'), ofWork)],
    visit_pictures: () => [thing(id16('v-done'), ofWork)],
    visit_other: () => [thing(id16('v-planned'), ofWork)],
    visit_cancel: () => [thing(id16('v-agreed'), ofWork)],
    visit_more: () => [thing(id16('v-done'), ofWork)],
    visit_note: () => [thing(id16('v-agreed'), ofWork)],
    visit_solved: () => [thing(id16('v-done'), ofWork)],
    visit_unsolved: () => [thing(id16('v-done'), ofWork)],
    task_for: () => [thing(personId('rolling'), ofWork)],
    task_show: () => [thing(id16('t-open'), both(ofWork, { softener: ['self'] }))],
    task_done: () => [thing(id16('t-open'), { softener: ['self'], rolling: ['author'] })],
    task_drop: () => [thing(id16('t-open'), { rolling: ['author'] })],
    outcome_kind: () => [need('solved', 'agreement')],
    outcome: () => [thing(id16('o-reported'), toNeed('solved'))],
    outcome_yes: () => [thing(id16('o-reported'), toNeed('solved'))],
    outcome_no: () => [thing(id16('o-reported'), toNeed('solved'))],
    outcome_for_poster: () => [thing(id16('o-reported'))],
    outcome_for_expert: () => [thing(id16('o-reported'))],
    outcome_fix: () => [thing(id16('o-reported'), { rolling: ['author'] })],
    outcome_back: () => [thing(id16('o-reported'), { rolling: ['author'] })],
    case_make: () => [need('confirmed')],
    follow_fine: () => [need('confirmed', '3')],
    follow_more: () => [need('confirmed', '3')],
    follow_again: () => [need('confirmed', '3')],
    challenge_terms: () => [need('proposed')],
    challenges: () => [thing('0')],
    applicant: () => [need('challenge', expertId('casting'), { casting: ['self'], machine: ['institute'] })],
    application: () => [thing(id16('a-in'), { mill: ['poster'], casting: ['applicant'], machine: ['applicant'] })],
    choose: () => [thing(id16('a-in'), { mill: ['poster'] })],
    choose_yes: () => [thing(id16('a-in'), { mill: ['poster'] })],
    panelist: () => [need('closed', expertId('water'))],
    panel_card: () => [need('closed', '', { finish: ['panelist'] })],
    milestone_done: () => [thing(id16('s-pending'), { rolling: ['claimer'] })],
    milestone_accept: () => [thing(id16('s-done'), { mill: ['poster'] })],
    milestone_missing: () => [thing(id16('s-done'), { mill: ['poster'] })],
    list: () => [thing(`${list}0`)],
    list_in: () => [thing(`${list}x`)],
    list_of: () => [thing(list + personId('wang'))],
    report: () => [thing('quarterly_2026-Q3')],
    report_word: () => [thing('quarterly_2026-Q3')],
    report_sign_yes: () => [thing('monthly_2026-10_12345678')],
    figure: () => [thing('2026-10_0_0')],
    figure_page: () => [thing('2026-10_0_0')],
    targets: () => [thing('2026')],
    targets_page: () => [thing('2026_0')],
    outside: () => [thing(id16('f-outside'))],
    outside_list: () => [thing('x')],
    outside_remove: () => [thing(id16('f-outside'))],
    assess_page: () => [thing('2026_0')],
    objection: () => [thing(id16('x-open'), { textile: ['self'] })],
    objection_to: () => [thing(`2026${institute('textile')}0_0`)],
    objection_accept: () => [thing(id16('x-open'))],
    objection_refuse: () => [thing(id16('x-open'))],
    people: () => [thing('0')],
    person: () => [thing(personId('wang'))],
    role_give: () => [
      { ...thing(`${personId('wang')}admin`), does: ['grant_role'] },
      { ...thing(`${personId('chen')}officer`), does: ['grant_officer'] },
      { ...thing(`${personId('mill')}manager${institute('machine')}`), does: ['grant_officer'] },
    ],
    role_take: () => [
      { ...thing(`${personId('chen')}staff`), does: ['grant_role'] },
      { ...thing(`${personId('wang')}officer`), does: ['officer_leaves'] },
      { ...thing(`${personId('mill')}contact`), does: ['end_link'] },
      { ...thing(`${personId('rolling')}expert`), does: ['end_link'] },
      { ...thing(`${personId('textile')}manager`), does: ['grant_officer'] },
    ],
    account_off: () => [thing(personId('mill') + accountKey('fake:mill2'), { mill: ['self'] })],
    codes: () => [thing('0')],
    code_off: () => [thing(id16('c-wang'), { wang: ['author'] })],
    answering: () => [thing('0')],
  }
  const same: Record<string, string> = {
    ...{ verify_yes: 'verification', verify_no: 'verification', role_take_yes: 'role_take', account_off_yes: 'account_off' },
    ...{ outcome_new: '', application_submit: '', opinion_for: '' },
  }
  const found = known[same[verb] || verb]
  if (found) return found()
  if (verb.startsWith('pass_')) return special('pass', list)
  if (verb.startsWith('application_') || verb.startsWith('form_'))
    return [thing(id16('a-draft'), { casting: ['applicant'], machine: ['applicant'] })]
  if (verb.startsWith('opinion_')) return [thing(id16('a-in'), { finish: ['panelist'] })]
  if (verb.startsWith('list')) return [thing(list)]
  if (verb.startsWith('report_')) return [thing('monthly_2026-10')]
  if (verb.startsWith('choice_') || verb === 'digest') return [thing('quarterly', all([...bureau, 'textile', 'machine'], 'self'))]
  if (['assess_of', 'assess_rows', 'assess_turn'].includes(verb))
    return [thing(`2026${institute('textile')}${verb === 'assess_of' ? '' : '0_0'}`, { textile: ['self'] })]
  if (actionsOf(verb)[0] === 'close_assessment') return [thing('2026', { liu: ['deputy'] })]
  if (verb.startsWith('assess') || verb === 'objection_pick') return [thing('2026')]
  return undefined
}

/** Ids that are not what they should be: of another’s need, of nothing, of a thing of another kind. */
export function forged(verb: string, target: Target, takesAny: boolean): Target[] {
  const rest = target.need ? target.id.slice(16) : (target.rest ?? '')
  const wrong = [`AAAAAAAAAAAAAAAA${rest}`, target.id === personId('mill') ? id16('work') : personId('mill') + rest]
  const another =
    target.need && target.need !== 'other'
      ? [{ ...target, id: id16('other') + rest, need: 'other' as const, who: (actionsOf(verb)[0] === 'see_need' ? seen : toNeed)('other') }]
      : []
  // more than any number, where the id says a page or a place
  const far = rest && !takesAny ? [{ ...target, id: target.id.slice(0, target.id.length - rest.length) + '9'.repeat(24) }] : []
  return [...wrong.map((id) => ({ ...target, id, who: takesAny ? target.who : {} })), ...another, ...far]
}

/** Ids that are no ids at all: what somebody types who looks for a hole. */
export const rubbish = ['', 'x', "' OR 1=1 --", '-1', '9'.repeat(40), '__proto__'] as const
