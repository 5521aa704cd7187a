import type { LifeDialog, LifeNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { button, type Draft, pair, type Reader, rows } from '../../cards/card.ts'

/** What an event of the table wants, asked in words. */
export function wayPrompt({ words }: Reader, { way, want }: LifeDialog): Draft {
  const prompts: Record<string, Record<string, string>> = words.t.life.prompts
  return { text: prompts[way]?.[want] ?? words.t.life.prompt, buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]] }
}

/** To whoever took something back, and to those who had been told of it. */
export async function undoneCard(
  { tx, words, person }: Reader,
  notice: Extract<LifeNotice, { view: 'undone' }>,
): Promise<Draft | undefined> {
  const need = await tx.needs.find(notice.needId)
  if (!need) return undefined
  const last = (await tx.needs.history(need.id)).findLast(({ event }) => event === 'undo')
  const events: Record<string, string> = words.t.events
  const what = events[notice.event] ?? notice.event
  const { you, others } = words.t.life.undone
  const text = last?.actorId === person.id ? you(need.number ?? '', what) : others(need.number ?? '', what)
  return { text, buttons: [[button(words.t.buttons.show, 'need', need.id)]] }
}

/** The people of the enterprise a need can be handed to; whoever can't be written to is refused when pressed. */
export async function chooseContactCard({ tx, words, person }: Reader, { needId }: { needId: string }): Promise<Draft | undefined> {
  const need = await tx.needs.find(needId)
  if (!need?.enterpriseId || (need.posterId !== person.id && !isStaff(person))) return undefined
  const buttons = []
  for (const contact of await tx.people.ofEnterprise(need.enterpriseId)) {
    const reachable = (await tx.people.accounts(contact.id)).some((account) => account.reachable)
    if (contact.id !== need.posterId && reachable)
      buttons.push(button([contact.name, contact.post].filter(Boolean).join(' '), 'hand_to', pair(needId, contact.id)))
  }
  buttons.push(button(words.t.buttons.cancel, 'cancel', 'x'))
  return { text: words.t.life.chooseContact(need.number ?? ''), buttons: rows(buttons, 1) }
}
