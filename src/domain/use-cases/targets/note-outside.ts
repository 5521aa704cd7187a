import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type OutsideDraft, type OutsideSaid, outsideParts } from '../../reports/figures.ts'
import { momentsOf, periodOfKey } from '../../reports/period.ts'
import { type Act, ask, permit, reply, words } from '../act.ts'

const longestName = 60
const longestUnit = 20
const longestSource = 200
const mostValue = 1e12

export async function showOutside(act: Act, period?: string): Promise<void> {
  permit(act, 'see_outside')
  await reply(act, { view: 'outside_list', ...(period && { period }) })
}

export async function showOutsideFigure(act: Act, id: string): Promise<void> {
  permit(act, 'see_outside')
  await reply(act, { view: 'outside_figure', id })
}

/** A figure kept outside the system: written once all of it is known; what is missing is asked for, and nothing said is lost meanwhile. */
export async function noteOutside(act: Act, draft: OutsideDraft): Promise<void> {
  permit(act, 'write_outside')
  check(act, draft)
  const missing = outsideParts.find((part) => draft[part] === undefined)
  if (missing) return ask(act, { kind: 'outside_part', part: missing, draft })
  const said = draft as OutsideSaid
  const before = (await act.tx.figures.outside([said.period])).find(({ name }) => name === said.name)
  const id = newId()
  await act.tx.figures.putOutside({ ...said, id, byId: act.actor.id, at: act.now })
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'outside_figure', id, ...(before && { was: saidOf(before) }) })
}

export async function removeOutside(act: Act, id: string): Promise<void> {
  permit(act, 'write_outside')
  const found = await act.tx.figures.outsideFigure(id)
  if (!found || !(await act.tx.figures.removeOutside(id))) throw new DomainError('not_found', 'no_such_outside')
  await reply(act, { view: 'outside_gone', figure: saidOf(found) })
}

function saidOf({ name, period, value, unit, source, on }: OutsideSaid): OutsideSaid {
  return { name, period, value, unit, source, on }
}

function check({ now }: Act, { name, period, value, unit, source }: OutsideDraft): void {
  if (name !== undefined) words(name, longestName)
  if (source !== undefined) words(source, longestSource)
  if (unit !== undefined && unit.length > longestUnit) throw new DomainError('invalid', 'outside_unit')
  if (value !== undefined && Math.abs(value) > mostValue) throw new DomainError('invalid', 'outside_value')
  const known = period === undefined ? undefined : periodOfKey(period)
  if (known?.kind === 'week') throw new DomainError('invalid', 'outside_week')
  if (known && momentsOf(known).from > now) throw new DomainError('invalid', 'report_future')
}
