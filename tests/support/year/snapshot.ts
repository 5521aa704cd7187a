import { expect } from 'vitest'
import { type FigureKey, type FigureValues, figures } from '../../../src/domain/reports/figures.ts'
import type { Correction, ReportKind, Snapshot } from '../../../src/domain/reports/report.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { before, type Period, periodBy, periods, plusDays, type Rhythm, weekdayOf, weekFrom, yearAgo } from './days.ts'
import { count, type Fact, factsOf, type Span } from './facts.ts'
import { nobodyIn, qualityIn, speedIn } from './pace.ts'
import { checkPlan } from './plan.ts'
import type { Rows } from './rows.ts'

export const rhythms: Record<ReportKind, Rhythm> = { weekly: 'week', monthly: 'month', quarterly: 'quarter' }

export type Made = { key: string; kind: ReportKind; period: string; state: string; comments: unknown; figures: Snapshot }

/** All reports as they stand, the oldest period first. */
export async function reportsOf(prisma: PrismaClient): Promise<Made[]> {
  const rows = await prisma.report.findMany({ orderBy: [{ kind: 'asc' }, { period: 'asc' }] })
  return rows.map((row) => ({ ...row, kind: row.kind as ReportKind, figures: row.figures as unknown as Snapshot }))
}

/** The period a report tells of: a weekly plan of the week before, the others of their own. */
export function toldOf({ kind, period }: Pick<Made, 'kind' | 'period'>): Period {
  return kind === 'weekly' ? before('week', periodBy(period)) : periodBy(period)
}

/** Every number of a report that was made this moment, against what the rows of this moment say. */
export async function checkReport(prisma: PrismaClient, rows: Rows, report: Made, now: Date): Promise<void> {
  const facts = factsOf(rows)
  const { figures: told, key, kind } = report
  const span = toldOf(report)
  const last = before(rhythms[kind], span)
  const year = span.until.slice(0, 4)
  const soFar = { from: `${year}-01-01`, until: span.until }
  expect([key, told.span, told.sample]).toEqual([key, { from: span.from, until: span.until }, false])
  same(`${key} values`, told.values, count(facts, span))
  same(`${key} before`, told.before, count(facts, last))
  same(`${key} lastYear`, told.lastYear, count(facts, yearAgo(span)))
  same(`${key} soFar`, told.soFar, count(facts, soFar))
  if (kind === 'weekly') expect([key, told.institutes, told.townships]).toEqual([key, [], []])
  else checkPlaces(key, told, facts, rows, span)
  checkPace(key, told, rows, span, last)
  expect([key, told.trend]).toEqual([key, trendTo(span, facts)])
  expect([key, told.targets]).toEqual([key, await targetsOf(prisma, year)])
  const reports = await reportsOf(prisma)
  checkCorrections(key, told.corrections, correctionsOf(report, reports, facts))
  checkNews(key, told, facts, span)
  checkPlan(report, reports, rows, now)
}

/** Money and shares may differ by what floating point leaves. */
function same(what: string, told: Record<string, number>, found: Record<string, number>): void {
  const wrong = Object.keys(found).filter((key) => !(Math.abs((told[key] ?? Number.NaN) - (found[key] ?? 0)) < 1e-6))
  const pick = (values: Record<string, number>) => Object.fromEntries(wrong.map((key) => [key, values[key]]))
  expect([what, pick(told)]).toEqual([what, pick(found)])
}

function checkPlaces(key: string, told: Snapshot, facts: Fact[], rows: Rows, span: Span): void {
  expect([key, told.institutes.map(({ id }) => id).toSorted()]).toEqual([key, rows.institutes.map(({ id }) => id).toSorted()])
  for (const { id, name, values } of told.institutes) same(`${key} ${name}`, values, count(facts, span, { institute: id }))
  const known = new Set([...rows.enterprises.values()].flatMap(({ township }) => township ?? []))
  const homeless = Object.values(count(facts, span, { township: '' })).some((value) => value !== 0)
  expect([key, told.townships.map(({ name }) => name).toSorted()]).toEqual([key, [...known, ...(homeless ? [''] : [])].toSorted()])
  for (const { name, values } of told.townships) same(`${key} ${name}`, values, count(facts, span, { township: name }))
}

function checkPace(key: string, told: Snapshot, rows: Rows, span: Span, last: Span): void {
  for (const [pace, found] of [
    [told.speed, speedIn(rows, span)],
    [told.speedBefore, speedIn(rows, last)],
  ] as const)
    for (const step of ['toMatch', 'toClaim', 'toContact', 'toSolution'] as const) {
      const { count, median = -1, p90 = -1 } = found[step]
      same(`${key} ${step}`, { median: -1, p90: -1, ...pace[step] }, { count, median, p90 })
    }
  expect([key, told.quality]).toEqual([key, qualityIn(rows, span)])
  const byField = (lines: Snapshot['nobody']) => lines.toSorted((a, b) => ((a.field ?? '') < (b.field ?? '') ? -1 : 1))
  expect([key, byField(told.nobody)]).toEqual([key, byField(nobodyIn(rows, span).filter(({ nobody }) => nobody > 0))])
  expect(told.nobody.map(({ nobody }) => nobody)).toEqual(told.nobody.map(({ nobody }) => nobody).toSorted((a, b) => b - a))
}

/** The twelve weeks up to the one in which the span ends. */
function trendTo({ until }: Span, facts: Fact[]): Snapshot['trend'] {
  const last = weekFrom(plusDays(until, 1 - weekdayOf(until)))
  const at = periods.week.findIndex(({ key }) => key === last.key)
  return periods.week.slice(at - 11, at + 1).map((week) => {
    const { published, claimed, solved, solvedOnSite } = count(facts, week)
    return { week: week.key, published, claimed, solved: solved + solvedOnSite }
  })
}

async function targetsOf(prisma: PrismaClient, year: string): Promise<Snapshot['targets']> {
  const targets = await prisma.target.findMany({ where: { year: Number(year), instituteId: '' } })
  return Object.fromEntries(targets.map(({ figure, value }) => [figure, value]))
}

/**
 * What was told of a period and is otherwise now. Told last is what the latest issue that went out said of it, in its own figures or as a correction. Weekly
 * plans look through the eight before them, monthly reports through twelve, circulars through four.
 */
function correctionsOf({ kind, period, key }: Made, all: Made[], facts: Fact[]): Correction[] {
  const out = all.filter((one) => one.kind === kind && one.key !== key && one.period < period && one.state === 'signed')
  return out.slice(-{ weekly: 8, monthly: 12, quarterly: 4 }[kind]).flatMap((issue) => {
    const told = toldOf(issue)
    const lately = (figure: FigureKey) =>
      out.flatMap((one) => one.figures.corrections).findLast((one) => one.period === told.key && one.figure === figure)?.is
    const now: FigureValues = count(facts, told)
    return figures.flatMap(({ key: figure }) => {
      const was = lately(figure) ?? issue.figures.values[figure]
      return Math.abs(was - now[figure]) > 1e-6 ? [{ period: told.key, figure, was, is: now[figure] }] : []
    })
  })
}

function checkCorrections(key: string, told: Correction[], found: Correction[]): void {
  const round = ({ was, is, ...rest }: Correction) => ({ ...rest, was: was.toFixed(5), is: is.toFixed(5) })
  expect([key, told.map(round)]).toEqual([key, found.map(round)])
}

/** At most five of each, and none left out that is newer than one shown. */
function checkNews(key: string, { news }: Snapshot, facts: Fact[], span: Span): void {
  const within = (...keys: FigureKey[]) => facts.filter(({ figure, on }) => keys.includes(figure) && span.from <= on && on <= span.until)
  for (const figure of ['published', 'claimed'] as const) {
    const all = within(figure)
    const on = new Map(all.map((fact) => [fact.need.id, fact.on]))
    const days = news[figure].map(({ needId }) => on.get(needId) ?? '')
    const newest = all
      .map((fact) => fact.on)
      .toSorted()
      .reverse()
    expect([key, figure, days]).toEqual([key, figure, newest.slice(0, 5)])
  }
  const solved = within('solved', 'solvedOnSite')
  expect([key, news.solved.length]).toEqual([key, Math.min(5, solved.length)])
  for (const { needId } of news.solved) expect(solved.map(({ need }) => need.id)).toContain(needId)
}
