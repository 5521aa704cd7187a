import type { Assessment, Indicator, Input, InstituteInputs, RateRow, Shown, Standing } from '../../assessment/assessment.ts'
import { proposed, usualBounds } from '../../assessment/indicators.ts'
import { achievedOf, standingsOf, targetOf } from '../../assessment/score.ts'
import { isoDayAt } from '../../calendar/days.ts'
import type { FigureValues, Target } from '../../reports/figures.ts'
import type { Span } from '../../reports/period.ts'
import type { Tx } from '../../store.ts'

const expertRanks = 10

type At = { tx: Tx; now: Date }

/** The days of a year that are over or under way; undefined where it has not begun. */
export function spanOfYear(year: number, now: Date): Span | undefined {
  const [first, last, today] = [`${year}-01-01`, `${year}-12-31`, isoDayAt(now)]
  if (today < first) return undefined
  return { from: first, until: today < last ? today : last }
}

/** The assessment of a year, or what the program proposes for it. */
export async function assessmentOf({ tx, now }: At, year: number): Promise<Assessment> {
  return (await tx.assessments.find(year)) ?? { year, state: 'draft', indicators: [...proposed], bounds: usualBounds, at: now }
}

/** The year somebody means who names none: the present one, or the last one as long as that is under way and this one has not been thought of. */
export async function presentYear({ tx, now }: At): Promise<number> {
  const year = Number(isoDayAt(now).slice(0, 4))
  if (await tx.assessments.find(year)) return year
  const last = await tx.assessments.find(year - 1)
  return last?.state === 'open' || last?.state === 'public' ? year - 1 : year
}

/** How the institutes stand: as it was signed, as it was put on show and corrected since, or as the numbers are now. */
export async function standings(at: At, assessment: Assessment): Promise<Standing[]> {
  const { year, indicators, bounds, shown, result } = assessment
  if (result) return result.standings
  if (shown) return standingsOf(indicators, bounds, shown.institutes, await at.tx.assessments.objections(year))
  const span = spanOfYear(year, at.now)
  return span ? standingsOf(indicators, bounds, await measure(at, year, indicators, span)) : []
}

/** The numbers of this moment, to be put on show. */
export async function takeShown(at: At, { year, indicators }: Assessment, span: Span): Promise<Shown> {
  return {
    span,
    sample: await at.tx.figures.sample(),
    institutes: await measure(at, year, indicators, span),
    experts: await at.tx.assessments.experts(span, expertRanks),
  }
}

export type ScoreLine = { id: string; name: string; rank: number; total: number }

/** How the institutes stand by score at the end of these days, best first; none where the assessment of their year has not been opened. */
export async function standingBy({ tx, now }: At, span: Span): Promise<ScoreLine[]> {
  const year = Number(span.until.slice(0, 4))
  const assessment = await tx.assessments.find(year)
  if (!assessment || assessment.state === 'draft') return []
  const { indicators, bounds } = assessment
  const days = { from: `${year}-01-01`, until: span.until }
  const all = assessment.result || assessment.shown ? await standings({ tx, now }, assessment) : undefined
  const scored = all ?? standingsOf(indicators, bounds, await measure({ tx, now }, year, indicators, days))
  return scored.flatMap(({ id, name, rank, total }) => (rank === undefined || total === undefined ? [] : [{ id, name, rank, total }]))
}

async function measure({ tx }: At, year: number, indicators: readonly Indicator[], span: Span): Promise<InstituteInputs[]> {
  const values = await tx.figures.byInstitute(span)
  values.delete('')
  const targets = await tx.figures.allTargets(year)
  const answered = ratesOf(await tx.assessments.answered(span))
  const satisfied = ratesOf(await tx.assessments.satisfied(span))
  const names = new Map((await tx.lists.choices()).institutes.map(({ id, short }) => [id, short]))
  return [...values].map(([id, own]) => ({
    id,
    name: names.get(id) ?? id,
    inputs: indicators.map((indicator) => inputOf(indicator, id, own, targets, values.size, { answered, satisfied })),
  }))
}

type Rates = Map<string, { good: number; of: number }>

function inputOf(
  indicator: Indicator,
  id: string,
  values: FigureValues,
  targets: readonly Target[],
  institutes: number,
  rates: { answered: Rates; satisfied: Rates },
): Input {
  const { key, measure: how } = indicator
  if (how === 'figures') return { indicator: key, achieved: achievedOf(indicator, values), ...targetOf(indicator, id, targets, institutes) }
  const rate = rates[how].get(id)
  return { indicator: key, target: 100, of: rate?.of ?? 0, ...(rate && { achieved: Math.round((rate.good / rate.of) * 1000) / 10 }) }
}

function ratesOf(rows: readonly RateRow[]): Rates {
  const rates: Rates = new Map()
  for (const { instituteId, good } of rows) {
    const rate = rates.get(instituteId) ?? { good: 0, of: 0 }
    rates.set(instituteId, { good: rate.good + (good ? 1 : 0), of: rate.of + 1 })
  }
  return rates
}
