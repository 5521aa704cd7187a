import type { Moment } from '../../../domain/understand/index.ts'
import { needsOfPerson } from '../../../domain/use-cases/work/place-files.ts'
import { button, type Draft, type Reader, rows, shorter } from '../../cards/card.ts'
import { whenOf } from './lines.ts'
import { numberedTargets } from './target-lines.ts'
import { restDay } from './visit-cards.ts'

/** The question who comes repeats what was understood of when. */
export async function whoPrompt(reader: Reader, { moment }: { moment: Moment }): Promise<Draft> {
  const { words, person } = reader
  const when = [whenOf(words, moment), await restDay(reader, moment.day)].filter(Boolean).join(' ')
  const b = words.t.buttons
  return {
    text: words.t.work.whoPrompt(when),
    buttons: [[button(b.visitJustMe(person.name), 'visit_just_me', 'x', 'primary')], [button(b.cancel, 'cancel', 'x')]],
  }
}

/** Today, yesterday, or a day in words. */
export function dayPrompt({ words }: Reader): Draft {
  const b = words.t.buttons
  return {
    text: words.t.prompts.visit_day,
    buttons: [
      [button(b.today, 'visit_today', 'x', 'primary'), button(b.yesterday, 'visit_yesterday', 'x')],
      [button(b.cancel, 'cancel', 'x')],
    ],
  }
}

/** Who came: those who were to come, or whoever notes it, with one press. */
export function camePrompt({ words }: Reader, { day, who }: { day: string; who: string }): Draft {
  const b = words.t.buttons
  return {
    text: words.t.work.camePrompt(whenOf(words, { day })),
    buttons: [[button(b.visitThese(shorter(who, 20)), 'visit_these', 'x', 'primary')], [button(b.cancel, 'cancel', 'x')]],
  }
}

/** Files came without a word: which need are they for? */
export async function placePrompt(reader: Reader, { files }: { files: unknown[] }): Promise<Draft> {
  const { words, tx, person } = reader
  const needs = await needsOfPerson({ tx, actor: person })
  const buttons = needs.map((need) => button(shorter(`${need.number} ${need.title}`, 30), 'place', need.id))
  return { text: words.t.work.placePrompt(files.length), buttons: rows([...buttons, button(words.t.buttons.cancel, 'cancel', 'x')], 1) }
}

/** What was reached of each; to be skipped with one press. */
export async function reachedPrompt({ tx, words }: Reader, { needId }: { needId: string }): Promise<Draft | undefined> {
  const need = await tx.needs.find(needId)
  if (!need) return undefined
  return { text: words.t.work.reachedPrompt(numberedTargets(need)), buttons: [[button(words.t.buttons.skip, 'cancel', 'x')]] }
}
