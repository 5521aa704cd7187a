import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { newId } from '../../ids.ts'
import type { Matter } from '../../matter.ts'
import type { Need } from '../../need.ts'
import { matterSlot, priorities } from '../../notices.ts'
import { post, type Work } from '../act.ts'
import { calendarOf } from './calendar-of.ts'
import type { Owed } from './owed.ts'
import { owedSources } from './sources.ts'

/**
 * Sets the clocks of a need by the facts of this moment: what is newly owed begins, what is owed since or until another time or by another begins anew,
 * what is not owed any more ends, and the card that reminded of it says so. To do it again changes nothing. Every use case ends with it (`refresh`).
 */
export async function wind(work: Work, needId: string): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  if (!need) return
  const calendar = await calendarOf(work)
  const owed = await owedOn(work, need, calendar)
  for (const matter of await work.tx.matters.ofNeed(needId)) {
    const now = owed.get(keyOf(matter))
    if (now && same(matter, now)) owed.delete(keyOf(matter))
    else await end(work, matter)
  }
  for (const one of owed.values()) await begin(work, needId, one, calendar)
  await work.tx.matters.mirror(needId, mainOf(await work.tx.matters.ofNeed(needId)))
}

async function owedOn(work: Work, need: Need, calendar: WorkingCalendar): Promise<Map<string, Owed>> {
  const owed = new Map<string, Owed>()
  for (const source of owedSources) for (const one of await source(work, need, calendar)) owed.set(keyOf(one), one)
  return owed
}

function keyOf({ kind, ref }: Pick<Owed, 'kind' | 'ref'>): string {
  return `${kind}:${ref}`
}

/** A matter that staff have put off stays as it is while the term it would have had does. */
function same(matter: Matter, owed: Owed): boolean {
  return (
    matter.waitOn === owed.waitOn &&
    matter.onId === owed.onId &&
    matter.since.getTime() === owed.since.getTime() &&
    (matter.termAt ?? matter.dueAt).getTime() === owed.dueAt.getTime()
  )
}

async function begin(work: Work, needId: string, { onlyAtEnd, ...owed }: Owed, calendar: WorkingCalendar): Promise<void> {
  const half = onlyAtEnd ? undefined : halfTime(calendar, owed)
  await work.tx.matters.begin({ id: newId(), needId, ...owed, step: half ? 0 : 1, nextAt: half ?? owed.dueAt })
}

/** When half of the time is gone; undefined where there is no time between. */
export function halfTime(calendar: WorkingCalendar, { since, dueAt }: Pick<Owed, 'since' | 'dueAt'>): Date | undefined {
  if (dueAt <= since) return undefined
  const half = calendar.halfWay(since, dueAt)
  return half < dueAt ? half : undefined
}

async function end(work: Work, matter: Matter): Promise<void> {
  await work.tx.matters.end(matter.id, work.now)
  const slot = matterSlot(matter.id)
  const over = { view: 'reminder', matterId: matter.id, step: 0, to: 'owner' } as const
  for (const address of await work.tx.mail.placesOf(slot))
    await post(work, address, over, { mode: 'update', slot, priority: priorities.bulk })
}

/** The stage a need is in goes before what else is owed on it; the most pressing goes before others. */
export function mainOf(matters: Matter[]): Matter | undefined {
  return matters.find(({ kind }) => mainKinds.has(kind)) ?? matters[0]
}

const mainKinds: ReadonlySet<string> = new Set([
  'verify',
  'answer',
  'triage',
  'accept',
  'contact',
  'progress',
  'confirm',
  'review',
  'applications',
  'choose',
  'no_bids',
  'score',
])
