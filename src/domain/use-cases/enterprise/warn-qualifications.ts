import { dayNumber, isoDayAt, isoOfDay } from '../../calendar/days.ts'
import type { Qualification } from '../../directory.ts'
import { type WarnDays, warnDays } from '../../enterprises.ts'
import type { Person } from '../../person.ts'
import { tell, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { presentFor } from '../clocks/leave.ts'
import type { Due } from '../due.ts'

const batch = 500

/** 90 and 30 days before a qualification ends its enterprise and the liaison officer hear of it, once each, in working hours; renewed, it is warned of anew before its new end. */
export const warnOfQualifications: Due = async (store, work, now, failed) => {
  const today = dayNumber(isoDayAt(now)) ?? Number.NaN
  const due = await store.transaction(async (tx) => {
    const opens = (await calendarOf({ tx })).nextWorkingMoment(now)
    if (opens.getTime() !== now.getTime()) return []
    const found: [Qualification, WarnDays][] = []
    // the nearest first: who hears of 30 days need not hear of 90
    for (const days of warnDays.toReversed())
      for (const one of await tx.enterprises.toWarn(isoOfDay(today), isoOfDay(today + days), days, batch))
        if (!found.some(([{ id }]) => id === one.id)) found.push([one, days])
    return found
  })
  for (const [one, days] of due) await store.transaction((tx) => warn(work(tx), one, days)).catch(failed)
}

async function warn(work: Work, { id, enterpriseId, expiresOn }: Qualification, days: WarnDays): Promise<void> {
  if (!expiresOn || !(await work.tx.enterprises.warned(id, expiresOn, days))) return
  const people = [...(await work.tx.people.ofEnterprise(enterpriseId)), ...(await officersOfEnterprise(work, enterpriseId))]
  for (const person of await presentFor(work, people, work.now)) await tell(work, person.id, { view: 'qualification_soon', id, expiresOn })
}

/** Who looks after an enterprise: the officers linked to it or to a project of it, else those of its township. */
export async function officersOfEnterprise({ tx }: Pick<Work, 'tx'>, enterpriseId: string): Promise<Person[]> {
  const officers = await tx.people.withRoles(['officer'])
  const links = (await tx.teams.links()).filter(({ kind, ref }) => (kind === 'enterprise' || kind === 'project') && ref === enterpriseId)
  const linked = officers.filter(({ id }) => links.some(({ personId }) => personId === id))
  if (linked.length > 0) return linked
  const township = (await tx.directory.enterprise(enterpriseId))?.township
  return officers.filter(({ townships }) => township !== undefined && townships.includes(township))
}
