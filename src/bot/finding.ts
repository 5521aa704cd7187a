/** What a check found, for whoever keeps the program: said in both languages, with what to do where something is to be done. Nothing secret, nothing of people. */
import { mostSkewMs } from '../domain/alarms.ts'
import type { Lang } from '../domain/person.ts'

export type Said = Record<Lang, string>
export type Finding = { level: 'ok' | 'warning' | 'wrong'; what: Said; next?: Said }

export function ok(zh: string, en: string): Finding {
  return { level: 'ok', what: { zh, en } }
}

export function warning(what: [zh: string, en: string], next: [zh: string, en: string]): Finding {
  return { level: 'warning', what: { zh: what[0], en: what[1] }, next: { zh: next[0], en: next[1] } }
}

export function wrong(what: [zh: string, en: string], next: [zh: string, en: string]): Finding {
  return { ...warning(what, next), level: 'wrong' }
}

/** What the doctor lends to the check of a platform. */
export type Check = {
  now(): Date
  /** Group chats of this platform that the database knows. */
  groups: readonly string[]
  /** The program runs at this moment. */
  running: boolean
}

/** The clock against the Date header of an answer. */
export function clockAgainst(name: string, date: string | null, now: Date): Finding[] {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return []
  const seconds = Math.round((now.getTime() - theirs) / 1000)
  if (Math.abs(seconds) * 1000 <= mostSkewMs) return [ok(`时间与 ${name} 一致`, `The clock agrees with ${name}`)]
  const [zh, en] = seconds > 0 ? ['快', 'fast'] : ['慢', 'slow']
  const off = Math.abs(seconds)
  return [
    wrong(
      [`本机时间比 ${name} ${zh} ${off} 秒`, `The clock of this machine is ${off} seconds ${en} against ${name}`],
      ['打开系统的自动对时（NTP）', 'Turn on time synchronisation (NTP)'],
    ),
  ]
}
