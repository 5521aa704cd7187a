import { DomainError } from '../../../domain/errors.ts'
import { checkRight } from '../../../domain/rights.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { asSide, mayWork, sideOf } from '../../../domain/use-cases/work/sides.ts'
import { mayDrop, mayFinish, peopleOn } from '../../../domain/use-cases/work/tasks.ts'
import type { Task, TaskDraft } from '../../../domain/visit.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter, showButton } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'

/** On a card: what is open first, then the last that were done. */
const mostOpen = 6
const mostDone = 3

/** 周工 寄两米布样（11月27日（周五）前） */
export function taskLine(words: Words, task: Task): string {
  const t = words.t.work
  const by = words.date(new Date(`${task.dueOn}T12:00:00+08:00`))
  return task.doneAt ? t.taskDone(task.ownerName, task.text, words.date(task.doneAt)) : t.taskOpen(task.ownerName, task.text, by)
}

export async function tasksField(reader: Reader, { need, standing }: NeedFacts): Promise<[string, string | undefined]> {
  const { words } = reader
  if (!sideOf(need, standing)) return [words.t.labels.tasks, undefined]
  const tasks = await reader.tx.tasks.ofNeed(need.id)
  const open = tasks.filter(({ doneAt }) => !doneAt).slice(0, mostOpen)
  const done = tasks.filter(({ doneAt }) => doneAt).slice(-mostDone)
  return [words.t.labels.tasks, [...open, ...done].map((task) => taskLine(words, task)).join('\n') || undefined]
}

/** The reader's own that are open, each done by one press. */
export async function ownTaskButtons({ tx, person, words }: Reader, needId: string): Promise<Button[]> {
  const own = (await tx.tasks.ofNeed(needId)).filter(({ ownerId, doneAt }) => ownerId === person.id && !doneAt)
  return own.slice(0, 2).map((task) => doneButton(words, task))
}

export function doneButton(words: Words, task: Task): Button {
  return button(shorter(words.t.buttons.taskDone(task.text), 24), 'task_done', task.id, 'primary')
}

/** One task, to its owner and whoever set it. */
export async function taskCard({ tx, words, person }: Reader, { taskId }: { taskId: string }): Promise<Draft | undefined> {
  const task = await tx.tasks.find(taskId)
  const need = task && (await tx.needs.find(task.needId))
  if (!need) throw new DomainError('not_found', 'no_such_entry')
  const isParty = sideOf(need, await standingOf(tx, need, person)) !== undefined
  checkRight(person, 'see_task', [isParty && 'worked', task.ownerId === person.id && 'self'])
  const t = words.t.work
  const state = task.dropped ? t.taskStates.dropped : task.doneAt ? t.taskStates.done : t.taskStates.open
  const by = task.byId === person.id ? undefined : (await tx.people.find(task.byId))?.name
  const buttons = [
    ...(mayFinish(task, person) ? [doneButton(words, task)] : []),
    ...(mayDrop(task, person) ? [button(words.t.buttons.taskDrop, 'task_drop', task.id)] : []),
  ]
  return {
    title: t.taskTitle(need.number ?? ''),
    text: task.text,
    fields: fieldsOf([
      [words.t.labels.taskOwner, task.ownerName],
      [words.t.labels.taskDue, words.date(new Date(`${task.dueOn}T12:00:00+08:00`))],
      [words.t.labels.taskBy, by],
      [words.t.labels.taskState, state],
    ]),
    buttons: [...rows(buttons, 2), ...(isParty ? [[showButton(words, need)]] : [])],
  }
}

/** All tasks of a need. */
export async function tasksCard({ tx, words, person }: Reader, { needId }: { needId: string }): Promise<Draft> {
  const need = await tx.needs.find(needId)
  const standing = need && (await standingOf(tx, need, person))
  checkRight(person, 'work_on', asSide(need && standing && sideOf(need, standing)))
  if (!need || !standing) throw new DomainError('not_found', 'no_such_need')
  const tasks = await tx.tasks.ofNeed(needId)
  const add = mayWork(need, standing) ? [button(words.t.buttons.taskAdd, 'task_add', needId, 'primary')] : []
  const mine = tasks.filter((task) => mayFinish(task, person)).slice(0, 8)
  return {
    title: words.t.work.tasksTitle(need.number ?? ''),
    text: tasks.map((task) => taskLine(words, task)).join('\n') || words.t.work.noTasks,
    buttons: [
      ...rows(add, 1),
      ...rows(
        mine.map((task) => button(shorter(task.text, 20), 'task_show', task.id)),
        2,
      ),
      [showButton(words, need)],
    ],
  }
}

/** Whose is it? Those on the need by press, others by name. */
export async function ownerPrompt(reader: Reader, { needId, task }: { needId: string; task: TaskDraft }): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  if (!need) return undefined
  const buttons = (await peopleOn({ tx }, need, person.id)).map(({ id, name }) => button(name, 'task_for', id))
  return { text: words.t.work.ownerPrompt(task.text), buttons: rows([...buttons, button(words.t.buttons.cancel, 'cancel', 'x')], 2) }
}
