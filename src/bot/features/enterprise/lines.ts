import { clusters, nameOf } from '../../../domain/code-lists.ts'
import type { Enterprise, Qualification } from '../../../domain/directory.ts'
import { type EnterpriseField, standingIn } from '../../../domain/enterprise-fields.ts'
import { industries } from '../../../domain/industries.ts'
import { ownerships, qualificationKinds } from '../../../domain/profile-codes.ts'
import type { Words } from '../../words.ts'

/** A field in words; undefined where nothing stands in it. */
export function fieldWords(words: Words, enterprise: Enterprise, key: EnterpriseField): string | undefined {
  const value = standingIn(enterprise, key)
  const t = words.t.enterprise
  if (value === undefined) return undefined
  switch (key) {
    case 'industry':
      return industryWords(words, enterprise)
    case 'cluster':
      return nameOf(clusters, String(value), words.lang)
    case 'ownership':
      return nameOf(ownerships, String(value), words.lang)
    case 'foundedOn':
      return words.day(String(value))
    case 'registeredCapital':
    case 'revenue':
      return t.money(moneyWords(words, Number(value)))
    case 'staff':
    case 'rdStaff':
    case 'doctors':
      return t.people(Number(value))
    case 'aboveScale':
    case 'listed':
      return value ? t.yes : t.no
    default:
      return String(value)
  }
}

export function industryWords(words: Words, { more, industry }: Enterprise): string | undefined {
  const code = more.industryCode
  if (!code) return industry
  return `${code} ${nameOf(industries, code, words.lang) === code ? (industry ?? '') : nameOf(industries, code, words.lang)}`.trim()
}

/** 万元 are tens of thousands: English readers are given the full number. */
function moneyWords({ lang }: Words, value: number): string {
  return lang === 'zh' ? String(value) : (value * 10_000).toLocaleString('en-US')
}

export function qualificationName(words: Words, { kind, name }: Pick<Qualification, 'kind' | 'name'>): string {
  return kind === 'other' && name ? name : nameOf(qualificationKinds, kind, words.lang)
}

/** 高新技术企业（2024年12月6日 – 2027年12月6日，GR2024…） — 还有 30 天到期 */
export function qualificationLine(words: Words, one: Qualification, today: string): string {
  const t = words.t.enterprise
  const span = one.expiresOn
    ? t.span(one.issuedOn ? words.day(one.issuedOn) : '', words.day(one.expiresOn))
    : one.issuedOn
      ? t.since(words.day(one.issuedOn))
      : ''
  const told = [span, one.number].filter(Boolean).join(words.lang === 'zh' ? '，' : ', ')
  const days = one.expiresOn ? daysUntil(one.expiresOn, today) : undefined
  const left = days === undefined ? '' : days < 0 ? t.expired : days <= 90 ? t.left(days) : ''
  return [`${qualificationName(words, one)}${told ? words.t.aside(told) : ''}`, left].filter(Boolean).join(' — ')
}

export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}
