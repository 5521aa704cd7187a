import { isoDayAt } from '../../calendar/days.ts'
import { newId } from '../../ids.ts'
import type { Store, Tx } from '../../store.ts'
import { placeOf, tell, type Work } from '../act.ts'
import { calendarOf } from './calendar-of.ts'

/**
 * Administrators and heads hear, once a year each, that the holidays of a year they soon count in are not there: in December of the year before, in
 * January of the year itself, and as soon as anything is due in it.
 */
export async function warnOfYears(store: Store, work: (tx: Tx) => Work, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    const calendar = await calendarOf({ tx })
    for (const year of await yearsAhead(tx, now)) if (calendar.knows(year) !== 'published') await warn(work(tx), year)
  })
}

async function yearsAhead(tx: Tx, now: Date): Promise<number[]> {
  const here = isoDayAt(now)
  const [year, month] = [Number(here.slice(0, 4)), here.slice(5, 7)]
  const last = await tx.matters.latestDue()
  const until = Math.max(month === '12' ? year + 1 : month === '01' ? year : 0, last && last >= now ? yearOf(last) : 0)
  return Array.from({ length: Math.max(0, until - year + 1) }, (_, ahead) => year + ahead)
}

function yearOf(at: Date): number {
  return Number(isoDayAt(at).slice(0, 4))
}

async function warn(work: Work, year: number): Promise<void> {
  const people = []
  for (const person of await work.tx.people.withRoles(['admin', 'head'])) if (await placeOf(work, person.id)) people.push(person)
  if (people.length === 0) return
  // whoever writes it first tells them
  const mine = newId()
  if ((await work.tx.settle(`holidays_missing:${year}`, mine)) !== mine) return
  for (const { id } of people) await tell(work, id, { view: 'say', text: 'holidays_missing', facts: { year: String(year) } })
}
