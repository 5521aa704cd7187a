import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { TargetsDialog, TargetsNotice } from '../../../domain/notices.ts'
import { isOffice } from '../../../domain/person.ts'
import type { OutsideDraft, OutsideFigure, OutsideSaid } from '../../../domain/reports/figures.ts'
import { periodOf, previous } from '../../../domain/reports/period.ts'
import { checkRight } from '../../../domain/rights.ts'
import { button, type Draft, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { nameOfKey } from '../reports/figure-words.ts'

const most = 20

/** Of the month, quarter and year that are and that were; or of one period. */
export async function outsideListCard(reader: Reader, { period }: Extract<TargetsNotice, { view: 'outside_list' }>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { targets: t } = words.t
  checkRight(person, 'see_outside')
  const present = (['month', 'quarter', 'year'] as const).map((kind) => periodOf(kind, isoDayAt(now)))
  const keys = period ? [period] : present.flatMap((one) => [one.key, previous(one).key])
  const found = await tx.figures.outside(keys)
  const lines = found.slice(0, most).map((figure, i) => `${i + 1}. ${outsideLine(words, figure)}`)
  const title = period ? t.outsideOf(nameOfKey(words, period)) : t.outsideTitle
  const text = [
    ...(found.length > 0 ? lines : [t.outsideNone]),
    ...(found.length > most ? [t.outsideMore(found.length - most)] : []),
    ...(isOffice(person) ? ['', t.outsideHow] : []),
  ]
  const buttons = found.slice(0, most).map(({ id, name }, i) => button(`${i + 1}. ${shorter(name, 16)}`, 'outside', id))
  return { title, text: text.join('\n'), buttons: isOffice(person) ? rows(buttons, 2) : [] }
}

export async function outsideCard(reader: Reader, { id, was }: Extract<TargetsNotice, { view: 'outside_figure' }>): Promise<Draft> {
  const { tx, words, person } = reader
  const { targets: t, buttons: b } = words.t
  checkRight(person, 'see_outside')
  const figure = await tx.figures.outsideFigure(id)
  if (!figure) throw new DomainError('not_found', 'no_such_outside')
  const by = (await tx.people.find(figure.byId))?.name ?? words.t.somebody
  const text = [
    outsideLine(words, figure),
    t.outsideBy(by, words.date(figure.at)),
    ...(was ? [t.outsideWas(amountOf(was), was.source, words.day(was.on))] : []),
  ]
  const remove = isOffice(person) ? [button(b.outside_remove, 'outside_remove', id, 'danger')] : []
  return { text: text.join('\n'), buttons: [[button(b.outside_list, 'outside_list', 'x'), ...remove]] }
}

/** What is gone, as it would be typed in again. */
export function outsideGoneCard({ words, person }: Reader, { figure }: Extract<TargetsNotice, { view: 'outside_gone' }>): Draft {
  checkRight(person, 'see_outside')
  const { name, period, value, unit, source, on } = figure
  return { text: words.t.targets.outsideGone(name, period, `${value}${unit}`, source, on) }
}

/** What is understood already, and what is still wanted. */
export function outsidePrompt({ words }: Reader, { part, draft }: Extract<TargetsDialog, { kind: 'outside_part' }>): Draft {
  const { targets: t, buttons: b } = words.t
  const known = knownOf(words, draft)
  return {
    text: [...(known ? [t.outsideSoFar(known)] : []), t.outsideAsk[part]].join('\n'),
    buttons: [[button(b.cancel, 'cancel', 'x')]],
  }
}

function knownOf(words: Words, { name, period, value, unit, source, on }: OutsideDraft): string {
  const said = [
    name,
    period && nameOfKey(words, period),
    value === undefined ? undefined : `${exact(value)}${unit ?? ''}`,
    source,
    on && words.day(on),
  ]
  return said.filter(Boolean).join(' · ')
}

function outsideLine(words: Words, figure: OutsideFigure): string {
  const { name, period, source, on } = figure
  return words.t.reports.outsideLine(name, nameOfKey(words, period), amountOf(figure), source, words.day(on))
}

function amountOf({ value, unit }: Pick<OutsideSaid, 'value' | 'unit'>): string {
  return `${exact(value)}${unit}`
}

/** Such a figure is told as its source has it: no place of it is rounded away. */
function exact(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 10 })
}
