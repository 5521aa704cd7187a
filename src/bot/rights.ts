import { DomainError } from '../domain/errors.ts'
import { draftFields } from '../domain/need.ts'
import type { Person } from '../domain/person.ts'
import { hasRight, looksAtThing } from '../domain/rights.ts'
import { type Action, rights } from '../domain/rights-table.ts'
import { questionKeys } from '../domain/understanding.ts'

/**
 * Under each action of domain/rights-table.ts the verbs of the buttons that do it. Every verb stands here, a new one too: tests/rights.test.ts names those that
 * are missing. One that stands under several actions may be pressed by whoever may do one of them.
 */
export const verbs: { [A in Action]?: readonly string[] } = {
  say_who: ['am_enterprise', 'am_expert', 'am_staff', 'ask_staff', 'pick_enterprise', 'new_enterprise', 'pick_expert'],
  use_chat: ['my', 'help', 'cancel', 'defence_yes', 'defence_no'],
  choose_digests: ['digests', 'digest_list'],
  verify: ['verification', 'verify_yes', 'verify_no'],
  admit_colleague: ['verification', 'verify_yes', 'verify_no'],

  see_status: ['alarm_seen'],
  unlink_account: ['account_off', 'account_off_yes'],
  see_people: ['people', 'person'],
  grant_officer: ['role_give', 'role_take', 'role_take_yes'],
  grant_role: ['role_give', 'role_take', 'role_take_yes'],
  end_link: ['role_take', 'role_take_yes'],
  see_codes: ['codes'],
  withdraw_code: ['code_off'],

  see_need: ['need', 'more'],
  see_history: ['history', 'history_page'],
  see_files: ['files'],
  see_contact: ['contact'],
  see_fit: ['fit'],
  see_open: ['open'],
  edit_need: [
    ...['change', 'add', 'visibility', 'see_public', 'see_matched', 'see_private', 'unnamed', 'named', 'stop_asking', 'who_draft'],
    ...draftFields.flatMap((field) => [`change_${field}`, `set_${field}`]),
    ...questionKeys.map((key) => `skip_${key}`),
  ],
  publish: ['publish'],
  discard: ['discard'],
  claim: ['claim'],
  pass: ['pass', 'pass_*'],
  answer_by_phone: ['pass', 'pass_*', 'claim_for'],
  ask_enterprise: ['ask'],
  answer_question: ['answer'],
  recommend: ['recommend', 'know'],
  note_progress: ['progress'],
  accept: ['accept'],
  decline: ['decline'],
  start: ['start'],
  release: ['release'],
  solve: ['solve'],
  confirm: ['confirm'],
  dispute: ['dispute'],
  withdraw: ['withdraw'],
  pause: ['pause'],
  resume: ['resume'],
  confirm_for: ['confirm_for'],
  reopen: ['reopen'],
  split: ['split'],
  merge: ['merge'],
  give_up: ['give_up'],
  nobody: ['nobody'],
  reply: ['reply'],
  choose_track: ['track_consult', 'track_full'],
  hand_contact: ['hand_contact', 'hand_to'],
  undo: ['undo'],

  take_leave: ['stand_in', 'end_leave'],
  see_answering: ['answering'],
  hand_over: ['hand_over', 'officer_to'],
  officer_leaves: ['officer_left', 'role_take', 'role_take_yes'],
  extend_term: ['extend'],
  assign: ['assign', 'assign_to', 'assign_anyway'],
  replace: ['replace', 'replace_to', 'replace_anyway'],
  join_team: ['join', 'join_jointly'],
  decide_member: ['member_yes', 'member_no'],
  end_member: ['member_out', 'leave_team'],
  lead_team: ['crew', 'add_member', 'add_member_to'],

  work_on: ['visits', 'visit_plan', 'visit_just_me', 'visit_other', 'visit_cancel', 'visit_more', 'place', 'tasks', 'task_add', 'task_for'],
  agree_visit: ['visit_yes'],
  see_visit: ['visit_show', 'visit_pictures'],
  note_visit: ['visit_made', 'visit_note', 'visit_today', 'visit_yesterday', 'visit_these', 'visit_solved', 'visit_unsolved'],
  see_task: ['task_show'],
  finish_task: ['task_done'],
  drop_task: ['task_drop'],

  see_outcomes: [
    ...['outcome_new', 'outcome_kind', 'agreed', 'outcome_sub', 'outcome_today', 'outcome_skip', 'outcome_equal'],
    ...['outcome', 'outcomes', 'case_make'],
  ],
  agree_outcome: ['outcome_yes'],
  dispute_outcome: ['outcome_no'],
  call_outcome: ['outcome_for_poster', 'outcome_for_expert'],
  correct_outcome: ['outcome_fix', 'outcome_back'],
  answer_follow_up: ['follow_fine', 'follow_more', 'follow_again'],
  allow_case: ['case_named', 'case_anonymous', 'case_refused'],

  see_challenge: ['announcement', 'challenges'],
  challenge: [
    ...['challenge', 'terms_skip', 'terms_text', 'terms_bounty', 'terms_conditions', 'terms_closes'],
    ...['challenge_terms', 'challenge_publish'],
  ],
  call_off: ['challenge_call_off', 'challenge_extend'],
  choose: ['choose', 'choose_yes'],
  agree_challenge: ['challenge_agree', 'challenge_refuse'],
  note_consent: ['challenge_call'],
  apply: ['apply'],
  apply_for: ['applicant'],
  change_application: [
    ...['application_submit', 'application_change', 'application_withdraw'],
    ...['form_approach', 'form_team', 'form_cost', 'form_weeks'],
  ],
  see_application: ['application'],
  judge_applications: ['applications'],
  name_panel: ['panel', 'panelist'],
  give_opinion: ['panel_card', 'opinion_for', 'opinion_doubts', 'opinion_against'],
  see_milestones: ['milestones'],
  write_milestones: ['milestones_write'],
  reach_milestone: ['milestone_done'],
  accept_milestone: ['milestones_agree', 'milestone_accept', 'milestone_missing'],
  score_challenge: ['challenge_score', 'grade_excellent', 'grade_good', 'grade_passed', 'grade_failed'],

  see_lists: [
    ...['lists', 'list', 'list_problems', 'list_duties', 'list_results', 'list_late', 'list_all', 'list_township', 'list_officer'],
    ...['list_in', 'list_of', 'list_file', 'list_overdue'],
  ],
  see_reports: ['report', 'report_word'],
  see_delivery: ['report_numbers', 'report_sheet', 'report_sent', 'figure', 'figure_page'],
  choose_digest: ['digest', 'choice_on', 'choice_off', 'choice_line', 'choice_skip', 'choice_when'],
  word_report: ['report_overview', 'report_problems', 'report_next', 'report_recount'],
  sign_report: ['report_sign', 'report_sign_yes'],
  see_targets: ['targets', 'targets_page'],
  see_outside: ['outside', 'outside_list'],
  write_outside: ['outside_remove'],
  see_assessment: ['assess', 'assess_page', 'assess_objections', 'objection_pick'],
  see_assessment_of: ['objection', 'assess_of', 'assess_rows', 'assess_turn'],
  see_all_assessments: ['assess_weights', 'assess_file', 'assess_awards'],
  close_assessment: ['assess_open', 'assess_show', 'assess_show_yes', 'assess_sign', 'assess_sign_yes'],
  object: ['objection_to'],
  answer_objection: ['objection_accept', 'objection_refuse'],

  see_enterprise: ['enterprise'],
  edit_enterprise: [
    ...[
      'enterprise_edit',
      'enterprise_part',
      'enterprise_clear',
      'enterprise_first',
      'enterprise_skip',
      'enterprise_later',
      'industry_pick',
    ],
    ...['qualifications', 'qualification', 'qualification_add', 'qualification_renew', 'qualification_remove'],
  ],
  decide_name: ['name_change', 'name_yes', 'name_no'],
  see_expiring: ['expiring', 'expiring_file', 'tier'],
  confirm_tier: ['tier_choose', 'tier_set'],
  see_institute: ['institute', 'institutes', 'research_team'],
  edit_institute: [
    ...['institute_edit', 'institute_part', 'research_team_new', 'team_add', 'team_lead', 'team_rename', 'team_describe'],
    ...['team_put', 'team_put_leader', 'team_take', 'team_remove'],
  ],
  find_equipment: ['equipment', 'equipment_found', 'equipment_of', 'book', 'slot'],
  equip_need: ['need_equipment', 'equipment_for', 'book_for'],
  ask_for_test: ['equipment_need'],
  edit_equipment: [
    ...['equipment_add', 'equipment_edit', 'equipment_part', 'equipment_skip', 'equipment_stop'],
    ...['equipment_repair', 'equipment_repaired', 'equipment_retire', 'equipment_back'],
  ],
  see_booking: ['booking'],
  change_booking: ['booking_other', 'booking_cancel'],
  answer_booking: ['booking_yes'],
  refuse_booking: ['booking_refuse'],
  log_use: ['use_log', 'use_plain', 'use_none'],
  see_use: ['equipment_use', 'equipment_use_file'],

  ask_directory: ['profile', 'achievement', 'institute_experts'],
  ask_as_need: ['who_need'],
  edit_profile: [
    ...['profile_ask', 'profile_question', 'profile_skip', 'profile_toggle', 'profile_remove', 'profile_conflict', 'profile_resume'],
    ...[
      'my_achievements',
      'achievements_page',
      'profile_take',
      'profile_drop',
      'profile_leave_out',
      'profile_fields',
      'profile_edit',
      'profile_right',
    ],
    ...['achievement_add', 'achievement_no_text', 'achievement_step', 'achievement_mature', 'achievement_ip', 'achievement_terms'],
    ...['achievement_open', 'achievement_price', 'achievement_title', 'achievement_summary', 'achievement_remove'],
  ],
  decide_profile: ['profile_change', 'profile_yes', 'profile_no'],
  see_unchecked: ['unchecked'],
  see_event: ['events', 'events_past', 'event'],
  join_event: ['event_join', 'event_decline', 'event_wish', 'event_plan'],
  bring_need: ['event_bring'],
  run_event: [
    ...['event_announce', 'event_edit', 'event_part', 'event_skip', 'event_kind', 'event_guests', 'event_guest', 'event_for'],
    ...['event_match', 'event_pairs', 'event_pair_turn', 'event_pair_add', 'event_confirm', 'event_rest', 'event_note'],
    ...['event_finish', 'event_cancel', 'event_sum', 'event_file'],
  ],
  say_met: ['event_pair', 'event_met', 'event_visit'],
  raise_need: ['event_need'],
  say_later: ['event_later'],
  bring_in: ['imports'],
  keep_import: [
    ...['import_as', 'import_write', 'import_sound', 'import_discard', 'import_report', 'import_show'],
    ...['import_undo', 'import_undo_rest'],
  ],

  see_readers: ['readers', 'readers_page'],
  see_own_data: ['my_data', 'data_take', 'data_erase', 'privacy_text', 'consent_yes', 'consent_back'],
}

/**
 * What people say, by command: the actions that saying it does, with an example in each language. Every command stands here; tests/rights.test.ts finds a
 * reader of a feature that none of the examples reaches.
 */
export const commands: Record<string, { does: readonly Action[]; zh: string; en: string }> = {
  my: { does: ['use_chat'], zh: '我的', en: 'my' },
  help: { does: ['use_chat'], zh: '帮助', en: 'help' },
  start: { does: ['use_chat'], zh: '开始', en: 'start' },
  hello: { does: ['use_chat'], zh: '你好', en: 'hello' },
  thanks: { does: ['use_chat'], zh: '谢谢', en: 'thanks' },
  phone: { does: ['use_chat'], zh: '电话', en: 'phone' },
  lang: { does: ['use_chat'], zh: '语言', en: 'language' },
  cancel: { does: ['use_chat'], zh: '取消', en: 'cancel' },
  quiet: { does: ['use_chat'], zh: '免打扰', en: 'quiet hours' },
  who: { does: ['say_who'], zh: '身份', en: 'who' },
  new: { does: ['post_need'], zh: '新需求', en: 'new' },
  need: { does: ['see_need'], zh: '需求 2026-0001', en: 'need 2026-0001' },
  open: { does: ['see_open'], zh: '待认领', en: 'open' },
  status: { does: ['see_status'], zh: '运行状态', en: 'status' },
  quality: { does: ['see_quality'], zh: '质量', en: 'quality' },
  desk: { does: ['use_desk'], zh: '工作台', en: 'desk' },
  link: { does: ['link_account'], zh: '绑定', en: '/link' },
  invite_enterprise: { does: ['invite_enterprise'], zh: '邀请 企业 云溪锦华印染有限公司', en: '/invite enterprise Jinhua' },
  invite_staff: { does: ['invite_staff'], zh: '邀请 工作人员', en: '/invite staff' },
  invite_officer: { does: ['invite_officer'], zh: '邀请 联络员', en: '/invite officer' },
  grant_officer: { does: ['grant_officer'], zh: '授权 王敏 联络员', en: 'grant Wang Min officer' },
  grant_manager: { does: ['grant_officer'], zh: '授权 李强 江畔轻纺院 研究院负责人', en: 'grant Li Qiang manager of 江畔轻纺院' },
  grant_role: { does: ['grant_role'], zh: '授权 王敏 管理员', en: 'grant Wang Min admin' },
  revoke_role: { does: ['grant_role'], zh: '取消授权 王敏 管理员', en: 'revoke Wang Min admin' },
  revoke_officer: { does: ['officer_leaves'], zh: '取消授权 王敏 联络员', en: 'revoke Wang Min officer' },
  end_contact: { does: ['end_link'], zh: '解除 张三 企业联系人', en: 'unlink Zhang San contact' },
  end_expert: { does: ['end_link'], zh: '解除 张三 专家', en: 'unlink Zhang San expert' },
  people: { does: ['see_people'], zh: '人员', en: 'people' },
  person: { does: ['see_people'], zh: '人员 王敏', en: 'people Wang Min' },
  accounts: { does: ['see_accounts'], zh: '账号', en: 'accounts' },
  codes: { does: ['see_codes'], zh: '邀请码', en: 'codes' },
  leave: { does: ['take_leave'], zh: '请假', en: 'leave' },
  officer_left: { does: ['officer_leaves'], zh: '离任 王敏', en: 'Wang Min has left office' },
  outcome: { does: ['see_outcomes'], zh: '登记成效 2026-0001', en: 'outcome 2026-0001' },
  challenges: { does: ['see_challenge'], zh: '揭榜', en: 'challenges' },
  lists: { does: ['see_lists'], zh: '三张清单', en: 'lists' },
  lists_as_of: { does: ['see_past_lists'], zh: '问题清单 截至 2026-11-01', en: 'problem list as of 2026-11-01' },
  digests: { does: ['choose_digests'], zh: '订阅设置', en: 'digests' },
  delivery: { does: ['see_delivery'], zh: '送达情况', en: 'delivery' },
  report: { does: ['see_reports', 'see_own_week'], zh: '月汇报', en: 'this month' },
  targets: { does: ['see_targets'], zh: '目标', en: 'targets' },
  agree_target: { does: ['agree_targets'], zh: '目标 发布需求 200', en: 'targets needs published 200' },
  outside: { does: ['see_outside'], zh: '外部数据', en: 'outside figures' },
  note_outside: { does: ['write_outside'], zh: '外部数据 研发投入占比 2026-Q3 3.21% 来源 区统计局 2026-10-20', en: '' },
  assessment: { does: ['see_assessment'], zh: '考核', en: 'assessment' },
  enterprise: { does: ['see_enterprise'], zh: '企业资料', en: 'company profile' },
  edit_enterprise: { does: ['edit_enterprise'], zh: '改企业资料 员工 120', en: '' },
  add_qualification: { does: ['edit_enterprise'], zh: '高新技术企业 2024年12月到2027年12月 GR202433001234', en: '' },
  expiring: { does: ['see_expiring'], zh: '资质到期', en: 'expiring qualifications' },
  ladder: { does: ['see_expiring', 'see_enterprise'], zh: '企业梯次', en: 'growth ladder' },
  institute: { does: ['see_institute'], zh: '院所 江畔轻纺院', en: 'institute' },
  equipment: { does: ['find_equipment'], zh: '哪里有扫描电镜', en: 'equipment' },
  add_equipment: { does: ['edit_equipment'], zh: '添加设备', en: 'add equipment' },
  equipment_use: { does: ['see_use', 'find_equipment'], zh: '设备使用', en: 'equipment use' },
  profile: { does: ['keep_own_profile'], zh: '我的资料', en: 'my profile' },
  profile_of: { does: ['ask_directory'], zh: '资料 沈岚', en: 'profile 沈岚' },
  edit_profile: { does: ['edit_profile'], zh: '改资料 职称 教授', en: 'edit profile title Professor' },
  mute: { does: ['keep_own_profile', 'use_chat'], zh: '免打扰 到12月20日', en: 'mute until 20 Dec' },
  resume: { does: ['keep_own_profile'], zh: '粘贴简历', en: 'paste resume' },
  unchecked: { does: ['see_unchecked'], zh: '未核对资料', en: 'unchecked profiles' },
  add_achievement: { does: ['edit_profile'], zh: '添加成果', en: 'add achievement' },
  who_can: { does: ['ask_directory'], zh: '谁会做轧光？', en: 'who can do calendering?' },
  events: { does: ['see_event'], zh: '活动', en: 'events' },
  events_past: { does: ['see_event'], zh: '办过的活动', en: 'past events' },
  new_event: { does: ['run_event'], zh: '办活动', en: 'new event' },
  import: { does: ['bring_in'], zh: '导入专家', en: 'import experts' },
  imports: { does: ['bring_in'], zh: '导入记录', en: 'imports' },
  export: { does: ['take_out'], zh: '导出专家', en: 'export experts' },
  my_data: { does: ['see_own_data'], zh: '我的数据', en: 'my data' },
  privacy: { does: ['see_own_data'], zh: '隐私', en: 'privacy' },
  set_weight: { does: ['set_weights'], zh: '考核 权重 已解决 20', en: '' },
}

let byVerb: Map<string, Action[]> | undefined

/** The actions a verb stands under; none for one that nobody has entered. */
export function actionsOf(verb: string): readonly Action[] {
  byVerb ??= gathered()
  return byVerb.get(verb) ?? byVerb.get(`${verb.split('_')[0]}_*`) ?? []
}

function gathered(): Map<string, Action[]> {
  const found = new Map<string, Action[]>()
  for (const [action, own] of Object.entries(verbs)) for (const verb of own) found.set(verb, [...(found.get(verb) ?? []), action as Action])
  return found
}

/** Before a press is done: `forbidden` where the table of rights says no whatever the button is about. What the person is to the thing, the use case looks at. */
export function checkPress(person: Person, verb: string): void {
  const actions = actionsOf(verb)
  const [first] = actions
  if (!first || actions.some((action) => looksAtThing(action) || hasRight(person, action))) return
  throw new DomainError('forbidden', rights[first].refusal)
}
