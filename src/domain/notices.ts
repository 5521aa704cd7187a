import type { ApplicationForm, FormKey, Grade, Verdict } from './challenge.ts'
import type { EnterpriseField } from './enterprise-fields.ts'
import type { EquipmentField } from './equipment.ts'
import type { Kind } from './exchange/table.ts'
import type { InstituteField } from './institutes.ts'
import type { EventPart, GuestSide } from './match-event.ts'
import type { Reason } from './matcher.ts'
import type { Rung } from './matter.ts'
import type { DraftField } from './need.ts'
import type { Given, Want, Way } from './need-life.ts'
import type { FollowUpAnswer, OutcomeDialog, Side } from './outcome.ts'
import type { Lang } from './person.ts'
import type { EditKey, Question, ToggleKey } from './profile-fields.ts'
import type { ProfileKey, ProfilePatch } from './profile-store.ts'
import type { FigureKey, OutsideDraft, OutsidePart, OutsideSaid } from './reports/figures.ts'
import type { DigestKind, PersonalKind, Section } from './reports/report.ts'
import type { Granted } from './role-change.ts'
import type { Moment } from './understand/moments.ts'
import type { Dropped } from './understand/resume-private.ts'
import type { QuestionKey } from './understanding.ts'
import type { TaskDraft } from './visit.ts'

/** What a private chat is in the middle of: the next message answers it. Kept in the database. */
export type Dialog =
  | { kind: 'enterprise_name'; name?: string }
  | { kind: 'expert_name' }
  | { kind: 'staff_code' }
  | { kind: 'draft_question'; needId: string; key: QuestionKey }
  | { kind: 'draft_change'; needId: string; field: DraftField }
  | { kind: 'draft_add'; needId: string }
  | { kind: 'first_step'; needId: string }
  | { kind: 'ask'; needId: string }
  | { kind: 'answer'; questionId: string; needId: string }
  | { kind: 'recommend'; needId: string }
  | { kind: 'release'; needId: string }
  | { kind: 'progress'; needId: string }
  | { kind: 'solve'; needId: string }
  | { kind: 'dispute'; needId: string }
  | { kind: 'withdraw'; needId: string }
  | { kind: 'phone' }
  | { kind: 'new_need' }
  | LifeDialog
  | ClocksDialog
  | TeamDialog
  | WorkDialog
  | OutcomesDialog
  | ListsDialog
  | ChallengeDialog
  | ReportsDialog
  | TargetsDialog
  | AssessmentDialog
  | RolesDialog
  | PrivacyDialog
  | EnterpriseDialog
  | InstituteDialog
  | EquipmentDialog
  | ExchangeDialog
  | ProfileDialog
  | AchievementsDialog
  | EventsDialog

/** The dialogs of each feature (bot/features). */
export type RolesDialog = never
export type LifeDialog =
  /** What an event of the table still wants in words (`want`), and what has been said so far. */
  { kind: 'way'; needId: string; way: Way; want: Want; given: Given }
export type ClocksDialog = { kind: 'quiet' }
export type WorkDialog =
  | { kind: 'visit_when'; needId: string }
  | { kind: 'visit_who'; needId: string; moment: Moment }
  | { kind: 'visit_other' | 'visit_cancel'; needId: string; visitId: string }
  | { kind: 'visit_day' | 'visit_more'; needId: string; visitId: string }
  /** `who`: whom a press on “these” means. */
  | { kind: 'visit_came' | 'visit_found'; needId: string; visitId: string; day: string; who: string }
  | { kind: 'task' | 'reached' | 'reply'; needId: string }
  | { kind: 'task_owner' | 'task_day'; needId: string; task: TaskDraft }
  /** Files that belong to nothing yet. */
  | { kind: 'place_files'; files: { fileId: string; kind: 'picture' | 'file' }[] }
export type TeamDialog =
  | { kind: 'leave' }
  | { kind: 'officer_to'; needId: string }
  | { kind: 'assign'; needId: string }
  | { kind: 'replace'; needId: string }
  | { kind: 'replace_with'; needId: string; reason: string }
  | { kind: 'extend'; needId: string }
  | { kind: 'add_member'; needId: string }
export type OutcomesDialog =
  | OutcomeDialog
  | { kind: 'outcome_dispute'; needId: string; outcomeId: string }
  | { kind: 'outcome_call'; needId: string; outcomeId: string; side: Side }
  | { kind: 'follow_call'; needId: string; months: number; answer: FollowUpAnswer }
  | { kind: 'follow_again'; needId: string; months: number }
export type ListsDialog = never
export type ReportsDialog = { kind: 'report_words'; key: string; section: Section } | { kind: 'digest_time'; digest: DigestKind }
/** `draft`: what has been said so far of a figure kept outside the system. */
export type TargetsDialog = { kind: 'outside_part'; part: OutsidePart; draft: OutsideDraft }
export type AssessmentDialog =
  | { kind: 'objection'; year: number; indicator: string }
  | { kind: 'objection_accept' | 'objection_refuse'; objectionId: string }
export type EnterpriseDialog =
  /** `first`: one of the first questions; the next follows. */
  | { kind: 'enterprise_part'; enterpriseId: string; field: EnterpriseField; first?: true }
  /** `id`: of one that is renewed. */
  | { kind: 'qualification'; enterpriseId: string; id?: string }
export type InstituteDialog =
  | { kind: 'institute_part'; instituteId: string; field: InstituteField }
  | { kind: 'team_new'; instituteId: string }
  | { kind: 'team_name' | 'team_leader' | 'team_member' | 'team_summary'; teamId: string }
/** Files that come with an answer are not the need's here, though a booking may be about one. */
export type EquipmentDialog =
  /** `first`: an instrument that is being added; the next question follows. */
  | { kind: 'equipment_part'; equipmentId: string; field: EquipmentField; first?: true }
  | { kind: 'equipment_new'; instituteId: string }
  | { kind: 'equipment_need'; query: string }
  | { kind: 'booking_when'; equipmentId: string; of?: string; purpose?: string }
  /** Moments as ISO texts. */
  | { kind: 'booking_purpose'; equipmentId: string; of?: string; startsAt: string; endsAt: string }
  | { kind: 'booking_other' | 'booking_refuse' | 'booking_cancel' | 'booking_use'; bookingId: string }
/** A file or a list is waited for. `instituteId`: of rows that name none. */
export type EventsDialog =
  | { kind: 'event_new' }
  /** `first`: of one that is being made; the next question follows. */
  | { kind: 'event_part'; eventId: string; part: EventPart; first?: true }
  | { kind: 'event_cancel' | 'event_wish' | 'event_for' | 'event_pair'; eventId: string }
  | { kind: 'event_note' | 'event_need'; pairId: string }
export type ExchangeDialog = { kind: 'import_list'; want?: Kind; instituteId?: string }
export type ProfileDialog =
  /** `on`: the next question follows by itself. */
  | { kind: 'profile_question'; expertId: string; question: Question; on: boolean }
  | { kind: 'profile_field'; expertId: string; key: EditKey }
  /** What was pasted so far, without what must not be kept. */
  | { kind: 'profile_resume'; expertId: string; text: string; dropped: Dropped[] }
export type AchievementsDialog =
  | { kind: 'achievement_title'; expertId: string; achievementId?: string }
  /** `title`: of one that is not kept yet. */
  | { kind: 'achievement_summary'; expertId: string; title?: string; achievementId?: string }
  | { kind: 'achievement_price'; achievementId: string }
/** Where a dialog names its need `of`, files that come with the answer do not become the need's: others may not see them. */
export type ChallengeDialog =
  | { kind: 'challenge_terms'; needId: string; asked: TermKey; terms: WrittenTerms }
  | { kind: 'challenge_call' | 'challenge_call_off' | 'challenge_extend'; needId: string }
  | { kind: 'challenge_applicant'; of: string }
  /** `applicationId`: one that is handed in, of which this part is changed. */
  | { kind: 'application'; of: string; expertId: string; asked: FormKey; form: Partial<ApplicationForm>; applicationId?: string }
  | { kind: 'panel'; of: string }
  | { kind: 'opinion'; of: string; applicationId: string; verdict: Verdict }
  | { kind: 'milestones'; needId: string }
  | { kind: 'milestone_done' | 'milestone_missing'; needId: string; milestoneId: string }
  | { kind: 'challenge_score'; needId: string }
  | { kind: 'challenge_evaluation'; needId: string; score: number; grade: Grade }

/** The terms of a challenge as far as they are written; `closesOn` an ISO date. */
export type WrittenTerms = { text?: string; bounty?: number; conditions?: string; closesOn?: string }
export type TermKey = keyof WrittenTerms

/**
 * What is to be shown to somebody. It carries ids, not texts: the card is made when it is sent, from the facts of that
 * moment, in the reader's language and with the reader's rights.
 */
export type Notice =
  /** `lang`: for a group, whose reader is nobody in particular. */
  | { view: 'say'; text: string; facts?: Record<string, string>; needId?: string; lang?: Lang }
  | { view: 'refusal'; error: string; facts: Record<string, string> }
  | { view: 'greeting' }
  | { view: 'who' }
  | { view: 'help' }
  | { view: 'my' }
  | { view: 'open'; page: number }
  | { view: 'prompt'; dialog: Dialog }
  | { view: 'choose_enterprise'; ids: string[]; name: string }
  | { view: 'choose_expert'; ids: string[]; name: string; needId?: string }
  | { view: 'verification'; verificationId: string }
  | { view: 'code'; kind: 'enterprise' | 'staff' | 'officer' | 'link'; code: string; enterpriseId?: string }
  | { view: 'need'; needId: string }
  | { view: 'change'; needId: string }
  | { view: 'options'; needId: string; field: DraftField }
  | { view: 'visibility'; needId: string }
  | { view: 'history'; needId: string; page?: number }
  | { view: 'files'; needId: string }
  | { view: 'contact'; needId: string }
  | { view: 'pass_reasons'; needId: string; expertId: string }
  | { view: 'question'; questionId: string }
  | { view: 'answer'; questionId: string }
  | { view: 'by_phone'; needId: string; expertId: string }
  | { view: 'fit'; needId: string }
  | { view: 'quality' }
  | { view: 'more'; needId: string }
  | LifeNotice
  | ClocksNotice
  | TeamNotice
  | WorkNotice
  | OutcomesNotice
  | ListsNotice
  | ChallengeNotice
  | ReportsNotice
  | TargetsNotice
  | AssessmentNotice
  | DeskNotice
  | RolesNotice
  | PrivacyNotice
  | EnterpriseNotice
  | InstituteNotice
  | EquipmentNotice
  | ExchangeNotice
  | ProfileNotice
  | AchievementsNotice
  | FindingNotice
  | EventsNotice
  | OperatingNotice

/** The notices of each feature (bot/features). */
export type RolesNotice =
  | { view: 'people'; page: number }
  | { view: 'person'; personId: string }
  /** People of a name, with what tells them apart; `change`: what is to be done with whom is chosen, otherwise they are shown. */
  | { view: 'choose_person'; ids: string[]; name: string; change?: { what: 'grant' | 'revoke'; kind: Granted; ref?: string } }
  /** Asks once more. */
  | { view: 'role_sure'; personId: string; kind: Granted }
  /** One’s own. */
  | { view: 'accounts' }
  | { view: 'account_sure'; personId: string; key: string }
  | { view: 'codes'; page: number }
/** `key`: of a way into the web page; it is worth nothing after `until` (ISO 8601). */
export type DeskNotice = { view: 'desk_link'; key: string; until: string }
export type LifeNotice =
  /** What somebody did a moment ago was taken back. */
  { view: 'undone'; needId: string; event: string } | { view: 'choose_contact'; needId: string }
export type ClocksNotice =
  /** `step`: how far reminding had come; 0: the matter is over, where a reminder stands it says so. `to`: in what capacity it is read. */
  { view: 'reminder'; matterId: string; step: number; to: Rung } | { view: 'quiet' }
export type WorkNotice =
  | { view: 'visits' | 'tasks'; needId: string }
  | { view: 'task'; taskId: string }
  | { view: 'visit'; visitId: string }
  | { view: 'visit_pictures'; visitId: string }
  /** The calendar file of a visit as it stood at that sequence; of one that has changed since nothing is sent. */
  | { view: 'visit_file'; visitId: string; sequence: number }
  /** On the day before. */
  | { view: 'visit_soon'; visitId: string; sequence: number }
export type TeamNotice =
  /** A milestone, in one line: to the officer of the need, or to who works on it beside the claimer. */
  | { view: 'step'; needId: string; event: string; to: 'officer' | 'member' }
  /** One's own leave. `unknown`: a name nobody has who could stand in. */
  | { view: 'leave'; unknown?: string }
  /** To who stands in, about the leave of this person. */
  | { view: 'stand_in'; personId: string }
  /** Officers of a name who is said to have left office, each with what they answer for. */
  | { view: 'officer_leaves'; ids: string[] }
  /** The officers a need can be handed to. */
  | { view: 'officers'; needId: string }
  /** The needs one answers for. */
  | { view: 'answering'; page: number }
  | { view: 'pick_expert_for'; needId: string; event: 'assign' | 'replace' | 'add_member'; ids: string[]; name: string }
  | { view: 'assign_anyway'; needId: string; event: 'assign' | 'replace'; expertId: string }
  /** Somebody asks, or is asked, to join a team. */
  | { view: 'member'; memberId: string }
  /** Those of a team, for the claimer. */
  | { view: 'crew'; needId: string }
export type OutcomesNotice =
  | { view: 'outcome'; outcomeId: string }
  | { view: 'outcome_kinds'; needId: string }
  | { view: 'outcomes'; needId: string }
  | { view: 'follow_up'; needId: string; months: number }
  | { view: 'case'; needId: string }
  | { view: 'case_consent'; needId: string }
export type ListsNotice =
  /** `name`: of a kept ask (domain/lists.ts). */
  | { view: 'lists'; name: string }
  | { view: 'list'; name: string; page: number }
  | { view: 'list_by'; name: string; by: 'township' | 'officer' }
  | { view: 'list_unclear'; name: string; words: string[] }
  | { view: 'list_file'; name: string }
export type ReportsNotice =
  /** `key`: of domain/reports/report.ts. `live`: as its numbers are at this moment, made or not. */
  | { view: 'report' | 'report_numbers'; key: string; live?: true }
  | { view: 'report_file'; key: string; live?: true; what: 'word' | 'sheet' }
  | { view: 'report_signed' | 'report_sign' | 'report_sent'; key: string }
  /** The rows behind a number; `period`: the key of the days told of. */
  | { view: 'figure'; period: string; figure: FigureKey; page: number }
  /** `period`: the key of the week it is for. */
  | { view: 'digest'; kind: PersonalKind; period: string }
  | { view: 'digests' }
  | { view: 'digest_choice'; kind: DigestKind }
export type TargetsNotice =
  /** Of the bureau and its institutes; a manager reads those of their own. */
  | { view: 'targets'; year: number; page: number }
  /** One as it was agreed, or taken away; `was`: what stood there before. */
  | { view: 'target'; year: number; figure: FigureKey; instituteId?: string; was?: number }
  /** `period`: a key; without one, those of the current and last periods. */
  | { view: 'outside_list'; period?: string }
  | { view: 'outside_figure'; id: string; was?: OutsideSaid }
  | { view: 'outside_gone'; figure: OutsideSaid }
export type AssessmentNotice =
  /** All institutes, for staff. */
  | { view: 'assessment'; year: number; page: number }
  /** One institute with the working of its score. `news`: why it is sent. */
  | { view: 'assessment_of'; year: number; instituteId: string; news?: 'open' | 'public' }
  /** The rows behind a number of it; `indicator`: a key. */
  | { view: 'assessment_rows'; year: number; instituteId: string; indicator: string; page: number }
  | { view: 'assessment_weights' | 'assessment_file' | 'assessment_awards' | 'objections' | 'objection_pick'; year: number }
  /** Asks once more. */
  | { view: 'assessment_sure'; year: number; step: 'show' | 'sign' }
  | { view: 'objection'; id: string }
/** Words that wait until their writer has said whether they are about defence. `at`: ISO 8601; `edit`: they change a message. */
export type HeldWords = {
  messageRef: string
  text: string
  files: { fileId: string; kind: 'picture' | 'file' }[]
  at: string
  edit: boolean
}
export type PrivacyDialog =
  /** `then`: what the chat was in the middle of. */
  | { kind: 'defence'; held: HeldWords[]; then?: Dialog }
  /** The word that erases is awaited. */
  | { kind: 'erase' }
export type PrivacyNotice =
  | { view: 'defence' }
  | { view: 'readers'; needId: string; page: number }
  | { view: 'my_data' | 'data_file' | 'privacy_text' | 'consent' }
export type EnterpriseNotice =
  | { view: 'enterprise'; enterpriseId: string }
  | { view: 'enterprise_fields'; enterpriseId: string }
  /** One field was set: what stands there now. */
  | { view: 'enterprise_set'; enterpriseId: string; field: EnterpriseField }
  | { view: 'enterprises_called'; ids: string[]; name: string }
  | { view: 'choose_industry'; enterpriseId: string; codes: string[] }
  /** After verification: a few questions that can be left. */
  | { view: 'enterprise_start'; enterpriseId: string }
  | { view: 'name_change'; changeId: string }
  | { view: 'qualifications'; enterpriseId: string }
  /** `computed`: its end follows from the rule of its kind. */
  | { view: 'qualification'; id: string; computed?: boolean; news?: 'added' | 'renewed' }
  /** Before its end; nothing where it has another by then. */
  | { view: 'qualification_soon'; id: string; expiresOn: string }
  | { view: 'expiring'; months: number; page: number }
  | { view: 'expiring_file'; months: number }
  | { view: 'choose_tier' | 'tier_told'; enterpriseId: string }
  | { view: 'ladder' }
  | { view: 'tier'; index: number; page: number }
export type InstituteNotice =
  | { view: 'institute'; instituteId: string }
  | { view: 'institutes'; page: number }
  | { view: 'institute_fields'; instituteId: string }
  | { view: 'research_team'; teamId: string }
  | { view: 'choose_team_expert'; teamId: string; as: 'leader' | 'member'; ids: string[]; name: string }
export type EquipmentNotice =
  /** `ask`: the hash a question is kept under; '' all. */
  | { view: 'equipment_found'; ask: string; page: number }
  /** `needId`: looked at for this need. */
  | { view: 'equipment'; equipmentId: string; needId?: string }
  | { view: 'equipment_of'; instituteId: string; page: number }
  | { view: 'equipment_fields'; equipmentId: string }
  | { view: 'need_equipment'; needId: string }
  | { view: 'booking'; bookingId: string }
  /** The hours asked for are taken: by when, and what is free next. */
  | { view: 'slot_taken'; equipmentId: string; startsAt: string; endsAt: string }
  | { view: 'booking_file'; bookingId: string; sequence: number }
  | { view: 'booking_soon'; bookingId: string; sequence: number }
  /** Nobody has answered it; `office`: to the bureau, since its keeper doesn't. */
  | { view: 'booking_waits'; bookingId: string; sequence: number; office?: true }
  /** After it: what came of it? */
  | { view: 'booking_used'; bookingId: string }
  | { view: 'calibration_soon'; equipmentId: string; until: string }
  | { view: 'equipment_retired'; equipmentId: string; told: number }
  | { view: 'equipment_use'; year: number; page: number }
  | { view: 'equipment_use_file'; year: number }
export type ExchangeNotice =
  /** `undo`: it was asked how to take it back. */
  | { view: 'import'; runId: string; undo?: true }
  | { view: 'import_report'; runId: string }
  | { view: 'imports' | 'import_template' }
  | { view: 'export_file'; of: Kind[]; format: 'xlsx' | 'csv' }
export type ProfileNotice =
  /** As this reader may see it. */
  | { view: 'profile' | 'profile_fields' | 'profile_check'; expertId: string }
  | { view: 'profile_codes'; expertId: string; key: ToggleKey }
  /** What was understood of an answer, to be corrected by a press. */
  | { view: 'profile_understood'; expertId: string; question: Question }
  | { view: 'profile_conflicts'; expertId: string; several: { name: string; ids: string[] }[]; unknown: string[] }
  | { view: 'profile_change' | 'profile_decided'; changeId: string }
  /** To an expert whose profile another changed. */
  | { view: 'profile_told'; expertId: string; byId: string; keys: ProfileKey[] }
  /** `keys` stand there now, `waiting` for staff; `was`: what stood there before. */
  | { view: 'profile_saved'; expertId: string; keys: ProfileKey[]; waiting: ProfileKey[]; was: ProfilePatch; achievements?: number }
  | { view: 'profile_offer'; offerId: string; dropped: Dropped[] }
  | { view: 'choose_profile'; ids: string[]; name: string; key?: EditKey; text?: string }
  | { view: 'unchecked'; page: number }
  /** A public need of a field that one wants to hear of. */
  | { view: 'topic_need'; needId: string }
export type AchievementsNotice =
  | { view: 'achievement'; achievementId: string }
  | { view: 'achievement_step'; achievementId: string; step: 'maturity' | 'ip' | 'terms' | 'price' }
  | { view: 'my_achievements'; expertId: string; page: number }
  | { view: 'achievement_gone'; title: string }
  | { view: 'found_achievements'; said: string; ids: string[] }
export type FindingNotice =
  /** Who can do something, with the reasons of the moment it was asked; `name`: of the kept question. */
  | { view: 'who_can'; name: string; said: string; found: { expertId: string; reasons: Reason[] }[] }
  | { view: 'institute_experts'; instituteId: string; page: number }
  | { view: 'choose_institute'; ids: string[] }
export type EventsNotice =
  /** `past`: those that are over. */
  | { view: 'events'; page: number; past?: true }
  /** `news`: why it is sent. */
  | { view: 'event'; eventId: string; news?: EventNews }
  /** Words to who runs it, with a way to the event. */
  | { view: 'event_say'; text: string; facts: Record<string, string>; eventId: string }
  | { view: 'event_parts' | 'event_plan' | 'event_sum' | 'event_file'; eventId: string }
  | { view: 'event_guests'; eventId: string; side: GuestSide; page: number }
  | { view: 'event_pairs'; eventId: string; page: number }
  /** `later`: weeks after it, what became of it. */
  | { view: 'event_pair'; pairId: string; later?: true }
  /** The calendar file of an event as it stood at that sequence; of one that has changed since nothing is sent. */
  | { view: 'event_ics'; eventId: string; sequence: number }
export type EventNews = 'joined' | 'joined_for' | 'declined' | 'wish' | 'moved' | 'place' | 'soon' | 'over'
/** An alarm as it stands when it is read; how the program runs. */
export type OperatingNotice = { view: 'alarm'; alarmId: string } | { view: 'status' }
export type ChallengeNotice =
  /** What everybody may read of a challenge. */
  | { view: 'challenge'; needId: string }
  | { view: 'challenges'; page: number }
  /** The terms before they are published, to whoever writes them or must agree to them. */
  | { view: 'challenge_terms'; needId: string }
  /** Words with a way to the challenge rather than to the need, which this reader may not see. */
  | { view: 'challenge_say'; text: string; facts?: Record<string, string>; needId: string }
  | { view: 'choose_applicant'; needId: string; ids: string[] }
  | { view: 'choose_panelist'; needId: string; ids: string[] }
  | { view: 'application'; applicationId: string }
  | { view: 'application_parts'; applicationId: string }
  | { view: 'applications'; needId: string }
  | { view: 'choose'; applicationId: string }
  | { view: 'panel'; needId: string }
  | { view: 'milestones'; needId: string }

/**
 * message: a new message. update: the card of this slot is edited where it stands (sent where it doesn't stand yet).
 * fresh: a new message that becomes the slot's card; the old one points to it.
 */
export type Mode = 'message' | 'update' | 'fresh'

/** Smaller goes first. */
export const priorities = { urgent: 0, normal: 5, bulk: 9 } as const

/** One thing to deliver. `key` names it for ever: putting it a second time does nothing. */
export type Parcel = { key: string; address: string; slot?: string; mode: Mode; notice: Notice; priority: number; dueAt: Date }

export function needSlot(needId: string): string {
  return `need:${needId}`
}

/** The card that asks an officer to call an expert about a need. */
export function phoneSlot(needId: string, expertId: string): string {
  return `phone:${needId}:${expertId}`
}

/** The card of an alarm in the chat of an administrator. */
export function alarmSlot(alarmId: string): string {
  return `alarm:${alarmId}`
}

/** The one open reminder of a matter in a chat. */
export function matterSlot(matterId: string): string {
  return `matter:${matterId}`
}
