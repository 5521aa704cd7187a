import { clusters } from '../../../domain/code-lists.ts'
import { DomainError } from '../../../domain/errors.ts'
import { type ListAsk, type ListRow, listKinds, momentOf } from '../../../domain/lists.ts'
import { needStates } from '../../../domain/need.ts'
import type { ListsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { rights } from '../../../domain/rights-table.ts'
import { scoped } from '../../../domain/use-cases/lists/show-list.ts'
import { button, type Draft, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { filterWords, lineOf, seenBy } from './lines.ts'
import { markOf } from './mark.ts'

export const pageSize = 8
const mostChoices = 24

/** The ask of a notice as this reader may have it now; roles may have changed since it was sent. */
export async function askFor({ tx, person }: Reader, name: string): Promise<ListAsk> {
  const kept = await tx.lists.kept(name)
  const ask = kept && scoped(person, kept)
  if (!ask) throw new DomainError('forbidden', rights.see_lists.refusal)
  return ask
}

/** What stands above the rows: the moment, and the filter. */
async function aboveWords({ tx, words }: Reader, ask: ListAsk): Promise<string[]> {
  const { lists } = words.t
  const filter = Object.keys(ask.filter).length > 0 ? filterWords(words, ask, await tx.lists.choices()) : ''
  return [...(ask.asOf ? [lists.asOf(words.day(ask.asOf))] : []), ...(filter ? [lists.filtered(filter)] : [])]
}

/** Which list? */
export async function chooserCard(reader: Reader, { name }: Extract<ListsNotice, { view: 'lists' }>): Promise<Draft> {
  const { tx, words, now } = reader
  const { lists, buttons: b } = words.t
  const ask = await askFor(reader, name)
  const counts = await tx.lists.counts(ask.filter, momentOf(ask, now))
  const lines = listKinds.map((kind) => lists.chooserLine(lists.kinds[kind], counts[kind], lists.what[kind]))
  return {
    title: lists.chooser,
    text: [...(await aboveWords(reader, ask)), ...lines, lists.overdueLine(counts.overdue)].join('\n'),
    buttons: [
      listKinds.map((kind) => button(b[`list_${kind}`], `list_${kind}`, name)),
      [button(b.list_late, 'list_late', name), button(b.list_file, 'list_file', name)],
    ],
  }
}

export async function listCard(reader: Reader, { name, page }: Extract<ListsNotice, { view: 'list' }>): Promise<Draft> {
  const { tx, words, now, person } = reader
  const { lists } = words.t
  const ask = await askFor(reader, name)
  const moment = momentOf(ask, now)
  const found = await tx.lists.page(ask, moment, page, pageSize)
  const above = await aboveWords(reader, ask)
  const title = lists.title(lists.kinds[ask.kind], found.total)
  if (found.total === 0) return { title, text: [...above, emptyWords(reader, ask)].join('\n'), buttons: waysOn(reader, name, ask) }
  reader.reads?.(
    'list',
    found.rows.map(({ needId }) => needId),
  )
  const at = moment.past ?? now
  const seen = found.rows.map((row) => seenBy(row, isStaff(person), words))
  const lines = seen.map((row, i) => lineOf(words, ask.kind, row, found.page * pageSize + i + 1, at))
  const pages = Math.ceil(found.total / pageSize)
  const foot = pages > 1 ? [lists.pageOf(found.page + 1, pages)] : []
  return {
    title,
    text: [...above, ...lines, ...foot].join('\n'),
    buttons: [
      ...openers(found.rows, found.page),
      ...turns(words, 'list', (n) => pair(name, String(n)), found.page, pages),
      ...waysOn(reader, name, ask),
    ],
  }
}

function openers(found: ListRow[], page: number): Button[][] {
  const buttons = found.map(({ needId, number }, i) => button(`${page * pageSize + i + 1}. ${number}`, 'need', needId))
  return rows(buttons, 2)
}

/** Filters and the other lists. */
function waysOn({ words }: Reader, name: string, { filter }: ListAsk): Button[][] {
  const b = words.t.buttons
  const filtered = Object.keys(filter).length > 0
  const narrow = [button(b.list_township, 'list_township', name), button(b.list_officer, 'list_officer', name)]
  if (!filter.overdue) narrow.push(button(b.list_late, 'list_late', name))
  const more = [button(b.list_file, 'list_file', name), button(b.lists, 'lists', name)]
  if (filtered) more.unshift(button(b.list_all, 'list_all', name))
  return [narrow, more]
}

function emptyWords({ words, person }: Reader, { kind, filter }: ListAsk): string {
  const { lists } = words.t
  const own = isStaff(person) ? filter : { ...filter, instituteId: undefined }
  const set = Object.values(own).filter((value) => value !== undefined)
  if (set.length === 1 && own.overdue) return lists.noneOverdue
  return set.length > 0 ? lists.emptyFiltered : lists.empty[kind]
}

export async function choiceCard(reader: Reader, { name, by }: Extract<ListsNotice, { view: 'list_by' }>): Promise<Draft> {
  const { tx, words, now } = reader
  const { lists, buttons: b } = words.t
  const ask = await askFor(reader, name)
  const filter = by === 'township' ? { ...ask.filter, township: undefined } : { ...ask.filter, officerId: undefined }
  const found = await tx.lists.tally(by, { ...ask, filter }, momentOf(ask, now))
  const verb = by === 'township' ? 'list_in' : 'list_of'
  const choices = found
    .slice(0, mostChoices)
    .map(({ id, name: label, count }) =>
      button(lists.count(shorter(label, 22), count), verb, pair(name, by === 'township' ? markOf(id) : id)),
    )
  const question = by === 'township' ? lists.byTownship : lists.byOfficer
  const text =
    found.length === 0 ? lists.nobodyToChoose : found.length > mostChoices ? `${question}\n${lists.choiceMost(mostChoices)}` : question
  return { title: lists.kinds[ask.kind], text, buttons: [...rows(choices, 2), [button(b.list_back, 'list', pair(name, '0'))]] }
}

/** Words that were not understood, with what would be. */
export async function unclearCard(reader: Reader, { name, words: said }: Extract<ListsNotice, { view: 'list_unclear' }>): Promise<Draft> {
  const { tx, words } = reader
  const { lists, states, buttons: b, colon } = words.t
  await askFor(reader, name)
  const { townships, institutes, officers } = await tx.lists.choices()
  const { choices } = lists
  const some = (label: string, names: string[]) =>
    names.length > 0 ? [`${label}${colon}${names.slice(0, 15).join(words.t.list)}${names.length > 15 ? choices.etc : ''}`] : []
  const lines = [
    ...some(choices.townships, townships),
    ...some(
      choices.officers,
      officers.map((officer) => officer.name),
    ),
    ...some(
      choices.institutes,
      institutes.map(({ short }) => short),
    ),
    ...some(
      choices.clusters,
      clusters.map((cluster) => cluster[words.lang]),
    ),
    ...some(
      choices.states,
      needStates.filter((state) => state !== 'draft').map((state) => states[state]),
    ),
    choices.more,
  ]
  return {
    text: [lists.unclear(shorter(said.join(' '), 60)), ...lines].join('\n'),
    buttons: [
      [button(b.list_township, 'list_township', name), button(b.list_officer, 'list_officer', name)],
      [button(b.list_ignore, 'list', pair(name, '0'))],
    ],
  }
}
