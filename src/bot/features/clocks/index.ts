import { defaultQuietHours, quietFromWords } from '../../../domain/calendar/quiet-hours.ts'
import type { ClocksDialog, ClocksNotice } from '../../../domain/notices.ts'
import { ask, reply } from '../../../domain/use-cases/act.ts'
import { setQuiet } from '../../../domain/use-cases/clocks/set-quiet.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { reminderCard } from './reminder-card.ts'
import { waitingLines } from './waiting.ts'

const command = /^(?:免打扰|勿扰|quiet(?: hours)?|dnd)(?<rest>$|[\s:：].*|\d.*)/iu
const untilDay = /^(?:到|至|直到|until\b)(?!.*[:：点])/iu
const off = /^(?:默认|恢复默认|default)$/iu

/** `免打扰`, `免打扰 22:00-7:00`, `quiet off`. A sentence that begins with “quiet” is none, unless it is about hours. */
const quietCommand: CommandReader = (text, actor) => {
  const rest = command.exec(text)?.groups?.rest?.replace(/^[\s:：]+/u, '')
  if (rest === undefined) return undefined
  if (rest === '') return (act) => reply(act, { view: 'quiet' })
  // an expert who wants no needs until a day means the profile
  if (actor.expertId && untilDay.test(rest)) return undefined
  if (off.test(rest) || quietFromWords(rest)) return (act) => setQuiet(act, rest)
  const meansHours = !/^quiet|^dnd/i.test(text) || /^[\d\s:：.\-–~]+(?:[ap]m)?[\d\s:：.\-–~to]*(?:[ap]m)?$/i.test(rest)
  return meansHours ? (act) => ask(act, { kind: 'quiet' }) : undefined
}

function quietCard({ words, person }: Reader): Draft {
  const { from, until } = person.quiet ?? defaultQuietHours
  return { text: from === until ? words.t.clocks.quietNone : words.t.clocks.quietNow(from, until, person.quiet !== undefined) }
}

/** Terms, reminders and quiet hours. */
export const clocks: Feature<ClocksNotice, ClocksDialog> = {
  ...nothing,
  cards: { reminder: reminderCard, quiet: quietCard },
  answers: { quiet: (act, _dialog, said) => setQuiet(act, said.text) },
  commands: [quietCommand],
  needFields: async (reader, facts, whole) => [[reader.words.t.labels.waiting, await waitingLines(reader, facts, whole)]],
  help: async ({ words }) => [words.t.clocks.help],
}
