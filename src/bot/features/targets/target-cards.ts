import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { TargetsNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff } from '../../../domain/person.ts'
import { type FigureValues, figures, type Target } from '../../../domain/reports/figures.ts'
import { type Span, shareOfYear } from '../../../domain/reports/period.ts'
import { checkRight } from '../../../domain/rights.ts'
import { button, type Draft, fieldsOf, type Reader, turns } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { figureName, figureValue } from '../reports/figure-words.ts'

const institutesShown = 8

/** How much of a year is over, in percent, and the days of it that are counted so far; none of a year to come. */
export function yearSpan(year: number, now: Date): { span?: Span; line: number; until: string } {
  const today = isoDayAt(now)
  const until = today < `${year}-12-31` ? today : `${year}-12-31`
  if (until < `${year}-01-01`) return { line: 0, until }
  return { span: { from: `${year}-01-01`, until }, line: Math.round(shareOfYear(until) * 100), until }
}

/** What is agreed for a year, and how far it is: of the bureau and its institutes; for a manager, of their own. */
export async function targetsCard(reader: Reader, { year, page }: Extract<TargetsNotice, { view: 'targets' }>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { targets: t } = words.t
  const staff = isStaff(person)
  checkRight(person, 'see_targets')
  const { span, line, until } = yearSpan(year, now)
  const all = (await tx.figures.allTargets(year)).filter(({ instituteId }) => staff || instituteId === person.managesId)
  const soFar = span ? ((await tx.figures.count([span]))[0] as FigureValues) : undefined
  const ofInstitutes = span && all.some(({ instituteId }) => instituteId) ? await tx.figures.byInstitute(span) : new Map()
  const { institutes } = await tx.lists.choices()
  const shown = institutes.filter(({ id }) => all.some(({ instituteId }) => instituteId === id))
  const pages = Math.max(1, Math.ceil(shown.length / institutesShown))
  const at = Math.min(Math.max(0, page), pages - 1)
  const bureau = all.filter(({ instituteId }) => !instituteId)
  const lines = bureau.map((target) => `• ${targetLine(words, target, soFar, line)}`)
  const fields = shown.slice(at * institutesShown, (at + 1) * institutesShown).map(({ id, short }): [string, string] => {
    const own = all.filter(({ instituteId }) => instituteId === id)
    return [
      short,
      inOrder(own)
        .map((target) => targetLine(words, target, ofInstitutes.get(id), line))
        .join('\n'),
    ]
  })
  const text = [
    ...(all.length > 0 ? [t.line(line, words.day(until), span !== undefined)] : [t.none(year)]),
    ...(staff ? inOrderLines(lines) : []),
    ...(isOffice(person) ? ['', t.how] : []),
  ]
  return {
    title: t.title(year),
    text: text.join('\n'),
    fields: fieldsOf(fields),
    buttons: turns(words, 'targets_page', (n) => `${year}_${n}`, at, pages),
  }
}

function inOrderLines(lines: string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : []
}

function inOrder(targets: Target[]): Target[] {
  const place = new Map(figures.map(({ key }, i) => [key, i]))
  return targets.toSorted((a, b) => (place.get(a.figure) ?? 0) - (place.get(b.figure) ?? 0))
}

/** 发布需求：45 / 200 项，完成 22%，偏慢 */
function targetLine(words: Words, { figure, value }: Target, soFar: FigureValues | undefined, line: number): string {
  const done = soFar?.[figure] ?? 0
  const percent = percentOf(done, value)
  return words.t.targets.one(figureName(words, figure), figureValue(words, figure, done), figureValue(words, figure, value), percent, line)
}

/** Whole percents, rounded down: 100 is said only of what is reached. */
export function percentOf(done: number, target: number): number {
  return target > 0 ? Math.floor((done / target) * 100 + 1e-9) : 0
}

/** A target as it was just agreed, changed or taken away. */
export async function targetCard(
  { tx, words, person }: Reader,
  { year, figure, instituteId, was }: Extract<TargetsNotice, { view: 'target' }>,
): Promise<Draft> {
  const { targets: t, buttons: b } = words.t
  checkRight(person, 'see_targets')
  const target = (await tx.figures.targets(year, instituteId)).find((one) => one.figure === figure)
  const whose = instituteId ? ((await tx.directory.institute(instituteId))?.short ?? '') : t.bureau
  const name = figureName(words, figure)
  const before = was === undefined ? '' : figureValue(words, figure, was)
  const by = target?.byId ? ((await tx.people.find(target.byId))?.name ?? words.t.somebody) : words.t.somebody
  return {
    text: target
      ? t.agreed(year, whose, name, figureValue(words, figure, target.value), before, by, words.date(target.at))
      : t.dropped(year, whose, name, before),
    buttons: [[button(b.targets, 'targets', String(year))]],
  }
}
