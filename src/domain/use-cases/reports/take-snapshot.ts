import { isoDayAt } from '../../calendar/days.ts'
import type { FigureRow, Figures, FigureValues } from '../../reports/figures.ts'
import { figures, solvedInAll } from '../../reports/figures.ts'
import { momentsOf, type Period, periodOf, periodOfKey, previous, type Span, yearBefore, yearSoFar } from '../../reports/period.ts'
import {
  type Correction,
  type EventLine,
  type Kept,
  type NewsLine,
  type Plan,
  type Report,
  type ReportKind,
  reportKey,
  type Snapshot,
} from '../../reports/report.ts'
import { toldIn } from '../../reports/schedule.ts'
import type { Tx } from '../../store.ts'
import { standingBy } from '../assessment/count.ts'

/** Lines of a plan that are kept, and of the news; longer lists are at hand as lists. */
const mostLines = 200
const mostNews = 5
const mostCases = 3
const trendWeeks = 12
/** So many issues back it is looked for numbers that have changed. */
const lookedBack: Record<ReportKind, number> = { weekly: 8, monthly: 12, quarterly: 4 }

type At = { tx: Tx; now: Date }

/** The numbers of a report of this period as they are now. `period`: the week that is planned, the month or quarter told of. */
export async function takeSnapshot({ tx, now }: At, kind: ReportKind, period: Period): Promise<Snapshot> {
  const span = toldIn(kind, period)
  const own = { values: span, before: previous(span), lastYear: yearBefore(span), soFar: yearSoFar(span) }
  const weeks = weeksUntil(span)
  const sample = await tx.figures.sample()
  const earlier = await earlierOf(tx, kind, period, sample)
  const valuesOf = await countOnce(tx.figures, [...Object.values(own), ...weeks, ...earlier.map(({ figures }) => figures.span)])
  const counts = await tx.lists.counts({}, { now })
  return {
    sample,
    span: { from: span.from, until: span.until },
    lineOn: [span.until, isoDayAt(now)].sort()[0]!,
    ...{ values: valuesOf(own.values), before: valuesOf(own.before), lastYear: valuesOf(own.lastYear), soFar: valuesOf(own.soFar) },
    targets: await targetsOf(tx.figures, span),
    ...{ speed: await tx.figures.speed(span), speedBefore: await tx.figures.speed(own.before), quality: await tx.figures.quality(span) },
    nobody: (await tx.figures.nobody(span)).filter(({ nobody }) => nobody > 0),
    trend: weeks.map((week) => trendOf(week, valuesOf(week))),
    institutes: kind === 'weekly' ? [] : await institutesOf(tx, span),
    townships: kind === 'weekly' ? [] : await townshipsOf(tx.figures, span),
    outside: await outsideOf(tx.figures, span),
    corrections: earlier.flatMap((report) => changed(report, earlier, valuesOf(report.figures.span))),
    endings: await tx.reports.endings(span),
    openNow: counts.duties,
    overdueNow: counts.overdue,
    news: await newsOf(tx.figures, span),
    ...(kind === 'weekly' && (await plansOf({ tx, now }, period, sample))),
    ...(kind === 'quarterly' && { cases: await tx.reports.stories(span, mostCases), standing: await standingBy({ tx, now }, span) }),
  }
}

/** All spans in one reading, which costs hardly more than one of them; the same span once. */
async function countOnce(all: Figures, spans: Span[]): Promise<(span: Span) => FigureValues> {
  const name = ({ from, until }: Span) => `${from} ${until}`
  const different = [...new Map(spans.map((span) => [name(span), span])).values()]
  const counted = await all.count(different)
  const values = new Map(different.map((span, i) => [name(span), counted[i]!]))
  return (span) => values.get(name(span))!
}

/** Targets are agreed for a year: that of the last day told of. */
async function targetsOf(all: Figures, { until }: Span): Promise<Snapshot['targets']> {
  const targets = await all.targets(Number(until.slice(0, 4)))
  return Object.fromEntries(targets.map(({ figure, value }) => [figure, value]))
}

function weeksUntil({ until }: Span): Period[] {
  const weeks = [periodOf('week', until)]
  while (weeks.length < trendWeeks) weeks.unshift(previous(weeks[0]!))
  return weeks
}

function trendOf({ key }: Period, values: FigureValues): Snapshot['trend'][number] {
  return { week: key, published: values.published, claimed: values.claimed, solved: solvedInAll(values) }
}

async function institutesOf(tx: Tx, span: Span): Promise<Snapshot['institutes']> {
  const within = await tx.figures.byInstitute(span)
  const { institutes } = await tx.lists.choices()
  return institutes.flatMap(({ id, short }) => {
    const values = within.get(id)
    return values ? [{ id, name: short, values }] : []
  })
}

async function townshipsOf(all: Figures, span: Span): Promise<Snapshot['townships']> {
  const counted = [...(await all.byTownship(span))].map(([name, values]) => ({ name, values }))
  return counted.sort((a, b) => b.values.published - a.values.published || (a.name < b.name ? -1 : 1))
}

/** Those of the period, and of the longer ones it lies in. */
async function outsideOf(all: Figures, { until }: Span): Promise<Snapshot['outside']> {
  const keys = (['month', 'quarter', 'year'] as const).map((kind) => periodOf(kind, until))
  const found = await all.outside(keys.flatMap((period) => [period.key, previous(period).key]))
  return found.map(({ name, period, value, unit, source, on }) => ({ name, period, value, unit, source, on }))
}

/** The reports before this one whose numbers are looked at again: what was confirmed, withdrawn or put right since. Real data don't put demo data right. */
async function earlierOf(tx: Tx, kind: ReportKind, period: Period, sample: boolean): Promise<Report[]> {
  return (await tx.reports.signed(kind, lookedBack[kind], period.key)).filter(({ figures }) => figures.sample === sample)
}

function changed(report: Report, told: Report[], now: Snapshot['values']): Correction[] {
  const period = toldIn(report.kind, periodOfKey(report.period)!).key
  return figures.flatMap(({ key: figure }) => {
    const said = told.flatMap(({ figures: { corrections } }) => corrections.filter((one) => one.period === period && one.figure === figure))
    const was = said.at(-1)?.is ?? report.figures.values[figure]
    const is = now[figure]
    return Math.abs(was - is) > 1e-6 ? [{ period, figure, was, is }] : []
  })
}

async function newsOf(all: Figures, span: Span): Promise<Snapshot['news']> {
  const read = async (figure: 'published' | 'claimed' | 'solved' | 'solvedOnSite') =>
    (await all.rows(figure, span, {}, 0, mostNews)).rows.map(toNews)
  const solved = [...(await read('solvedOnSite')), ...(await read('solved'))].slice(0, mostNews)
  return { published: await read('published'), claimed: await read('claimed'), solved }
}

function toNews({ needId, number = '', title, enterprise }: FigureRow): NewsLine {
  return { needId, number, title, enterprise }
}

/** What is to be done this week, and what became of the plan of the week before; nothing where the week is over: what is owed now was not its plan. */
async function plansOf({ tx, now }: At, period: Period, sample: boolean): Promise<Pick<Snapshot, 'plan' | 'kept'>> {
  const { to } = momentsOf(period)
  if (to <= now) return {}
  const plan: Plan = { ...(await tx.reports.plan(now, to, mostLines)), events: await eventsOf(tx, period) }
  const last = (await tx.reports.find(reportKey('weekly', previous(period))))?.figures
  if (!last?.plan || last.sample !== sample) return { plan }
  return { plan, kept: await keptOf(tx, [...last.plan.overdue, ...last.plan.due], momentsOf(previous(period)).to) }
}

async function eventsOf(tx: Tx, { from, until }: Period): Promise<EventLine[]> {
  const events = await tx.events.between(from, until)
  return events.slice(0, mostNews).map(({ title, day, time, half, until: end, place }) => ({ title, day, time, half, until: end, place }))
}

async function keptOf(tx: Tx, planned: Kept['left'], end: Date): Promise<Kept> {
  const over = await tx.reports.over(
    planned.map(({ matterId }) => matterId),
    end,
  )
  return { planned: planned.length, done: over.size, left: planned.filter(({ matterId }) => !over.has(matterId)) }
}

/** Whether a report has nothing to tell but how much is open. */
export function isEmpty({ values, plan, kept, corrections, endings }: Snapshot): boolean {
  const nothing = endings.unclaimed + endings.unsolved === 0 && Object.values(values).every((value) => value === 0)
  const planned = (plan?.overdueTotal ?? 0) + (plan?.dueTotal ?? 0) + (plan?.events?.length ?? 0)
  return nothing && corrections.length === 0 && (kept?.planned ?? 0) === 0 && planned === 0
}
