import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { newId } from '../../ids.ts'
import { type Notice, priorities } from '../../notices.ts'
import { type Period, periodAt, previous } from '../../reports/period.ts'
import {
  type Addressee,
  type Choice,
  type Delivery,
  type DigestKind,
  digestKinds,
  type ReportKind,
  reportKey,
  reportKinds,
} from '../../reports/report.ts'
import { dueOn, isWeekly, latestDue, periodKindOf } from '../../reports/schedule.ts'
import type { Store, Tx } from '../../store.ts'
import { placeOf, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { isAway } from '../clocks/leave.ts'
import { hasNothing } from './has-nothing.ts'
import { makeReport } from './make-report.ts'

/** What decides which issues are due; none is from before the installation. */
type Ground = { calendar: WorkingCalendar; installed: Date }

/** Written into the post in one transaction. */
const batch = 100

/**
 * Makes the reports whose hour has come and puts every reader's copy in the post: each once, whoever ticks and however often. Of periods that were
 * missed only the latest is made up for, and none from before this installation.
 */
export async function sendDigests(store: Store, workOn: (tx: Tx) => Work, now: Date, failed: (error: unknown) => void): Promise<void> {
  const ground = await store.transaction((tx) => groundOf(workOn(tx)))
  for (const kind of digestKinds) await sendKind(store, workOn, now, kind, ground, failed).catch(failed)
}

async function sendKind(
  store: Store,
  workOn: (tx: Tx) => Work,
  now: Date,
  kind: DigestKind,
  ground: Ground,
  failed: (error: unknown) => void,
): Promise<void> {
  for (const period of inHand(kind, now, ground)) {
    const key = reportKey(kind, period)
    const ready = await store.transaction((tx) => readyFor(workOn(tx), kind, period, ground))
    for (let i = 0; i < ready.length; i += batch) {
      const put = (some: Addressee[]) => store.transaction((tx) => deliver(workOn(tx), kind, period, key, some))
      const some = ready.slice(i, i + batch)
      // one whose copy can't be prepared holds up none of the others
      await put(some).catch(async () => {
        for (const one of some) await put([one]).catch(failed)
      })
    }
  }
}

/** The latest issue; the one before, which may still be to come for whoever wants it later; and where it has begun the next, for whoever wants it earlier. */
function inHand(kind: DigestKind, now: Date, { calendar }: Ground): Period[] {
  const latest = latestDue(kind, now, calendar)
  const current = periodAt(periodKindOf(kind), now)
  return [previous(latest), latest, ...(isWeekly(kind) && current.key !== latest.key ? [current] : [])]
}

/** Whose copy is due now, where there is something to copy: a draft waits for its signature. */
async function readyFor(work: Work, kind: DigestKind, period: Period, { calendar, installed }: Ground): Promise<Addressee[]> {
  const made = isReport(kind) ? await work.tx.reports.find(reportKey(kind, period)) : undefined
  const dueBy = oncePerChoice((choice) => {
    const at = dueOn(kind, period, calendar, choice)
    return at <= work.now && at > installed && latestDue(kind, work.now, calendar, choice).key === period.key ? at : undefined
  })
  const waiting = await work.tx.reports.addressees(kind, reportKey(kind, period), work.now)
  const ready = waiting.filter(({ choice, createdAt }) => {
    const at = dueBy(choice)
    return at !== undefined && at >= createdAt
  })
  if (!isReport(kind) || made?.state === 'signed') return ready
  const first = dueOn(kind, period, calendar)
  const wanted =
    kind === 'weekly' ? ready.length > 0 : first <= work.now && first > installed && period.key === latestDue(kind, work.now, calendar).key
  if (!made && wanted) await makeReport(work, kind, period)
  return kind === 'weekly' ? ready : []
}

/** Thousands of people want it at the same few times. */
function oncePerChoice(due: (choice: Choice) => Date | undefined): typeof due {
  const known = new Map<string, Date | undefined>()
  return ({ day, time }) => {
    const name = `${day} ${time}`
    if (!known.has(name)) known.set(name, due({ day, time }))
    return known.get(name)
  }
}

/** Copies of a report whose signature came when the next issue was due already: no tick looks for them any more. */
export async function sendLate(work: Work, kind: ReportKind, period: Period): Promise<void> {
  const { calendar, installed } = await groundOf(work)
  const waiting = await work.tx.reports.addressees(kind, reportKey(kind, period), work.now)
  const late = waiting.filter(({ choice, createdAt }) => {
    const at = dueOn(kind, period, calendar, choice)
    return at > installed && at >= createdAt && latestDue(kind, work.now, calendar, choice).key > period.key
  })
  await deliver(work, kind, period, reportKey(kind, period), late)
}

async function groundOf(work: Work): Promise<Ground> {
  const installed = new Date(await work.tx.settle('installed_at', work.now.toISOString()))
  return { calendar: await calendarOf(work), installed }
}

async function deliver(work: Work, kind: DigestKind, period: Period, key: string, addressees: Addressee[]): Promise<void> {
  const planned = []
  for (const { personId, choice } of addressees) planned.push(await plannedFor(work, kind, period, key, personId, choice))
  const mine = await work.tx.reports.deliver(
    planned.map(({ address: _, ...delivery }) => delivery),
    work.now,
  )
  const notice: Notice = isReport(kind) ? { view: 'report', key } : { view: 'digest', kind, period: period.key }
  for (const { personId, parcel, address } of planned)
    if (parcel && address && mine.has(personId))
      await work.tx.mail.put({ key: parcel, address, mode: 'message', notice, priority: priorities.bulk, dueAt: work.now })
}

async function plannedFor(
  work: Work,
  kind: DigestKind,
  period: Period,
  digestKey: string,
  personId: string,
  choice: Choice,
): Promise<Delivery & { address?: string }> {
  const person = await work.tx.people.find(personId)
  const own = { digestKey, personId }
  if (!person || isMuted(kind, person.roles, choice)) return { ...own, how: 'muted' }
  if (await isAway(work, person, work.now)) return { ...own, how: 'away' }
  const address = await placeOf(work, personId)
  if (!address) return { ...own, how: 'no_account' }
  if (choice.skipEmpty && (await hasNothing(work, kind, period, person))) return { ...own, how: 'empty' }
  return { ...own, how: 'send', parcel: newId(), address }
}

/** A head has the week on one screen, and its plan by a press; until they choose otherwise. */
export function isMuted(kind: DigestKind, roles: readonly string[], { muted }: Choice): boolean {
  return muted ?? (kind === 'weekly' && roles.includes('head'))
}

export function isReport(kind: DigestKind): kind is ReportKind {
  return (reportKinds as readonly string[]).includes(kind)
}
