import type { Indicator } from '../../assessment/assessment.ts'
import { capped, indicatorOf, weighed } from '../../assessment/indicators.ts'
import { DomainError } from '../../errors.ts'
import type { FigureKey } from '../../reports/figures.ts'
import { type Act, permit, reply } from '../act.ts'
import { presentYear } from './count.ts'
import { heldYear } from './run.ts'

/** `key`: of an indicator; `figure`: one of the figures it may be made of. */
export type WeightSaid = { key?: string; figure?: FigureKey; value: number }

/** Weights or caps of a year, as many as are named, until the scores are put on show. */
export async function setWeights(act: Act, year: number | undefined, what: 'weight' | 'cap', said: readonly WeightSaid[]): Promise<void> {
  permit(act, 'set_weights')
  const of = year ?? (await presentYear(act))
  const { indicators } = await heldYear(act, of)
  const changed = said.reduce<Indicator[]>((all, { key, figure, value }) => {
    const meant = key ?? indicatorOf(figure as FigureKey, all)
    return what === 'weight' ? weighed(all, meant, value) : capped(all, meant, value)
  }, indicators)
  if (!(await act.tx.assessments.weigh(of, changed))) throw new DomainError('conflict', 'assess_frozen')
  await reply(act, { view: 'assessment_weights', year: of })
}
