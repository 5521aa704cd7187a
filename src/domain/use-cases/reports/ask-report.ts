import { DomainError } from '../../errors.ts'
import { isStaff, type Person } from '../../person.ts'
import type { FigureKey } from '../../reports/figures.ts'
import { momentsOf, next, type Period, periodAt, previous } from '../../reports/period.ts'
import { type PersonalKind, type Report, type ReportKind, reportKey, reportKinds } from '../../reports/report.ts'
import { periodKindOf, toldIn } from '../../reports/schedule.ts'
import { type Act, permit, reply } from '../act.ts'
import { draftSlot } from './make-report.ts'

/** `now`: the present week, month or quarter; `last`: the one before; `next`: the issue to come, as it would be now; or a certain one. */
export type Which = 'now' | 'last' | 'next' | Period

/**
 * A report on demand: as it was made, or from the numbers of this moment. A week that is named is one that is told of: it stands in the plan of the week
 * after it. Whoever has no reports is shown their own week.
 */
export async function askReport(act: Act, kind: ReportKind, which: Which): Promise<void> {
  const { actor } = act
  if (!isStaff(actor) && !(kind === 'quarterly' && actor.managesId)) return showOwnWeek(act)
  if (kind === 'weekly' && which === 'now' && actor.roles.includes('head')) return showOwnWeek(act)
  const period = carried(kind, which, act.now)
  if (momentsOf(toldIn(kind, period)).from > act.now) throw new DomainError('invalid', 'report_future')
  const key = reportKey(kind, period)
  const made = which === 'next' ? undefined : await act.tx.reports.find(key)
  if (made?.state !== 'signed' && !isStaff(actor)) throw new DomainError('not_found', 'no_such_report')
  if (made?.state === 'draft') return reply(act, { view: 'report', key }, { mode: 'fresh', slot: draftSlot(key) })
  await reply(act, { view: 'report', key, ...(!made && { live: true as const }) })
}

function carried(kind: ReportKind, which: Which, now: Date): Period {
  const current = periodAt(periodKindOf(kind), now)
  if (typeof which === 'object') return kind === 'weekly' ? next(which) : which
  if (kind === 'weekly') return which === 'now' ? current : which === 'next' ? next(current) : previous(current)
  return which === 'last' ? previous(current) : current
}

/** The personal digests of somebody, as their week is now. */
export function personalKindsOf(person: Person): PersonalKind[] {
  const kinds: PersonalKind[] = []
  if (person.roles.includes('head')) kinds.push('head')
  if (person.expertId) kinds.push('expert')
  if (person.managesId) kinds.push('institute')
  if (person.enterpriseId) kinds.push('enterprise')
  return kinds
}

export async function showOwnWeek(act: Act): Promise<void> {
  const kinds = personalKindsOf(act.actor)
  const period = periodAt('week', act.now).key
  if (kinds.length === 0) return reply(act, { view: 'say', text: 'no_digest' })
  for (const kind of kinds) await reply(act, { view: 'digest', kind, period })
}

/** A report by its key: as it was made, or as it would be now. */
export async function showReport(act: Act, key: string, live = false): Promise<void> {
  const made = live ? undefined : await act.tx.reports.find(key)
  await reply(act, { view: 'report', key, ...(!made && { live: true as const }) })
}

/** The rows behind a number. `turned`: another page, where the card stands. */
export async function showFigure(act: Act, period: string, figure: FigureKey, page: number, turned = false): Promise<void> {
  permit(act, 'see_delivery')
  await reply(act, { view: 'figure', period, figure, page }, { mode: turned ? 'update' : 'fresh', slot: 'figure' })
}

/** Who got the latest report that went out. */
export async function showDelivery(act: Act): Promise<void> {
  permit(act, 'see_delivery')
  const latest = []
  for (const kind of reportKinds) latest.push(...(await act.tx.reports.signed(kind, 1)))
  const wentOut = ({ signedAt, at }: Report) => (signedAt ?? at).getTime()
  const last = latest.sort((a, b) => wentOut(b) - wentOut(a))[0]
  if (!last) throw new DomainError('not_found', 'no_report_yet')
  await reply(act, { view: 'report_sent', key: last.key })
}
