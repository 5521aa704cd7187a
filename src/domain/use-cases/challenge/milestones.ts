import type { Milestone } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import {
  type Act,
  ask,
  needOf,
  permit,
  record,
  refresh,
  refreshSlot,
  relationsIn,
  reply,
  type Standing,
  standingOf,
  tell,
  words,
} from '../act.ts'
import { tellWorker } from '../ask-experts.ts'
import { milestonesOf } from './answers.ts'
import { factsOf } from './audience.ts'

type Part = 'write' | 'agree' | 'done' | 'review'

export function milestonesSlot(needId: string): string {
  return `milestones:${needId}`
}

/** A need whose challenge was decided and that is being worked on, and the right to this part of it. */
async function atWork(act: Act, needId: string, part: Part): Promise<{ need: Need; standing: Standing }> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  const action = part === 'agree' || part === 'review' ? 'accept_milestone' : part === 'write' ? 'write_milestones' : 'reach_milestone'
  permit(act, action, ...relationsIn(standing))
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.state !== 'chosen') throw new DomainError('conflict', 'no_milestones_yet')
  if (!['claimed', 'in_progress', 'solved'].includes(need.state))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return { need, standing }
}

export async function beginMilestones(act: Act, needId: string): Promise<void> {
  await atWork(act, needId, 'write')
  await ask(act, { kind: 'milestones', needId })
}

/** Written anew: what was not done yet is replaced, what was done stays. */
export async function writeMilestones(act: Act, needId: string, said: string): Promise<void> {
  const { need } = await atWork(act, needId, 'write')
  const written = milestonesOf(words(said, 8000), act.now)
  await act.tx.milestones.write(
    needId,
    written.map((one) => ({ ...one, id: newId(), since: act.now })),
  )
  await act.tx.challenges.move(needId, ['chosen'], 'chosen', { agreedAt: undefined })
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'milestone', note: written.map(({ text, dueOn }) => `${text} ${dueOn}`).join('；') })
  await reply(act, { view: 'milestones', needId }, { mode: 'fresh', slot: milestonesSlot(needId) })
  await tell(act, need.posterId, { view: 'milestones', needId }, { mode: 'fresh', slot: milestonesSlot(needId) })
  await refresh(act, needId)
}

export async function agreeToMilestones(act: Act, needId: string): Promise<void> {
  const { need } = await atWork(act, needId, 'agree')
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.agreedAt) throw new DomainError('conflict', 'already_accepted')
  await act.tx.challenges.move(needId, ['chosen'], 'chosen', { agreedAt: act.now })
  await record(act, { needId, event: 'milestones_agreed' })
  await tellWorker(act, need, { view: 'say', text: 'milestones_agreed', facts: factsOf(need), needId })
  await showAgain(act, needId)
}

async function showAgain(act: Act, needId: string): Promise<void> {
  await refreshSlot(act, milestonesSlot(needId), { view: 'milestones', needId })
  await refresh(act, needId)
}

async function milestoneOf(act: Act, id: string, part: Part): Promise<{ milestone: Milestone; need: Need }> {
  const found = await act.tx.milestones.find(id)
  if (!found || found.state === 'cancelled') throw new DomainError('not_found', 'no_such_entry')
  const { need } = await atWork(act, found.needId, part)
  // read again, now that the need is held
  const milestone = (await act.tx.milestones.find(id)) ?? found
  const wanted = part === 'done' ? 'pending' : 'done'
  if (milestone.state !== wanted) throw new DomainError('conflict', 'milestone_over')
  return { milestone, need }
}

/** “Done”: what shows it is asked for; words, photos or both. */
export async function beginEvidence(act: Act, id: string): Promise<void> {
  const { milestone } = await milestoneOf(act, id, 'done')
  await ask(act, { kind: 'milestone_done', needId: milestone.needId, milestoneId: id })
}

export async function giveEvidence(act: Act, id: string, said: string, files: number): Promise<void> {
  const { milestone, need } = await milestoneOf(act, id, 'done')
  const evidence = files > 0 ? [said.trim(), `📎 ${files}`].filter(Boolean).join(' ') : words(said, 2000)
  const { needId } = milestone
  if (!(await act.tx.milestones.move(id, ['pending'], 'done', { evidence, doneAt: act.now, doneById: act.actor.id })))
    throw new DomainError('conflict', 'milestone_over')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'milestone_done', note: `${milestone.text}：${evidence}` })
  const facts = { ...factsOf(need), milestone: milestone.text, evidence }
  await tell(act, need.posterId, { view: 'say', text: 'milestone_done', facts, needId }, { priority: priorities.urgent })
  await tell(act, need.posterId, { view: 'milestones', needId }, { mode: 'fresh', slot: milestonesSlot(needId) })
  await reply(act, { view: 'say', text: 'milestone_reported', facts, needId })
  await showAgain(act, needId)
}

export async function acceptMilestone(act: Act, id: string): Promise<void> {
  const { milestone, need } = await milestoneOf(act, id, 'review')
  if (!(await act.tx.milestones.move(id, ['done'], 'accepted', {}))) throw new DomainError('conflict', 'milestone_over')
  await record(act, { needId: need.id, event: 'milestone_accepted', note: milestone.text })
  const facts = { ...factsOf(need), milestone: milestone.text }
  await tellWorker(act, need, { view: 'say', text: 'milestone_accepted', facts, needId: need.id })
  await showAgain(act, need.id)
}

export async function beginMissing(act: Act, id: string): Promise<void> {
  const { milestone } = await milestoneOf(act, id, 'review')
  await ask(act, { kind: 'milestone_missing', needId: milestone.needId, milestoneId: id })
}

/** Something is missing: it is to be done again. */
export async function sayMissing(act: Act, id: string, said: string): Promise<void> {
  const { milestone, need } = await milestoneOf(act, id, 'review')
  const missing = words(said, 1000)
  if (!(await act.tx.milestones.move(id, ['done'], 'pending', { doneAt: undefined, doneById: undefined, since: act.now })))
    throw new DomainError('conflict', 'milestone_over')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId: need.id, event: 'milestone_missing', note: `${milestone.text}：${missing}` })
  const facts = { ...factsOf(need), milestone: milestone.text, missing }
  await tellWorker(act, need, { view: 'say', text: 'milestone_missing', facts, needId: need.id })
  await reply(act, { view: 'say', text: 'missing_sent', facts, needId: need.id })
  await showAgain(act, need.id)
}
