import { expect } from 'vitest'
import type { PlanLine } from '../../../src/domain/reports/report.ts'
import { before, momentAt, periodBy, plusDays } from './days.ts'
import { dayOf } from './facts.ts'
import type { Rows } from './rows.ts'
import type { Made } from './snapshot.ts'

const ended = ['confirmed', 'unsolved', 'unclaimed', 'withdrawn', 'merged', 'split']
const mostLines = 200

/** What is open and overdue, what a weekly plan names, and what became of the one before. */
export function checkPlan({ key, kind, period, figures: told }: Made, all: Made[], rows: Rows, now: Date): void {
  const open = rows.needs.filter(({ number, state }) => number && !ended.includes(state))
  const late = open.filter(({ state, dueAt, deadline }) => {
    const pastWish = deadline !== null && deadline < dayOf(now) && state !== 'solved' && state !== 'paused'
    return (dueAt !== null && dueAt < now) || pastWish
  })
  expect([key, told.openNow, told.overdueNow]).toEqual([key, open.length, late.length])
  const end = momentAt(plusDays(periodBy(period).until, 1), '00:00')
  // what is late is no plan of a week that is over
  if (kind !== 'weekly' || end <= now) {
    expect([key, told.plan, told.kept]).toEqual([key, undefined, undefined])
    return
  }
  const owed = owedOf(rows)
  checkLines(
    key,
    told.plan?.overdue,
    told.plan?.overdueTotal,
    owed.filter(({ dueAt }) => dueAt <= now),
  )
  checkLines(
    key,
    told.plan?.due,
    told.plan?.dueTotal,
    owed.filter(({ dueAt }) => dueAt > now && dueAt < end),
  )
  checkKept(
    key,
    told.kept,
    all.find((one) => one.key === `weekly:${before('week', periodBy(period)).key}`),
    rows,
    period,
  )
}

type Owed = Rows['matters'][number]

/** Of several experts asked about one need the last to answer stands for all. */
function owedOf({ needs, matters }: Rows): Owed[] {
  const numbered = new Set(needs.flatMap(({ id, number }) => (number ? [id] : [])))
  const live = matters.filter(({ endedAt, needId }) => endedAt === null && numbered.has(needId))
  const byDue = live.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1))
  const lastAnswer = new Map(byDue.filter(({ kind }) => kind === 'answer').map(({ needId, id }) => [needId, id]))
  return byDue.filter(({ kind, needId, id }) => kind !== 'answer' || lastAnswer.get(needId) === id)
}

function checkLines(key: string, told: PlanLine[] = [], total = -1, owed: Owed[]): void {
  expect([key, total]).toEqual([key, owed.length])
  expect([key, told.map(({ dueAt }) => dueAt)]).toEqual([key, owed.slice(0, mostLines).map(({ dueAt }) => dueAt.toISOString())])
  const ids = new Set(owed.map(({ id }) => id))
  expect(told.filter(({ matterId }) => !ids.has(matterId))).toEqual([])
}

function checkKept(key: string, kept: Made['figures']['kept'], last: Made | undefined, rows: Rows, period: string): void {
  const planned = last?.figures.plan
  if (!planned) {
    expect([key, kept]).toEqual([key, undefined])
    return
  }
  const lines = [...planned.overdue, ...planned.due]
  const weekBegan = momentAt(periodBy(period).from, '00:00')
  const over = new Set(rows.matters.filter(({ endedAt }) => endedAt && endedAt <= weekBegan).map(({ id }) => id))
  const left = lines.filter(({ matterId }) => !over.has(matterId))
  expect([key, kept]).toEqual([key, { planned: lines.length, done: lines.length - left.length, left }])
}
