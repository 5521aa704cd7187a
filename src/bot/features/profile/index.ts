import { DomainError } from '../../../domain/errors.ts'
import type { ProfileDialog, ProfileNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { type EditKey, editKeys, type Question, questions, toggleKeys } from '../../../domain/profile-fields.ts'
import { type Act, reply } from '../../../domain/use-cases/act.ts'
import { decideProfile, showProfileChange } from '../../../domain/use-cases/profile/change-profile.ts'
import { showUnchecked, stillRight } from '../../../domain/use-cases/profile/checks.ts'
import { askForResume, dropOffer, leaveOut, takeOffer, takeResume } from '../../../domain/use-cases/profile/offer.ts'
import {
  answerQuestion,
  askQuestion,
  type ListKey,
  removeCode,
  setLimits,
  skipQuestion,
  toggleCode,
  toggleConflict,
} from '../../../domain/use-cases/profile/questions.ts'
import { ownExpertId, ownProfile } from '../../../domain/use-cases/profile/rights.ts'
import { editField, mute, showProfile, whose } from '../../../domain/use-cases/profile/show-profile.ts'
import { pageIn, unpair } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing, type Press } from '../feature.ts'
import { chooseProfileCard, conflictsCard, savedCard, toldCard, understoodCard } from './answer-cards.ts'
import { fieldPrompt, profileCard, profileCodesCard, profileFieldsCard, questionPrompt, resumePrompt } from './cards.ts'
import { offerCard } from './offer-card.ts'
import { type ProfileWanted, profileIn } from './reading-profile.ts'
import { checkCard, myProfile, profileChangeCard, profileDecidedCard, uncheckedCard } from './staff-cards.ts'
import { topicCard } from './topic-card.ts'
import { type CodeKey, codeOf } from './values.ts'

/** Only of whom profiles concern: to enterprises “每月最多2项” may be the answer to a question. */
const profileCommand: CommandReader = (text, actor) => {
  const wanted = profileIn(text)
  if (!wanted) return undefined
  const keeps = isStaff(actor) || actor.managesId !== undefined
  if (!actor.expertId && !keeps && wanted.what !== 'show') return undefined
  if (!actor.expertId && ['limits', 'mute', 'unmute', 'resume'].includes(wanted.what)) return undefined
  return (act) => doWith(act, wanted)
}

async function doWith(act: Act, wanted: ProfileWanted): Promise<void> {
  switch (wanted.what) {
    case 'show': {
      const expertId = await whose(act, wanted.of)
      return expertId === undefined ? undefined : showProfile(act, expertId)
    }
    case 'fields': {
      const expertId = await whose(act, wanted.of)
      return expertId === undefined ? undefined : showFields(act, expertId)
    }
    case 'edit': {
      const expertId = await whose(act, wanted.of, { key: wanted.key })
      return expertId === undefined ? undefined : editField(act, expertId, wanted.key, wanted.text)
    }
    case 'mute':
      return mute(act, wanted.text)
    case 'unmute':
      return mute(act, undefined)
    case 'limits':
      return setLimits(act, ownExpertId(act), wanted.text)
    case 'resume':
      return askForResume(act, ownExpertId(act))
    case 'unchecked':
      return showUnchecked(act)
  }
}

async function showFields(act: Act, expertId: string): Promise<void> {
  await ownProfile(act, expertId)
  await reply(act, { view: 'profile_fields', expertId }, { mode: 'fresh', slot: `profile_fields:${expertId}` })
}

function questionIn(text: string): Question {
  const question = questions.find((one) => String(one) === text)
  if (!question) throw new DomainError('invalid', 'old_button')
  return question
}

function coded<K extends CodeKey>(keys: readonly K[], change: (act: Act, expertId: string, key: K, code: string) => Promise<void>): Press {
  return (act, id) => {
    const found = codeOf(id, keys)
    if (!found) throw new DomainError('invalid', 'old_button')
    return change(act, found.expertId, found.key, found.code)
  }
}

const understood: readonly ListKey[] = ['fields', 'subfields', 'disciplines', 'serviceForms']

const presses: Record<string, Press> = {
  profile: showProfile,
  profile_ask: (act, id) => askQuestion(act, id, 1, true),
  profile_question: (act, id) => askQuestion(act, unpair(id).needId, questionIn(unpair(id).rest), false),
  profile_skip: (act, id) => skipQuestion(act, unpair(id).needId, questionIn(unpair(id).rest)),
  profile_toggle: coded(toggleKeys, toggleCode),
  profile_remove: coded(understood, removeCode),
  profile_conflict: (act, id) => toggleConflict(act, unpair(id).needId, unpair(id).rest),
  profile_resume: askForResume,
  profile_take: takeOffer,
  profile_drop: dropOffer,
  profile_leave_out: (act, id) => {
    const key = [...editKeys, 'achievements' as const].find((one) => one === unpair(id).rest)
    if (!key) throw new DomainError('invalid', 'old_button')
    return leaveOut(act, unpair(id).needId, key)
  },
  profile_fields: showFields,
  profile_edit: (act, id) => {
    const key = editKeys.find((one): one is EditKey => one === unpair(id).rest)
    if (!key) throw new DomainError('invalid', 'old_button')
    return editField(act, unpair(id).needId, key)
  },
  profile_change: showProfileChange,
  profile_yes: (act, id) => decideProfile(act, id, true),
  profile_no: (act, id) => decideProfile(act, id, false),
  profile_right: stillRight,
  unchecked: (act, id) => showUnchecked(act, pageIn(id), /^\d/.test(id)),
}

/** What is known of experts: shown, filled, changed, and asked about twice a year. */
export const profile: Feature<ProfileNotice, ProfileDialog> = {
  ...nothing,
  cards: {
    profile: profileCard,
    profile_fields: profileFieldsCard,
    profile_check: checkCard,
    profile_codes: profileCodesCard,
    profile_understood: understoodCard,
    profile_conflicts: conflictsCard,
    profile_change: profileChangeCard,
    profile_decided: profileDecidedCard,
    profile_told: toldCard,
    profile_saved: savedCard,
    profile_offer: offerCard,
    choose_profile: chooseProfileCard,
    unchecked: uncheckedCard,
    topic_need: topicCard,
  },
  presses,
  answers: {
    profile_question: (act, { expertId, question, on }, said) => answerQuestion(act, expertId, question, on, said.text),
    profile_field: (act, { expertId, key }, said) => editField(act, expertId, key, said.text),
    profile_resume: takeResume,
  },
  takesFiles: ['profile_resume'],
  prompts: { profile_question: questionPrompt, profile_field: fieldPrompt, profile_resume: resumePrompt },
  commands: [profileCommand],
  longestCommand: 400,
  my: myProfile,
  help: async ({ words: { t }, person }) => [
    ...(person.expertId ? t.profile.help : []),
    ...(person.managesId || isStaff(person) ? [t.profile.helpManager] : []),
  ],
}
