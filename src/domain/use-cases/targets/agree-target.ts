import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { type FigureKey, figures, type Target } from '../../reports/figures.ts'
import { instituteCalled } from '../../shares.ts'
import { type Act, permit, reply } from '../act.ts'

/** `of`: words for an institute; '' the bureau. */
export type TargetSaid = { year?: number; figure: FigureKey; of: string }

const mostYearsAhead = 5
/** More than a district will ever count, or have in 万元. */
const mostCounted = 1_000_000
const mostMoney = 100_000_000

export async function showTargets(act: Act, year?: number, page = 0, turned = false): Promise<void> {
  permit(act, 'see_targets')
  const shown = year === undefined ? yearAt(act.now) : checkedYear(year, act.now)
  await reply(act, { view: 'targets', year: shown, page }, { mode: turned ? 'update' : 'fresh', slot: 'targets' })
}

/** Sets a target of the bureau or of an institute, instead of what was agreed before. */
export async function agreeTarget(act: Act, said: TargetSaid, value: number): Promise<void> {
  const target = await meant(act, said)
  check(target.figure, value)
  const was = await standing(act, target)
  await act.tx.figures.setTarget({ ...target, value, byId: act.actor.id, at: act.now })
  await reply(act, { view: 'target', ...target, ...(was !== undefined && { was }) })
}

export async function dropTarget(act: Act, said: TargetSaid): Promise<void> {
  const target = await meant(act, said)
  const was = await standing(act, target)
  if (!(await act.tx.figures.removeTarget(target)) || was === undefined) throw new DomainError('not_found', 'no_such_target')
  await reply(act, { view: 'target', ...target, was })
}

type Which = Pick<Target, 'year' | 'figure' | 'instituteId'>

async function meant(act: Act, { year, figure, of }: TargetSaid): Promise<Which> {
  permit(act, 'agree_targets')
  const own = { year: checkedYear(year ?? yearAt(act.now), act.now), figure }
  if (of === '') return own
  const { institutes } = await act.tx.lists.choices()
  const institute = instituteCalled(of, institutes)
  if (institute) return { ...own, instituteId: institute.id }
  throw new DomainError('invalid', 'target_institute', { said: of, known: institutes.map(({ short }) => short).join(' / ') })
}

async function standing(act: Act, { year, figure, instituteId }: Which): Promise<number | undefined> {
  return (await act.tx.figures.targets(year, instituteId)).find((one) => one.figure === figure)?.value
}

function check(figure: FigureKey, value: number): void {
  const money = figures.find(({ key }) => key === figure)?.unit.zh === '万元'
  if (value < 0) throw new DomainError('invalid', 'target_negative')
  if (value > (money ? mostMoney : mostCounted)) throw new DomainError('invalid', 'target_absurd')
  if (!money && !Number.isInteger(value)) throw new DomainError('invalid', 'target_whole')
}

export function yearAt(moment: Date): number {
  return Number(isoDayAt(moment).slice(0, 4))
}

function checkedYear(year: number, now: Date): number {
  if (year < 2000 || year > yearAt(now) + mostYearsAhead) throw new DomainError('invalid', 'target_year')
  return year
}
