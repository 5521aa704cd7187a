import type { Assessment, Objection } from '../../../domain/assessment/assessment.ts'
import { weightSum } from '../../../domain/assessment/indicators.ts'
import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { AssessmentNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { assessmentOf, spanOfYear, standings } from '../../../domain/use-cases/assessment/count.ts'
import { objectionDays } from '../../../domain/use-cases/assessment/run.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { indicatorName, lineWords, points, rowsId, standingLine } from './lines.ts'

const shown = 10

/** All institutes by score, and what can be done now. */
export async function assessmentCard(reader: Reader, { year, page }: Extract<AssessmentNotice, { view: 'assessment' }>): Promise<Draft> {
  const { words, person } = reader
  const { assessment: t } = words.t
  checkRight(person, 'see_all_assessments')
  const it = await assessmentOf(reader, year)
  const all = await standings(reader, it)
  const pages = Math.max(1, Math.ceil(all.length / shown))
  const at = Math.min(Math.max(0, page), pages - 1)
  const here = all.slice(at * shown, (at + 1) * shown)
  const text = [
    ...(await stateLines(reader, it)),
    '',
    ...(all.length > 0 ? here.map((one) => standingLine(words, one)) : [t.notBegun]),
    ...(it.state === 'draft' ? ['', t.weightsTitle, ...weightLines(words, it)] : []),
  ]
  const open = here.map(({ id, name }) => button(shorter(name, 20), 'assess_of', `${year}${id}`))
  const sample = (await reader.tx.figures.sample()) ? words.t.reports.sample : ''
  return {
    title: t.title(year) + sample,
    text: text.join('\n'),
    buttons: [...rows(open, 2), ...turns(words, 'assess_page', (n) => `${year}_${n}`, at, pages), ...acts(reader, it)],
  }
}

async function stateLines({ tx, words, now, person }: Reader, it: Assessment): Promise<string[]> {
  const { assessment: t } = words.t
  if (it.state === 'draft') return [t.draft]
  if (it.state === 'open') return [t.open(words.date(now)), ...sumLine(words, it)]
  if (it.state === 'signed') {
    const by = it.signedById ? (await tx.people.find(it.signedById))?.name : undefined
    return [t.signed(by ?? words.t.somebody, it.signedAt ? words.date(it.signedAt) : '')]
  }
  const objections = await tx.assessments.objections(it.year)
  const waiting = objections.filter(({ state }) => state === 'open').length
  return [
    t.public(words.day(it.shown?.span.until ?? ''), words.day(it.shownUntil ?? ''), isoDayAt(now) > (it.shownUntil ?? '')),
    ...(isStaff(person) ? [t.objections(objections.length, waiting)] : []),
  ]
}

function sumLine({ t }: Words, { indicators }: Assessment): string[] {
  const sum = weightSum(indicators)
  return sum === 100 ? [] : [t.assessment.sum(sum)]
}

function weightLines(words: Words, { indicators }: Assessment): string[] {
  return indicators
    .filter(({ weight }) => weight > 0)
    .map((indicator) => `• ${words.t.assessment.weight(indicatorName(words, indicator), indicator.weight, indicator.cap)}`)
}

function acts({ words, person }: Reader, { year, state }: Assessment): Button[][] {
  const b = words.t.buttons
  const id = String(year)
  const next = {
    draft: [button(b.assess_open, 'assess_open', id, 'primary')],
    open: [button(b.assess_show, 'assess_show', id, 'primary')],
    public: [button(b.assess_objections, 'assess_objections', id), button(b.assess_sign, 'assess_sign', id, 'primary')],
    signed: [button(b.assess_awards, 'assess_awards', id), button(b.assess_objections, 'assess_objections', id)],
  }[state]
  const read = [button(b.assess_weights, 'assess_weights', id), button(b.assess_file, 'assess_file', id)]
  return isOffice(person) || state === 'signed' ? [read, next] : [read]
}

/** One institute with how its score came about. */
export async function instituteCard(
  reader: Reader,
  { year, instituteId, news }: Extract<AssessmentNotice, { view: 'assessment_of' }>,
): Promise<Draft> {
  const { words, person } = reader
  const { assessment: t, buttons: b } = words.t
  checkMay(reader, instituteId)
  const it = await assessmentOf(reader, year)
  if (it.state === 'draft' && !isStaff(person)) return { title: t.title(year), text: t.notOpened(year) }
  const all = await standings(reader, it)
  const own = all.find(({ id }) => id === instituteId)
  if (!own) return { title: t.title(year), text: spanOfYear(year, reader.now) ? t.notAmong : t.notBegun }
  const objections = (await reader.tx.assessments.objections(year)).filter((one) => one.instituteId === instituteId)
  const fields = own.lines.map((line): [string, string] => {
    const indicator = it.indicators.find(({ key }) => key === line.indicator) ?? { key: line.indicator, measure: 'figures', figures: [] }
    return [
      t.label(indicatorName(words, indicator), line.weight),
      lineWords(words, indicator, line) + objectionWords(words, objections, line.indicator),
    ]
  })
  const text = [
    ...(news ? [t.news[news](words.day(it.shownUntil ?? ''), objectionDays)] : await stateLines(reader, it)),
    own.total === undefined || !own.grade
      ? isStaff(person)
        ? t.unscored(own.name)
        : t.unscoredOwn
      : t.total(
          points(own.total),
          it.state === 'signed' ? t.grades[own.grade] : t.soFarGrade(t.grades[own.grade]),
          own.rank ?? 0,
          all.length,
        ),
    ...(own.noZero ? [] : [t.zero]),
    '',
    t.guards,
  ]
  const open = own.lines
    .filter(({ achieved = 0, of = 0 }) => achieved > 0 || of > 0)
    .map(({ indicator }) => ({ indicator, place: it.indicators.findIndex(({ key }) => key === indicator) }))
    .filter(({ place }) => place >= 0)
    .map(({ place }) => button(t.rowsOf(indicatorName(words, it.indicators[place]!)), 'assess_rows', rowsId(year, instituteId, place, 0)))
  const object = canObject(reader, it, instituteId) ? [[button(b.objection_pick, 'objection_pick', String(year))]] : []
  return { title: t.titleOf(own.name, year), text: text.join('\n'), fields: fieldsOf(fields), buttons: [...rows(open, 2), ...object] }
}

/** Staff see every institute, a manager only their own. */
export function checkMay({ person }: Pick<Reader, 'person'>, instituteId: string): void {
  checkRight(person, 'see_assessment_of', [person.managesId === instituteId && 'self'])
}

export function canObject({ person, now }: Reader, { state, shownUntil = '' }: Assessment, instituteId: string): boolean {
  return state === 'public' && person.managesId === instituteId && isoDayAt(now) <= shownUntil
}

function objectionWords({ t }: Words, objections: readonly Objection[], indicator: string): string {
  const own = objections.find((one) => one.indicator === indicator)
  return own ? `\n${t.assessment.objectionState[own.state]}` : ''
}

export async function weightsCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { words, person } = reader
  const { assessment: t } = words.t
  checkRight(person, 'see_all_assessments')
  const it = await assessmentOf(reader, year)
  const { excellent, good, fair } = it.bounds
  const changeable = it.state === 'draft' || it.state === 'open'
  const text = [
    ...weightLines(words, it),
    weightSum(it.indicators) === 100 ? t.sumRight : t.sum(weightSum(it.indicators)),
    t.bounds(excellent, good, fair),
    ...(isOffice(person) ? ['', changeable ? t.weightsHow : t.weightsFrozen] : []),
  ]
  return { title: t.weightsOf(year), text: text.join('\n'), buttons: [[button(words.t.buttons.assess, 'assess', String(year))]] }
}
