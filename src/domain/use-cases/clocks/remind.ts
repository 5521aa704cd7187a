import { isDeepStrictEqual } from 'node:util'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { Matter, Rung } from '../../matter.ts'
import type { Need } from '../../need.ts'
import { matterSlot, type Notice, needSlot } from '../../notices.ts'
import type { Person } from '../../person.ts'
import type { Store, Tx } from '../../store.ts'
import { refreshSlot, tell, type Work } from '../act.ts'
import { visitAtSending } from '../work/remind-visits.ts'
import { calendarOf } from './calendar-of.ts'
import { isForMany, lookAgain, remindedOn, rungOf, stepDue, steps } from './ladder.ts'
import { lapse } from './lapse.ts'
import { isAway } from './leave.ts'
import { wind } from './wind.ts'

const batch = 1_000

type Failed = (error: unknown) => void

/** Needs that no act has wound since they were made (those from before there were clocks). */
export async function windUnwound(store: Store, work: (tx: Tx) => Work, _now: Date, failed: Failed): Promise<void> {
  const ids = await store.transaction((tx) => tx.matters.unwound(batch))
  for (const id of ids) await store.transaction((tx) => wind(work(tx), id)).catch(failed)
}

/** Every matter whose time has come is looked at: reminded of at half time and at the end, then climbing. Each in a transaction of its own. */
export async function remindDue(store: Store, work: (tx: Tx) => Work, now: Date, failed: Failed): Promise<void> {
  const due = await store.transaction((tx) => tx.matters.due(now, batch))
  for (const { id, needId } of due) await store.transaction((tx) => takeStep(work(tx), needId, id)).catch(failed)
}

/** By the facts of this moment; whoever comes second finds the step taken. */
async function takeStep(work: Work, needId: string, matterId: string): Promise<void> {
  await wind(work, needId)
  const [matter, need, calendar] = [await work.tx.matters.find(matterId), await work.tx.needs.find(needId), await calendarOf(work)]
  if (!need || !matter || matter.endedAt || !matter.nextAt || matter.nextAt > work.now) return
  const step = stepDue(matter, calendar, work.now)
  const reached = step ?? matter.step
  if (!(await work.tx.matters.step(matter.id, matter.step, reached, lookAgain(matter, reached, calendar, work.now)))) return
  if (step === undefined) return
  if (matter.kind === 'contact' && step > steps.end) return lapse(work, need)
  const rung = rungOf(step, matter)
  if (rung) await send(work, need, matter, { step, rung })
  if (step >= steps.end) await refreshSlot(work, needSlot(needId), { view: 'need', needId })
}

async function send(work: Work, need: Need, matter: Matter, { step, rung }: { step: number; rung: Rung }): Promise<void> {
  const { to, people } = await remindedOn(work, need, matter, rung, work.now)
  for (const person of people) {
    const notice = { view: 'reminder', matterId: matter.id, step, to } as const
    await tell(work, person.id, notice, { mode: 'fresh', slot: matterSlot(matter.id), dueAt: afterQuiet(person, work.now) })
  }
}

function afterQuiet({ quiet }: Person, now: Date): Date {
  return quietUntil(now, quiet ?? defaultQuietHours)
}

/**
 * Whether a parcel may go to this person at this moment: a reminder waits for the end of their quiet hours, and where they have gone on leave it goes
 * to who stands in for them, or up the ladder.
 */
export async function atSending(work: Work, person: Person, address: string, notice: Notice): Promise<'now' | 'never' | Date> {
  // its answer would be taken for that of a later question, or for nothing
  if (notice.view === 'prompt') return isDeepStrictEqual(await work.tx.dialogs.get(address), notice.dialog) ? 'now' : 'never'
  if (notice.view === 'visit_soon') return visitAtSending(work, person, notice)
  if (notice.view !== 'reminder' || notice.step === 0) return 'now'
  if (await isAway(work, person, work.now)) {
    await remindAnother(work, notice)
    return 'never'
  }
  const until = afterQuiet(person, work.now)
  return until > work.now ? until : 'now'
}

/** A reminder that does not reach who it was for goes to another account of theirs, a stand-in, or up the ladder. */
export async function remindAnother(work: Work, { matterId, step, to }: Extract<Notice, { view: 'reminder' }>): Promise<void> {
  const matter = await work.tx.matters.find(matterId)
  const need = matter && (await work.tx.needs.find(matter.needId))
  if (need && !matter.endedAt && matter.step === step && !isForMany(matter)) await send(work, need, matter, { step, rung: to })
}
