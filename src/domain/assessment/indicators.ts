import { DomainError } from '../errors.ts'
import { type FigureKey, figures } from '../reports/figures.ts'
import type { Bounds, Indicator } from './assessment.ts'

const usualCap = 120

function of(key: string, weight: number, ...keys: FigureKey[]): Indicator {
  return { key, measure: 'figures', figures: keys, weight, cap: usualCap }
}

/** What the program proposes for a year; the weights sum to 100. Percentages can't be more than 100. */
export const proposed: readonly Indicator[] = [
  of('solutions', 25, 'solved', 'solvedOnSite'),
  of('agreements', 15, 'agreements'),
  of('contractValue', 15, 'contractValue'),
  of('patents', 10, 'patents'),
  of('trained', 5, 'trained'),
  of('platforms', 10, 'incubated', 'centres'),
  { key: 'answered', measure: 'answered', figures: [], weight: 10, cap: 100 },
  { key: 'satisfied', measure: 'satisfied', figures: [], weight: 10, cap: 100 },
]

export const usualBounds: Bounds = { excellent: 90, good: 75, fair: 60 }

/** Figures that are no confirmed outcomes: how much was done, not what came of it. */
const effort: readonly FigureKey[] = ['visits', 'visited', 'learnt', 'published', 'matched', 'claimed']

export const outcomeFigures = figures.map(({ key }) => key).filter((key) => !effort.includes(key))

/** The indicator that a figure stands in, or would stand in. */
export function indicatorOf(figure: FigureKey, indicators: readonly Indicator[]): string {
  return indicators.find(({ figures: keys }) => keys.includes(figure))?.key ?? figure
}

/** With this weight; a figure that is not in the table comes in, and one that is given 0 is not scored. `invalid` for a figure that is no outcome. */
export function weighed(indicators: readonly Indicator[], key: string, weight: number): Indicator[] {
  if (!Number.isFinite(weight) || weight < 0 || weight > 100 || Math.abs(weight * 10 - Math.round(weight * 10)) > 1e-9)
    throw new DomainError('invalid', 'assess_weight')
  if (indicators.some((one) => one.key === key)) return indicators.map((one) => (one.key === key ? { ...one, weight } : one))
  if (!(outcomeFigures as readonly string[]).includes(key)) throw new DomainError('invalid', 'assess_effort')
  return [...indicators, of(key, weight, key as FigureKey)]
}

/** With this cap: from 100 to 200 percent. */
export function capped(indicators: readonly Indicator[], key: string, cap: number): Indicator[] {
  const found = indicators.find((one) => one.key === key)
  if (!found) throw new DomainError('invalid', 'assess_no_indicator')
  if (!Number.isInteger(cap) || cap < 100 || cap > 200 || (found.measure !== 'figures' && cap !== 100))
    throw new DomainError('invalid', 'assess_cap')
  return indicators.map((one) => (one.key === key ? { ...one, cap } : one))
}

export function weightSum(indicators: readonly Indicator[]): number {
  return Math.round(indicators.reduce((sum, { weight }) => sum + weight, 0) * 10) / 10
}
