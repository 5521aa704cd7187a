import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Need } from '../../need.ts'
import type { Person } from '../../person.ts'
import { dayFromAnswer, taskFromLine } from '../../understand/index.ts'
import type { Task, TaskDraft } from '../../visit.ts'
import { type Act, ask, needOf, permit, record, refresh, refreshSlot, reply, standingOf, tell, type Work, words } from '../act.ts'
import { asSide, sideOf, teamOf, workOn } from './sides.ts'

const most = 300
/** “李工 送样”: a name with a title before the rest, though nobody here is called so. */
const outsider =
  /^(?<name>\p{Script=Han}{1,3}(?:老师|教授|研究员|博士|工程师|工|总|经理|主任|科长|师傅|先生|女士)|(?:Mr|Ms|Mrs|Dr|Prof)\.? ?\p{Lu}\p{L}+)[\s,，:：]+(?<rest>.+)$/u

export function taskSlot(taskId: string): string {
  return `task:${taskId}`
}

/** Who may be meant by a name: both sides, the officer, and whoever writes. */
export async function peopleOn(work: Pick<Work, 'tx'>, need: Need, ...others: string[]): Promise<Person[]> {
  const ids = [need.posterId, ...(await teamOf(work, need.id)), need.officerId, ...others]
  const people = []
  for (const id of new Set(ids)) people.push(id ? await work.tx.people.find(id) : undefined)
  return people.filter((person) => person !== undefined)
}

export async function askForTask(act: Act, needId: string): Promise<void> {
  await workOn(act, needId)
  await ask(act, { kind: 'task', needId })
}

/** One line says who, what and by when; what it leaves out is asked. */
export async function sayTask(act: Act, needId: string, line: string): Promise<void> {
  const { need } = await workOn(act, needId)
  const people = await peopleOn(act, need, act.actor.id)
  const names = people.map(({ name }) => name)
  const { text, owner, day, problem } = taskFromLine(words(line, most), names, act.now)
  if (problem) throw new DomainError('invalid', `task_${problem}`)
  if (text === '') throw new DomainError('invalid', 'task_what')
  const person = owner === 'me' ? act.actor : owner === undefined ? undefined : people[owner]
  const named = person ? undefined : outsider.exec(text)?.groups
  await complete(act, needId, {
    text: named?.rest ?? text,
    ...(person && { ownerId: person.id, ownerName: person.name }),
    ...(named && { ownerName: named.name }),
    ...(day && { day }),
  })
}

/** Whose it is, by name; somebody without an account here may be named too. */
export async function sayTaskOwner(act: Act, needId: string, task: TaskDraft, text: string): Promise<void> {
  const { need } = await workOn(act, needId)
  const name = words(text, 40)
  const found = (await peopleOn(act, need, act.actor.id)).filter((person) => person.name === name || person.id === name)
  const person = found.length === 1 ? found[0] : undefined
  await complete(act, needId, { ...task, ownerId: person?.id, ownerName: person?.name ?? name })
}

export async function sayTaskDay(act: Act, needId: string, task: TaskDraft, text: string): Promise<void> {
  const said = dayFromAnswer(text, act.now)
  if ('problem' in said) throw new DomainError('invalid', `task_${said.problem}`)
  await complete(act, needId, { ...task, day: said.day })
}

async function complete(act: Act, needId: string, draft: TaskDraft): Promise<void> {
  if (draft.ownerName === undefined) return ask(act, { kind: 'task_owner', needId, task: draft })
  if (draft.day === undefined) return ask(act, { kind: 'task_day', needId, task: draft })
  const { need } = await workOn(act, needId)
  await act.tx.dialogs.clear(act.address)
  const { text, ownerId, ownerName, day } = draft
  const task: Task = { id: newId(), needId, text, ownerId, ownerName, dueOn: day, byId: act.actor.id, at: act.now, dropped: false }
  await act.tx.tasks.add(task)
  await record(act, { needId, event: 'task_set', note: text })
  const card = { view: 'task', taskId: task.id } as const
  if (ownerId !== act.actor.id) await tell(act, ownerId, card, { mode: 'fresh', slot: taskSlot(task.id) })
  await reply(act, card, { mode: 'fresh', slot: taskSlot(task.id) })
  await refresh(act, need.id)
}

/** Whether this person may say that it is done: its owner, who set it, staff. */
export function mayFinish(task: Task, person: Pick<Person, 'id' | 'roles'>): boolean {
  return !task.doneAt && !task.dropped && (task.ownerId === person.id || mayDrop(task, person))
}

export function mayDrop(task: Task, person: Pick<Person, 'id' | 'roles'>): boolean {
  return !task.doneAt && !task.dropped && (task.byId === person.id || person.roles.length > 0)
}

async function taskOf(act: Act, taskId: string): Promise<Task> {
  const task = await act.tx.tasks.find(taskId)
  if (!task) throw new DomainError('not_found', 'no_such_entry')
  const need = await needOf(act.tx, task.needId)
  permit(act, 'see_task', ...asSide(sideOf(need, await standingOf(act.tx, need, act.actor))), task.ownerId === act.actor.id && 'self')
  // read again: the need is held now
  return (await act.tx.tasks.find(taskId)) as Task
}

/** Done, with one press; who set it hears of it. */
export async function finishTask(act: Act, taskId: string): Promise<void> {
  const task = await taskOf(act, taskId)
  if (task.doneAt || task.dropped) throw new DomainError('conflict', 'task_over')
  permit(act, 'finish_task', task.ownerId === act.actor.id && 'self', task.byId === act.actor.id && 'author')
  if (!(await act.tx.tasks.finish(taskId, act.actor.id, act.now))) throw new DomainError('conflict', 'task_over')
  await settle(act, task, 'task_done')
}

/** Not needed any more. */
export async function dropTask(act: Act, taskId: string): Promise<void> {
  const task = await taskOf(act, taskId)
  if (task.doneAt || task.dropped) throw new DomainError('conflict', 'task_over')
  permit(act, 'drop_task', task.byId === act.actor.id && 'author')
  if (!(await act.tx.tasks.drop(taskId))) throw new DomainError('conflict', 'task_over')
  await settle(act, task, 'task_dropped')
}

async function settle(act: Act, task: Task, event: 'task_done' | 'task_dropped'): Promise<void> {
  await record(act, { needId: task.needId, event, note: task.text })
  const need = await needOf(act.tx, task.needId)
  const facts = { number: need.number ?? '', text: task.text, name: act.actor.name }
  for (const id of new Set([task.byId, task.ownerId]))
    if (id !== act.actor.id) await tell(act, id, { view: 'say', text: event, needId: need.id, facts })
  await refreshSlot(act, taskSlot(task.id), { view: 'task', taskId: task.id })
  await reply(act, { view: 'say', text: `${event}_you`, needId: need.id, facts })
  await refresh(act, need.id)
}
