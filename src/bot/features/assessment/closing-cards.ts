import type { Objection, Standing } from '../../../domain/assessment/assessment.ts'
import { grades } from '../../../domain/assessment/assessment.ts'
import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { AssessmentNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { assessmentOf } from '../../../domain/use-cases/assessment/count.ts'
import { objectionDays } from '../../../domain/use-cases/assessment/run.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter } from '../../cards/card.ts'
import { canObject, checkMay } from './cards.ts'
import { amount, indicatorAt, indicatorName, points, rowsId } from './lines.ts'

const awardedRanks = 3
/** Experts who share the last rank may be many. */
const mostExperts = 15
const mostListed = 20

/** Who is told of once the year is signed: grades, the best institutes and experts. */
export async function awardsCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { words, person } = reader
  const { assessment: t, buttons: b } = words.t
  checkRight(person, 'see_assessment')
  const { result } = await assessmentOf(reader, year)
  if (!result) throw new DomainError('conflict', 'assess_not_signed')
  const graded = grades.map((grade): [string, string] => [
    t.grades[grade],
    result.standings
      .filter((one) => one.grade === grade)
      .map(({ name }) => name)
      .join(words.t.list),
  ])
  const best = awarded(result.standings).map(({ rank, name, total }) => t.award(rank ?? 0, name, points(total ?? 0)))
  const experts = result.experts
    .slice(0, mostExperts)
    .map(({ rank, name, institute, outcomes }) => t.expertAward(rank, name, institute, outcomes))
  const more = result.experts.length - experts.length
  const own = person.managesId ? [button(b.assess_own, 'assess_of', `${year}${person.managesId}`)] : []
  const all = isStaff(person) ? [button(b.assess, 'assess', String(year)), button(b.assess_file, 'assess_file', String(year))] : []
  return {
    title: t.awardsTitle(year),
    text: [t.awardsText, '', t.bestInstitutes, ...(best.length > 0 ? best : [t.nobody])].join('\n'),
    fields: fieldsOf([[t.bestExperts, [...experts, ...(more > 0 ? [t.expertsMore(more)] : [])].join('\n')], ...graded]),
    buttons: [[...own, ...all]].filter((row) => row.length > 0),
  }
}

/** The first ranks, of those that at least reached what is asked of all. */
export function awarded(standings: readonly Standing[]): Standing[] {
  return standings.filter(({ rank, grade }) => rank !== undefined && rank <= awardedRanks && grade !== 'poor')
}

/** What can't be taken back is asked once more. */
export async function sureCard(reader: Reader, { year, step }: Extract<AssessmentNotice, { view: 'assessment_sure' }>): Promise<Draft> {
  const { words, person, now } = reader
  const { assessment: t, buttons: b } = words.t
  checkRight(person, 'see_all_assessments')
  const text = step === 'show' ? t.sureShow(year, words.day(isoDayAt(now)), objectionDays) : t.sureSign(year)
  const verb = step === 'show' ? 'assess_show_yes' : 'assess_sign_yes'
  return { text, buttons: [[button(b[verb], verb, String(year), 'primary'), button(b.assess, 'assess', String(year))]] }
}

export async function objectionCard(reader: Reader, { id }: { id: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { assessment: t, buttons: b } = words.t
  const objection = await tx.assessments.objection(id)
  if (!objection) throw new DomainError('not_found', 'no_such_objection')
  checkMay(reader, objection.instituteId)
  const { year, instituteId, state } = objection
  const it = await assessmentOf(reader, year)
  const indicator = indicatorAt(it, objection.indicator)
  const name = (await tx.directory.institute(instituteId))?.short ?? ''
  const by = (await tx.people.find(objection.byId))?.name ?? words.t.somebody
  const was = it.shown?.institutes
    .find((one) => one.id === instituteId)
    ?.inputs.find((one) => one.indicator === objection.indicator)?.achieved
  const fields: [string, string | undefined][] = [
    [t.objectionTo, indicatorName(words, indicator)],
    [t.objectionWas, was === undefined ? undefined : amount(words, indicator, was)],
    [t.objectionSays, t.objectionBy(objection.text, by, words.dateTime(objection.at))],
    [t.objectionAnswer, await answerWords(reader, objection, (value) => amount(words, indicator, value))],
  ]
  const place = it.indicators.indexOf(indicator)
  const answer =
    state === 'open' && isOffice(person)
      ? [button(b.objection_accept, 'objection_accept', id, 'primary'), button(b.objection_refuse, 'objection_refuse', id)]
      : []
  const look = [
    button(b.assess_of, 'assess_of', `${year}${instituteId}`),
    button(b.assess_rows, 'assess_rows', rowsId(year, instituteId, place, 0)),
  ]
  return {
    title: t.objectionTitle(name, year),
    text: t.objectionState[state],
    fields: fieldsOf(fields),
    buttons: [answer, look].filter((row) => row.length > 0),
  }
}

async function answerWords({ tx, words }: Reader, objection: Objection, said: (value: number) => string): Promise<string | undefined> {
  const { state, value, answer, answeredById, answeredAt } = objection
  if (state === 'open' || !answer || !answeredAt) return undefined
  const by = (answeredById && (await tx.people.find(answeredById))?.name) || words.t.somebody
  const result = value === undefined ? '' : words.t.assessment.correctedTo(said(value))
  return words.t.assessment.answered(result, answer, by, words.date(answeredAt))
}

/** All objections of a year for staff; for a manager, those of their institute. */
export async function objectionsCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { tx, words, person } = reader
  const { assessment: t } = words.t
  const staff = isStaff(person)
  checkRight(person, 'see_assessment')
  const it = await assessmentOf(reader, year)
  const all = (await tx.assessments.objections(year)).filter(({ instituteId }) => staff || instituteId === person.managesId)
  const names = new Map(it.shown?.institutes.map(({ id, name }) => [id, name]))
  const here = all.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open')).slice(0, mostListed)
  const label = (one: Objection) => `${names.get(one.instituteId) ?? ''} ${indicatorName(words, indicatorAt(it, one.indicator))}`.trim()
  const lines = here.map((one, i) => `${i + 1}. ${label(one)} · ${t.objectionState[one.state]}`)
  const more = all.length > here.length ? [t.objectionsMore(all.length - here.length)] : []
  const object =
    person.managesId && canObject(reader, it, person.managesId)
      ? [[button(words.t.buttons.objection_pick, 'objection_pick', String(year))]]
      : []
  return {
    title: t.objectionsTitle(year),
    text: lines.length > 0 ? [...lines, ...more].join('\n') : t.objectionsNone,
    buttons: [
      ...rows(
        here.map((one, i) => button(`${i + 1}. ${shorter(label(one), 20)}`, 'objection', one.id)),
        2,
      ),
      ...object,
    ],
  }
}

/** What a manager may still object to. */
export async function pickCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { tx, words, person } = reader
  const { assessment: t } = words.t
  const it = await assessmentOf(reader, year)
  const own = person.managesId ?? ''
  checkMay(reader, own)
  if (!canObject(reader, it, own)) throw new DomainError('conflict', it.state === 'public' ? 'objection_late' : 'assess_not_public')
  const before = (await tx.assessments.objections(year)).filter(({ instituteId }) => instituteId === own).map(({ indicator }) => indicator)
  const left = it.indicators.filter(({ key, weight }) => weight > 0 && !before.includes(key))
  const buttons = left.map((indicator) =>
    button(indicatorName(words, indicator), 'objection_to', rowsId(year, own, it.indicators.indexOf(indicator), 0)),
  )
  return { text: left.length > 0 ? t.pick : t.pickNone, buttons: rows(buttons, 2) }
}
