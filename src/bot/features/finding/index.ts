import type { FindingNotice } from '../../../domain/notices.ts'
import { hasRight } from '../../../domain/rights.ts'
import {
  findAchievements,
  instituteExperts,
  makeNeed,
  showInstitute,
  whoCan,
  whoForDraft,
} from '../../../domain/use-cases/finding/ask-directory.ts'
import { button, pageIn, type Reader, unpair } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { chooseInstituteCard, instituteCard, whoCard } from './cards.ts'
import { askedIn } from './reading-questions.ts'

/** Short questions of whoever is registered. What somebody unknown writes stays the beginning of a need, and is not lost. */
const askCommand: CommandReader = (text, actor) => {
  const asked = hasRight(actor, 'ask_directory') ? askedIn(text) : undefined
  if (!asked) return undefined
  if (asked.what === 'institute') return (act) => instituteExperts(act, asked.name)
  return asked.what === 'who' ? (act) => whoCan(act, asked.said) : (act) => findAchievements(act, asked.said)
}

/** A draft that begins like a question may have been one. */
async function draftButtons({ words, person }: Reader, { need, standing, text }: NeedFacts): Promise<Button[]> {
  const isAsking =
    need.state === 'draft' &&
    standing.poster &&
    hasRight(person, 'ask_directory') &&
    /^\s*(?:请问)?(?:有?谁|哪位|有没有人|who\b)/iu.test(text)
  return isAsking ? [button(words.t.buttons.who_draft, 'who_draft', need.id)] : []
}

/** Questions to the directory: who can do something, what there is, who works where. */
export const finding: Feature<FindingNotice> = {
  ...nothing,
  cards: { who_can: whoCard, institute_experts: instituteCard, choose_institute: chooseInstituteCard },
  presses: {
    who_need: makeNeed,
    who_draft: whoForDraft,
    institute_experts: (act, id) => showInstitute(act, unpair(id).needId, pageIn(unpair(id).rest), true),
  },
  answers: {},
  commands: [askCommand],
  needButtons: draftButtons,
  help: async ({ words: { t }, person }) => (hasRight(person, 'ask_directory') ? [t.finding.help] : []),
}
