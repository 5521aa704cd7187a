import { DateTime } from 'luxon'
import type { Lang } from '../../../domain/person.ts'

/** The closing of a challenge in words: 2026年12月1日 17:00, 1 Dec 2026, 17:00. */
export function closingIn(lang: Lang, at: string | Date): string {
  const here = typeof at === 'string' ? DateTime.fromISO(at, { zone: 'Asia/Shanghai' }) : DateTime.fromJSDate(at, { zone: 'Asia/Shanghai' })
  if (!here.isValid) return String(at)
  return here.setLocale('en').toFormat(lang === 'zh' ? 'yyyy年M月d日 HH:mm' : 'd LLL yyyy, HH:mm')
}

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** An ISO day in words: 12月5日（周六）, Sat 5 Dec. */
export function dayIn(lang: Lang, isoDay: string): string {
  const day = DateTime.fromISO(isoDay).setLocale('en')
  return lang === 'zh' ? `${shortDay('zh', isoDay)}（${weekdays[day.weekday - 1] ?? ''}）` : day.toFormat('ccc d LLL')
}

/** As one would write it: 12月7日, 7 December. */
export function shortDay(lang: Lang, isoDay: string): string {
  return DateTime.fromISO(isoDay)
    .setLocale('en')
    .toFormat(lang === 'zh' ? 'M月d日' : 'd LLLL')
}
