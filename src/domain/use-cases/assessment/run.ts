import type { Assessment } from '../../assessment/assessment.ts'
import { proposed, usualBounds, weightSum } from '../../assessment/indicators.ts'
import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import type { Notice } from '../../notices.ts'
import { isStaff } from '../../person.ts'
import { type Act, permit, refreshSlot, reply, tell } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { signers } from '../reports/make-report.ts'
import { presentYear, spanOfYear, standings, takeShown } from './count.ts'

/** How long objections are taken, in working days after the day the scores are put on show. */
export const objectionDays = 5
const mostYearsAhead = 1
const earliestYear = 2000

/** Staff are shown all institutes, a manager their own. */
export async function showAssessment(act: Act, year: number | undefined, page = 0, turned = false): Promise<void> {
  const shown = year ?? (await presentYear(act))
  checkYear(act, shown)
  const { actor } = act
  if (isStaff(actor))
    return reply(act, { view: 'assessment', year: shown, page }, { mode: turned ? 'update' : 'fresh', slot: slotOf(shown) })
  permit(act, 'see_assessment')
  if (!actor.managesId) throw new DomainError('not_found', 'no_such_entry')
  await reply(act, { view: 'assessment_of', year: shown, instituteId: actor.managesId })
}

export function checkYear({ now }: Pick<Act, 'now'>, year: number): void {
  if (year < earliestYear || year > Number(isoDayAt(now).slice(0, 4)) + mostYearsAhead) throw new DomainError('invalid', 'assess_year')
}

/** The assessment of a year to act on, held; written as the program proposes it where there is none yet. */
export async function heldYear(act: Act, year: number): Promise<Assessment> {
  checkYear(act, year)
  await act.tx.assessments.add({ year, indicators: [...proposed], bounds: usualBounds, at: act.now })
  const assessment = await act.tx.assessments.hold(year)
  if (!assessment) throw new DomainError('not_found', 'assess_year')
  return assessment
}

/** Begins it 启用: from then on every institute sees its score. */
export async function openAssessment(act: Act, year: number): Promise<void> {
  await checkHead(act)
  const { indicators } = await heldYear(act, year)
  checkWeights(indicators)
  if (!(await act.tx.assessments.move(year, 'draft', 'open', { openedById: act.actor.id, openedAt: act.now })))
    throw new DomainError('conflict', 'assess_open_already')
  await showAgain(act, year)
  await tellManagers(act, (instituteId) => ({ view: 'assessment_of', year, instituteId, news: 'open' }))
}

/** Puts the scores on show 公示: the numbers stand from then on, and managers may object. */
export async function putOnShow(act: Act, year: number): Promise<void> {
  await checkHead(act)
  const assessment = await heldYear(act, year)
  const span = spanOfYear(year, act.now)
  if (!span) throw new DomainError('invalid', 'assess_future')
  if (assessment.state === 'draft') throw new DomainError('conflict', 'assess_not_open')
  checkWeights(assessment.indicators)
  const shownUntil = await lastDay(act)
  const patch = { shownById: act.actor.id, shownAt: act.now, shownUntil, shown: await takeShown(act, assessment, span) }
  if (!(await act.tx.assessments.move(year, 'open', 'public', patch))) throw new DomainError('conflict', 'assess_shown_already')
  await showAgain(act, year)
  await tellManagers(act, (instituteId) => ({ view: 'assessment_of', year, instituteId, news: 'public' }))
}

/** Signs it: from then on nothing of it changes. Refused while objections may still come, or one waits for its answer. */
export async function signAssessment(act: Act, year: number): Promise<void> {
  await checkHead(act)
  const assessment = await heldYear(act, year)
  if (assessment.state === 'signed') throw new DomainError('conflict', 'assess_signed')
  if (assessment.state !== 'public' || !assessment.shown || !assessment.shownUntil) throw new DomainError('conflict', 'assess_not_public')
  const open = (await act.tx.assessments.objections(year)).filter(({ state }) => state === 'open').length
  if (open > 0) throw new DomainError('conflict', 'assess_unanswered', { count: String(open) })
  if (isoDayAt(act.now) <= assessment.shownUntil) throw new DomainError('conflict', 'assess_running', { until: assessment.shownUntil })
  checkWeights(assessment.indicators)
  const result = { standings: await standings(act, assessment), experts: assessment.shown.experts }
  if (!(await act.tx.assessments.move(year, 'public', 'signed', { signedById: act.actor.id, signedAt: act.now, result })))
    throw new DomainError('conflict', 'assess_signed')
  await refreshSlot(act, slotOf(year), { view: 'assessment', year, page: 0 })
  await reply(act, { view: 'assessment_awards', year })
  for (const { id } of await act.tx.people.withRoles([])) if (id !== act.actor.id) await tell(act, id, { view: 'assessment_awards', year })
  await tellManagers(act, () => ({ view: 'assessment_awards', year }))
}

/** The one card of a year in a chat. */
function slotOf(year: number): string {
  return `assessment:${year}`
}

async function showAgain(act: Act, year: number): Promise<void> {
  await refreshSlot(act, slotOf(year), { view: 'assessment', year, page: 0 })
  await reply(act, { view: 'assessment', year, page: 0 }, { mode: 'fresh', slot: slotOf(year) })
}

async function lastDay(act: Act): Promise<string> {
  const calendar = await calendarOf(act)
  let day = isoDayAt(act.now)
  for (let i = 0; i < objectionDays; i++) day = calendar.nextWorkingDay(day)
  return day
}

function checkWeights(indicators: Assessment['indicators']): void {
  const sum = weightSum(indicators)
  if (sum !== 100) throw new DomainError('conflict', 'assess_sum', { sum: String(sum) })
}

/** Asks once more: neither can be taken back. */
export async function askToClose(act: Act, year: number, step: 'show' | 'sign'): Promise<void> {
  await checkHead(act)
  await reply(act, { view: 'assessment_sure', year, step })
}

/** Heads decide, those who stand in for them, or administrators. */
async function checkHead(act: Act): Promise<void> {
  permit(act, 'close_assessment', (await signers(act)).some(({ id }) => id === act.actor.id) && 'deputy')
}

async function tellManagers(act: Act, notice: (instituteId: string) => Notice): Promise<void> {
  for (const { id, managesId } of await act.tx.people.managers()) if (managesId) await tell(act, id, notice(managesId))
}
