import type { FigureValues, Target } from '../reports/figures.ts'
import type { Bounds, Grade, Indicator, Input, InstituteInputs, Line, Objection, Score, Standing } from './assessment.ts'

/** To two places, half up; what floating point leaves behind doesn't tip it. */
const cents = (value: number) => Math.round(value * 100 + 1e-7) / 100

/**
 * The score of one institute with its working. ratio = achieved / target; counted = min(ratio, cap), and min(ratio, 100%) as long as any indicator stands at zero;
 * points = counted × weight, where the weights of what is measured are raised to sum to 100; each is rounded to 0.01, and the total is their sum. An indicator without a
 * target, or a percentage of nothing, is left out. Source: docs/assessment.md.
 */
export function scoreOf(indicators: readonly Indicator[], inputs: readonly Input[]): Score {
  const found = new Map(inputs.map((input) => [input.indicator, input]))
  const all = indicators.filter(({ weight }) => weight > 0).map((indicator) => ({ indicator, input: found.get(indicator.key) }))
  const ratios = all.map(({ input }) => ratioOf(input))
  const weights = all.reduce((sum, { indicator }, i) => sum + (ratios[i] === undefined ? 0 : indicator.weight), 0)
  const noZero = ratios.every((ratio) => ratio !== 0)
  const lines = all.map(({ indicator, input }, i) => lineOf(indicator, input, ratios[i], weights, noZero))
  if (weights === 0) return { lines, noZero }
  const most = Math.max(...all.map(({ indicator }) => (noZero ? indicator.cap : 100)))
  const sum = lines.reduce((total, { points = 0 }) => total + Math.round(points * 100), 0) / 100
  return { lines, noZero, total: Math.min(sum, most) }
}

function ratioOf(input: Input | undefined): number | undefined {
  if (input?.achieved === undefined || input.target === undefined || input.target <= 0) return undefined
  return Math.max(0, input.achieved / input.target)
}

function lineOf(
  { key, weight, cap }: Indicator,
  input: Input | undefined,
  ratio: number | undefined,
  weights: number,
  noZero: boolean,
): Line {
  const line = { ...input, indicator: key, weight, cap }
  if (ratio === undefined) return line
  const counted = Math.min(ratio, (noZero ? cap : 100) / 100)
  return { ...line, weight: cents((weight / weights) * 100), ratio, counted, points: cents(counted * (weight / weights) * 100) }
}

/** With what objections were found right about. */
export function corrected(inputs: readonly Input[], objections: readonly Objection[]): Input[] {
  return inputs.map((input) => {
    const right = objections.find(({ indicator, state }) => state === 'accepted' && indicator === input.indicator)
    return right?.value === undefined ? input : { ...input, achieved: right.value }
  })
}

export function gradeOf(total: number, bounds: Bounds): Grade {
  if (total >= bounds.excellent) return 'excellent'
  if (total >= bounds.good) return 'good'
  return total >= bounds.fair ? 'fair' : 'poor'
}

/** Best first; equals share a rank; those without anything to measure stand last, without one. */
export function standingsOf(
  indicators: readonly Indicator[],
  bounds: Bounds,
  institutes: readonly InstituteInputs[],
  objections: readonly Objection[] = [],
): Standing[] {
  const scored = institutes.map(({ id, name, inputs }): Standing => {
    const own = objections.filter(({ instituteId }) => instituteId === id)
    const score = scoreOf(indicators, corrected(inputs, own))
    const lines = score.lines.map((line) => withWas(line, inputs, own))
    return { id, name, ...score, lines, ...(score.total !== undefined && { grade: gradeOf(score.total, bounds) }) }
  })
  const sorted = scored.sort(
    (a, b) => (b.total ?? -1) - (a.total ?? -1) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
  )
  return sorted.map((one) =>
    one.total === undefined ? one : { ...one, rank: 1 + sorted.filter(({ total }) => (total ?? -1) > one.total!).length },
  )
}

function withWas(line: Line, inputs: readonly Input[], objections: readonly Objection[]): Line {
  const right = objections.some(({ indicator, state }) => state === 'accepted' && indicator === line.indicator)
  const was = inputs.find(({ indicator }) => indicator === line.indicator)?.achieved
  return right && was !== undefined && was !== line.achieved ? { ...line, corrected: was } : line
}

/** What of an indicator was agreed with an institute; else its equal part of what the bureau has to reach (`shared`); else nothing. */
export function targetOf(
  { figures }: Indicator,
  instituteId: string,
  targets: readonly Target[],
  institutes: number,
): Pick<Input, 'target' | 'shared'> {
  const sum = (of: string | undefined) => {
    const own = targets.filter((target) => target.instituteId === of && figures.includes(target.figure))
    return own.length > 0 ? own.reduce((total, { value }) => total + value, 0) : undefined
  }
  const own = sum(instituteId)
  if (own !== undefined) return { target: own }
  const all = sum(undefined)
  return all === undefined || institutes === 0 ? {} : { target: all / institutes, shared: true }
}

export function achievedOf({ figures }: Indicator, values: FigureValues | undefined): number {
  return figures.reduce((sum, key) => sum + (values?.[key] ?? 0), 0)
}
