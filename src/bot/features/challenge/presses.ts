import type { TermKey } from '../../../domain/notices.ts'
import { ask, reply } from '../../../domain/use-cases/act.ts'
import {
  askFormPart,
  beginApplication,
  chooseFormPart,
  pickApplicant,
  submitApplication,
  withdrawApplication,
} from '../../../domain/use-cases/challenge/apply.ts'
import { applicationSlot, challengeSlot } from '../../../domain/use-cases/challenge/audience.ts'
import { chooseApplication, considerChoice } from '../../../domain/use-cases/challenge/choose.ts'
import {
  acceptMilestone,
  agreeToMilestones,
  beginEvidence,
  beginMilestones,
  beginMissing,
  milestonesSlot,
} from '../../../domain/use-cases/challenge/milestones.ts'
import { giveVerdict, mayNamePanel, panelSlot, pickPanelist } from '../../../domain/use-cases/challenge/panel.ts'
import { agreeToChallenge, mayNoteConsent, publishChallenge, refuseChallenge } from '../../../domain/use-cases/challenge/publish.ts'
import { mayExtend } from '../../../domain/use-cases/challenge/run-challenge.ts'
import { beginScore, pressGrade } from '../../../domain/use-cases/challenge/score.ts'
import { beginChallenge, changeTerm, showTerms, skipTerm } from '../../../domain/use-cases/challenge/set-up.ts'
import { allowed } from '../../../domain/use-cases/follow-need.ts'
import { pageIn, unpair } from '../../cards/card.ts'
import type { Press } from '../feature.ts'

const term =
  (asked: TermKey): Press =>
  (act, needId) =>
    changeTerm(act, needId, asked)

export const presses: Record<string, Press> = {
  challenge: beginChallenge,
  terms_skip: skipTerm,
  terms_text: term('text'),
  terms_bounty: term('bounty'),
  terms_conditions: term('conditions'),
  terms_closes: term('closesOn'),
  challenge_terms: showTerms,
  challenge_publish: publishChallenge,
  challenge_agree: agreeToChallenge,
  challenge_refuse: refuseChallenge,
  challenge_call: async (act, needId) => {
    await mayNoteConsent(act, needId)
    await ask(act, { kind: 'challenge_call', needId })
  },
  challenge_extend: async (act, needId) => {
    await mayExtend(act, needId)
    await ask(act, { kind: 'challenge_extend', needId })
  },
  challenge_call_off: async (act, needId) => {
    await allowed(act, needId, 'call_off')
    await ask(act, { kind: 'challenge_call_off', needId })
  },
  announcement: (act, needId) => reply(act, { view: 'challenge', needId }, { mode: 'fresh', slot: challengeSlot(needId) }),
  challenges: (act, id) => reply(act, { view: 'challenges', page: pageIn(id) }),
  apply: beginApplication,
  applicant: (act, id) => pickApplicant(act, unpair(id).needId, unpair(id).rest),
  application: (act, applicationId) =>
    reply(act, { view: 'application', applicationId }, { mode: 'fresh', slot: applicationSlot(applicationId) }),
  application_submit: submitApplication,
  application_change: chooseFormPart,
  application_withdraw: withdrawApplication,
  form_approach: (act, id) => askFormPart(act, id, 'approach'),
  form_team: (act, id) => askFormPart(act, id, 'team'),
  form_cost: (act, id) => askFormPart(act, id, 'cost'),
  form_weeks: (act, id) => askFormPart(act, id, 'weeks'),
  applications: (act, needId) => reply(act, { view: 'applications', needId }),
  choose: considerChoice,
  choose_yes: chooseApplication,
  panel: async (act, needId) => {
    await mayNamePanel(act, needId)
    await ask(act, { kind: 'panel', of: needId })
  },
  panelist: (act, id) => pickPanelist(act, unpair(id).needId, unpair(id).rest),
  panel_card: (act, needId) => reply(act, { view: 'panel', needId }, { mode: 'fresh', slot: panelSlot(needId) }),
  opinion_for: (act, id) => giveVerdict(act, id, 'for'),
  opinion_doubts: (act, id) => giveVerdict(act, id, 'doubts'),
  opinion_against: (act, id) => giveVerdict(act, id, 'against'),
  milestones: (act, needId) => reply(act, { view: 'milestones', needId }, { mode: 'fresh', slot: milestonesSlot(needId) }),
  milestones_write: beginMilestones,
  milestones_agree: agreeToMilestones,
  milestone_done: beginEvidence,
  milestone_accept: acceptMilestone,
  milestone_missing: beginMissing,
  challenge_score: beginScore,
  grade_excellent: (act, id) => pressGrade(act, id, 'excellent'),
  grade_good: (act, id) => pressGrade(act, id, 'good'),
  grade_passed: (act, id) => pressGrade(act, id, 'passed'),
  grade_failed: (act, id) => pressGrade(act, id, 'failed'),
}
