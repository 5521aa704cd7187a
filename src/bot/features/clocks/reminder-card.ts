import { DomainError } from '../../../domain/errors.ts'
import type { Matter } from '../../../domain/matter.ts'
import type { Need } from '../../../domain/need.ts'
import type { Notice } from '../../../domain/notices.ts'
import { steps } from '../../../domain/use-cases/clocks/ladder.ts'
import { officerOf } from '../../../domain/use-cases/team/responsible.ts'
import { button, type Draft, fieldsOf, type Reader, rows } from '../../cards/card.ts'
import { type NeedFacts, needFacts, sight } from '../../cards/need-facts.ts'
import type { Words } from '../../words.ts'
import { stillConcerns, titleIsPublished } from '../challenge/reminders.ts'
import { reminderButtons } from './reminder-buttons.ts'
import { overdue, owes, whatOf } from './waiting.ts'

type Reminder = Extract<Notice, { view: 'reminder' }>

/** Made from the facts of the moment it is sent: nothing is said of what is done by then. Where a reminder stands of what is over, it says so. */
export async function reminderCard(reader: Reader, { matterId, step, to }: Reminder): Promise<Draft | undefined> {
  if (step === steps.begun) throw new DomainError('conflict', 'reminder_over')
  const { tx, words, person } = reader
  const matter = await tx.matters.find(matterId)
  const need = matter && (await tx.needs.find(matter.needId))
  if (!need || matter.endedAt || (step === steps.half && matter.step !== steps.half)) return undefined
  if (!(await stillConcerns(reader, need, matter))) return undefined
  const facts = await needFacts(reader, need)
  const seen = sight(facts, person.expertId !== undefined)
  const hidden = seen === 'nothing' && need.visibility === 'private' && !titleIsPublished(reader, need)
  const title = hidden ? words.t.clocks.hiddenTitle : need.title
  const late = reader.now > matter.dueAt ? await overdue(reader, matter.dueAt) : undefined
  const phone = to === 'officer_call' ? await phoneOf(reader, facts, matter) : undefined
  const buttons = await reminderButtons(reader, facts, matter, to)
  if (seen !== 'nothing') buttons.push(button(words.t.buttons.show, 'need', need.id))
  return {
    title: titleOf(words, need, matter, { step, to }),
    text: await textOf(reader, facts, matter, { step, to, title }),
    fields: fieldsOf([
      [words.t.labels.title, to === 'owner' ? undefined : title],
      [words.t.labels.overdue, late],
      [words.t.clocks.phone, phone],
    ]),
    buttons: rows(buttons, 2),
  }
}

function titleOf({ t }: Words, need: Need, matter: Matter, { step, to }: Pick<Reminder, 'step' | 'to'>): string {
  const number = need.number ?? ''
  if (to === 'officer_call') return t.clocks.call(number)
  if (to !== 'owner') return t.clocks.upward(number)
  if (step === steps.half) return t.clocks.half(number)
  return matter.kind === 'contact' ? t.clocks.lease(number) : t.clocks.end(number)
}

async function textOf(
  reader: Reader,
  facts: NeedFacts,
  matter: Matter,
  { step, to, title }: Pick<Reminder, 'step' | 'to'> & { title: string },
): Promise<string> {
  const { words } = reader
  const t = words.t.clocks
  const until = words.dateTime(matter.dueAt)
  const what = whatOf(words, matter)
  const who = await owes(reader, facts, matter, true)
  const lease = step === steps.end && matter.kind === 'contact' && matter.nextAt ? t.leaseText(words.dateTime(matter.nextAt)) : ''
  if (to === 'officer_call') return [t.callText(who, what, until), lease].filter(Boolean).join('\n')
  if (to !== 'owner' && step <= steps.end) return [t.awayText(who, what, until), lease].filter(Boolean).join('\n')
  if (to === 'manager') return t.managerText(who, what, until)
  if (to !== 'owner') return t.upwardText(who, what, until)
  const says: Record<string, ((facts: Record<string, string>) => string) | undefined> = words.t.says
  const asks = says[`remind_${matter.kind}`]?.({ number: facts.need.number ?? '', title, until }) ?? t.generic(what, title, until)
  const ended = step === steps.half ? '' : lease || t.endText
  return [await standIn(reader, facts, matter), ended, asks].filter(Boolean).join('\n')
}

/** Who stands in for somebody is told for whom. */
async function standIn({ tx, words, person, now }: Reader, { need, claim }: NeedFacts, matter: Matter): Promise<string> {
  const own: Partial<Record<Matter['waitOn'], string | undefined>> = {
    claimer: claim && (await tx.people.ofExpert(claim.expertId))?.id,
    poster: need.posterId,
    person: matter.onId,
    experts: (await tx.people.ofExpert(matter.ref))?.id,
    officer: (await officerOf({ tx, now }, need)).officer?.id,
  }
  const id = own[matter.waitOn]
  const owner = id && id !== person.id ? await tx.people.find(id) : undefined
  return owner ? words.t.clocks.standIn(owner.name) : ''
}

/** For the officer who calls: staff see everybody's number. */
async function phoneOf({ tx, person }: Reader, { need, claim, standing }: NeedFacts, matter: Matter): Promise<string | undefined> {
  if (!standing.staff) return undefined
  if (matter.waitOn === 'poster') return need.posterId ? (await tx.people.find(need.posterId))?.phone : undefined
  if (matter.waitOn === 'person') return matter.onId && matter.onId !== person.id ? (await tx.people.find(matter.onId))?.phone : undefined
  const expert = await tx.directory.expert(matter.waitOn === 'experts' ? matter.ref : (claim?.expertId ?? ''))
  return expert?.phone
}
