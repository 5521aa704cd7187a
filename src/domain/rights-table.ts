import { type Capacity, type LifeEvent, life } from './need-life.ts'
import type { Who } from './rights.ts'

/**
 * One thing people can do: its names, who may, and the key of the words that refuse it. `state`: the event of need-life.ts, which says in what state of
 * the need; its people are those of that table.
 */
export type Right = { zh: string; en: string; by: readonly Who[]; refusal: string; state?: LifeEvent }

function right(zh: string, en: string, by: readonly Who[], refusal = 'not_yours'): Right {
  return { zh, en, by, refusal }
}

const whoOf: Record<Exclude<Capacity, 'clock'>, Who> = {
  poster: 'poster',
  claimer: 'claimer',
  member: 'member',
  invited: 'asked',
  expert: 'reader',
  staff: 'bureau',
}

/** A move of a need: who and when follow from need-life.ts, which checks it. */
function move(event: LifeEvent, zh: string, en: string): Right {
  const by = (life[event].by as readonly Capacity[]).flatMap((capacity) => (capacity === 'clock' ? [] : whoOf[capacity]))
  return { zh, en, by, refusal: 'not_yours', state: event }
}

const anybody = ['anybody'] as const
const party = ['poster', 'claimer', 'member', 'worked', 'bureau'] as const
const known = ['contact', 'expert', 'manager', 'bureau'] as const
const team = ['claimer', 'member', 'worked', 'bureau'] as const
const outcomeParty = ['poster', 'worked', 'claimer', 'member', 'bureau'] as const

/**
 * Who may do what: the one table. Use cases ask it (`permit` in use-cases/act.ts), the router asks it before a press or a command is done, docs/rights.md
 * is made from it (`npm run rights-doc`), and tests/scenarios/permission-walk.test.ts walks the whole of it. What more depends on the state of a need
 * stands in need-life.ts; that nobody judges or claims where they have an interest of their own is checked with the facts, in the use cases.
 */
export const rights = {
  // everybody, about themselves
  say_who: right('说明身份', 'Say who one is', anybody),
  use_chat: right('帮助、语言、电话、免打扰、我的', 'Help, language, phone, quiet hours, what is one’s own', anybody),
  see_status: right('看运行状态、收告警', 'See how the program runs, and hear its alarms', ['admin'], 'admin_only'),
  link_account: right('绑定自己的另一个账号', 'Link another account of one’s own', anybody),
  see_accounts: right('查看、解除自己的账号', 'See and unlink one’s own accounts', anybody),
  post_need: right('提出需求', 'Write a need', ['contact', 'unknown']),
  choose_digests: right('订阅设置', 'Choose one’s digests', anybody),
  see_own_week: right('看自己的周报', 'Read one’s own week', anybody),

  // who is who
  verify: right('核实企业联系人和专家', 'Verify contacts and experts', ['office'], 'staff_only'),
  admit_colleague: right('核实工作人员', 'Admit staff', ['admin'], 'admin_only'),
  invite_enterprise: right('给企业发邀请码', 'Make a code for an enterprise', ['bureau'], 'staff_only'),
  invite_officer: right('给联络员发邀请码', 'Make a code for an officer', ['admin'], 'admin_only'),
  invite_staff: right('给工作人员发邀请码', 'Make a code for staff', ['admin'], 'admin_only'),
  see_codes: right('查看还在外面的邀请码', 'See the codes that are out', ['bureau'], 'staff_only'),
  withdraw_code: right('作废邀请码', 'Withdraw a code', ['office', 'author'], 'code_not_yours'),
  see_people: right('查看人员和权限', 'See people and their roles', ['head', 'admin'], 'people_for_admins'),
  grant_officer: right('授权联络员、研究院负责人', 'Grant liaison officers and institute managers', ['head', 'admin'], 'grant_for_heads'),
  grant_role: right('授权、取消工作人员、负责人、管理员', 'Grant and revoke staff, heads, administrators', ['admin'], 'admin_only'),
  officer_leaves: right('联络员离任', 'An officer leaves office', ['office'], 'leaving_is_for_staff'),
  end_link: right('解除企业联系人、专家身份', 'End that somebody is a contact or an expert', ['office'], 'staff_only'),
  unlink_account: right('解除账号', 'Unlink an account', ['self', 'admin'], 'account_not_yours'),

  // a need, from draft to end
  see_need: right('查看需求', 'See a need', ['poster', 'bureau', 'claimer', 'member', 'asked', 'reader', 'institute'], 'no_such_need'),
  see_history: right('查看历史记录', 'See its history', ['poster', 'bureau', 'claimer', 'member', 'worked']),
  see_files: right('查看附件', 'See its files', ['poster', 'bureau', 'claimer', 'member', 'asked', 'reader']),
  see_contact: right('看对方联系方式', 'See the other side’s contact', ['poster', 'claimer', 'member'], 'contact_not_yours'),
  see_fit: right('看匹配依据', 'See why experts were suggested', ['bureau'], 'staff_only'),
  use_desk: right('用网页工作台', 'Use the web page', ['bureau'], 'staff_only'),
  see_quality: right('看推荐质量', 'See how well matching does', ['bureau'], 'staff_only'),
  see_open: right('看待认领的需求', 'List needs that look for an expert', ['expert', 'bureau'], 'open_for_experts'),
  edit_need: right('修改、补充自己的需求', 'Change and add to one’s need', ['poster']),
  publish: move('publish', '发布', 'Publish'),
  discard: move('discard', '删除草稿', 'Discard a draft'),
  claim: { ...move('claim', '认领', 'Claim'), refusal: 'not_invited' },
  act_as_expert: right('以专家身份办理', 'Act as an expert', ['expert'], 'experts_only'),
  pass: right('婉拒邀请', 'Pass', ['self'], 'not_invited'),
  answer_by_phone: right('代没有账号的专家答复', 'Answer for an expert who is reached by phone', ['bureau'], 'staff_only'),
  ask_enterprise: right('向企业提问', 'Ask the enterprise', ['asked', 'claimer', 'member'], 'not_invited'),
  answer_question: right('回答专家提问', 'Answer a question', ['poster']),
  recommend: right('推荐他人', 'Recommend somebody', ['asked', 'bureau'], 'not_invited'),
  first_step: right('说明第一步', 'Say the first step', ['claimer']),
  note_progress: right('记进展', 'Note progress', ['poster', 'claimer', 'member']),
  accept: right('同意对接', 'Accept the claimer', ['poster']),
  decline: move('decline', '换一位专家', 'Ask for another expert'),
  start: move('start', '开始对接', 'Begin work'),
  release: move('release', '退回', 'Give back'),
  solve: move('solve', '报告已解决', 'Report as solved'),
  confirm: move('confirm', '确认已解决', 'Confirm'),
  dispute: move('dispute', '还没解决', 'Dispute'),
  withdraw: move('withdraw', '撤回需求', 'Withdraw'),
  pause: move('pause', '暂停', 'Pause'),
  resume: move('resume', '恢复', 'Resume'),
  confirm_for: move('confirm_for', '代企业确认', 'Confirm for the enterprise'),
  reopen: move('reopen', '重新打开', 'Reopen'),
  split: move('split', '拆分', 'Split'),
  merge: move('merge', '并入另一条', 'Merge'),
  give_up: move('give_up', '未能解决，结束', 'Close as unsolved'),
  nobody: move('nobody', '无人认领，结束', 'Close as unclaimed'),
  reply: { ...move('reply', '直接答复小问题', 'Answer a small question'), refusal: 'not_invited' },
  choose_track: right('改为小问题或正式需求', 'Make it a small question or a full need', ['poster']),
  hand_contact: right('更换企业联系人', 'Hand the need to another contact', ['poster', 'bureau']),
  undo: right('撤销自己刚做的', 'Take back what one just did', ['author'], 'undo_not_yours'),

  // officer and team
  take_leave: right('请假、指定代办人', 'Go on leave', ['bureau', 'expert', 'manager'], 'leave_not_yours'),
  see_answering: right('看自己负责的需求', 'See the needs one answers for', anybody),
  hand_over: right('移交责任干部', 'Hand a need to another officer', ['bureau'], 'staff_only'),
  extend_term: right('延长期限', 'Put off what is owed', ['bureau'], 'staff_only'),
  assign: move('assign', '指派专家', 'Assign an expert'),
  replace: move('replace', '更换专家', 'Replace the expert'),
  join_team: right('申请加入团队', 'Ask to join a team', ['asked', 'reader'], 'not_invited'),
  decide_member: right('同意或谢绝入队', 'Decide on a member', ['awaited']),
  end_member: right('退出、移出团队', 'Leave a team, take a member out', ['self', 'claimer']),
  lead_team: right('管理团队', 'Lead the team', ['claimer']),

  // work on a need
  work_on: right('走访、任务', 'Visits and tasks', party),
  agree_visit: right('同意走访时间', 'Agree to a visit', ['awaited'], 'visit_others_answer'),
  see_visit: right('看走访记录', 'See a visit', [...party, 'author']),
  note_visit: right('写走访记录', 'Record a visit', team, 'visit_team_notes'),
  see_task: right('看任务', 'See a task', [...party, 'self']),
  finish_task: right('完成任务', 'Finish a task', ['self', 'author', 'bureau'], 'task_not_yours'),
  drop_task: right('取消任务', 'Drop a task', ['author', 'bureau'], 'task_not_yours'),
  say_reached: right('说明达到的指标', 'Say what was reached', team),

  // outcomes
  see_outcomes: right('登记、查看成效', 'Report and see outcomes', outcomeParty),
  agree_outcome: right('确认成效', 'Agree to an outcome', ['poster', 'worked', 'claimer', 'member']),
  dispute_outcome: right('对成效提出异议', 'Dispute an outcome', outcomeParty),
  call_outcome: right('代记一方的确认', 'Note the word of a side that was called', ['bureau'], 'staff_only'),
  correct_outcome: right('更正、撤回成效', 'Correct or take back an outcome', ['author', 'bureau']),
  answer_follow_up: right('回访答复', 'Answer a follow-up', ['poster', 'bureau']),
  allow_case: right('同意公开案例', 'Allow a case card', ['poster']),

  // open challenges
  see_challenge: right('查看榜单', 'Read challenges', ['poster', 'expert', 'manager', 'bureau'], 'no_such_challenge'),
  challenge: move('challenge', '张榜', 'Publish an open challenge'),
  call_off: move('call_off', '撤榜、延期', 'Call off or extend a challenge'),
  choose: move('choose', '选定揭榜方', 'Choose an applicant'),
  agree_challenge: right('同意或谢绝张榜', 'Agree to a challenge', ['poster']),
  note_consent: right('代记企业同意张榜', 'Note the consent given on the phone', ['bureau'], 'staff_only'),
  apply: right('揭榜', 'Apply', ['expert', 'manager'], 'applicants_only'),
  apply_for: right('为本院专家揭榜', 'Apply for an expert', ['self', 'institute'], 'applicants_only'),
  change_application: right('修改、撤回揭榜书', 'Change an application', ['applicant']),
  see_application: right('查看揭榜书', 'See an application', ['applicant', 'poster', 'bureau'], 'no_such_entry'),
  judge_applications: right('查看全部揭榜书', 'See all applications', ['poster', 'bureau']),
  name_panel: right('指定评审专家', 'Name the panel', ['bureau'], 'staff_only'),
  give_opinion: right('评审', 'Give an opinion', ['panelist'], 'not_of_panel'),
  see_milestones: right('看里程碑', 'See milestones', ['poster', 'claimer', 'bureau']),
  write_milestones: right('写里程碑', 'Write milestones', ['claimer', 'bureau']),
  reach_milestone: right('报告里程碑完成', 'Report a milestone', ['claimer']),
  accept_milestone: right('验收里程碑', 'Accept milestones', ['poster']),
  score_challenge: right('揭榜评分', 'Score a challenge', ['bureau'], 'staff_only'),

  // lists, reports, targets, assessment
  see_lists: right('看三张清单', 'Read the three lists', ['bureau', 'manager'], 'lists_not_for_you'),
  see_past_lists: right('看过去某天的清单', 'Read the lists as of a past day', ['bureau'], 'staff_only'),
  see_reports: right('看周计划、月汇报、季通报', 'Read reports', ['bureau', 'manager'], 'staff_only'),
  see_delivery: right('看送达情况、数字明细', 'See who got a report, and the rows behind a number', ['bureau'], 'staff_only'),
  choose_digest: right('设置某一种简报', 'Set one digest', ['self'], 'digest_not_yours'),
  word_report: right('改报告文字、重新统计', 'Word a draft, count it anew', ['office', 'deputy'], 'staff_only'),
  sign_report: right('签发报告', 'Sign a report', ['head', 'admin', 'deputy'], 'report_not_yours'),
  see_targets: right('看年度目标', 'Read targets', ['bureau', 'manager'], 'staff_only'),
  agree_targets: right('定年度目标', 'Agree targets', ['office'], 'targets_not_yours'),
  see_outside: right('看外部数据', 'Read outside figures', ['bureau'], 'staff_only'),
  write_outside: right('填外部数据', 'Write outside figures', ['office'], 'targets_not_yours'),
  see_assessment: right('看绩效考核', 'Read the assessment', ['bureau', 'manager'], 'staff_only'),
  see_assessment_of: right('看某一家的考核', 'Read the assessment of one institute', ['bureau', 'self'], 'assess_not_yours'),
  see_all_assessments: right('看全部考核、权重、导出', 'See all scores, weights, the file', ['bureau'], 'staff_only'),
  set_weights: right('定考核权重', 'Set weights', ['office'], 'assess_not_yours'),
  close_assessment: right('公示、签发考核', 'Open, show and sign the assessment', ['admin', 'deputy'], 'assess_head_only'),
  object: right('对考核提出异议', 'Object', ['manager'], 'objection_not_yours'),
  answer_objection: right('答复异议', 'Answer an objection', ['office'], 'assess_not_yours'),

  // the entries of enterprises and institutes, and shared equipment
  see_enterprise: right('看企业资料', 'Read the entry of an enterprise', known, 'enterprise_who'),
  edit_enterprise: right('改企业资料、资质', 'Change the entry of an enterprise', ['own', 'bureau'], 'enterprise_not_yours'),
  decide_name: right('审核企业改名', 'Decide on another name of an enterprise', ['office'], 'staff_only'),
  see_expiring: right('看资质到期、企业梯次', 'List what expires and the growth ladder', ['bureau'], 'staff_only'),
  confirm_tier: right('确认企业梯次', 'Confirm the tier of an enterprise', ['office'], 'tier_office_only'),
  see_institute: right('看院所、团队', 'Read institutes and teams', known, 'booking_who'),
  edit_institute: right('改院所资料、团队', 'Change an institute and its teams', ['institute', 'bureau'], 'institute_not_yours'),
  find_equipment: right('找设备、预约设备', 'Find and book equipment', known, 'booking_who'),
  equip_need: right('为需求找设备', 'Find equipment for a need', ['poster', 'claimer', 'member', 'bureau']),
  ask_for_test: right('没有设备时提检测需求', 'Ask for a test nobody offers', ['contact'], 'equipment_need_who'),
  edit_equipment: right('添加、修改、停用设备', 'Add, change and retire equipment', ['institute', 'bureau'], 'equipment_not_yours'),
  see_booking: right('看预约', 'Read a booking', ['self', 'institute', ...party]),
  change_booking: right('预约改期、取消', 'Move and cancel a booking', ['self', 'institute', 'bureau']),
  answer_booking: right('同意预约', 'Agree to a booking', ['awaited'], 'booking_others_answer'),
  refuse_booking: right('谢绝预约', 'Refuse a booking', ['institute', 'bureau']),
  log_use: right('登记设备使用', 'Log the use of equipment', ['institute', 'bureau'], 'equipment_not_yours'),
  ask_directory: right('问名录、看专家和成果', 'Ask the directory, read experts and achievements', known, 'register_first'),
  ask_as_need: right('把问题写成需求', 'Make a need of a question', ['contact', 'unknown'], 'needs_from_enterprises'),
  edit_profile: right('改专家资料、成果', 'Change a profile and achievements', ['self', 'institute', 'bureau'], 'profile_not_yours'),
  keep_own_profile: right('粘贴简历、免打扰、每月上限', 'Paste a résumé, mute, monthly limit', ['expert'], 'profile_experts_only'),
  decide_profile: right('审核专家资料', 'Decide on changes of a profile', ['office'], 'staff_only'),
  see_unchecked: right('看未核对的资料', 'List profiles that were not checked', ['manager', 'bureau'], 'unchecked_not_yours'),
  bring_in: right('导入', 'Import', ['office', 'manager'], 'import_not_yours'),
  keep_import: right('看、写入、撤销一次导入', 'See, write and take back an import', ['office', 'author'], 'no_such_import'),
  take_out: right('导出', 'Export', ['bureau', 'manager'], 'export_not_yours'),

  // events
  see_event: right('看对接活动', 'See events', known, 'register_first'),
  run_event: right('办活动：发通知、配对、记结果', 'Run events: announce, pair, note', ['bureau'], 'event_staff_only'),
  join_event: right('报名参加活动', 'Sign up for an event', ['contact', 'expert'], 'event_guests_only'),
  bring_need: right('带需求参加活动', 'Bring a need to an event', ['poster']),
  say_met: right('说见面结果', 'Say whether they met', ['self', 'bureau'], 'no_such_event'),
  raise_need: right('把活动上谈的提成需求', 'Make a need of what was discussed', ['self'], 'needs_from_enterprises'),
  say_later: right('说后来怎样', 'Say what became of it', ['self', 'bureau'], 'no_such_event'),

  // what is kept of whom
  see_readers: right('看谁看过', 'See who has read a need', ['poster']),
  see_own_data: right('我的数据、隐私说明、注销', 'One’s own data, the privacy text, erasing', anybody),

  see_use: right('看设备使用统计', 'Read how equipment is used', ['manager', 'bureau'], 'equipment_not_yours'),
} as const satisfies Record<string, Right>

export type Action = keyof typeof rights
