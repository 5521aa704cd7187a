import { nameOf, urgencies } from '../../domain/code-lists.ts'
import { DomainError } from '../../domain/errors.ts'
import { moreButtons, needButtons, needFields } from '../features/index.ts'
import { targetLines } from '../features/work/target-lines.ts'
import type { Button } from '../platform.ts'
import type { Draft, Reader } from './card.ts'
import { button, fieldsOf } from './card.ts'
import { expertCard } from './need-expert.ts'
import { type NeedFacts, needFacts, sight } from './need-facts.ts'
import { posterCard } from './need-poster.ts'
import { staffCard } from './need-staff.ts'

/** The one card of a need, as this reader may see it now. */
export async function needCard(reader: Reader, needId: string): Promise<Draft> {
  const need = await reader.tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  const facts = await needFacts(reader, need)
  const seen = sight(facts, reader.person.expertId !== undefined)
  const handedTo = seen === 'nothing' ? await colleagueWith(reader, facts) : undefined
  if (handedTo) return titleOnly(reader, facts, reader.words.t.life.withColleague(handedTo))
  if (seen === 'nothing') throw new DomainError('not_found', 'no_such_need')
  if (facts.standing.poster) return posterCard(reader, facts)
  if (seen === 'whole') reader.reads?.('card', [needId])
  if (reader.person.expertId && (facts.standing.invitation || facts.standing.claimer || !facts.standing.staff))
    return expertCard(reader, facts, seen)
  if (facts.standing.staff) return staffCard(reader, facts)
  return managerCard(reader, facts)
}

/** What whoever manages an institute sees of a need its expert works on: how it stands, not what it says. */
async function managerCard(reader: Reader, facts: NeedFacts): Promise<Draft> {
  const { words } = reader
  const card = titleOnly(reader, facts, words.t.teamwork.managed)
  const more = fieldsOf([
    [words.t.labels.claimer, facts.claimer && words.expert(facts.claimer)],
    ...(await needFields(reader, facts, false)),
  ])
  return { ...card, fields: [...(card.fields ?? []), ...more] }
}

/** Who has the need now, for a contact who handed it to a colleague. */
async function colleagueWith({ tx, person }: Reader, { need }: NeedFacts): Promise<string | undefined> {
  if (need.state === 'draft' || !person.enterpriseId || person.enterpriseId !== need.enterpriseId) return undefined
  const handed = (await tx.needs.history(need.id)).some(({ event, before }) => event === 'hand_contact' && before?.posterId === person.id)
  const now = handed && need.posterId ? await tx.people.find(need.posterId) : undefined
  return now?.name
}

/** What the need asks, as fields; the same for every reader who may see the whole. */
export function askedFields({ words }: Reader, { need, files, text }: NeedFacts): [string, string | undefined][] {
  const { labels } = words.t
  return [
    [labels.field, need.field && words.field(need.field)],
    [labels.type, need.type === 'other' ? undefined : words.type(need.type)],
    [labels.urgency, need.urgency === 'normal' ? undefined : nameOf(urgencies, need.urgency, words.lang)],
    [labels.targets, targetLines(words, need, text) || undefined],
    [labels.budget, need.budget && words.budget(need.budget)],
    [labels.deadline, need.deadline && words.day(need.deadline)],
    [labels.files, files.length > 0 ? String(files.length) : undefined],
  ]
}

/** Questions and answers so far, as one field. */
export function questionField({ words }: Reader, { questions }: NeedFacts): [string, string | undefined] {
  const lines = questions.map(({ text, answer }) => `Q${words.t.colon}${text}\nA${words.t.colon}${answer ?? words.t.empty}`)
  return [words.t.labels.questions, lines.length > 0 ? lines.join('\n') : undefined]
}

/** The need as anybody who is not a party to it sees it: title and field only. */
export function titleOnly(reader: Reader, facts: NeedFacts, text: string): Draft {
  const { words } = reader
  const { need } = facts
  return {
    title: [need.number, need.title].filter(Boolean).join(' '),
    text,
    fields: fieldsOf([
      [words.t.labels.state, words.t.states[need.state]],
      [words.t.labels.field, need.field && words.field(need.field)],
    ]),
  }
}

/** What the features bring to press; what is needed seldom stands behind one button. */
export async function otherButtons(reader: Reader, facts: NeedFacts): Promise<Button[]> {
  const own = await needButtons(reader, facts)
  const more = await moreButtons(reader, facts)
  return more.length > 0 ? [...own, button(reader.words.t.buttons.moreActions, 'more', facts.need.id)] : own
}
