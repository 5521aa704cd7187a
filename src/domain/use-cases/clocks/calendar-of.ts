import { holidayYears } from '../../calendar/holidays.ts'
import { createCalendar, type WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Tx } from '../../store.ts'

let last: { key: string; calendar: WorkingCalendar } | undefined

/** The working calendar: the years that come with the program, and over them those that were imported. */
export async function calendarOf({ tx }: { tx: Tx }): Promise<WorkingCalendar> {
  const imported = await tx.holidays.years()
  const key = JSON.stringify(imported)
  if (last?.key !== key) last = { key, calendar: createCalendar([...holidayYears, ...imported]) }
  return last.calendar
}
