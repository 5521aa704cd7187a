import { dayNumber, isoOfDay, momentOn, splitMoment } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { Notice } from '../../notices.ts'
import type { Person } from '../../person.ts'
import type { Visit } from '../../visit.ts'
import { tell, type Work } from '../act.ts'
import { isAway, presentFor } from '../clocks/leave.ts'
import type { Due } from '../due.ts'
import { peopleOf, visitSlot } from './sides.ts'

const hourMs = 3_600_000
/** On the day before, a holiday or not: at this hour of Shanghai. */
const reminderHour = 9

/** Both sides are reminded on the day before an agreed visit, once for each time it is moved; who agreed later than that needs no reminder. */
export const remindVisits: Due = async (store, work, now, failed) => {
  const today = splitMoment(now).day
  const visits = await store.transaction((tx) => tx.visits.toRemind(isoOfDay(today), isoOfDay(today + 1)))
  for (const visit of visits) if (isTime(visit, now)) await store.transaction((tx) => remind(work(tx), visit)).catch(failed)
}

function isTime(visit: Visit, now: Date): boolean {
  const day = dayNumber(visit.day)
  if (day === undefined || !visit.agreedAt) return false
  const at = momentOn(day - 1, reminderHour * hourMs)
  return visit.agreedAt < at && now >= at && now < startOf(visit, day)
}

/** The hour it begins; of half a day or a whole one when that begins to work. */
function startOf({ time, half }: Visit, day: number): Date {
  const [hour = '9', minute = '0'] = time?.split(':') ?? [half === 'evening' ? '18' : half === 'afternoon' ? '13' : '9']
  return momentOn(day, (Number(hour) * 60 + Number(minute)) * 60_000)
}

async function remind(work: Work, { id, sequence, needId }: Visit): Promise<void> {
  if (!(await work.tx.visits.reminded(id, sequence))) return
  const [visit, need] = [await work.tx.visits.find(id), await work.tx.needs.find(needId)]
  if (!visit || !need) return
  const notice = { view: 'visit_soon', visitId: id, sequence } as const
  const ids = [...(await peopleOf(work, need, visit, 'enterprise')), ...(await peopleOf(work, need, visit, 'team'))]
  const people = []
  for (const one of ids) people.push(await work.tx.people.find(one))
  for (const person of await presentFor(
    work,
    people.filter((one) => one !== undefined),
    work.now,
  ))
    await tell(work, person.id, notice, { mode: 'fresh', slot: visitSlot(id), dueAt: afterQuiet(person, work.now) })
}

function afterQuiet({ quiet }: Person, now: Date): Date {
  return quietUntil(now, quiet ?? defaultQuietHours)
}

/** At the moment of sending: not at night, and not to whoever has gone on leave since; then whoever stands in for them is told. */
export async function visitAtSending(
  work: Work,
  person: Person,
  notice: Extract<Notice, { view: 'visit_soon' }>,
): Promise<'now' | 'never' | Date> {
  if (await isAway(work, person, work.now)) {
    for (const other of await presentFor(work, [person], work.now))
      await tell(work, other.id, notice, { mode: 'fresh', slot: visitSlot(notice.visitId), dueAt: afterQuiet(other, work.now) })
    return 'never'
  }
  const until = afterQuiet(person, work.now)
  return until > work.now ? until : 'now'
}
