import type { Invitation, Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import type { Person } from '../../person.ts'
import type { FigureValues } from '../../reports/figures.ts'
import { type Period, previous, yearSoFar } from '../../reports/period.ts'
import type { PlanLine, Snapshot } from '../../reports/report.ts'
import { reportKey } from '../../reports/report.ts'
import type { Tx } from '../../store.ts'
import { takeSnapshot } from './take-snapshot.ts'

type At = { tx: Tx; now: Date }
const mostNeeds = 50
const fortnightMs = 14 * 86_400_000

/** What fits an expert and waits for their answer, and what they owe until then. */
export async function weekOfExpert({ tx }: At, { id, expertId }: Person, until: Date) {
  const all = expertId ? await tx.needs.ofExpert(expertId) : []
  const asked = all.filter(({ need, invitation }) => invitation.state === 'asked' && need.state === 'open')
  const owed = await tx.reports.owedBy({ personId: id, expertId }, until)
  return { asked, owed } satisfies { asked: { need: Need; invitation: Invitation }[]; owed: PlanLine[] }
}

/** The needs of a contact that are under way, or ended within the fortnight. */
export async function weekOfEnterprise({ tx, now }: At, { id }: Person): Promise<Need[]> {
  const needs = await tx.needs.ofPoster(id, mostNeeds)
  const recent = (at: Date | undefined) => at !== undefined && now.getTime() - at.getTime() <= fortnightMs
  return needs.filter((need) => need.number && (!isEnded(need.state) || recent(need.closedAt)))
}

export type InstituteWeek = { name: string; values: FigureValues; soFar: FigureValues; targets: Snapshot['targets']; late: PlanLine[] }

/** An institute's own figures of the week before, and its year against what was agreed. */
export async function weekOfInstitute({ tx, now }: At, { managesId }: Person, period: Period): Promise<InstituteWeek> {
  const instituteId = managesId ?? ''
  const span = previous(period)
  const [values, soFar] = await tx.figures.count([span, yearSoFar(span)], { instituteId })
  const targets = await tx.figures.targets(Number(span.until.slice(0, 4)), instituteId)
  return {
    name: (await tx.directory.institute(instituteId))?.name ?? '',
    ...{ values: values!, soFar: soFar! },
    targets: Object.fromEntries(targets.map(({ figure, value }) => [figure, value])),
    late: await tx.reports.lateOf(instituteId, now),
  }
}

/** The plan of the week as it was made, or as it would be now. */
export async function weekOfHead({ tx, now }: At, period: Period) {
  const made = await tx.reports.find(reportKey('weekly', period))
  const snapshot = made?.figures ?? (await takeSnapshot({ tx, now }, 'weekly', period))
  return { snapshot, drafts: await tx.reports.drafts() }
}
