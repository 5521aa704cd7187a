import { DomainError } from '../../../domain/errors.ts'
import { calendarTimes, icsOf } from '../../../domain/ics.ts'
import type { Need } from '../../../domain/need.ts'
import type { WorkNotice } from '../../../domain/notices.ts'
import { checkRight } from '../../../domain/rights.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { calendarOf } from '../../../domain/use-cases/clocks/calendar-of.ts'
import { mayName } from '../../../domain/use-cases/privacy/unnamed.ts'
import { isOpen } from '../../../domain/use-cases/work/plan-visit.ts'
import { asSide, mayWork, sideOf } from '../../../domain/use-cases/work/sides.ts'
import { planned, type Visit, type VisitSide } from '../../../domain/visit.ts'
import { button, calendarFile, type Draft, fieldsOf, pair, type Reader, rows, showButton } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { enterpriseName } from '../privacy/unnamed.ts'
import { visitLine, whenOf } from './lines.ts'

/** How long a visit is thought to take. */
const visitMinutes = 120

/** A rest day of the mainland calendar is planned on purpose or by mistake: it is said. */
export async function restDay({ tx, words }: Reader, day: string): Promise<string | undefined> {
  return (await calendarOf({ tx })).isWorkingDay(day) ? undefined : words.t.work.restDay
}

async function partyTo(reader: Reader, visit: Visit | undefined): Promise<{ need: Need; visit: Visit }> {
  const need = visit && (await reader.tx.needs.find(visit.needId))
  if (!need) throw new DomainError('not_found', 'no_such_entry')
  // whoever arranged it learns what became of it, though they work on the need no longer
  const arranged = visit.byId === reader.person.id || visit.agreedById === reader.person.id
  const side = sideOf(need, await standingOf(reader.tx, need, reader.person))
  checkRight(reader.person, 'see_visit', [arranged && 'author', ...asSide(side)])
  return { need, visit }
}

/** A visit as it stands: what is awaited of whom, and once it was made, its record. */
export async function visitCard(reader: Reader, { visitId }: { visitId: string }): Promise<Draft> {
  const { words, tx } = reader
  const { t } = words
  const { need, visit } = await partyTo(reader, await tx.visits.find(visitId))
  return {
    title: t.work.visitTitle(need.number ?? '', need.title),
    text: await statusOf(reader, need, visit),
    fields: await visitFields(reader, visit),
    buttons: [...rows(await visitButtons(reader, need, visit), 2), [showButton(words, need)]],
  }
}

async function visitFields(reader: Reader, visit: Visit): Promise<{ label: string; value: string }[]> {
  const { tx } = reader
  const { t } = reader.words
  const { labels } = t
  const photos = (await tx.needs.files(visit.needId)).filter(({ ofId }) => ofId === visit.id).length
  const isToCome = (planned as readonly string[]).includes(visit.state)
  const rest = isToCome ? await restDay(reader, visit.day) : undefined
  return fieldsOf([
    [labels.visitWhen, [whenOf(reader.words, visit), rest].filter(Boolean).join(' ')],
    [labels.visitWho, visit.who],
    [labels.event, visit.eventId ? (await tx.events.find(visit.eventId))?.title : undefined],
    [labels.visitReason, visit.reason],
    [labels.visitFound, visit.found],
    [labels.visitSolved, visit.solvedOnSite === undefined ? undefined : visit.solvedOnSite ? t.work.yes : t.work.notYet],
    [labels.visitSuggestions, visit.suggestions],
    [labels.visitPhotos, photos > 0 ? String(photos) : undefined],
  ])
}

async function statusOf(reader: Reader, need: Need, visit: Visit): Promise<string> {
  const t = reader.words.t.work
  if (visit.state === 'done') return doneText(reader, need, visit)
  if (visit.state !== 'proposed') return visit.state === 'cancelled' && !visit.reason ? t.visitStates.ended : t.visitStates[visit.state]
  const standing = await standingOf(reader.tx, need, reader.person)
  const side = sideOf(need, standing)
  if (side && side !== visit.side) return side === 'enterprise' ? t.visitAskEnterprise : t.visitAskTeam
  return visit.side === 'team' ? t.visitWaitsEnterprise : t.visitWaitsTeam
}

async function doneText(reader: Reader, need: Need, visit: Visit): Promise<string> {
  const t = reader.words.t.work
  const side = sideOf(need, await standingOf(reader.tx, need, reader.person))
  if (side === 'team' && visit.doneById === reader.person.id && visit.solvedOnSite === undefined) return t.visitAskSolved
  return side === 'enterprise' && visit.suggestions === undefined ? t.visitAskSuggestions : t.visitStates.done
}

/** What this reader can press about a visit now. */
export async function visitButtons(reader: Reader, need: Need, visit: Visit): Promise<Button[]> {
  const { words, tx, person } = reader
  const b = words.t.buttons
  const standing = await standingOf(tx, need, person)
  const side = sideOf(need, standing)
  if (!side) return []
  if (visit.state === 'done') return doneButtons(reader, visit, side)
  if (!isOpen(need, visit)) return []
  const buttons: Button[] = []
  const reached = (need.posterId ? await tx.people.accounts(need.posterId) : []).some(({ reachable }) => reachable)
  if (visit.state === 'proposed' && (side !== visit.side || (standing.staff && visit.side === 'team' && !reached)))
    buttons.push(button(side === visit.side ? b.visitYesFor : b.visitYes, 'visit_yes', pair(visit.id, String(visit.sequence)), 'primary'))
  if (visit.state === 'agreed' && side === 'team') buttons.push(button(b.visitNote, 'visit_note', visit.id, 'primary'))
  buttons.push(button(b.visitOther, 'visit_other', visit.id), button(b.visitCancel, 'visit_cancel', visit.id, 'danger'))
  return buttons
}

/** What is still missing of a record, each one press. */
async function doneButtons({ tx, words }: Reader, visit: Visit, side: VisitSide): Promise<Button[]> {
  const b = words.t.buttons
  const photos = (await tx.needs.files(visit.needId)).filter(({ ofId }) => ofId === visit.id).length
  const asked = side === 'team' && visit.solvedOnSite === undefined
  return [
    ...(asked ? [button(b.visitSolved, 'visit_solved', visit.id, 'primary'), button(b.visitUnsolved, 'visit_unsolved', visit.id)] : []),
    button(b.visitMore, 'visit_more', visit.id),
    ...(photos > 0 ? [button(b.visitPictures(photos), 'visit_pictures', visit.id)] : []),
  ]
}

/** The photos and files of one visit. */
export async function visitPicturesCard(reader: Reader, { visitId }: { visitId: string }): Promise<Draft> {
  const { tx, words } = reader
  const { need, visit } = await partyTo(reader, await tx.visits.find(visitId))
  const files = (await tx.needs.files(need.id)).filter(({ ofId }) => ofId === visit.id)
  return {
    text: words.t.work.picturesTitle(whenOf(words, visit)),
    files,
    buttons: [[button(words.t.buttons.visitShow, 'visit_show', visitId)]],
  }
}

/** On the day before; nothing where it has been changed since. */
export async function visitSoonCard(
  reader: Reader,
  { visitId, sequence }: Extract<WorkNotice, { view: 'visit_soon' }>,
): Promise<Draft | undefined> {
  const visit = await reader.tx.visits.find(visitId)
  if (visit?.state !== 'agreed' || visit.sequence !== sequence) return undefined
  const card = await visitCard(reader, { visitId })
  const today = whenOf(reader.words, { day: visit.day }) === reader.words.date(reader.now)
  return { ...card, text: reader.words.t.work.visitSoon(today, whenOf(reader.words, visit)) }
}

/** The visit as a file for the reader's calendar. */
export async function visitFileCard(
  reader: Reader,
  { visitId, sequence }: Extract<WorkNotice, { view: 'visit_file' }>,
): Promise<Draft | undefined> {
  const { tx, words, now } = reader
  const visit = await tx.visits.find(visitId)
  if (!visit || visit.sequence !== sequence) return undefined
  const cancelled = visit.state === 'cancelled'
  // who has it in their calendar may take it out, though they have left the need
  const need = cancelled ? await tx.needs.find(visit.needId) : (await partyTo(reader, visit)).need
  if (!need) return undefined
  const enterprise = need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  const t = words.t.work
  const named = mayName(need, await standingOf(tx, need, reader.person))
  const name = enterprise && enterpriseName(words, enterprise, named)
  const place = [named ? enterprise?.township : undefined, name].filter(Boolean).join(' ')
  const event = icsOf({
    ...{ uid: `${visit.id}@shibaiqian`, stamp: now, title: t.fileTitle(need.number ?? '', name ?? need.title) },
    ...{ ...calendarTimes(visit, visitMinutes), place, sequence, cancelled, alarmMinutes: 120 },
    description: t.fileText(need.title, visit.who),
  })
  const file = t.fileName(need.number ?? '')
  return { text: cancelled ? t.fileOff : t.fileOn(whenOf(words, visit)), made: calendarFile(file, event) }
}

/** All visits about a need, and what can be done about them. */
export async function visitsCard(reader: Reader, { needId }: { needId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const standing = need && (await standingOf(tx, need, person))
  checkRight(person, 'work_on', asSide(need && standing && sideOf(need, standing)))
  if (!need || !standing) throw new DomainError('not_found', 'no_such_need')
  const visits = await tx.visits.ofNeed(needId)
  const b = words.t.buttons
  const own = mayWork(need, standing) ? [button(b.visitPlan, 'visit_plan', needId, 'primary')] : []
  if (sideOf(need, standing) === 'team') own.push(button(b.visitNote, 'visit_made', needId))
  const each = visits.slice(0, 10).map((visit) => button(whenOf(words, visit), 'visit_show', visit.id))
  return {
    title: words.t.work.visitsTitle(need.number ?? ''),
    text: visits.map((visit) => visitLine(words, visit)).join('\n') || words.t.work.noVisits,
    buttons: [...rows([...own], 2), ...rows(each, 2), [showButton(words, need)]],
  }
}

/** What is to come and what was last, for both sides and staff. */
export async function visitsField(reader: Reader, { need, standing }: NeedFacts): Promise<[string, string | undefined]> {
  if (!sideOf(need, standing)) return [reader.words.t.labels.visits, undefined]
  const visits = (await reader.tx.visits.ofNeed(need.id)).filter(({ state }) => state !== 'cancelled')
  const coming = visits.filter(({ state }) => state !== 'done')
  const shown = [...coming.toSorted((a, b) => a.day.localeCompare(b.day)), ...visits.filter(({ state }) => state === 'done').slice(0, 2)]
  return [
    reader.words.t.labels.visits,
    shown
      .slice(0, 4)
      .map((visit) => visitLine(reader.words, visit))
      .join('\n') || undefined,
  ]
}
