import { DateTime } from 'luxon'
import type { Lang } from '../../../domain/person.ts'

/** The closing of a challenge in words: 2026年12月1日 17:30, 1 Dec 2026, 17:30. */
export function closingIn(lang: Lang, at: string | Date): string {
  const here = typeof at === 'string' ? DateTime.fromISO(at, { zone: 'Asia/Shanghai' }) : DateTime.fromJSDate(at, { zone: 'Asia/Shanghai' })
  if (!here.isValid) return String(at)
  return here.setLocale('en').toFormat(lang === 'zh' ? 'yyyy年M月d日 HH:mm' : 'd LLL yyyy, HH:mm')
}
