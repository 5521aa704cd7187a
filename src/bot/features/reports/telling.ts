import { DomainError } from '../../../domain/errors.ts'
import { isStaff, type Person } from '../../../domain/person.ts'
import { type Period, periodOfKey } from '../../../domain/reports/period.ts'
import { type Report, type ReportKind, reportKinds, type Snapshot } from '../../../domain/reports/report.ts'
import { toldIn } from '../../../domain/reports/schedule.ts'
import { rights } from '../../../domain/rights-table.ts'
import { takeSnapshot } from '../../../domain/use-cases/reports/take-snapshot.ts'
import type { Reader } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { daysOf, periodName } from './figure-words.ts'

/** A report as one reader sees it. `period`: the one it carries. `told`: the one its figures are of. */
export type Telling = {
  key: string
  kind: ReportKind
  period: Period
  told: Period
  snapshot: Snapshot
  comments: Report['comments']
  /** Made, and in what state; absent where the numbers are those of this moment. */
  made?: Report
}

/** Staff read all of them; managers of institutes the circulars that were sent out. */
export function mayRead(person: Person, kind: ReportKind, made: Report | undefined): boolean {
  return isStaff(person) || (person.managesId !== undefined && kind === 'quarterly' && made?.state === 'signed')
}

/** `not_found` where there is no such report; `forbidden` for who may not read it. */
export async function telling(reader: Reader, key: string, live = false): Promise<Telling> {
  const { tx, now, person } = reader
  const [kind, period] = partsOf(key)
  const found = live ? undefined : await tx.reports.find(key)
  if (!mayRead(person, kind, found)) throw new DomainError('forbidden', rights.see_reports.refusal)
  if (!found && !live) throw new DomainError('not_found', 'no_such_report')
  const snapshot = found?.figures ?? (await takeSnapshot({ tx, now }, kind, period))
  return { key, kind, period, told: toldIn(kind, period), snapshot, comments: found?.comments ?? {}, ...(found && { made: found }) }
}

export function partsOf(key: string): [ReportKind, Period] {
  const at = key.indexOf(':')
  const kind = reportKinds.find((one) => one === key.slice(0, at))
  const period = periodOfKey(key.slice(at + 1))
  if (!kind || !period) throw new DomainError('not_found', 'no_such_report')
  return [kind, period]
}

/** A key as a button carries it, and back. */
export function idOf(key: string, live: boolean): string {
  return key.replace(':', '_') + (live ? '_live' : '')
}

export function keyOf(id: string): { key: string; live: boolean } {
  const live = id.endsWith('_live')
  return { key: (live ? id.slice(0, -5) : id).replace('_', ':'), live }
}

/** 周计划 · 2026年第48周（11月23日—11月29日）, with what state it is in. */
export function titleOf(words: Words, { kind, period, snapshot, made }: Telling, now: Date): string {
  const { reports } = words.t
  const days = kind === 'weekly' ? words.t.aside(daysOf(words, period)) : ''
  const state = !made ? reports.live(words.dateTime(now)) : made.state === 'draft' ? reports.draft : ''
  return `${reports.kinds[kind]} · ${periodName(words, period)}${days}${snapshot.sample ? reports.sample : ''}${state}`
}

/** “the week before”: what the figures are compared with. */
export function beforeWords({ t }: Words, { told }: Pick<Telling, 'told'>): string {
  return t.reports.beforeThat[told.kind]
}

/** A title as the name of a file, which may not have all characters. */
export function fileName(title: string): string {
  return title.replace(/[\\/:*?"<>|]/g, ' ')
}
