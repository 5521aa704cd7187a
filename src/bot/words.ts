import { DateTime } from 'luxon'
import { fields, nameOf, needTypes, passReasons, urgencies, visibilities } from '../domain/code-lists.ts'
import type { Expert } from '../domain/directory.ts'
import { disciplines } from '../domain/disciplines.ts'
import type { DomainError } from '../domain/errors.ts'
import type { Reason } from '../domain/matcher.ts'
import type { Need, NeedState } from '../domain/need.ts'
import type { Lang } from '../domain/person.ts'
import type { Budget } from '../domain/understanding.ts'
import { type ErrorKey, type SayKey, type Texts, textsIn } from './texts/index.ts'

const zone = 'Asia/Shanghai'

/** Everything that turns facts into words of one language. */
export type Words = ReturnType<typeof wordsIn>

export function wordsIn(lang: Lang) {
  const t = textsIn(lang)
  return {
    t,
    lang,
    dateTime: (at: Date) => withWeekday(t, at, lang, true),
    date: (at: Date) => withWeekday(t, at, lang, false),
    shortTime: (at: Date) => DateTime.fromJSDate(at, { zone }).toFormat('MM-dd HH:mm'),
    day: (iso: string) =>
      DateTime.fromISO(iso, { zone })
        .setLocale('en')
        .toFormat(lang === 'zh' ? 'yyyy年M月d日' : 'd LLL yyyy'),
    field: (code: string) => nameOf(fields, code, lang),
    type: (code: string) => nameOf(needTypes, code, lang),
    urgency: (code: string) => nameOf(urgencies, code, lang),
    visibility: (code: string) => nameOf(visibilities, code, lang),
    discipline: (code: string) => nameOf(disciplines, code, lang),
    passReason: (code: string) => nameOf(passReasons, code, lang),
    budget: (budget: Budget) => budgetWords(t, lang, budget),
    targets: (need: Pick<Need, 'targets'>) =>
      need.targets.map((target) => [target.name, target.value].filter(Boolean).join(' ')).join('\n'),
    reason: (reason: Reason) => reasonWords(t, lang, reason),
    expert: (expert: Expert) => expertName(lang, expert),
    say: (key: string, facts: Record<string, string>) => say(t, key, facts),
    error: (error: DomainError) => errorWords(t, error),
  }
}

/** 11月26日（周四）10:00, or Thu 26 Nov 10:00. */
function withWeekday(t: Texts, at: Date, lang: Lang, withTime: boolean): string {
  const here = DateTime.fromJSDate(at, { zone }).setLocale('en')
  const weekday = t.weekdays[here.weekday - 1] ?? ''
  const time = withTime ? here.toFormat('HH:mm') : ''
  if (lang === 'zh') return `${here.toFormat('M月d日')}（${weekday}）${time}`
  return [weekday, here.toFormat('d LLL'), time].filter(Boolean).join(' ')
}

function budgetWords(t: Texts, lang: Lang, { min, max }: Budget): string {
  // 万元 are tens of thousands: English readers are given the full number
  const number = (n: number) => (lang === 'zh' ? String(n) : (n * 10_000).toLocaleString('en-US'))
  if (min !== undefined && max !== undefined) return min === max ? t.budget.about(number(min)) : t.budget.range(number(min), number(max))
  if (max !== undefined) return t.budget.most(number(max))
  return t.budget.least(number(min ?? 0))
}

function reasonWords(t: Texts, lang: Lang, reason: Reason): string {
  switch (reason.kind) {
    case 'terms':
      return t.reasons.terms(reason.terms.map((term) => `“${term}”`).join(t.list))
    case 'bridges':
      return reason.bridges
        .map(({ from, via, to }) => t.reasons.bridges(from, via.map((name) => name[lang]).join(' → '), to))
        .join(t.semicolon)
    case 'field':
      return t.reasons.field(nameOf(fields, reason.field, lang))
    case 'achievement':
      return t.reasons.achievement(reason.title)
    case 'solved':
      return t.reasons.solved(reason.label)
    case 'load':
      return t.reasons.load(reason.open, reason.cap)
  }
}

/** 沈岚教授（江畔理工绿色化工研究院） */
function expertName(lang: Lang, expert: Expert): string {
  return lang === 'zh'
    ? `${expert.name}${expert.title}（${expert.institute.short}）`
    : `${expert.name} (${expert.title}, ${expert.institute.short})`
}

function say(t: Texts, key: string, facts: Record<string, string>): string {
  const text = t.says[key as SayKey]
  if (!text) throw new Error(`no such text: ${key}`)
  return text(facts)
}

/** A refusal in words; a state among its facts is named. */
function errorWords(t: Texts, error: DomainError): string {
  const text = t.errors[error.message as ErrorKey]
  if (!text) throw new Error(`no text for the error: ${error.message}`)
  const state = error.facts.state
  return text({ ...error.facts, stateName: state ? t.states[state as NeedState] : '' })
}
