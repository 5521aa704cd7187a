import type { Person } from '../../../domain/person.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import type { CommandReader } from '../feature.ts'
import { myDataCommand } from './my-data.ts'

export const privacyCommand: CommandReader = (text) =>
  /^(?:隐私|隱私|隐私说明|隐私政策|隐私条款|privacy(?: policy)?)$/iu.test(text) ? (act) => reply(act, { view: 'privacy_text' }) : undefined

/** Whoever asks for the text or for their data has not gone on yet. */
export function onlyAsksWhatIsKept(text: string, actor: Person): boolean {
  const tidy = text.trim()
  return [privacyCommand, myDataCommand].some((read) => read(tidy, actor) !== undefined)
}

/** What is kept, why, how long, and what one can do about it. */
export function privacyTextCard({ words }: Reader): Draft {
  const own = words.t.privacy.text
  return {
    title: own.title,
    text: own.lines.join('\n'),
    buttons: [[button(words.t.privacy.data.title, 'my_data', 'x'), button(words.t.buttons.consent_back, 'consent_back', 'x')]],
  }
}

/** A new version of the text, asked about once. */
export function consentCard({ words }: Reader): Draft {
  const b = words.t.buttons
  return {
    text: words.t.privacy.line,
    buttons: [[button(b.consent_yes, 'consent_yes', 'x', 'primary'), button(b.privacy_text, 'privacy_text', 'x')]],
  }
}
