import { DomainError } from '../../errors.ts'
import { type ListAsk, type ListFilter, type ListKind, momentOf } from '../../lists.ts'
import type { ListsNotice } from '../../notices.ts'
import { isStaff, type Person } from '../../person.ts'
import { type Act, permit, reply } from '../act.ts'

/** The list card of a chat: one at a time, paged and filtered in place. */
const slot = 'list'

/**
 * The ask as this person may have it: staff all, an institute's manager what concerns the institute; undefined for everybody else. Checked when
 * it is asked for, and again when the card is made.
 */
export function scoped(person: Person, ask: ListAsk): ListAsk | undefined {
  if (isStaff(person)) return ask
  if (!person.managesId) return undefined
  return { kind: ask.kind, filter: { ...ask.filter, instituteId: person.managesId } }
}

/** For somebody who has no lists: their own needs instead, with a word why. */
async function mayList(act: Act, ask: ListAsk): Promise<ListAsk | undefined> {
  if (ask.asOf && act.actor.managesId) permit(act, 'see_past_lists')
  const own = scoped(act.actor, ask)
  if (own) return own
  await reply(act, { view: 'say', text: 'lists_not_for_you' })
  await reply(act, { view: 'my' })
  return undefined
}

async function show(act: Act, ask: ListAsk, where: 'fresh' | 'update', notice: (name: string) => ListsNotice): Promise<void> {
  const own = await mayList(act, ask)
  if (own) await reply(act, notice(await act.tx.lists.keep(own)), { mode: where, slot })
}

/** Which list? With how many rows each has. */
export async function chooseList(act: Act, filter: ListFilter, asOf?: string): Promise<void> {
  await show(act, { kind: 'problems', filter, asOf }, 'fresh', (name) => ({ view: 'lists', name }))
}

export async function showList(act: Act, ask: ListAsk): Promise<void> {
  await show(act, ask, 'fresh', (name) => ({ view: 'list', name, page: 0 }))
}

/** Some words of a filter were not understood: they are asked back, the rest is kept. */
export async function askBack(act: Act, ask: ListAsk, words: string[]): Promise<void> {
  await show(act, ask, 'fresh', (name) => ({ view: 'list_unclear', name, words }))
}

/** The three lists as a spreadsheet. */
export async function exportLists(act: Act, ask: ListAsk): Promise<void> {
  const own = await mayList(act, ask)
  if (own) await reply(act, { view: 'list_file', name: await act.tx.lists.keep(own) })
}

/** The ask that a button carries; buttons of another program's day are told so. */
export async function keptAsk(act: Act, name: string): Promise<ListAsk> {
  const ask = await act.tx.lists.kept(name)
  if (!ask) throw new DomainError('invalid', 'old_button')
  return ask
}

export async function turnPage(act: Act, name: string, page: number): Promise<void> {
  await show(act, await keptAsk(act, name), 'update', (own) => ({ view: 'list', name: own, page }))
}

/** Another list with the same filter, or the same list with another filter, where the card stands. */
export async function changeList(act: Act, name: string, change: (ask: ListAsk) => ListAsk): Promise<void> {
  await show(act, change(await keptAsk(act, name)), 'update', (own) => ({ view: 'list', name: own, page: 0 }))
}

export async function backToLists(act: Act, name: string): Promise<void> {
  await show(act, await keptAsk(act, name), 'update', (own) => ({ view: 'lists', name: own }))
}

export async function chooseBy(act: Act, name: string, by: 'township' | 'officer'): Promise<void> {
  await show(act, await keptAsk(act, name), 'update', (own) => ({ view: 'list_by', name: own, by }))
}

/** A township has no short id of its own: the button carries its place among those that the list has, checked by name when the card was made. */
export async function pickTownship(act: Act, name: string, mark: string, markOf: (township: string) => string): Promise<void> {
  const ask = await keptAsk(act, name)
  const townships = await act.tx.lists.tally('township', { ...ask, filter: { ...ask.filter, township: undefined } }, momentOf(ask, act.now))
  const township = townships.find(({ id }) => markOf(id) === mark)?.id
  if (!township) throw new DomainError('invalid', 'old_button')
  await changeList(act, name, (old) => ({ ...old, filter: { ...old.filter, township } }))
}

export function withKind(kind: ListKind): (ask: ListAsk) => ListAsk {
  return (ask) => ({ ...ask, kind })
}
