import { dayNumber, isoDayAt, momentOn } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import { type Act, permit, refreshSlot, reply, tell, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import type { Due } from '../due.ts'
import { refreshProfile } from './change-profile.ts'
import { ownProfile } from './rights.ts'

const dayMs = 86_400_000
/** Twice a year. */
const everyDays = 182
/** Working days over which all are asked, so that their institutes don't hear of it on one morning. */
const spreadOver = 60
const fewest = 2
/** Days without an answer after which the institute's manager sees it. */
export const patienceDays = 30

export function checkSlot(expertId: string): string {
  return `profile_check:${expertId}`
}

/**
 * Twice a year each expert is asked whether their profile is still right, a few every working day. Who is away, muted or has no chat account is not asked; who was
 * asked is not asked again before the next half-year.
 */
export const askProfileChecks: Due = async (store, work, now, failed) => {
  const calendar = await store.transaction((tx) => calendarOf({ tx }))
  if (calendar.nextWorkingMoment(now).getTime() !== now.getTime()) return
  const before = new Date(now.getTime() - everyDays * dayMs)
  const today = isoDayAt(now)
  const midnight = momentOn(dayNumber(today) as number, 0)
  const due = await store.transaction(async (tx) => {
    const some = await tx.profiles.toCheck(before, today, 1)
    if (some.length === 0) return []
    const { asked, experts } = await tx.profiles.checksSince(midnight)
    const room = Math.max(fewest, Math.ceil(experts / spreadOver)) - asked
    return room > 0 ? tx.profiles.toCheck(before, today, room) : []
  })
  for (const one of due) await store.transaction((tx) => askOne(work(tx), one, before)).catch(failed)
}

async function askOne(work: Work, { expertId, personId }: { expertId: string; personId: string }, before: Date): Promise<void> {
  const person = await work.tx.people.find(personId)
  if (!person || !(await work.tx.profiles.markAsked(expertId, before, work.now))) return
  const dueAt = quietUntil(work.now, person.quiet ?? defaultQuietHours)
  await tell(work, personId, { view: 'profile_check', expertId }, { mode: 'fresh', slot: checkSlot(expertId), dueAt })
}

/** “Still right.” Of the expert, or of whoever keeps the profile. */
export async function stillRight(act: Act, expertId: string): Promise<void> {
  await ownProfile(act, expertId)
  await act.tx.profiles.check(expertId, act.now)
  await refreshSlot(act, checkSlot(expertId), { view: 'profile_check', expertId })
  await refreshProfile(act, expertId)
  await reply(act, { view: 'say', text: 'profile_checked' })
}

/** Profiles that were asked about and not answered for, of the manager's institute or, for staff, of all. */
export async function showUnchecked(act: Act, page = 0, turned = false): Promise<void> {
  permit(act, 'see_unchecked')
  await reply(act, { view: 'unchecked', page }, { mode: turned ? 'update' : 'fresh', slot: 'unchecked' })
}
