import { idOf } from '../../../src/store/directory.ts'
import { all, bureau, type People } from './groups.ts'
import { expertId, id16 } from './ids.ts'
import type { NeedKey, Thing } from './world.ts'

const mill = idOf('enterprise', 'mill')
const textile = idOf('institute', 'textile')
const ofMill: People = { mill: ['own'] }
const ofTextile: People = { textile: ['institute'] }
const ofRolling: People = { rolling: ['self'], textile: ['institute'] }
const toWork: People = { mill: ['poster'], rolling: ['claimer', 'worked'], softener: ['member'] }
const booked: People = { mill: ['self'], ...ofTextile }

function of(who: People, id: string, rest = '', need?: NeedKey): Thing[] {
  return [{ id: id + rest, rest, who, ...(need && { need }) }]
}

const enterprise = (rest = '') => of(ofMill, mill, rest)
const institute = (rest = '') => of(ofTextile, textile, rest)
const team = (rest = '') => of(ofTextile, id16('r-textile'), rest)
const equipment = (rest = '') => [...of(ofTextile, id16('e-textile'), rest), ...of({ machine: ['institute'] }, id16('e-machine'), rest)]
const expert = (rest = '') => of(ofRolling, expertId('rolling'), rest)
const achievement = (rest = '') => of(ofRolling, id16('h-rolling'), rest)
const runs = (rest = '') => [...of({ textile: ['author'] }, id16('run-textile'), rest), ...of({}, id16('run-chen'), rest)]
const event =
  (key: 'draft' | 'open' | 'over', rest = '') =>
  () =>
    of({}, id16(`v-${key}`), rest)
const paired: People = { mill: ['self'], rolling: ['self'] }
const forWork = (rest = '') => of(toWork, id16('work'), rest, 'work')
/** What the answer before it says; without one it is an old button to everybody. */
const said = (who: People = {}) => of(who, 'x')

const things: Record<string, () => Thing[]> = {
  alarm_seen: () => of({}, id16('a-disk')),
  enterprise,
  qualifications: enterprise,
  enterprise_edit: enterprise,
  enterprise_part: () => enterprise('staff'),
  enterprise_clear: said,
  enterprise_first: enterprise,
  enterprise_skip: said,
  enterprise_later: () => said({ mill: ['own'], foundry: ['own'] }),
  industry_pick: () => enterprise('C17'),
  qualification_add: enterprise,
  qualification: () => of(ofMill, id16('l-mill')),
  qualification_renew: () => of(ofMill, id16('l-mill')),
  qualification_remove: () => of(ofMill, id16('l-mill')),
  name_change: () => of({}, id16('n-mill')),
  name_yes: () => of({}, id16('n-mill')),
  name_no: () => of({}, id16('n-mill')),
  expiring: () => of({}, '6_0'),
  expiring_file: () => of({}, '6'),
  tier: () => of({}, '0_0'),
  tier_choose: enterprise,
  tier_set: () => enterprise('1'),

  institute,
  institutes: () => of({}, '0'),
  institute_edit: institute,
  institute_part: () => institute('summary'),
  research_team: team,
  research_team_new: institute,
  team_add: team,
  team_lead: team,
  team_rename: team,
  team_describe: team,
  team_put: () => team(expertId('softener')),
  team_put_leader: () => team(expertId('softener')),
  team_take: () => team(expertId('finish')),
  team_remove: team,

  equipment,
  equipment_found: () => of({}, '_0'),
  equipment_of: () => institute('0'),
  book: equipment,
  // 17 December, 9 to 11 o'clock, as slotId writes it
  slot: () => equipment(slotRest('2026-12-17T09:00:00+08:00', 120)),
  need_equipment: forWork,
  equipment_for: () => forWork(id16('e-textile')),
  book_for: () => forWork(id16('e-textile')),
  equipment_need: () => of({}, ''),
  equipment_add: institute,
  equipment_edit: equipment,
  equipment_part: () => equipment('name'),
  equipment_skip: said,
  equipment_stop: said,
  equipment_repair: equipment,
  equipment_repaired: equipment,
  equipment_retire: equipment,
  equipment_back: equipment,
  booking: () => [...of({ ...toWork, ...booked }, id16('b-asked')), ...of(booked, id16('b-agreed'))],
  booking_other: () => [...of(booked, id16('b-asked')), ...of(booked, id16('b-agreed'))],
  booking_cancel: () => [...of(booked, id16('b-asked')), ...of(booked, id16('b-agreed'))],
  booking_yes: () => of(all([...bureau, 'textile'], 'awaited'), id16('b-asked'), '0'),
  booking_refuse: () => of(ofTextile, id16('b-asked')),
  use_log: () => of(ofTextile, id16('b-over')),
  use_plain: () => of(ofTextile, id16('b-over')),
  use_none: () => of(ofTextile, id16('b-over')),
  equipment_use: () => of({}, '2026_0'),
  equipment_use_file: () => of({}, '2026'),

  profile: expert,
  my_achievements: expert,
  achievements_page: () => expert('0'),
  achievement,
  institute_experts: () => institute('0'),
  who_need: () => of({}, '0123456789abcdef'),
  profile_ask: expert,
  profile_question: () => expert('2'),
  profile_skip: () => expert('2'),
  profile_toggle: () => expert('f-70'),
  profile_remove: () => expert('f-80'),
  profile_conflict: () => expert(idOf('enterprise', 'foundry')),
  profile_resume: expert,
  profile_take: () => of(ofRolling, id16('g-rolling')),
  profile_drop: () => of(ofRolling, id16('g-rolling')),
  profile_leave_out: () => of(ofRolling, id16('g-rolling'), 'achievements'),
  profile_fields: expert,
  profile_edit: () => expert('title'),
  profile_right: expert,
  achievement_add: expert,
  achievement_no_text: said,
  achievement_step: () => achievement('ip'),
  achievement_mature: () => achievement('pilot'),
  achievement_ip: () => achievement('invention'),
  achievement_terms: () => achievement('licence'),
  achievement_open: achievement,
  achievement_price: achievement,
  achievement_title: achievement,
  achievement_summary: achievement,
  achievement_remove: achievement,
  profile_change: () => of({}, id16('p-rolling')),
  profile_yes: () => of({}, id16('p-rolling')),
  profile_no: () => of({}, id16('p-rolling')),
  unchecked: () => of({}, '0'),

  imports: () => of({}, 'x'),
  import_as: () => runs('experts'),
  import_write: runs,
  import_sound: runs,
  import_discard: runs,
  import_report: runs,
  import_show: runs,
  import_undo: runs,
  import_undo_rest: runs,

  event: event('open'),
  event_join: event('open'),
  event_decline: event('open'),
  event_wish: event('open'),
  event_plan: event('over'),
  event_bring: () => of({ mill: ['poster'] }, id16('v-open') + id16('work'), '', 'work'),
  event_announce: event('draft'),
  event_edit: event('draft'),
  event_part: event('draft', 'about'),
  event_skip: said,
  event_kind: event('draft', 'express'),
  event_guests: event('open', 'e0'),
  event_guest: () => of({}, id16('y-open'), '0'),
  event_for: event('open'),
  event_match: event('open'),
  event_pairs: event('open', '0'),
  event_pair_turn: () => of({}, id16('z-open'), '0'),
  event_pair_add: event('open'),
  event_confirm: event('open'),
  event_rest: event('over'),
  event_note: () => of({}, id16('z-over')),
  event_finish: event('over'),
  event_cancel: event('open'),
  event_sum: event('over'),
  event_file: event('over'),
  event_pair: () => of(paired, id16('z-over')),
  event_met: () => of(paired, id16('z-over'), 'on'),
  event_visit: () => of(paired, id16('z-over')),
  event_need: () => of({ mill: ['self'] }, id16('z-over')),
  event_later: () => of({ mill: ['self'] }, id16('z-over'), 'agreed'),

  readers_page: () => of({ mill: ['poster'] }, id16('work'), '0', 'work'),
}

function slotRest(from: string, minutes: number): string {
  return `${(Date.parse(from) / 60_000).toString(36)}.${minutes.toString(36)}`
}

/** Things a verb of the entries, the equipment, profiles and imports is pressed on. */
export function entryThings(verb: string): Thing[] | undefined {
  return Object.hasOwn(things, verb) ? things[verb]?.() : undefined
}

const experts = ['rolling', 'finish', 'softener', 'casting', 'water'] as const
const own: People = { mill: ['own'], foundry: ['own'] }

/** What everybody is to what a command is about, by its name in src/bot/rights.ts. */
export const saidOf: Record<string, People> = {
  edit_enterprise: own,
  add_qualification: own,
  add_equipment: { textile: ['institute'], machine: ['institute'] },
  edit_profile: all(experts, 'self'),
  add_achievement: all(experts, 'self'),
}
