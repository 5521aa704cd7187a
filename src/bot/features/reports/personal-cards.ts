import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Need } from '../../../domain/need.ts'
import type { ReportsNotice } from '../../../domain/notices.ts'
import type { FigureKey } from '../../../domain/reports/figures.ts'
import { momentsOf, type Period, periodOfKey, previous } from '../../../domain/reports/period.ts'
import type { PersonalKind, PlanLine, Report, Snapshot } from '../../../domain/reports/report.ts'
import { checkRight } from '../../../domain/rights.ts'
import { personalKindsOf } from '../../../domain/use-cases/reports/ask-report.ts'
import { weekOfEnterprise, weekOfExpert, weekOfHead, weekOfInstitute } from '../../../domain/use-cases/reports/personal.ts'
import { isEmpty } from '../../../domain/use-cases/reports/take-snapshot.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter, showButton } from '../../cards/card.ts'
import { needFacts } from '../../cards/need-facts.ts'
import type { Words } from '../../words.ts'
import { owes, whatOf } from '../clocks/waiting.ts'
import {
  anyFigure,
  daysOf,
  fieldName,
  figureName,
  figureValue,
  nameOfKey,
  periodName,
  shortLine,
  targetWords,
  toldFigures,
} from './figure-words.ts'
import { idOf } from './telling.ts'
import { planLine } from './weekly-card.ts'

const most = 8

/** How many of a list are not shown, and where they are. */
function rest(list: unknown[], more: (n: number) => string): string[] {
  return list.length > most ? [more(list.length - most)] : []
}

/** A person's own week, made from what they may see. */
export async function digestCard(reader: Reader, { kind, period: key }: Extract<ReportsNotice, { view: 'digest' }>): Promise<Draft> {
  const period = periodOfKey(key)
  checkRight(reader.person, 'choose_digest', [personalKindsOf(reader.person).includes(kind) && 'self'])
  if (!period) throw new DomainError('not_found', 'no_such_report')
  const draft = await drawers[kind](reader, period)
  return { ...draft, buttons: [...(draft.buttons ?? []), [button(reader.words.t.buttons.digests, 'digests', 'x')]] }
}

const drawers: Record<PersonalKind, (reader: Reader, period: Period) => Promise<Draft>> = {
  head: headCard,
  expert: expertCard,
  institute: instituteCard,
  enterprise: enterpriseCard,
}

/** The six figures that moved, what is late, where nobody is found, what waits for a signature: one screen of a phone. */
async function headCard(reader: Reader, period: Period): Promise<Draft> {
  const { words, now } = reader
  const { reports, buttons: b } = words.t
  const { snapshot, drafts } = await weekOfHead(reader, period)
  const late = snapshot.plan?.overdue.slice(0, 3) ?? []
  reader.reads?.(
    'report',
    late.map(({ needId }) => needId),
  )
  const fields = snapshot.nobody.slice(0, 3).map((line) => fieldName(words, line))
  const text = [
    ...(isEmpty(snapshot) ? [reports.nothing(snapshot.openNow, snapshot.overdueNow)] : []),
    ...(drafts.length > 0 ? [reports.head.drafts(drafts.length)] : []),
    ...(isEmpty(snapshot) ? [] : [reports.head.late(snapshot.plan?.overdueTotal ?? 0)]),
    ...late.map((line, i) => planLine(words, line, i + 1, now)),
    ...(fields.length > 0 ? [reports.head.nobody(fields.join(words.t.list))] : []),
  ]
  const values = headFigures
    .filter((figure) => snapshot.values[figure] > 0 || snapshot.before[figure] > 0 || snapshot.soFar[figure] > 0)
    .map((figure): [string, string] => [figureName(words, figure), headLine(words, figure, snapshot)])
  const key = `weekly:${period.key}`
  const told = previous(period)
  if (values.length > 0) text.push('', reports.figuresOf(periodName(words, told), daysOf(words, told)))
  const openNow: [string, string] = [reports.openNow, reports.openValue(snapshot.openNow, snapshot.overdueNow)]
  const open = drafts
    .slice(0, 2)
    .map((draft) => button(b.digest_draft(draftName(words, draft)), 'report', idOf(draft.key, false), 'primary'))
  return {
    title: reports.head.title(daysOf(words, period)) + (snapshot.sample ? reports.sample : ''),
    text: text.join('\n'),
    fields: fieldsOf([...values, ...(isEmpty(snapshot) ? [] : [openNow])]),
    buttons: [...rows(open, 2), [button(b.digest_week, 'report', idOf(key, false)), button(b.list_overdue, 'list_overdue', 'x')]],
  }
}

/** What a head is asked for first. */
const headFigures = ['visited', 'published', 'claimed', 'solved', 'agreements', 'contractValue'] as const satisfies FigureKey[]

function headLine(words: Words, figure: FigureKey, snapshot: Snapshot): string {
  const { reports } = words.t
  const year = targetWords(words, figure, snapshot) || reports.soFar(figureValue(words, figure, snapshot.soFar[figure]))
  return [shortLine(words, figure, snapshot, reports.beforeThat.week), year].join(words.t.semicolon)
}

function draftName(words: Words, { kind, period }: Report): string {
  return `${words.t.reports.kinds[kind]} ${nameOfKey(words, period)}`
}

async function expertCard(reader: Reader, period: Period): Promise<Draft> {
  const { words, person, now } = reader
  const { expert } = words.t.reports
  const { asked, owed } = await weekOfExpert(reader, person, momentsOf(period).to)
  reader.reads?.('report', [...asked.slice(0, most).map(({ need }) => need.id), ...owed.slice(0, most).map(({ needId }) => needId)])
  const owedLine = (line: PlanLine) => {
    const due = new Date(line.dueAt)
    return expert.owedLine(line.number, shorter(line.title, 40), whatOf(words, line), words.date(due), due <= now)
  }
  const text = [
    ...(asked.length > 0 ? [expert.asked(asked.length)] : []),
    ...asked
      .slice(0, most)
      .map(({ need, invitation }) => expert.askedLine(need.number ?? '', shorter(need.title, 40), words.date(invitation.dueAt))),
    ...rest(asked, expert.more),
    ...(owed.length > 0 ? [expert.owed(owed.length), ...owed.slice(0, most).map(owedLine), ...rest(owed, expert.more)] : []),
    ...(asked.length + owed.length === 0 ? [expert.nothing] : []),
  ]
  const needs = new Map(
    [...asked.map(({ need }) => need), ...owed.map((line) => ({ id: line.needId, number: line.number, title: line.title }))].map((need) => [
      need.id,
      need,
    ]),
  )
  return {
    title: expert.title(daysOf(words, period)),
    text: text.join('\n'),
    buttons: rows(
      [...needs.values()].slice(0, most).map((need) => showButton(words, need)),
      1,
    ),
  }
}

async function instituteCard(reader: Reader, period: Period): Promise<Draft> {
  const { words, person, now } = reader
  const { reports } = words.t
  const { name, values, soFar, targets, late } = await weekOfInstitute(reader, person, period)
  const last = toldFigures({ values, before: values, targets: {} })
  const year = toldFigures({ values: soFar, before: soFar, targets })
  const yearLine = (key: (typeof year)[number]) =>
    [figureValue(words, key, soFar[key]), targetWords(words, key, { soFar, targets, lineOn: isoDayAt(now) })]
      .filter(Boolean)
      .join(words.t.semicolon)
  const text = [
    ...(late.length > 0
      ? [
          reports.institute.late(late.length),
          ...late.slice(0, most).map((line, i) => planLine(words, { ...line, title: '' }, i + 1, now)),
          ...rest(late, reports.institute.more),
        ]
      : []),
    ...(late.length === 0 && !anyFigure(values) ? [reports.institute.nothing] : []),
  ]
  return {
    title: reports.institute.title(name, daysOf(words, period)),
    text: text.join('\n'),
    fields: fieldsOf([
      [reports.institute.last, last.map((key) => `${figureName(words, key)} ${figureValue(words, key, values[key])}`).join('\n')],
      [reports.institute.year, year.map((key) => `${figureName(words, key)} ${yearLine(key)}`).join('\n')],
    ]),
    buttons: late.slice(0, most).map((line) => [button(line.number, 'need', line.needId)]),
  }
}

async function enterpriseCard(reader: Reader, period: Period): Promise<Draft> {
  const { words, person } = reader
  const { enterprise } = words.t.reports
  const needs = await weekOfEnterprise(reader, person)
  const lines = []
  for (const need of needs.slice(0, most)) lines.push(...(await needLines(reader, need)))
  lines.push(...rest(needs, enterprise.more))
  return {
    title: enterprise.title(daysOf(words, period)),
    text: needs.length > 0 ? lines.join('\n') : enterprise.nothing,
    buttons: rows(
      needs.slice(0, most).map((need) => showButton(words, need)),
      1,
    ),
  }
}

/** What it is, in what state, and whom it waits for. */
async function needLines(reader: Reader, need: Need): Promise<string[]> {
  const { words, tx } = reader
  const { enterprise } = words.t.reports
  const line = enterprise.line(need.number ?? '', shorter(need.title, 40), words.t.states[need.state])
  const matter = (await tx.matters.ofNeed(need.id)).find(({ since }) => since <= reader.now)
  if (!matter) return [line]
  const until = words.date(matter.dueAt)
  const late = matter.dueAt <= reader.now
  if (matter.waitOn === 'poster') return [line, enterprise.waitsYou(until, late)]
  return [line, enterprise.waits(await owes(reader, await needFacts(reader, need), matter, true), until, late)]
}
