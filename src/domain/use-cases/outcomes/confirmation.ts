import { DateTime } from 'luxon'
import { isoDayAt } from '../../calendar/days.ts'
import { newId } from '../../ids.ts'
import type { HistoryEntry, Need } from '../../need.ts'
import type { LifeEvent } from '../../need-life.ts'
import type { Outcome } from '../../outcome.ts'
import { equalShares } from '../../shares.ts'
import { record, type Work } from '../act.ts'
import type { AfterMove } from '../after-move.ts'
import { show } from './report-outcome.ts'
import { institutesOf } from './sides.ts'

const zone = 'Asia/Shanghai'
/** When the enterprise is asked whether it lasts, counted from the end. */
export const followUpMonths = [3, 6, 12] as const

/** A need that is confirmed is an outcome, and is asked after later; one that is opened again is neither. */
export const outcomeOfMove: AfterMove = async (work, need, event) => {
  if (event === 'confirm' || event === 'confirm_for') await recordSolved(work, need, event)
  if (event === 'reopen') await takeBack(work, need.id)
}

/** A move was undone: what followed from it is undone with it. `need` is as it is now. */
export async function outcomeOfUndo(work: Work, need: Need, event: string): Promise<void> {
  if (event === 'confirm' || event === 'confirm_for') await takeBack(work, need.id)
  if (event !== 'reopen' || need.state !== 'confirmed') return
  await countSolved(work, need, 'confirm')
  await work.tx.followUps.resume(need.id, followUpsOf(work, need), isoDayAt(work.now))
}

async function recordSolved(work: Work, need: Need, event: LifeEvent): Promise<void> {
  await countSolved(work, need, event)
  await work.tx.followUps.plan(need.id, followUpsOf(work, need))
}

async function countSolved(work: Work, need: Need, event: LifeEvent): Promise<void> {
  await takeBack(work, need.id)
  const actorId = 'actor' in work ? (work as Work & { actor: { id: string } }).actor.id : undefined
  const onSite = await solvedOnSite(work, need)
  const shares = equalShares((await institutesOf(work.tx, need.id)).map(({ id }) => id))
  const yes = { posterYes: true, posterAt: work.now, expertYes: true, expertAt: need.solvedAt ?? work.now }
  const outcome: Outcome = {
    ...{ id: newId(), needId: need.id, kind: onSite ? 'solved_on_site' : 'solved', on: onSite ?? isoDayAt(need.solvedAt ?? work.now) },
    ...{ note: need.result ?? '', automatic: true, byId: actorId ?? need.posterId ?? '', at: work.now },
    ...{ state: 'confirmed', settledAt: work.now, ...yes, shares },
    ...(event === 'confirm_for' && { calledById: actorId }),
  }
  await work.tx.outcomes.add(outcome)
  await record(work, { needId: need.id, event: 'outcome_confirmed', note: outcome.id })
}

function followUpsOf({ now }: Work, need: Need): { months: number; dueOn: string }[] {
  const end = DateTime.fromJSDate(need.closedAt ?? now, { zone })
  return followUpMonths.map((months) => ({ months, dueOn: end.plus({ months }).toISODate() as string }))
}

/** What the confirmation had made counts no more. */
async function takeBack(work: Work, needId: string): Promise<void> {
  for (const { id, automatic, state } of await work.tx.outcomes.ofNeed(needId)) {
    if (!automatic || state !== 'confirmed' || !(await work.tx.outcomes.withdraw(id, work.now))) continue
    await record(work, { needId, event: 'outcome_withdrawn', note: id })
    await show(work, id)
  }
  await work.tx.followUps.drop(needId)
  await work.tx.caseCards.drop(needId)
}

/** The day of the visit of this round of work on which it was solved there, unless the enterprise has said since that it was not. */
async function solvedOnSite({ tx }: Work, need: Need): Promise<string | undefined> {
  const since = need.claimedAt ?? need.publishedAt ?? need.createdAt
  const visits = (await tx.visits.ofNeed(need.id)).filter(({ state, solvedOnSite }) => state === 'done' && solvedOnSite)
  if (visits.length === 0) return undefined
  const refuted = refutedIn(await tx.needs.history(need.id))
  return visits.find(({ id, doneAt }) => doneAt !== undefined && doneAt >= since && !refuted.has(id))?.day
}

/** The visits of which it was said that they solved it, before the enterprise said that it was not solved. */
function refutedIn(history: readonly HistoryEntry[]): Set<string> {
  const said = new Set<string>()
  let refuted = new Set<string>()
  let before = refuted
  for (const { event, note } of history) {
    if (event === 'visit_solved' && note) said.add(note)
    if (event === 'dispute') [before, refuted] = [refuted, new Set(said)]
    if (event === 'undo' && note === 'dispute') refuted = before
  }
  return refuted
}
