// Times as the office reads them: always in Shanghai, wherever the browser is.
import { words } from './words.js'

const zone = { timeZone: 'Asia/Shanghai' }
const clock = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const calendar = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayMs = 86_400_000

/** 09:41 @param {string} iso */
export function timeOf(iso) {
  return clock.format(new Date(iso))
}

/** 2026-11-24: two times are of one day where this is equal. @param {string | number} at */
export function dayKey(at) {
  return calendar.format(new Date(at))
}

/** 今天, 昨天, 11月24日 周二, 2025年11月24日 @param {string} iso */
export function dayName(iso, now = Date.now()) {
  const t = words()
  const key = dayKey(iso)
  if (key === dayKey(now)) return t.today
  if (key === dayKey(now - dayMs)) return t.yesterday
  const [year, month, day] = key.split('-').map(Number)
  const weekday = t.weekdays[new Date(`${key}T00:00:00Z`).getUTCDay()]
  const sameYear = year === Number(dayKey(now).slice(0, 4))
  if (t.today === '今天') return `${sameYear ? '' : `${year}年`}${month}月${day}日 ${weekday}`
  return `${weekday} ${day} ${months[month - 1]}${sameYear ? '' : ` ${year}`}`
}

/** For the list of chats: the time today, else the day. @param {string} iso */
export function shortTime(iso) {
  const name = dayName(iso)
  return name === words().today
    ? timeOf(iso)
    : name
        .split(' ')
        .slice(0, words().today === '今天' ? 1 : 3)
        .join(' ')
}

/** @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
