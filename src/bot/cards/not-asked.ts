import { isoDayAt } from '../../domain/calendar/days.ts'
import type { Expert } from '../../domain/directory.ts'
import type { Need } from '../../domain/need.ts'
import { startOfMonth } from '../../domain/use-cases/ask-experts.ts'
import type { Reader } from './card.ts'

const most = 5

/** Who stood high by evidence when the need was published and was not asked, and what speaks against it now. */
export async function notAskedLines(reader: Reader, need: Need, asked: ReadonlySet<string>): Promise<string[]> {
  const { tx, words, now } = reader
  const lines: string[] = []
  const monthly = await tx.profiles.monthly(startOfMonth(now))
  for (const { expertId } of need.ranking) {
    if (asked.has(expertId) || lines.length === most) continue
    const expert = await tx.directory.expert(expertId)
    if (expert) lines.push(`• ${words.expert(expert)} — ${await whyNot(reader, need, expert, monthly.get(expertId))}`)
  }
  return lines.length > 0 ? [words.t.profile.notAskedTitle, ...lines] : []
}

async function whyNot(
  { tx, words, now }: Reader,
  need: Need,
  expert: Expert,
  month: { taken: number; cap: number } | undefined,
): Promise<string> {
  const t = words.t.profile.notAsked
  const today = isoDayAt(now)
  const { away, more, conflicts } = expert
  if (need.enterpriseId && conflicts.includes(need.enterpriseId)) return t.conflict
  if (more.mutedUntil && today <= more.mutedUntil) return t.muted(words.day(more.mutedUntil))
  if (away && away.from <= today && today <= away.until) return t.away(words.day(away.until))
  if (month && month.taken >= month.cap) return t.month(month.taken, month.cap)
  const load = await tx.invitations.loadOf(expert.id)
  return load && load.open >= load.cap ? t.full(load.open, load.cap) : t.later
}
