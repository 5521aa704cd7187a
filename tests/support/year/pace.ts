import type { NobodyLine, Pace, Quality, Speed } from '../../../src/domain/reports/figures.ts'
import { claimsOf, isIn, isNeed, matchOf, type Span, standing } from './facts.ts'
import type { NeedRow, Rows } from './rows.ts'

export function speedIn(rows: Rows, span: Span): Speed {
  const hours = { toMatch: [] as number[], toClaim: [] as number[], toContact: [] as number[], toSolution: [] as number[] }
  const add = (list: number[], from: Date | null, to: Date | null | undefined) => {
    if (from && isIn(span, to)) list.push((to.getTime() - from.getTime()) / 3_600_000)
  }
  for (const need of rows.needs) {
    if (need.state === 'confirmed') add(hours.toSolution, need.publishedAt, need.solvedAt)
    if (!isNeed(need)) continue
    add(hours.toMatch, need.publishedAt, matchOf(rows, need)?.at)
    add(hours.toClaim, need.publishedAt, claimsOf(rows, need)[0]?.at)
    for (const claim of claimsOf(rows, need)) add(hours.toContact, claim.at, contactOf(rows, need, claim))
  }
  return {
    toMatch: paceOf(hours.toMatch),
    toClaim: paceOf(hours.toClaim),
    toContact: paceOf(hours.toContact),
    toSolution: paceOf(hours.toSolution),
  }
}

/** The first contact noted while the claim lasted, or the report of the solution. */
function contactOf(rows: Rows, { id }: NeedRow, { at, endedAt }: { at: Date; endedAt: Date | null }): Date | undefined {
  const during = standing(rows.entries.get(id) ?? []).filter((entry) => entry.at >= at && (!endedAt || entry.at <= endedAt))
  return during.find(({ event }) => event === 'start' || event === 'solve')?.at
}

function paceOf(hours: number[]): Pace {
  if (hours.length === 0) return { count: 0 }
  const sorted = hours.toSorted((a, b) => a - b)
  return { count: hours.length, median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) }
}

/** Between two of them in proportion, as spreadsheets do it. */
function quantile(sorted: number[], share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place % 1)
}

const ends = ['confirmed', 'unsolved', 'unclaimed', 'withdrawn']
const pleased = ['confirm', 'follow_up_fine', 'follow_up_more']

export function qualityIn(rows: Rows, span: Span): Quality {
  const quality: Quality = { ended: 0, solved: 0, said: 0, satisfied: 0 }
  for (const need of rows.needs) {
    if (isNeed(need) && ends.includes(need.state) && need.publishedAt && isIn(span, need.closedAt)) {
      quality.ended++
      if (need.state === 'confirmed') quality.solved++
    }
    for (const { event, actorId, at } of standing(rows.entries.get(need.id) ?? [])) {
      if (![...pleased, 'dispute', 'follow_up_again'].includes(event) || !isIn(span, at) || actorId === null) continue
      if (actorId !== need.posterId && rows.workplaceOf.get(actorId) !== need.enterpriseId) continue
      quality.said++
      if (pleased.includes(event)) quality.satisfied++
    }
  }
  return quality
}

export function nobodyIn(rows: Rows, span: Span): NobodyLine[] {
  const lines = new Map<string, NobodyLine>()
  for (const need of rows.needs) {
    if (!isNeed(need) || !isIn(span, need.publishedAt)) continue
    const line = lines.get(need.field ?? '') ?? { ...(need.field && { field: need.field as NobodyLine['field'] }), published: 0, nobody: 0 }
    lines.set(need.field ?? '', line)
    line.published++
    if (need.state === 'unclaimed' || !matchOf(rows, need)) line.nobody++
  }
  return [...lines.values()]
}
