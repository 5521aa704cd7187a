import type { ChallengeDialog, ChallengeNotice } from '../../../domain/notices.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import { answerApplication, nameApplicant } from '../../../domain/use-cases/challenge/apply.ts'
import { giveEvidence, sayMissing, writeMilestones } from '../../../domain/use-cases/challenge/milestones.ts'
import { giveOpinion, namePanel } from '../../../domain/use-cases/challenge/panel.ts'
import { agreeByCall } from '../../../domain/use-cases/challenge/publish.ts'
import { callOff, extendChallenge } from '../../../domain/use-cases/challenge/run-challenge.ts'
import { evaluate, giveScore } from '../../../domain/use-cases/challenge/score.ts'
import { answerTerms } from '../../../domain/use-cases/challenge/set-up.ts'
import { attach } from '../../../domain/use-cases/draft-need.ts'
import { type Feature, nothing } from '../feature.ts'
import { challengeCard, challengeSayCard, challengesCard, readsChallenges, termsCard } from './announcement.ts'
import { applicationCard, applicationsCard, chooseCard, panelCard, partsCard, pickCard } from './applications.ts'
import { milestonesCard } from './milestones.ts'
import { moreButtons, my, needButtons, needFields } from './need-parts.ts'
import { presses } from './presses.ts'
import { applicationPrompt, evaluationPrompt, termsPrompt } from './prompts.ts'

const listed = /^(?:揭榜|揭榜挂帅|张榜|榜单|challenges?|open challenges?)$/i

/** Open challenge 揭榜挂帅. */
export const challenge: Feature<ChallengeNotice, ChallengeDialog> = {
  ...nothing,
  cards: {
    challenge: (reader, { needId }) => challengeCard(reader, needId),
    challenges: (reader, { page }) => challengesCard(reader, page),
    challenge_terms: (reader, { needId }) => termsCard(reader, needId),
    challenge_say: challengeSayCard,
    choose_applicant: (reader, { needId, ids }) => pickCard(reader, needId, ids, 'applicant'),
    choose_panelist: (reader, { needId, ids }) => pickCard(reader, needId, ids, 'panelist'),
    application: (reader, { applicationId }) => applicationCard(reader, applicationId),
    application_parts: (reader, { applicationId }) => partsCard(reader, applicationId),
    applications: (reader, { needId }) => applicationsCard(reader, needId),
    choose: (reader, { applicationId }) => chooseCard(reader, applicationId),
    panel: (reader, { needId }) => panelCard(reader, needId),
    milestones: (reader, { needId }) => milestonesCard(reader, needId),
  },
  presses,
  answers: {
    challenge_terms: (act, dialog, { text }) => answerTerms(act, dialog, text),
    challenge_call: (act, { needId }, { text }) => agreeByCall(act, needId, text),
    challenge_call_off: (act, { needId }, { text }) => callOff(act, needId, text),
    challenge_extend: (act, { needId }, { text }) => extendChallenge(act, needId, text),
    challenge_applicant: (act, { of }, { text }) => nameApplicant(act, of, text),
    application: (act, dialog, { text }) => answerApplication(act, dialog, text),
    panel: (act, { of }, { text }) => namePanel(act, of, text),
    opinion: (act, { applicationId, verdict }, { text }) => giveOpinion(act, applicationId, verdict, text),
    milestones: (act, { needId }, { text }) => writeMilestones(act, needId, text),
    milestone_done: async (act, { needId, milestoneId }, said) => {
      if (said.files.length > 0) await attach(act, needId, said)
      await giveEvidence(act, milestoneId, said.text, said.files.length)
    },
    milestone_missing: (act, { milestoneId }, { text }) => sayMissing(act, milestoneId, text),
    challenge_score: (act, { needId }, { text }) => giveScore(act, needId, text),
    challenge_evaluation: (act, { needId, score, grade }, { text }) => evaluate(act, needId, score, grade, text),
  },
  takesFiles: ['milestone_done'],
  prompts: { challenge_terms: termsPrompt, application: applicationPrompt, challenge_evaluation: evaluationPrompt },
  commands: [(text) => (listed.test(text) ? (act) => reply(act, { view: 'challenges', page: 0 }) : undefined)],
  needButtons,
  moreButtons,
  needFields,
  help: async (reader) => (readsChallenges(reader) ? [reader.words.t.challenge.help] : []),
  my,
}
