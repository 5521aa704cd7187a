import { DomainError } from '../../../domain/errors.ts'
import type { AchievementsDialog, AchievementsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { hasRight } from '../../../domain/rights.ts'
import {
  addAchievement,
  askPrice,
  askStep,
  editAchievement,
  nameAchievement,
  negotiable,
  priceAchievement,
  removeAchievement,
  setMaturity,
  showAchievement,
  showAchievements,
  skipSummary,
  steps,
  summarise,
  toggle,
} from '../../../domain/use-cases/achievements/keep-achievement.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { whose } from '../../../domain/use-cases/profile/show-profile.ts'
import { pageIn, unpair } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { achievementCard, foundCard, goneCard, mineCard, pricePrompt, stepCard, summaryPrompt } from './cards.ts'
import { type AchievementWanted, achievementIn } from './reading-achievements.ts'

/** Only of experts, managers of institutes and the bureau: nobody else has any. */
const ownCommand: CommandReader = (text, actor) => {
  const wanted = achievementIn(text)
  if (!wanted || (!actor.expertId && !actor.managesId && !isStaff(actor))) return undefined
  return (act) => doWith(act, wanted)
}

async function doWith(act: Act, wanted: AchievementWanted): Promise<void> {
  const expertId = await whose(act, wanted.of)
  if (expertId === undefined) return
  if (wanted.what === 'mine') return showAchievements(act, expertId)
  await addAchievement(act, expertId, wanted.title)
}

/** What an institute offers: kept in chat, read by everybody registered. */
export const achievements: Feature<AchievementsNotice, AchievementsDialog> = {
  ...nothing,
  cards: {
    achievement: achievementCard,
    achievement_step: stepCard,
    my_achievements: mineCard,
    achievement_gone: goneCard,
    found_achievements: foundCard,
  },
  presses: {
    my_achievements: (act, id) => showAchievements(act, id),
    achievements_page: (act, id) => showAchievements(act, unpair(id).needId, pageIn(unpair(id).rest), true),
    achievement: showAchievement,
    achievement_add: (act, id) => addAchievement(act, id),
    achievement_no_text: (act) => skipSummary(act),
    achievement_step: (act, id) => {
      const step = steps.find((one) => one === unpair(id).rest)
      if (!step) throw new DomainError('invalid', 'old_button')
      return askStep(act, unpair(id).needId, step)
    },
    achievement_mature: (act, id) => setMaturity(act, unpair(id).needId, unpair(id).rest),
    achievement_ip: (act, id) => toggle(act, unpair(id).needId, 'ip', unpair(id).rest),
    achievement_terms: (act, id) => toggle(act, unpair(id).needId, 'terms', unpair(id).rest),
    achievement_open: negotiable,
    achievement_price: askPrice,
    achievement_title: (act, id) => editAchievement(act, id, 'title'),
    achievement_summary: (act, id) => editAchievement(act, id, 'summary'),
    achievement_remove: removeAchievement,
  },
  answers: {
    achievement_title: (act, { expertId, achievementId }, said) => nameAchievement(act, expertId, said.text, achievementId),
    achievement_summary: (act, dialog, said) => summarise(act, dialog.expertId, dialog, said.text),
    achievement_price: (act, { achievementId }, said) => priceAchievement(act, achievementId, said.text),
  },
  prompts: { achievement_summary: summaryPrompt, achievement_price: pricePrompt },
  commands: [ownCommand],
  longestCommand: 160,
  help: async ({ words: { t }, person }) => [
    ...(person.expertId ? [t.achievements.help] : []),
    ...(hasRight(person, 'ask_directory') ? [t.achievements.helpAsk] : []),
  ],
}
