import { dayNumber, isoDayAt, isoOfDay, momentOn, splitMoment } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { MatchEvent, Pair } from '../../match-event.ts'
import type { Work } from '../act.ts'
import type { Due } from '../due.ts'
import { eventSlot, pairSlot, tellGuest, tellRunner } from './sides.ts'

const hourMs = 3_600_000
/** On the day before, at this hour of Shanghai. */
const reminderHour = 9
/** How long an event is thought to last where only its beginning is known. */
const usualHours = 3
/** When halves of a day, and days without an hour, are over. */
const halfEnds = { morning: 12, afternoon: 18, evening: 21 } as const
const dayEnds = 18
/** So many days after it, pairs that went on are asked what became of it. */
const followDays = 14
const batch = 200

/** Whoever comes is reminded on the day before, once for each time it is moved; who signed up later than that has the card in front of them. */
export const remindEvents: Due = async (store, work, now, failed) => {
  const { day, ms } = splitMoment(now)
  if (ms < reminderHour * hourMs) return
  const since = momentOn(day, reminderHour * hourMs)
  for (const event of await store.transaction((tx) => tx.events.between(isoOfDay(day + 1), isoOfDay(day + 1))))
    await store
      .transaction(async (tx) => {
        for (const guest of await tx.events.remind(event.id, event.sequence))
          if (guest.at < since)
            await tellGuest(
              work(tx),
              guest,
              { view: 'event', eventId: event.id, news: 'soon' },
              { mode: 'fresh', slot: eventSlot(event.id) },
            )
      })
      .catch(failed)
}

/** When an event is over. */
export function endOf({ day, time, half, until }: MatchEvent): Date | undefined {
  const number = day === undefined ? undefined : dayNumber(day)
  if (number === undefined) return undefined
  const hours = (clock: string) => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60
  if (until && time && until > time) return momentOn(number, hours(until) * hourMs)
  if (time) return momentOn(number, (hours(time) + usualHours) * hourMs)
  return momentOn(number, (half ? halfEnds[half] : dayEnds) * hourMs)
}

/** Once it is over, everybody who had somebody to meet is asked whether they did, and who runs it what is still to be noted. */
export const askAfterEvents: Due = async (store, work, now, failed) => {
  for (const event of await store.transaction((tx) => tx.events.toAsk(isoDayAt(now)))) {
    const end = endOf(event)
    if (end && now >= end) await store.transaction((tx) => askAfter(work(tx), event)).catch(failed)
  }
}

/** Asks both sides of each pair, once; false where they were asked. */
export async function askGuests(work: Work, event: MatchEvent): Promise<boolean> {
  if (!(await work.tx.events.asked(event.id, work.now))) return false
  for (const pair of await work.tx.events.askPairs(event.id, work.now)) {
    const delivery = { mode: 'fresh', slot: pairSlot(pair.id) } as const
    await tellGuest(work, { expertId: pair.expertId }, { view: 'event_pair', pairId: pair.id }, delivery)
    await tellGuest(work, await enterpriseIn(work, pair), { view: 'event_pair', pairId: pair.id }, delivery)
  }
  return true
}

async function askAfter(work: Work, event: MatchEvent): Promise<void> {
  if (!(await askGuests(work, event))) return
  const dueAt = quietUntil(work.now, defaultQuietHours)
  await tellRunner(work, event, { view: 'event', eventId: event.id, news: 'over' }, { mode: 'fresh', slot: eventSlot(event.id), dueAt })
}

/** The enterprise of a pair, with who signed it up. */
async function enterpriseIn({ tx }: Work, { eventId, enterpriseId }: Pair) {
  return { enterpriseId, personId: (await tx.events.guestOf(eventId, { enterpriseId }))?.personId }
}

/** Two weeks after it, in working hours of their day, the enterprise of each pair that went on is asked what became of it; where nobody can be written to, who runs it calls. */
export const followPairs: Due = async (store, work, now, failed) => {
  const { day, ms } = splitMoment(now)
  if (ms < reminderHour * hourMs) return
  for (const pair of await store.transaction((tx) => tx.events.toFollow(isoOfDay(day - followDays), batch)))
    await store.transaction((tx) => follow(work(tx), pair)).catch(failed)
}

async function follow(work: Work, pair: Pair): Promise<void> {
  if (!(await work.tx.events.followed(pair.id, work.now))) return
  // whose need the expert has claimed has answered already
  const claim = pair.needId ? await work.tx.claims.last(pair.needId) : undefined
  if (claim?.expertId === pair.expertId && (!claim.endedAt || claim.ended === 'confirmed')) {
    await work.tx.events.sayLater(pair.id, 'agreed', work.now)
    return
  }
  const notice = { view: 'event_pair', pairId: pair.id, later: true } as const
  const delivery = { mode: 'fresh', slot: pairSlot(pair.id) } as const
  if (await tellGuest(work, await enterpriseIn(work, pair), notice, delivery)) return
  const event = await work.tx.events.find(pair.eventId)
  if (event) await tellRunner(work, event, notice, delivery)
}
