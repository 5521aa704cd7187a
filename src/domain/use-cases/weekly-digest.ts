import { DateTime } from 'luxon'
import { priorities } from '../notices.ts'
import { tellStaff, type Work } from './act.ts'

const zone = 'Asia/Shanghai'

/** The last Monday 09:00 in Asia/Shanghai at or before this moment, the key of its report and the week it tells of. */
export function weekBefore(now: Date): { dueAt: Date; key: string; from: Date; to: Date } {
  const here = DateTime.fromJSDate(now, { zone })
  const thisMonday = here.startOf('week').set({ hour: 9 })
  const monday = thisMonday <= here ? thisMonday : thisMonday.minus({ weeks: 1 })
  const to = monday.startOf('day')
  const key = `weekly:${to.toFormat("kkkk-'W'WW")}`
  return { dueAt: monday.toJSDate(), key, from: to.minus({ weeks: 1 }).toJSDate(), to: to.toJSDate() }
}

/**
 * Makes the weekly digest when its hour has come and sends it to all staff: once, whoever ticks and however often. An hour
 * missed is made up for; weeks from before this installation are not. Returns the key, or undefined where nothing was due.
 */
export async function sendWeeklyDigest(work: Work): Promise<string | undefined> {
  const { dueAt, key, from, to } = weekBefore(work.now)
  const installed = await work.tx.settle('installed_at', work.now.toISOString())
  if (new Date(installed) > dueAt) return undefined
  if (await work.tx.reports.find(key)) return undefined
  const figures = await work.tx.reports.week(from, to, work.now)
  const added = await work.tx.reports.add({
    key,
    kind: 'weekly',
    figures: { ...figures, from: from.toISOString(), to: to.toISOString() },
    at: work.now,
  })
  if (!added) return undefined
  await tellStaff(work, ['officer', 'staff', 'head', 'admin'], { view: 'report', key }, { priority: priorities.bulk })
  return key
}
