import type { Enterprise } from '../../../domain/directory.ts'
import { tiers } from '../../../domain/directory-file.ts'
import { nextTier, type Tier } from '../../../domain/enterprises.ts'
import { DomainError } from '../../../domain/errors.ts'
import { asContact, checkRight, hasRight } from '../../../domain/rights.ts'
import { button, type Draft, type Reader, rows, turns } from '../../cards/card.ts'
import type { Words } from '../../words.ts'

const page = 10

export function tierName(words: Words, tier: string | undefined): string {
  return words.t.enterprise.tiers[(tier ?? '') as Tier] ?? tier ?? words.t.enterprise.noTier
}

/** Where it stands; whoever it concerns also reads what the next step wants. */
export async function tierLines({ tx, words }: Reader, enterprise: Enterprise, whole: boolean): Promise<string | undefined> {
  const { enterprise: t } = words.t
  const at = tiers.indexOf(enterprise.tier as Tier)
  if (!whole) return at < 0 ? undefined : tierName(words, enterprise.tier)
  const step = (await tx.enterprises.tierSteps(enterprise.id)).find(({ tier }) => tier === enterprise.tier)
  const since = step?.tier ? t.confirmed(words.day(step.on)) : ''
  const next = nextTier(enterprise.tier)
  return [
    at < 0 ? t.noTier : t.tierAt(tierName(words, enterprise.tier), at + 1, tiers.length) + since,
    ...(next ? [t.next(tierName(words, next)), t.rules[next], t.notice] : [t.top]),
  ].join('\n')
}

/** The enterprise hears that a step was confirmed. */
export async function tierToldCard(reader: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const enterprise = await tx.directory.enterprise(enterpriseId)
  if (!enterprise || !hasRight(person, 'edit_enterprise', asContact(person, enterpriseId))) return undefined
  return {
    text: words.t.enterprise.tierTold(enterprise.name, tierName(words, enterprise.tier)),
    buttons: [[button(words.t.buttons.enterprise_show, 'enterprise', enterpriseId)]],
  }
}

export async function chooseTierCard({ tx, words, person }: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft> {
  checkRight(person, 'confirm_tier')
  const enterprise = await tx.directory.enterprise(enterpriseId)
  if (!enterprise) throw new DomainError('not_found', 'no_such_entry')
  const others = tiers.flatMap((tier, i) =>
    tier === enterprise.tier ? [] : [button(tierName(words, tier), 'tier_set', `${enterpriseId}${i}`)],
  )
  const none = enterprise.tier ? [button(words.t.enterprise.noTier, 'tier_set', `${enterpriseId}-1`)] : []
  return { text: words.t.enterprise.chooseTier(enterprise.name, tierName(words, enterprise.tier)), buttons: rows([...others, ...none], 1) }
}

/** How many enterprises stand on each step, in all and by township. */
export async function ladderCard({ tx, words, person }: Reader): Promise<Draft> {
  const { enterprise: t } = words.t
  checkRight(person, 'see_expiring')
  const counts = await tx.enterprises.tierCounts()
  const total = (tier: string) => counts.filter((one) => one.tier === tier).reduce((sum, { count }) => sum + count, 0)
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return { title: t.ladderTitle, text: t.ladderEmpty }
  const townships = [...new Set(counts.map(({ township }) => township))].sort((a, b) => a.localeCompare(b, 'zh'))
  const of = (township: string, tier: string) => counts.find((one) => one.township === township && one.tier === tier)?.count ?? 0
  const lines = townships.map((township) =>
    t.ladderTownship(township || t.noTownship, tiers.map((tier) => of(township, tier)).join(' / '), of(township, '')),
  )
  const each = [...tiers, ''] as const
  return {
    title: t.ladderTitle,
    text: [...each.map((tier) => t.ladderLine(tierName(words, tier || undefined), total(tier))), '', t.ladderBy, ...lines].join('\n'),
    buttons: rows(
      each.map((tier) => button(tierName(words, tier || undefined), 'tier', `${tiers.indexOf(tier as Tier)}_0`)),
      2,
    ),
  }
}

export async function tierCard({ tx, words, person }: Reader, { index, page: at }: { index: number; page: number }): Promise<Draft> {
  const { enterprise: t } = words.t
  checkRight(person, 'see_expiring')
  const { found, total } = await tx.enterprises.onTier(tiers[index] ?? '', at * page, page)
  const turn = turns(words, 'tier', (n) => `${index}_${n}`, at, Math.ceil(total / page))
  return {
    title: t.tierTitle(tierName(words, tiers[index]), total),
    text: found.map((one, i) => `${at * page + i + 1}. ${[one.name, one.township].filter(Boolean).join(' · ')}`).join('\n') || t.tierNone,
    buttons: [
      ...rows(
        found.map((one, i) => button(String(at * page + i + 1), 'enterprise', one.id)),
        5,
      ),
      ...turn,
    ],
  }
}
