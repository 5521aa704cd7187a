import { type Period, periodAt, periodOfKey, previous } from '../../../domain/reports/period.ts'
import { type DigestKind, digestKinds, type ReportKind } from '../../../domain/reports/report.ts'
import { periodKindOf } from '../../../domain/reports/schedule.ts'
import { fold, tidy } from '../../../domain/understand/fold.ts'
import { timeSaid } from '../../../domain/understand/times.ts'
import type { Which } from '../../../domain/use-cases/reports/ask-report.ts'

/** A report as somebody asks for it; `which` null: words that name no period. */
export type Wanted = { kind: ReportKind; which: Which | null }

const alone: Record<string, { kind: ReportKind; which: 'now' | 'last' | 'next' }> = {
  本周: { kind: 'weekly', which: 'now' },
  这周: { kind: 'weekly', which: 'now' },
  'this week': { kind: 'weekly', which: 'now' },
  week: { kind: 'weekly', which: 'now' },
  上周: { kind: 'weekly', which: 'last' },
  'last week': { kind: 'weekly', which: 'last' },
  本月: { kind: 'monthly', which: 'now' },
  这个月: { kind: 'monthly', which: 'now' },
  'this month': { kind: 'monthly', which: 'now' },
  month: { kind: 'monthly', which: 'now' },
  上月: { kind: 'monthly', which: 'last' },
  上个月: { kind: 'monthly', which: 'last' },
  'last month': { kind: 'monthly', which: 'last' },
  本季: { kind: 'quarterly', which: 'now' },
  本季度: { kind: 'quarterly', which: 'now' },
  'this quarter': { kind: 'quarterly', which: 'now' },
  quarter: { kind: 'quarterly', which: 'now' },
  上季: { kind: 'quarterly', which: 'last' },
  上季度: { kind: 'quarterly', which: 'last' },
  'last quarter': { kind: 'quarterly', which: 'last' },
  预览周报: { kind: 'weekly', which: 'next' },
  预览周计划: { kind: 'weekly', which: 'next' },
  周报预览: { kind: 'weekly', which: 'next' },
  'preview weekly': { kind: 'weekly', which: 'next' },
  预览月报: { kind: 'monthly', which: 'next' },
  月报预览: { kind: 'monthly', which: 'next' },
  'preview monthly': { kind: 'monthly', which: 'next' },
  预览季报: { kind: 'quarterly', which: 'next' },
  季报预览: { kind: 'quarterly', which: 'next' },
  'preview quarterly': { kind: 'quarterly', which: 'next' },
}

const names: Record<string, { kind: ReportKind; plan?: true }> = {
  周计划: { kind: 'weekly', plan: true },
  周报: { kind: 'weekly' },
  weekly: { kind: 'weekly' },
  月报: { kind: 'monthly' },
  月汇报: { kind: 'monthly' },
  monthly: { kind: 'monthly' },
  季报: { kind: 'quarterly' },
  季通报: { kind: 'quarterly' },
  quarterly: { kind: 'quarterly' },
}

/**
 * The report that a text asks for, if it does. “周报 2026-W47” is the one that tells of that week, “周计划 2026-W48” the plan for that week. A bare name is
 * the plan of this week, or the report of the month or quarter that is over.
 */
export function reportIn(text: string, now: Date): Wanted | undefined {
  const said = text.toLowerCase()
  const known = Object.hasOwn(alone, said) ? alone[said] : undefined
  if (known) return known
  const parts = /^(\p{Script=Han}+?|[a-z]+)(?:\s+(.{1,16})|(第?\d.{1,12}))?$/iu.exec(text)
  const name = parts?.[1] ?? ''
  const more = (parts?.[2] ?? parts?.[3] ?? '').trim()
  const found = Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined
  if (!found) return undefined
  if (more === '') return { kind: found.kind, which: found.kind === 'weekly' ? 'now' : 'last' }
  const which = whichIn(found.kind, more, now)
  if (!which) return /^[a-z]/i.test(text) ? undefined : { kind: found.kind, which: null }
  return { kind: found.kind, which: found.plan && typeof which === 'object' ? previous(which) : which }
}

function whichIn(kind: ReportKind, text: string, now: Date): Which | undefined {
  const same = Object.hasOwn(alone, text.toLowerCase()) ? alone[text.toLowerCase()] : undefined
  if (same) return same.kind === kind ? same.which : undefined
  return periodIn(kind, text, now)
}

const chineseQuarters = '一二三四'

/** 2026-W47, 第47周, 2026-10, 10月, 2026年10月, 2026-Q3, 三季度. Without a year it is this one. */
export function periodIn(kind: DigestKind, text: string, now: Date): Period | undefined {
  const bare = text.replace(/\s/g, '').toUpperCase()
  const year = /^(\d{4})[-年.]?/.exec(bare)?.[1]
  const rest = (year ? bare.slice(year.length) : bare).replace(/^[-年.]/, '')
  const of = year ?? periodAt(periodKindOf(kind), now).key.slice(0, 4)
  const two = (digits: string | undefined) => (digits ?? '').padStart(2, '0')
  switch (periodKindOf(kind)) {
    case 'week': {
      const week = /^(?:W|第)?(\d{1,2})周?$/.exec(rest)?.[1]
      return week === undefined ? undefined : periodOfKey(`${of}-W${two(week)}`)
    }
    case 'month': {
      const month = /^(\d{1,2})月?份?$/.exec(rest)?.[1]
      return month === undefined ? undefined : periodOfKey(`${of}-${two(month)}`)
    }
    default: {
      const quarter = /^(?:Q|第)?([1-4一二三四])(?:季度?)?$/.exec(rest)?.[1]
      if (quarter === undefined) return undefined
      const place = chineseQuarters.indexOf(quarter) + 1 || Number(quarter)
      return periodOfKey(`${of}-Q${place}`)
    }
  }
}

const weekdays: [RegExp, number][] = [
  [/(?:周|星期|礼拜)一|\bmon(?:day)?\b/, 1],
  [/(?:周|星期|礼拜)二|\btue(?:s|sday)?\b/, 2],
  [/(?:周|星期|礼拜)三|\bwed(?:nesday)?\b/, 3],
  [/(?:周|星期|礼拜)四|\bthu(?:rs|rsday)?\b/, 4],
  [/(?:周|星期|礼拜)五|\bfri(?:day)?\b/, 5],
  [/(?:周|星期|礼拜)六|\bsat(?:urday)?\b/, 6],
  [/(?:周|星期|礼拜)[日天]|\bsun(?:day)?\b/, 7],
]

/** “周五 16:00”, “早上8点”, “Friday”: the weekday, the time of day, or both; undefined where neither was understood. */
export function digestTimeIn(text: string): { day?: number; time?: string } | undefined {
  if (text.length > 60) return undefined
  const { time, problem, rest } = timeSaid(fold(tidy(text)).text)
  const days = weekdays.filter(([pattern]) => pattern.test(rest.toLowerCase()))
  if (problem || days.length > 1) return undefined
  const day = days[0]?.[1]
  if (time === undefined && day === undefined) return undefined
  return { ...(day !== undefined && { day }), ...(time !== undefined && { time }) }
}

export function digestKindOf(id: string): DigestKind | undefined {
  return digestKinds.find((kind) => kind === id)
}
