import { dayNumber, isoDayAt } from '../../../domain/calendar/days.ts'
import type { PlanLine } from '../../../domain/reports/report.ts'
import { isEmpty } from '../../../domain/use-cases/reports/take-snapshot.ts'
import { button, type Draft, fieldsOf, type Reader, shorter } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { whatOf } from '../clocks/waiting.ts'
import { eventWhen } from '../events/lines.ts'
import { trendChart } from './charts.ts'
import { correctionLines } from './corrections.ts'
import { drawn } from './drawn.ts'
import { daysOf, endingWords, figureName, periodName, shortLine, toldFigures } from './figure-words.ts'
import { beforeWords, idOf, type Telling, titleOf } from './telling.ts'

/** Of what is overdue and of what is due, of what was left undone, and of each sort of news: a phone shows no more at a glance. */
const mostLines = 5
const mostLeft = 3
const mostNews = 3
const newsKinds = ['published', 'claimed', 'solved'] as const

/** The weekly plan 周计划: what is due, overdue first and one's own before others'; what became of the last plan; last week's figures. */
export function weeklyCard(reader: Reader, it: Telling): Draft {
  const { words, now } = reader
  const { snapshot, key, made } = it
  const { reports } = words.t
  const buttons = weeklyButtons(words, key, made === undefined)
  if (isEmpty(snapshot)) return { title: titleOf(words, it, now), text: reports.nothing(snapshot.openNow, snapshot.overdueNow), buttons }
  const fields = toldFigures(snapshot).map((figure): [string, string] => [
    figureName(words, figure),
    shortLine(words, figure, snapshot, beforeWords(words, it)),
  ])
  const about = fields.length > 0 ? ['', reports.figuresOf(periodName(words, it.told), daysOf(words, it.told))] : []
  const shown = shownPlan(reader, it)
  const left = it.snapshot.kept?.left.slice(0, mostLeft) ?? []
  const news = newsKinds.flatMap((kind) => snapshot.news[kind].slice(0, mostNews))
  reader.reads?.(
    'report',
    [...shown.own, ...shown.rest, ...left, ...news].map(({ needId }) => needId),
  )
  const text = [
    ...planLines(reader, it, shown),
    ...eventLines(words, it),
    ...keptLines(reader, it),
    ...newsLines(words, it),
    ...correctionLines(words, it),
    ...about,
  ]
  return {
    title: titleOf(words, it, now),
    text: text.join('\n'),
    fields: fieldsOf([
      ...fields,
      [reports.endings, endingWords(words, snapshot)],
      [reports.openNow, reports.openValue(snapshot.openNow, snapshot.overdueNow)],
    ]),
    buttons,
    made: drawn(reader, [trendChart(words, it)]),
  }
}

function eventLines(words: Words, { snapshot: { plan } }: Telling): string[] {
  const { reports } = words.t
  const lines = (plan?.events ?? []).map((event) => `• ${[eventWhen(words, event), event.title, event.place].filter(Boolean).join(' · ')}`)
  return lines.length > 0 ? ['', reports.planEvents, ...lines] : []
}

function weeklyButtons({ t }: Words, key: string, live: boolean): Button[][] {
  const b = t.buttons
  const id = idOf(key, live)
  return [
    [button(b.list_overdue, 'list_overdue', 'x'), button(b.report_numbers, 'report_numbers', id)],
    [button(b.report_sheet, 'report_sheet', id), button(b.digests, 'digests', 'x')],
  ]
}

type Shown = { ofOfficer: PlanLine[]; own: PlanLine[]; rest: PlanLine[] }

/** The lines of the plan that stand on the card: one's own before others'. */
function shownPlan({ person, now }: Reader, { snapshot: { plan } }: Telling): Shown {
  if (!plan) return { ofOfficer: [], own: [], rest: [] }
  const ofOfficer = person.roles.includes('officer')
    ? [...plan.overdue, ...plan.due].filter(({ officerId }) => officerId === person.id)
    : []
  const own = few(ofOfficer, now, mostLines)
  const room = Math.max(1, mostLines - Math.floor(own.length / 2))
  const rest = few(
    [...plan.overdue, ...plan.due].filter((line) => !ofOfficer.includes(line)),
    now,
    room,
  )
  return { ofOfficer, own, rest }
}

function planLines({ words, now }: Reader, { snapshot: { plan } }: Telling, { ofOfficer, own, rest }: Shown): string[] {
  const { reports } = words.t
  if (!plan) return []
  if (plan.overdue.length + plan.due.length === 0) return [reports.planNothing]
  const more = plan.overdueTotal + plan.dueTotal - own.length - rest.length
  let place = 0
  const said = (line: PlanLine) => planLine(words, line, ++place, now)
  return [
    reports.plan(plan.overdueTotal, plan.dueTotal),
    ...(own.length > 0 ? [reports.planYours(ofOfficer.length), ...own.map(said)] : []),
    ...(own.length > 0 && rest.length > 0 ? [reports.planOthers] : []),
    ...rest.map(said),
    ...(more > 0 ? [reports.more(more)] : []),
  ]
}

/** So many of what is late, and so many of what is to come. */
function few(lines: PlanLine[], now: Date, most: number): PlanLine[] {
  const isLate = ({ dueAt }: PlanLine) => new Date(dueAt) <= now
  return [...lines.filter(isLate).slice(0, most), ...lines.filter((line) => !isLate(line)).slice(0, most)]
}

/** What it is, whose it is, by when. */
export function planLine(words: Words, line: PlanLine, place: number, now: Date): string {
  const { reports } = words.t
  const due = new Date(line.dueAt)
  const who = line.who || reports.whose[line.waitOn]
  const late = due <= now ? reports.overdueSince((dayNumber(isoDayAt(now)) ?? 0) - (dayNumber(isoDayAt(due)) ?? 0)) : ''
  const about = [
    reports.owed(who, whatOf(words, line)),
    late || reports.dueOn(words.date(due)),
    line.officer && reports.officer(line.officer),
  ]
  return `${reports.line(place, line.number, shorter(line.title, 40)).trimEnd()}\n    ${about.filter(Boolean).join(' · ')}`
}

function keptLines({ words, now }: Reader, { snapshot: { kept } }: Telling): string[] {
  if (!kept || kept.planned === 0) return []
  const left = kept.left.slice(0, mostLeft).map((line, i) => planLine(words, line, i + 1, now))
  const more = kept.left.length - left.length
  return ['', words.t.reports.kept(kept.planned, kept.done), ...left, ...(more > 0 ? [words.t.reports.more(more)] : [])]
}

function newsLines({ t }: Words, { snapshot: { news } }: Telling): string[] {
  const { reports } = t
  const lines = newsKinds.flatMap((kind) =>
    news[kind].length === 0
      ? []
      : [
          `${reports.newsKinds[kind]}${t.colon}`.trimEnd(),
          ...news[kind]
            .slice(0, mostNews)
            .map(({ number, title, enterprise }) => `• ${reports.newsLine(number, shorter(title, 40), enterprise)}`),
        ],
  )
  return lines.length > 0 ? ['', `【${reports.news}】`, ...lines] : []
}
