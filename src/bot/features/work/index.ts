import { DomainError } from '../../../domain/errors.ts'
import type { WorkDialog, WorkNotice } from '../../../domain/notices.ts'
import { type Act, reply } from '../../../domain/use-cases/act.ts'
import {
  agreeToVisit,
  askForOtherTime,
  askForVisit,
  askWhyCancel,
  cancelVisit,
  moveVisit,
  proposeVisit,
  sayWhen,
} from '../../../domain/use-cases/work/plan-visit.ts'
import { mayWork, visitSlot } from '../../../domain/use-cases/work/sides.ts'
import { button, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { type Feature, nothing } from '../feature.ts'
import { visitCard, visitFileCard, visitLine, visitSoonCard, visitsCard, visitsField, whoPrompt } from './visit-cards.ts'

/** The presser goes alone: the day stands in the dialog. */
async function justMe(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'visit_who') throw new DomainError('invalid', 'old_button')
  await proposeVisit(act, dialog.needId, dialog.moment, act.actor.name)
}

async function needButtons({ words }: Reader, { need, standing }: NeedFacts): Promise<Button[]> {
  return mayWork(need, standing) ? [button(words.t.buttons.visits, 'visits', need.id)] : []
}

async function my({ tx, words, person }: Reader) {
  const visits = await tx.visits.ofPerson(person.id, person.expertId)
  const lines = visits.length > 0 ? [`${words.t.labels.visits}${words.t.colon}`] : []
  const buttons: Button[] = []
  for (const visit of visits.slice(0, 8)) {
    lines.push(`• ${visitLine(words, visit)}`)
    buttons.push(button(shorter(words.t.work.visitButton(visitLine(words, visit)), 40), 'visit_show', visit.id))
  }
  return { lines, buttons }
}

/** Visits, tasks and target figures. */
export const work: Feature<WorkNotice, WorkDialog> = {
  ...nothing,
  cards: { visits: visitsCard, visit: visitCard, visit_file: visitFileCard, visit_soon: visitSoonCard },
  presses: {
    visits: (act, needId) => reply(act, { view: 'visits', needId }),
    visit_plan: askForVisit,
    visit_show: (act, visitId) => reply(act, { view: 'visit', visitId }, { mode: 'fresh', slot: visitSlot(visitId) }),
    visit_just_me: justMe,
    visit_yes: (act, id) => agreeToVisit(act, unpair(id).needId, Number.parseInt(unpair(id).rest, 10)),
    visit_other: askForOtherTime,
    visit_cancel: askWhyCancel,
  },
  answers: {
    visit_when: (act, { needId }, said) => sayWhen(act, needId, said.text),
    visit_who: (act, { needId, moment }, said) => proposeVisit(act, needId, moment, said.text),
    visit_other: (act, { visitId }, said) => moveVisit(act, visitId, said.text),
    visit_cancel: (act, { visitId }, said) => cancelVisit(act, visitId, said.text),
  },
  prompts: { visit_who: whoPrompt },
  needButtons,
  needFields: async (reader, facts, whole) => (whole ? [await visitsField(reader, facts)] : []),
  my,
}
