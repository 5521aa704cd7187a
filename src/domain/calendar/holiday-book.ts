import type { HolidayYear } from './holiday-year.ts'

/** The years an office has imported; they go before those that come with the program. */
export interface HolidayBook {
  years(): Promise<HolidayYear[]>
  put(year: HolidayYear, at: Date): Promise<void>
}
