import { DomainError } from '../../../domain/errors.ts'
import type { AssessmentDialog, AssessmentNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff } from '../../../domain/person.ts'
import { type Act, permit, reply } from '../../../domain/use-cases/act.ts'
import { assessmentOf, presentYear } from '../../../domain/use-cases/assessment/count.ts'
import { acceptObjection, askAnswer, askObjection, objectTo, refuseObjection } from '../../../domain/use-cases/assessment/objections.ts'
import { askToClose, openAssessment, putOnShow, showAssessment, signAssessment } from '../../../domain/use-cases/assessment/run.ts'
import { setWeights } from '../../../domain/use-cases/assessment/weights.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { type CommandReader, type Feature, nothing, type Press } from '../feature.ts'
import { assessmentCard, instituteCard, weightsCard } from './cards.ts'
import { awardsCard, objectionCard, objectionsCard, pickCard, sureCard } from './closing-cards.ts'
import { partsOf } from './lines.ts'
import { type AssessmentWanted, assessmentIn, correctionIn } from './reading.ts'
import { assessmentRowsCard } from './row-cards.ts'
import { fileCard } from './sheets.ts'

/** Only of whom it concerns: staff, and managers, who read their own and object. */
const assessmentCommand: CommandReader = (text, actor) => {
  const wanted = isStaff(actor) || actor.managesId ? assessmentIn(text) : undefined
  if (!wanted || (!isStaff(actor) && wanted.what !== 'show' && wanted.what !== 'objections')) return undefined
  return (act) => doWith(act, wanted)
}

async function doWith(act: Act, wanted: AssessmentWanted): Promise<void> {
  if (wanted.what === 'show') return showAssessment(act, wanted.year)
  if (wanted.what === 'weight' || wanted.what === 'cap') return setWeights(act, wanted.year, wanted.what, wanted.said)
  if (wanted.what === 'unknown') throw new DomainError('invalid', 'assess_words', { said: wanted.said })
  const year = wanted.year ?? (await presentYear(act))
  const view = ({ weights: 'assessment_weights', objections: 'objections', file: 'assessment_file' } as const)[wanted.what]
  await reply(act, { view, year })
}

const onYear =
  (press: (act: Act, year: number) => Promise<void>): Press =>
  (act, id) => {
    if (!/^\d{4}$/.test(id)) throw new DomainError('invalid', 'old_button')
    return press(act, Number(id))
  }

/** The key of the indicator at a place of the table of its year. */
async function keyAt(act: Act, year: number, place: number): Promise<string> {
  const found = (await assessmentOf(act, year)).indicators[place]
  if (!found) throw new DomainError('invalid', 'old_button')
  return found.key
}

const onRows =
  (turned: boolean): Press =>
  async (act, id) => {
    const { year, instituteId, place, page } = partsOf(id)
    permit(act, 'see_assessment_of', act.actor.managesId === instituteId && 'self')
    const notice = { view: 'assessment_rows', year, instituteId, indicator: await keyAt(act, year, place), page } as const
    await reply(act, notice, { mode: turned ? 'update' : 'fresh', slot: 'assessment_rows' })
  }

/** Objections that wait for an answer of the office. */
async function unanswered(reader: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const { tx, words } = reader
  const year = await presentYear(reader)
  const waiting = (await tx.assessments.objections(year)).filter(({ state }) => state === 'open').length
  if (waiting === 0) return { lines: [], buttons: [] }
  return {
    lines: [words.t.assessment.objections(waiting, waiting)],
    buttons: [button(words.t.buttons.assess_objections, 'assess_objections', String(year))],
  }
}

/** The assessment of institutes 绩效考核: scores all year, objections at its end, the signed result. */
export const assessment: Feature<AssessmentNotice, AssessmentDialog> = {
  ...nothing,
  cards: {
    assessment: assessmentCard,
    assessment_of: instituteCard,
    assessment_rows: assessmentRowsCard,
    assessment_weights: weightsCard,
    assessment_file: fileCard,
    assessment_awards: awardsCard,
    assessment_sure: sureCard,
    objection: objectionCard,
    objections: objectionsCard,
    objection_pick: pickCard,
  },
  answers: {
    objection: (act, { year, indicator }, said) => objectTo(act, year, indicator, said.text),
    objection_accept: (act, { objectionId }, said) => {
      const { value, reason } = correctionIn(said.text)
      return acceptObjection(act, objectionId, value, reason)
    },
    objection_refuse: (act, { objectionId }, said) => refuseObjection(act, objectionId, said.text),
  },
  commands: [assessmentCommand],
  presses: {
    assess: onYear((act, year) => showAssessment(act, year)),
    assess_page: (act, id) => {
      const [, year, page] = /^(\d{4})_(\d+)$/.exec(id) ?? []
      if (!year) throw new DomainError('invalid', 'old_button')
      return showAssessment(act, Number(year), Number(page), true)
    },
    assess_of: (act, id) => {
      const { year, instituteId } = partsOf(id)
      return reply(act, { view: 'assessment_of', year, instituteId })
    },
    assess_rows: onRows(false),
    assess_turn: onRows(true),
    assess_weights: onYear((act, year) => reply(act, { view: 'assessment_weights', year })),
    assess_file: onYear((act, year) => reply(act, { view: 'assessment_file', year })),
    assess_awards: onYear((act, year) => reply(act, { view: 'assessment_awards', year })),
    assess_objections: onYear((act, year) => reply(act, { view: 'objections', year })),
    assess_open: onYear(openAssessment),
    assess_show: onYear((act, year) => askToClose(act, year, 'show')),
    assess_show_yes: onYear(putOnShow),
    assess_sign: onYear((act, year) => askToClose(act, year, 'sign')),
    assess_sign_yes: onYear(signAssessment),
    objection: (act, id) => reply(act, { view: 'objection', id }),
    objection_pick: onYear((act, year) => reply(act, { view: 'objection_pick', year })),
    objection_to: async (act, id) => {
      const { year, place } = partsOf(id)
      return askObjection(act, year, await keyAt(act, year, place))
    },
    objection_accept: (act, id) => askAnswer(act, id, 'accept'),
    objection_refuse: (act, id) => askAnswer(act, id, 'refuse'),
  },
  my: async (reader) => (isOffice(reader.person) ? unanswered(reader) : { lines: [], buttons: [] }),
  help: async ({ words: { t }, person }) =>
    isOffice(person) ? t.assessment.help : isStaff(person) ? t.assessment.helpOfficers : person.managesId ? t.assessment.helpManagers : [],
}
