import { type Alarm, alarmKinds, isOver, nextTelling, type Raised, sameMs } from '../../alarms.ts'
import { DomainError } from '../../errors.ts'
import { alarmSlot, priorities } from '../../notices.ts'
import type { Store, Tx } from '../../store.ts'
import { type Act, permit, post, refreshSlot, type Work } from '../act.ts'

/** Opens an alarm, or notes that its cause is still there; true where it was not open before. It is told by `sayAlarms`. */
export async function raiseAlarm(work: Work, { kind, subject = '', facts = {}, times = 1 }: Raised): Promise<boolean> {
  const { tx, now } = work
  const alarm = { kind, subject, facts, times, nextAt: nextTelling(kind, 0, now) }
  const opened = await tx.operating.raise(alarm, now, new Date(now.getTime() - sameMs))
  // where it stands as over it stands as open again
  if (opened) await refreshSlot(work, alarmSlot(opened), { view: 'alarm', alarmId: opened })
  return opened !== undefined
}

/** Ends what is over and tells administrators what is due to be told. Several programs may do it at once. */
export async function sayAlarms(store: Store, work: (tx: Tx) => Work, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    const open = await tx.operating.open()
    if (open.length === 0) return
    const over = open.filter((alarm) => isOver(alarm, now))
    for (const alarm of over) await end(work(tx), alarm)
    const due = open.filter((alarm) => !over.includes(alarm) && !alarm.quiet && alarm.nextAt <= now)
    if (due.length === 0) return
    const places = await placesOfAdministrators(work(tx))
    if (places.length === 0) return
    for (const alarm of due) {
      if (!(await tx.operating.told(alarm, nextTelling(alarm.kind, alarm.told + 1, now)))) continue
      const priority = alarmKinds[alarm.kind].wakes ? priorities.urgent : priorities.normal
      const delivery = { mode: 'fresh', slot: alarmSlot(alarm.id), priority } as const
      for (const place of places) await post(work(tx), place, { view: 'alarm', alarmId: alarm.id }, delivery)
    }
  })
}

/** What was wrong is mended. */
export async function settleAlarm(work: Work, kind: Raised['kind'], subject = ''): Promise<void> {
  for (const alarm of await work.tx.operating.open()) if (alarm.kind === kind && alarm.subject === subject) await end(work, alarm)
}

/** Whoever was told hears of the end, too, but not each time of what comes and goes; of what can't be undone only the card follows. */
async function end(work: Work, alarm: Alarm): Promise<void> {
  const { by, wakes } = alarmKinds[alarm.kind]
  const aloud = by !== 'event' && !(alarm.overAt && work.now.getTime() - alarm.overAt.getTime() < sameMs)
  if (!(await work.tx.operating.end(alarm, work.now, aloud && alarm.told > 0))) return
  const slot = alarmSlot(alarm.id)
  const notice = { view: 'alarm', alarmId: alarm.id } as const
  if (!aloud) return refreshSlot(work, slot, notice)
  const dueAt = wakes ? work.now : nextTelling(alarm.kind, 0, work.now)
  for (const place of await work.tx.mail.placesOf(slot)) await post(work, place, notice, { mode: 'fresh', slot, dueAt })
}

/** Where each administrator was last seen; on a platform that is itself in trouble only where they have no other account. */
async function placesOfAdministrators(work: Work): Promise<string[]> {
  const open = await work.tx.operating.open()
  const inTrouble = open.filter(({ kind }) => kind === 'token_refused' || kind === 'receiving_failed').map(({ subject }) => subject)
  const places: string[] = []
  for (const person of await work.tx.people.withRoles(['admin'])) {
    const accounts = (await work.tx.people.accounts(person.id)).filter(
      ({ reachable, platform }) => reachable && work.rules.platforms.includes(platform),
    )
    const best = accounts.find(({ platform }) => !inTrouble.includes(platform)) ?? accounts[0]
    if (best) places.push(best.address)
  }
  return places
}

/** An administrator knows: nobody is told again until it is over. */
export async function seeAlarm(act: Act, id: string): Promise<void> {
  permit(act, 'see_status')
  const alarm = await act.tx.operating.alarm(id)
  if (!alarm) throw new DomainError('not_found', 'no_such_entry')
  if (!alarm.endedAt) await act.tx.operating.quiet(id, act.now)
  await refreshSlot(act, alarmSlot(id), { view: 'alarm', alarmId: id })
}
