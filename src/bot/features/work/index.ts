import { DomainError } from '../../../domain/errors.ts'
import { isEnded, may } from '../../../domain/need-life.ts'
import type { WorkDialog, WorkNotice } from '../../../domain/notices.ts'
import { type Act, reply } from '../../../domain/use-cases/act.ts'
import type { Said } from '../../../domain/use-cases/draft-need.ts'
import { askForReply, replyNeed, setTrack } from '../../../domain/use-cases/work/consult.ts'
import { moreFiles, placeFiles } from '../../../domain/use-cases/work/place-files.ts'
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
import {
  addToVisit,
  askForMore,
  notePlanned,
  noteUnplanned,
  sayFound,
  sayOnSite,
  sayVisitDay,
  sayWhoCame,
  type VisitMade,
} from '../../../domain/use-cases/work/record-visit.ts'
import { sayReached } from '../../../domain/use-cases/work/say-reached.ts'
import { mayWork, visitSlot } from '../../../domain/use-cases/work/sides.ts'
import { askForTask, dropTask, finishTask, sayTask, sayTaskDay, sayTaskOwner, taskSlot } from '../../../domain/use-cases/work/tasks.ts'
import { button, type Draft, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import { numberIn } from '../../phrases.ts'
import type { Button } from '../../platform.ts'
import { type Feature, nothing } from '../feature.ts'
import { visitLine } from './lines.ts'
import { numberedTargets, reachedField } from './target-lines.ts'
import { doneButton, ownerPrompt, ownTaskButtons, taskCard, taskLine, tasksCard, tasksField } from './task-cards.ts'
import {
  camePrompt,
  dayPrompt,
  placePrompt,
  visitCard,
  visitFileCard,
  visitPicturesCard,
  visitSoonCard,
  visitsCard,
  visitsField,
  whoPrompt,
} from './visit-cards.ts'

/** “需求 2026-0001”; longer words tell of something. */
const mostOfNumber = 14

/** The presser goes alone: the day stands in the dialog. */
async function justMe(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'visit_who') throw new DomainError('invalid', 'old_button')
  await proposeVisit(act, dialog.needId, dialog.moment, act.actor.name)
}

async function visitDay(act: Act, text: string): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'visit_day') throw new DomainError('invalid', 'old_button')
  await sayVisitDay(act, dialog.needId, dialog.visitId, text)
}

/** Those stand in the dialog. */
async function these(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'visit_came') throw new DomainError('invalid', 'old_button')
  await sayWhoCame(act, madeOf(dialog), dialog.who)
}

function madeOf({ needId, visitId, day, who }: VisitMade): VisitMade {
  return { needId, visitId, day, who }
}

/** Whose it is, by press; the task stands in the dialog. */
async function taskFor(act: Act, personId: string): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'task_owner') throw new DomainError('invalid', 'old_button')
  await sayTaskOwner(act, dialog.needId, dialog.task, personId)
}

/** A number says which need as a press does. */
async function placeOrMore(act: Act, { files }: Extract<WorkDialog, { kind: 'place_files' }>, said: Said): Promise<void> {
  const number = said.files.length === 0 && said.text.trim().length <= mostOfNumber ? numberIn(said.text) : undefined
  const need = number && (await act.tx.needs.byNumber(number))
  return need ? placeFiles(act, need.id) : moreFiles(act, files, said)
}

/** A draft may be a small question; that is answered at once, and may become a whole need. */
function consultButtons({ words, person }: Reader, { need, standing }: NeedFacts): Button[] {
  const b = words.t.buttons
  const buttons: Button[] = []
  if (need.state === 'draft' && standing.poster)
    buttons.push(need.track === 'full' ? button(b.consult, 'track_consult', need.id) : button(b.fullAgain, 'track_full', need.id))
  if (need.track !== 'consult' || need.state === 'draft') return buttons
  const passed = ['released', 'declined', 'lapsed', 'replaced'].includes(standing.invitation?.state ?? '')
  if (person.expertId && need.visibility !== 'private' && !passed && may('reply', need.state, standing.capacities))
    buttons.push(button(b.reply, 'reply', need.id, 'primary'))
  if (standing.poster && !isEnded(need.state)) buttons.push(button(b.full, 'track_full', need.id))
  return buttons
}

async function needButtons(reader: Reader, facts: NeedFacts): Promise<Button[]> {
  const { need, standing } = facts
  const { words } = reader
  const own = [...consultButtons(reader, facts), ...(await ownTaskButtons(reader, need.id))]
  if (!mayWork(need, standing)) return own
  return [...own, button(words.t.buttons.visits, 'visits', need.id), button(words.t.buttons.tasks, 'tasks', need.id)]
}

/** What was reached of each; to be skipped with one press. */
async function reachedPrompt({ tx, words }: Reader, { needId }: { needId: string }): Promise<Draft | undefined> {
  const need = await tx.needs.find(needId)
  if (!need) return undefined
  return { text: words.t.work.reachedPrompt(numberedTargets(need)), buttons: [[button(words.t.buttons.skip, 'cancel', 'x')]] }
}

function trackField({ words }: Reader, { need }: NeedFacts): [string, string | undefined] {
  return [words.t.labels.track, need.track === 'consult' ? words.t.work.consult : undefined]
}

async function my({ tx, words, person }: Reader) {
  const visits = await tx.visits.ofPerson(person.id, person.expertId)
  const lines = visits.length > 0 ? [`${words.t.labels.visits}${words.t.colon}`] : []
  const buttons: Button[] = []
  for (const visit of visits.slice(0, 8)) {
    lines.push(`• ${visitLine(words, visit)}`)
    buttons.push(button(shorter(words.t.work.visitButton(visitLine(words, visit)), 40), 'visit_show', visit.id))
  }
  const tasks = await tx.tasks.openOf(person.id)
  if (tasks.length > 0) lines.push(`${words.t.labels.tasks}${words.t.colon}`)
  for (const task of tasks.slice(0, 8)) {
    lines.push(`• ${taskLine(words, task)}`)
    buttons.push(doneButton(words, task))
  }
  return { lines, buttons }
}

/** Visits, tasks and target figures. */
export const work: Feature<WorkNotice, WorkDialog> = {
  ...nothing,
  cards: {
    tasks: tasksCard,
    task: taskCard,
    visits: visitsCard,
    visit: visitCard,
    visit_file: visitFileCard,
    visit_soon: visitSoonCard,
    visit_pictures: visitPicturesCard,
  },
  presses: {
    visits: (act, needId) => reply(act, { view: 'visits', needId }),
    visit_plan: askForVisit,
    visit_show: (act, visitId) => reply(act, { view: 'visit', visitId }, { mode: 'fresh', slot: visitSlot(visitId) }),
    visit_just_me: justMe,
    visit_yes: (act, id) => agreeToVisit(act, unpair(id).needId, Number.parseInt(unpair(id).rest, 10)),
    visit_other: askForOtherTime,
    visit_cancel: askWhyCancel,
    visit_made: noteUnplanned,
    visit_note: notePlanned,
    visit_today: (act) => visitDay(act, '今天'),
    visit_yesterday: (act) => visitDay(act, '昨天'),
    visit_these: these,
    visit_solved: (act, visitId) => sayOnSite(act, visitId, true),
    visit_unsolved: (act, visitId) => sayOnSite(act, visitId, false),
    visit_more: askForMore,
    visit_pictures: (act, visitId) => reply(act, { view: 'visit_pictures', visitId }),
    place: placeFiles,
    track_consult: (act, needId) => setTrack(act, needId, 'consult'),
    track_full: (act, needId) => setTrack(act, needId, 'full'),
    reply: askForReply,
    tasks: (act, needId) => reply(act, { view: 'tasks', needId }),
    task_add: askForTask,
    task_for: taskFor,
    task_show: (act, taskId) => reply(act, { view: 'task', taskId }, { mode: 'fresh', slot: taskSlot(taskId) }),
    task_done: finishTask,
    task_drop: dropTask,
  },
  answers: {
    visit_when: (act, { needId }, said) => sayWhen(act, needId, said.text),
    visit_who: (act, { needId, moment }, said) => proposeVisit(act, needId, moment, said.text),
    visit_other: (act, { visitId }, said) => moveVisit(act, visitId, said.text),
    visit_cancel: (act, { visitId }, said) => cancelVisit(act, visitId, said.text),
    visit_day: (act, { needId, visitId }, said) => sayVisitDay(act, needId, visitId, said.text),
    visit_came: (act, dialog, said) => sayWhoCame(act, madeOf(dialog), said.text),
    visit_found: (act, dialog, said) => sayFound(act, madeOf(dialog), said),
    visit_more: (act, { visitId }, said) => addToVisit(act, visitId, said),
    place_files: placeOrMore,
    reply: (act, { needId }, said) => replyNeed(act, needId, said.text),
    reached: (act, { needId }, said) => sayReached(act, needId, said.text),
    task: (act, { needId }, said) => sayTask(act, needId, said.text),
    task_owner: (act, { needId, task }, said) => sayTaskOwner(act, needId, task, said.text),
    task_day: (act, { needId, task }, said) => sayTaskDay(act, needId, task, said.text),
  },
  takesFiles: ['visit_found', 'visit_more', 'place_files'],
  prompts: {
    visit_who: whoPrompt,
    visit_day: dayPrompt,
    visit_came: camePrompt,
    place_files: placePrompt,
    task_owner: ownerPrompt,
    reached: reachedPrompt,
  },
  needButtons,
  needFields: async (reader, facts, whole) =>
    whole
      ? [trackField(reader, facts), reachedField(reader, facts), await visitsField(reader, facts), await tasksField(reader, facts)]
      : [],
  my,
}
