import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { Expert } from '../../../domain/directory.ts'
import type { FindingNotice } from '../../../domain/notices.ts'
import { hasRight } from '../../../domain/rights.ts'
import { startOfMonth } from '../../../domain/use-cases/ask-experts.ts'
import { button, type Draft, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { checkedWords } from '../profile/values.ts'

type Of<V extends FindingNotice['view']> = Extract<FindingNotice, { view: V }>
const page = 8

/** Experts with why and whether they have room; no contact details. */
export async function whoCard(reader: Reader, { name, said, found }: Of<'who_can'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { finding: t, buttons: b } = words.t
  if (!hasRight(person, 'ask_directory')) return undefined
  const posts = hasRight(person, 'ask_as_need')
  const lines: string[] = []
  const buttons: Button[] = []
  for (const { expertId, reasons } of found) {
    const expert = await tx.directory.expert(expertId)
    if (!expert) continue
    const why = reasons.filter(({ kind }) => kind !== 'load').map((reason) => words.reason(reason))
    const head = t.line(lines.length + 1, words.expert(expert), await roomWords(reader, expert))
    const checked = expert.more.checkedAt ? t.checked(checkedWords(words, expert)) : ''
    lines.push(`${head}\n${why.join(words.t.semicolon)}${checked}`)
    buttons.push(button(`${lines.length}. ${shorter(expert.name, 20)}`, 'profile', expertId))
  }
  const need = posts ? [[button(b.who_need, 'who_need', name, 'primary')]] : []
  if (lines.length === 0) return { text: [t.none(said), ...(posts ? [t.noneNeed] : [])].join('\n'), buttons: need }
  return { title: t.title(said), text: [...lines, posts ? t.howNeed : t.how].join('\n'), buttons: [...rows(buttons, 2), ...need] }
}

/** Whether somebody has room at this moment, and if not, why. */
export async function roomWords({ tx, words, now }: Reader, expert: Expert): Promise<string> {
  const { finding: t, profile } = words.t
  const today = isoDayAt(now)
  const { away, more } = expert
  if (away && away.from <= today && today <= away.until) return t.away(words.day(away.until))
  if (more.mutedUntil && today <= more.mutedUntil) return t.muted(words.day(more.mutedUntil))
  const { open, cap } = (await tx.invitations.loadOf(expert.id)) ?? { open: 0, cap: expert.cap }
  if (open >= cap) return t.full
  const month = more.monthlyCap === undefined ? undefined : (await tx.profiles.monthly(startOfMonth(now))).get(expert.id)
  return month && month.taken >= month.cap ? t.fullMonth : profile.room(open, cap)
}

export async function instituteCard({ tx, words, person }: Reader, notice: Of<'institute_experts'>): Promise<Draft | undefined> {
  const { finding: t } = words.t
  const { instituteId } = notice
  const institute = await tx.directory.institute(instituteId)
  if (!institute || !hasRight(person, 'ask_directory')) return undefined
  const at = Math.max(0, notice.page)
  const { experts, total } = await tx.profiles.ofInstitute(instituteId, at * page, page)
  if (total === 0) return { text: t.instituteNone(institute.name) }
  const lines = experts.map(
    ({ name, title, keywords }) => `• ${[`${name} ${title}`, keywords.slice(0, 4).join(words.t.list)].filter(Boolean).join(' — ')}`,
  )
  const turn = turns(words, 'institute_experts', (n) => `${instituteId}${n}`, at, Math.ceil(total / page))
  const buttons = rows(
    experts.map(({ id, name }) => button(shorter(name, 20), 'profile', id)),
    2,
  )
  return {
    title: t.instituteTitle(institute.name, total),
    text: lines.join('\n'),
    buttons: [...buttons, ...turn],
  }
}

export async function chooseInstituteCard({ tx, words }: Reader, { ids }: Of<'choose_institute'>): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of ids) {
    const institute = await tx.directory.institute(id)
    if (institute) buttons.push(button(shorter(institute.name, 30), 'institute_experts', `${id}0`))
  }
  return { text: words.t.finding.chooseInstitute, buttons: rows(buttons, 1) }
}
