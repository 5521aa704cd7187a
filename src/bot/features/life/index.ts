import { type Way, ways } from '../../../domain/need-life.ts'
import type { LifeDialog, LifeNotice } from '../../../domain/notices.ts'
import { answerWay, beginWay } from '../../../domain/use-cases/life/go.ts'
import { chooseContact, handContact } from '../../../domain/use-cases/life/hand-contact.ts'
import { undoAct } from '../../../domain/use-cases/life/undo.ts'
import { unpair } from '../../cards/card.ts'
import { type Feature, nothing, type Press } from '../feature.ts'
import { chooseContactCard, undoneCard, wayPrompt } from './cards.ts'
import { lifeFields, partButtons } from './fields.ts'
import { helpOf, undoButton, wayButtons } from './way-buttons.ts'

/** One verb for each way of the table. */
const wayPresses = Object.fromEntries(ways.map((way) => [way, (act, needId) => beginWay(act, needId, way)])) as Record<Way, Press>

/** The ways out of a need, and undo. */
export const life: Feature<LifeNotice, LifeDialog> = {
  ...nothing,
  cards: { undone: undoneCard, choose_contact: chooseContactCard },
  presses: {
    ...wayPresses,
    hand_contact: chooseContact,
    hand_to: (act, id) => handContact(act, unpair(id).needId, unpair(id).rest),
    undo: undoAct,
  },
  answers: { way: (act, dialog, said) => answerWay(act, dialog, said.text) },
  prompts: { way: wayPrompt },
  needButtons: async (reader, facts) => [...(await undoButton(reader, facts.need.id)), ...(await partButtons(reader, facts))],
  moreButtons: async (reader, facts) => wayButtons(reader, facts),
  needFields: lifeFields,
  help: helpOf,
}
