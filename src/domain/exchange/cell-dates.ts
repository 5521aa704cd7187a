import type { Read } from './cells.ts'

/**
 * A day as people write one: 2026-03-01, 2026.3.1, 2026/3/1, 2026年3月1日, 20260301, a spreadsheet's own number; 2026年3月 and 2026.3 are the first of
 * that month. 3/1/2026 could be two days, and a year alone is none: both are asked back.
 */
export function readDate(text: string): Read {
  const tidy = text
    .normalize('NFKC')
    .trim()
    .replace(/[T\s]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/u, '')
  if (/^\d{5}$/.test(tidy)) return serialDay(Number(tidy))
  const whole =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:[-./月]\s*(?:(\d{1,2})\s*[日号]?)?)?$/u.exec(tidy) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(tidy)
  if (whole) return checkedDay(Number(whole[1]), Number(whole[2]), Number(whole[3] ?? 1), text)
  return {
    problem: /^(?:19|20)\d{2}年?$/.test(tidy) ? 'date_year' : /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(tidy) ? 'date_order' : 'date',
    facts: { said: text.slice(0, 40) },
  }
}

/** Days since 1899-12-30. */
function serialDay(serial: number): Read {
  const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
  return day >= '1950-01-01' && day <= '2100-12-31' ? { value: day } : { problem: 'date', facts: { said: String(serial) } }
}

function checkedDay(year: number, month: number, day: number, said: string): Read {
  const at = new Date(Date.UTC(year, month - 1, day))
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  if (!real || year < 1850 || year > 2200) return { problem: 'date_unreal', facts: { said: said.slice(0, 40) } }
  return { value: at.toISOString().slice(0, 10) }
}
