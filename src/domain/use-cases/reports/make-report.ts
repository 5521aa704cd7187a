import { priorities } from '../../notices.ts'
import type { Person } from '../../person.ts'
import { type Period, periodOfKey } from '../../reports/period.ts'
import { type ReportKind, reportKey } from '../../reports/report.ts'
import { workingDaysPassed } from '../../reports/schedule.ts'
import type { Store, Tx } from '../../store.ts'
import { tell, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { presentFor } from '../clocks/leave.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** A draft that waits is reminded of after so many working days, and again. */
const patience = 2

/** The report of a period, made once: a weekly plan as it is, the others as a draft for whoever signs them. False where another was first. */
export async function makeReport(work: Work, kind: ReportKind, period: Period): Promise<boolean> {
  const key = reportKey(kind, period)
  const figures = await takeSnapshot(work, kind, period)
  const state = kind === 'weekly' ? 'signed' : 'draft'
  if (!(await work.tx.reports.add({ key, kind, period: period.key, figures, state, at: work.now }))) return false
  if (state === 'draft') await tellSigners(work, key)
  return true
}

type At = Pick<Work, 'tx' | 'now'>

/** Whom a draft waits for: heads, those on leave stood in for; where nobody of them is there, administrators. */
export async function signers(work: At): Promise<Person[]> {
  const heads = await work.tx.people.withRoles(['head'])
  const there = await presentFor(work, heads, work.now)
  if (there.length > 0) return there
  const admins = await presentFor(work, await work.tx.people.withRoles(['admin']), work.now)
  return admins.length > 0 ? admins : heads
}

/** A head may also while on leave. */
export async function maySign(work: At, person: Person): Promise<boolean> {
  if (person.roles.includes('head') || person.roles.includes('admin')) return true
  return (await signers(work)).some(({ id }) => id === person.id)
}

/** Liaison officers read drafts; the others of the bureau may reword them, and an officer who stands in for the head. */
export async function mayWord(work: At, person: Person): Promise<boolean> {
  return person.roles.some((role) => role !== 'officer') || (await maySign(work, person))
}

async function tellSigners(work: Work, key: string): Promise<void> {
  for (const person of await signers(work))
    await tell(work, person.id, { view: 'report', key }, { mode: 'fresh', slot: draftSlot(key), priority: priorities.normal })
}

/** The one card of a draft in a chat. */
export function draftSlot(key: string): string {
  return `report:${key}`
}

/** Drafts that nobody has signed are brought up again. */
export async function remindOfDrafts(store: Store, workOn: (tx: Tx) => Work, _now: Date, failed: (error: unknown) => void): Promise<void> {
  const drafts = await store.transaction((tx) => tx.reports.drafts())
  for (const { key, at, remindedAt } of drafts)
    await store.transaction((tx) => remindOf(workOn(tx), key, remindedAt, remindedAt ?? at)).catch(failed)
}

async function remindOf(work: Work, key: string, last: Date | undefined, since: Date): Promise<void> {
  if (!workingDaysPassed(since, work.now, patience, await calendarOf(work))) return
  if (await work.tx.reports.remind(key, last, work.now)) await tellSigners(work, key)
}

export function periodOfReport(key: string): Period | undefined {
  return periodOfKey(key.slice(key.indexOf(':') + 1))
}
