import type { ReportsNotice } from '../../../domain/notices.ts'
import type { Choice, DigestKind } from '../../../domain/reports/report.ts'
import { defaultTime, isWeekly } from '../../../domain/reports/schedule.ts'
import { checkRight } from '../../../domain/rights.ts'
import { kindsFor } from '../../../domain/use-cases/reports/choices.ts'
import { isMuted } from '../../../domain/use-cases/reports/send-digests.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import type { Words } from '../../words.ts'

/** What comes to this reader by itself, and when. */
export async function choicesCard({ tx, words, person }: Reader): Promise<Draft> {
  const { choices: t, kinds } = words.t.reports
  const mine = kindsFor(person)
  if (mine.length === 0) return { title: t.title, text: t.none }
  const chosen = await tx.reports.choices(person.id)
  const lines = mine.map((kind) => {
    const choice = chosen[kind] ?? {}
    return t.line(kinds[kind], whenWords(words, kind, choice, person.roles), choice.skipEmpty ? t.skip : '')
  })
  return { title: t.title, text: [t.text, ...lines].join('\n'), buttons: mine.map((kind) => [button(kinds[kind], 'digest', kind)]) }
}

export async function choiceCard(
  { tx, words, person }: Reader,
  { kind }: Extract<ReportsNotice, { view: 'digest_choice' }>,
): Promise<Draft> {
  const { choices: t, kinds } = words.t.reports
  const b = words.t.buttons
  checkRight(person, 'choose_digest', [kindsFor(person).includes(kind) && 'self'])
  const choice = (await tx.reports.choices(person.id))[kind] ?? {}
  const off = isMuted(kind, person.roles, choice)
  const text = off
    ? [t.oneOff(kinds[kind])]
    : [
        t.one(kinds[kind], whenWords(words, kind, choice, person.roles) + (choice.skipEmpty ? t.skip : '')),
        ...(isWeekly(kind) ? [t.holiday] : []),
      ]
  const skip = choice.skipEmpty ? button(b.choice_line, 'choice_line', kind) : button(b.choice_skip, 'choice_skip', kind)
  return {
    title: t.title,
    text: text.join('\n'),
    buttons: [
      off
        ? [button(b.choice_on, 'choice_on', kind, 'primary')]
        : [button(b.choice_when, 'choice_when', kind), button(b.choice_off, 'choice_off', kind)],
      ...(off ? [] : [[skip]]),
      [button(b.choice_back, 'digest_list', 'x')],
    ],
  }
}

function whenWords({ t }: Words, kind: DigestKind, choice: Choice, roles: readonly string[]): string {
  const { choices: own } = t.reports
  if (isMuted(kind, roles, choice)) return own.off
  const time = choice.time ?? defaultTime
  if (isWeekly(kind)) return own.weekly(t.weekdays[(choice.day ?? 1) - 1] ?? '', time)
  return kind === 'monthly' ? own.monthly(time) : own.quarterly(time)
}
