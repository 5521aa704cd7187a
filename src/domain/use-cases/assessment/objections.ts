import type { Assessment, Objection } from '../../assessment/assessment.ts'
import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Act, ask, permit, refreshSlot, reply, tell, tellStaff, words } from '../act.ts'

const longest = 800
const mostValue = 100_000_000

/** A manager is asked for words on one indicator. */
export async function askObjection(act: Act, year: number, indicator: string): Promise<void> {
  await objectable(act, await act.tx.assessments.find(year), indicator)
  await ask(act, { kind: 'objection', year, indicator })
}

export async function objectTo(act: Act, year: number, indicator: string, text: string): Promise<void> {
  const instituteId = await objectable(act, await act.tx.assessments.hold(year), indicator)
  const objection = { id: newId(), year, instituteId, indicator, byId: act.actor.id, text: words(text, longest), at: act.now }
  if (!(await act.tx.assessments.object(objection))) throw new DomainError('conflict', 'objection_already')
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'objection', id: objection.id })
  await tellStaff(act, ['staff', 'head', 'admin'], { view: 'objection', id: objection.id }, { mode: 'fresh', slot: slotOf(objection.id) })
}

/** The institute of whoever may object to this now. */
async function objectable(act: Act, assessment: Assessment | undefined, indicator: string): Promise<string> {
  const { actor, tx, now } = act
  permit(act, 'object')
  if (!actor.managesId) throw new DomainError('not_found', 'no_such_entry')
  if (assessment?.state !== 'public' || !assessment.shown) throw new DomainError('conflict', 'assess_not_public')
  if (isoDayAt(now) > (assessment.shownUntil ?? '')) throw new DomainError('conflict', 'objection_late')
  const own = assessment.shown.institutes.find(({ id }) => id === actor.managesId)
  const scored = assessment.indicators.some(({ key, weight }) => key === indicator && weight > 0)
  if (!own || !scored) throw new DomainError('not_found', 'assess_no_indicator')
  const before = (await tx.assessments.objections(assessment.year)).some((one) => one.instituteId === own.id && one.indicator === indicator)
  if (before) throw new DomainError('conflict', 'objection_already')
  return own.id
}

export async function askAnswer(act: Act, id: string, how: 'accept' | 'refuse'): Promise<void> {
  await answerable(act, id)
  await ask(act, { kind: how === 'accept' ? 'objection_accept' : 'objection_refuse', objectionId: id })
}

/** `value`: what was achieved, as it was found on looking again. */
export async function acceptObjection(act: Act, id: string, value: number | undefined, reason: string): Promise<void> {
  const { indicator, year } = await answerable(act, id)
  const assessment = await act.tx.assessments.hold(year)
  const measured = assessment?.indicators.find(({ key }) => key === indicator)
  const most = measured?.measure === 'figures' ? mostValue : 100
  if (value === undefined || value < 0 || value > most) throw new DomainError('invalid', 'objection_value')
  await answer(act, id, { state: 'accepted', value, answer: words(reason, longest) })
}

export async function refuseObjection(act: Act, id: string, reason: string): Promise<void> {
  const { year } = await answerable(act, id)
  await act.tx.assessments.hold(year)
  await answer(act, id, { state: 'refused', answer: words(reason, longest) })
}

type Answer = { state: 'accepted' | 'refused'; value?: number; answer: string }

async function answer(act: Act, id: string, given: Answer): Promise<void> {
  const written = await act.tx.assessments.answer(id, { ...given, answeredById: act.actor.id, answeredAt: act.now })
  if (!written) throw new DomainError('conflict', 'objection_answered')
  await act.tx.dialogs.clear(act.address)
  const { byId } = (await act.tx.assessments.objection(id)) as Objection
  await refreshSlot(act, slotOf(id), { view: 'objection', id })
  await reply(act, { view: 'objection', id })
  await tell(act, byId, { view: 'objection', id })
}

async function answerable(act: Act, id: string): Promise<Objection> {
  permit(act, 'answer_objection')
  const objection = await act.tx.assessments.objection(id)
  if (!objection) throw new DomainError('not_found', 'no_such_objection')
  if (objection.state !== 'open') throw new DomainError('conflict', 'objection_answered')
  return objection
}

function slotOf(id: string): string {
  return `objection:${id}`
}
