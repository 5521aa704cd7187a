import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import { isOnLeave } from '../../../domain/leave.ts'
import type { TeamNotice } from '../../../domain/notices.ts'
import { checkRight } from '../../../domain/rights.ts'
import { otherOfficers } from '../../../domain/use-cases/team/appoint-officer.ts'
import { answeredFor, officerOf } from '../../../domain/use-cases/team/responsible.ts'
import { button, type Draft, pair, type Reader, rows, shorter, showButton, turns } from '../../cards/card.ts'
import { type NeedFacts, needFacts, sight } from '../../cards/need-facts.ts'

type Of<V extends TeamNotice['view']> = Extract<TeamNotice, { view: V }>

const page = 8

/** “责任干部”: with phone, for both sides, the team and staff; who stands in while they are away. */
export async function officerField(reader: Reader, { need, standing }: NeedFacts, whole: boolean): Promise<string | undefined> {
  const party = standing.poster || standing.staff || ((standing.claimer || standing.member) && whole)
  if (!party || !need.number || need.state === 'waiting') return undefined
  const { words, now } = reader
  const t = words.t.teamwork
  const { officer, acting } = await officerOf({ tx: reader.tx, now }, need)
  if (!officer) return standing.staff ? t.none : undefined
  const named = (person: { name: string; phone?: string }) => t.person(person.name, person.phone ?? '')
  if (!isOnLeave(officer, isoDayAt(now)) || !officer.away) return named(officer)
  const until = words.day(officer.away.until)
  return acting ? t.awayBy(officer.name, until, named(acting)) : t.away(named(officer), until)
}

/** A milestone in two lines, from the facts of the moment it is sent. */
export async function stepCard(reader: Reader, { needId, event, to }: Of<'step'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  if (!need) return undefined
  const facts = await needFacts(reader, need)
  if (sight(facts, person.expertId !== undefined) === 'nothing') return undefined
  const t = words.t.teamwork
  const steps: Record<string, string> = t.steps
  const events: Record<string, string> = words.t.events
  const last = (await tx.needs.history(needId)).findLast((entry) => entry.event === event)
  const who = ['claim', 'assign', 'replace'].includes(event) ? facts.claimer && words.expert(facts.claimer) : undefined
  const said = ['dispute', 'release', 'withdraw', 'solve', 'pause', 'give_up', 'nobody', 'reopen'].includes(event) ? last?.note : undefined
  return {
    title: t.stepTitle[to](need.number ?? ''),
    text: [need.title, t.step(steps[event] ?? events[event] ?? event, who ?? said ?? ''), t.now(words.t.states[need.state])].join('\n'),
    buttons: [[button(words.t.buttons.show, 'need', needId)]],
  }
}

/** To whom a need can be handed. */
export async function officersCard(reader: Reader, { needId }: Of<'officers'>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const need = await tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  checkRight(person, 'hand_over')
  const t = words.t.teamwork
  const today = isoDayAt(now)
  const others = (await otherOfficers({ tx, now }, need)).slice(0, page)
  const buttons = others.map((officer) =>
    button(
      (isOnLeave(officer, today) ? t.loadAway : t.load)(shorter(officer.person.name, 12), officer.load),
      'officer_to',
      pair(needId, officer.id),
    ),
  )
  return {
    title: t.officersTitle(need.number ?? ''),
    text: others.length > 0 ? t.officersText : t.noOthers,
    buttons: [...rows(buttons, 2), [button(words.t.buttons.cancel, 'cancel', 'x')]],
  }
}

/** Who has left office, each with how much they answer for; a press settles it. */
export async function officerLeavesCard({ tx, words }: Reader, { ids }: Of<'officer_leaves'>): Promise<Draft> {
  const { t } = words
  const load = await tx.teams.answering()
  const officers = (await Promise.all(ids.map((id) => tx.people.find(id)))).filter((person) => person !== undefined)
  const lines = officers.map(({ id, name, townships }) => [t.teamwork.load(name, load.get(id) ?? 0), ...townships].join(' '))
  const buttons = officers.map(({ id, name }) => [button(t.buttons.officerLeft(shorter(name, 12)), 'officer_left', id, 'danger')])
  return {
    title: t.teamwork.leavesTitle,
    text: [...lines, t.teamwork.leavesText].join('\n'),
    buttons: [...buttons, [button(t.buttons.cancel, 'cancel', 'x')]],
  }
}

/** The needs this person answers for now, those of colleagues they stand in for too; overdue ones first. */
export async function answeringCard(reader: Reader, { page: start }: Of<'answering'>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const t = words.t.teamwork
  const forWhom = await answeredFor({ tx, now }, person)
  const total = (await tx.teams.answeredBy([...forWhom.keys()], now, 0, 0)).total
  if (total === 0) return { text: t.answeringNone }
  const from = Math.min(Math.max(0, start), Math.floor((total - 1) / page)) * page
  const { needs } = await tx.teams.answeredBy([...forWhom.keys()], now, from, page)
  reader.reads?.(
    'list',
    needs.map(({ need }) => need.id),
  )
  const lines = needs.map(({ need, overdue }) => {
    const name = [need.number, need.title].filter(Boolean).join(' ')
    const instead = need.officerId === person.id ? '' : (forWhom.get(need.officerId ?? '')?.name ?? '')
    return t.answeringLine(name, words.t.states[need.state], overdue, instead)
  })
  const turn = turns(words, 'answering', String, from / page, Math.ceil(total / page))
  const buttons = needs.map(({ need }) => [showButton(words, need)])
  return { title: t.answeringTitle(total), text: lines.join('\n'), buttons: [...buttons, ...turn] }
}
