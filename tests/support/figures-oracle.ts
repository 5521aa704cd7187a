/** The figures once more, as one would count them by hand: every row is read, and looked at one by one. */
import { isoDayAt } from '../../src/domain/calendar/days.ts'
import type { FigureKey, FigureScope } from '../../src/domain/reports/figures.ts'
import type { Span } from '../../src/domain/reports/period.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'

export type Fact = {
  key: FigureKey
  needId: string
  enterpriseId: string
  township: string
  on: string
  value: number
  ref?: string
  /** Whose it is, by part. */
  parts: { instituteId: string; value: number }[]
}

async function readAll(prisma: PrismaClient) {
  const sample = (await prisma.enterprise.count({ where: { sample: false } })) === 0
  const rows = await prisma.need.findMany({
    include: {
      enterprise: true,
      history: { orderBy: { id: 'asc' } },
      claims: { include: { expert: true }, orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      visits: true,
      outcomes: { include: { shares: true } },
    },
  })
  const experts = new Map((await prisma.expert.findMany()).map(({ id, instituteId }) => [id, instituteId]))
  const people = new Map((await prisma.person.findMany()).map((person) => [person.id, person]))
  const needs = rows.filter(({ enterprise }) => enterprise !== null && enterprise.sample === sample)
  return { sample, needs, experts, people }
}

type World = Awaited<ReturnType<typeof readAll>>
type Need = World['needs'][number]
type Entry = Need['history'][number]

const time = (date: Date) => date.getTime()

function wasUndone(need: Need, entry: Entry, as = entry.event): boolean {
  return need.history.some(
    (undo) =>
      undo.event === 'undo' &&
      undo.note === as &&
      undo.id > entry.id &&
      time(undo.at) - time(entry.at) <= 60_000 &&
      !need.history.some(({ event, id }) => event === entry.event && id > entry.id && id < undo.id),
  )
}

/** The moments of a need that counts as one; undefined for drafts, doubles, wholes that were split, and parts that never came to be. */
function momentsOf(need: Need, experts: World['experts']) {
  if (['draft', 'merged', 'split'].includes(need.state)) return undefined
  if (need.state === 'withdrawn' && need.splitFromId !== null && need.endReason === null) return undefined
  const submitted = need.history.filter((entry) => entry.event === 'submit' && !wasUndone(need, entry)).at(-1)
  const { publishedAt } = need
  const takenBack = need.history.findLast(({ event, note }) => event === 'undo' && note === 'publish')
  const asked = need.history.find(({ event, id }) => event === 'asked' && (!takenBack || id > takenBack.id))
  const claim = need.claims.find(({ ended }) => ended !== 'undone')
  const claimer = claim?.expert.instituteId ?? ''
  const first =
    asked && (!claim || asked.at <= claim.at)
      ? { at: asked.at, by: experts.get(asked.note ?? '') ?? '' }
      : claim && { at: claim.at, by: claimer }
  return {
    learnt: submitted?.at ?? publishedAt ?? undefined,
    published: publishedAt ?? undefined,
    matched: first?.at,
    matchedBy: first?.by ?? '',
    claimed: claim?.at,
    claimedBy: claimer,
  }
}

export async function handCount(prisma: PrismaClient) {
  const world = await readAll(prisma)
  const facts = world.needs.flatMap((need) => factsOf(need, world))
  return {
    sample: world.sample,
    facts: (key: FigureKey, span: Span, scope: FigureScope) => select(facts, key, span, scope),
    speed: (span: Span) => speedOf(world, span),
    quality: (span: Span) => qualityOf(world, span),
    nobody: (span: Span) => nobodyOf(world, span),
  }
}

function factsOf(need: Need, { experts }: World): Fact[] {
  const facts: Fact[] = []
  const about = { needId: need.id, enterpriseId: need.enterprise?.id ?? '', township: need.enterprise?.township ?? '' }
  const whole = (key: FigureKey, on: string, instituteId: string, ref?: string) =>
    facts.push({ key, ...about, on, value: 1, ref, parts: [{ instituteId, value: 1 }] })
  const moments = momentsOf(need, experts)
  for (const key of ['learnt', 'published', 'matched', 'claimed'] as const) {
    const at = moments?.[key]
    if (at) whole(key, isoDayAt(at), (key === 'matched' ? moments?.matchedBy : moments?.claimedBy) ?? '')
  }
  for (const visit of need.visits.filter(({ state }) => state === 'done')) {
    const noted = visit.doneAt ?? visit.createdAt
    const had = need.claims.filter(
      ({ at, ended, endedAt }) => at <= noted && ended !== 'undone' && (endedAt === null || endedAt >= noted || ended === 'confirmed'),
    )
    const latest = Math.max(...had.map(({ at }) => time(at)))
    whole('visits', visit.day, had.find(({ at }) => time(at) === latest)?.expert.instituteId ?? '', visit.id)
  }
  for (const outcome of need.outcomes) {
    if (outcome.state !== 'confirmed' || outcome.settledAt === null || outcome.endedAt !== null) continue
    for (const [key, value] of Object.entries(worthOf(outcome)) as [FigureKey, number][]) {
      const parts = outcome.shares.map(({ instituteId, share }) => ({ instituteId, value: value * share }))
      const none = [{ instituteId: '', value }]
      if (value !== 0) facts.push({ key, ...about, on: outcome.on, value, ref: outcome.id, parts: parts.length > 0 ? parts : none })
    }
  }
  return facts
}

function worthOf({ kind, subkind, amount, count }: Need['outcomes'][number]): Partial<Record<FigureKey, number>> {
  if (kind === 'solved_on_site') return { solvedOnSite: 1 }
  if (kind === 'solved') return { solved: 1 }
  if (kind === 'agreement') return { agreements: 1, agreementAmount: amount ?? 0 }
  if (kind === 'tech_contract') return { contracts: 1, contractValue: amount ?? 0 }
  if (kind === 'patent') return subkind === 'granted' ? { patentsGranted: 1 } : { patents: 1 }
  if (kind === 'training') return { trained: count ?? 1 }
  if (kind === 'incubated') return { incubated: 1 }
  return kind === 'joint_centre' ? { centres: 1 } : {}
}

/** The facts of a figure; where an institute is asked for, its parts. */
function select(all: readonly Fact[], key: FigureKey, span: Span, { instituteId, township, enterpriseId }: FigureScope): Fact[] {
  const of = key === 'visited' ? 'visits' : key
  const found = all
    .filter((fact) => fact.key === of && span.from <= fact.on && fact.on <= span.until)
    .filter(
      (fact) =>
        (township === undefined || fact.township === township) && (enterpriseId === undefined || fact.enterpriseId === enterpriseId),
    )
    .flatMap((fact) => {
      if (instituteId === undefined) return [fact]
      return fact.parts.filter((part) => part.instituteId === instituteId).map(({ value }) => ({ ...fact, value }))
    })
  if (key !== 'visited') return found
  const seen = new Set<string>()
  return found.filter(({ enterpriseId }) => !seen.has(enterpriseId) && seen.add(enterpriseId))
}

const inSpan = (at: Date | null | undefined, { from, until }: Span) => at != null && from <= isoDayAt(at) && isoDayAt(at) <= until

function speedOf({ needs, experts }: World, span: Span) {
  const hours: Record<'toMatch' | 'toClaim' | 'toContact' | 'toSolution', number[]> = {
    toMatch: [],
    toClaim: [],
    toContact: [],
    toSolution: [],
  }
  const add = (list: number[], from: Date | null, to: Date | undefined | null) => {
    if (from && to && inSpan(to, span)) list.push((time(to) - time(from)) / 3_600_000)
  }
  for (const need of needs) {
    const moments = momentsOf(need, experts)
    if (need.state === 'confirmed') add(hours.toSolution, need.publishedAt, need.solvedAt)
    if (!moments) continue
    add(hours.toMatch, need.publishedAt, moments.matched)
    add(hours.toClaim, need.publishedAt, moments.claimed)
    for (const claim of need.claims.filter(({ ended }) => ended !== 'undone')) {
      const noted = need.history.find(
        (entry) =>
          (entry.event === 'start' || entry.event === 'solve') &&
          entry.at >= claim.at &&
          (claim.endedAt === null || entry.at <= claim.endedAt) &&
          !wasUndone(need, entry),
      )
      add(hours.toContact, claim.at, noted?.at)
    }
  }
  const paced = Object.entries(hours).map(([step, list]) => [
    step,
    list.length === 0 ? { count: 0 } : { count: list.length, median: at(list, 0.5), p90: at(list, 0.9) },
  ])
  return Object.fromEntries(paced) as Record<keyof typeof hours, { count: number; median?: number; p90?: number }>
}

/** The value that this share of them doesn't pass, between two where it falls between. */
function at(list: number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
  return low + (high - low) * (place - Math.floor(place))
}

function qualityOf({ needs, people }: World, span: Span) {
  const quality = { ended: 0, solved: 0, said: 0, satisfied: 0 }
  for (const need of needs) {
    const dropped = need.state === 'withdrawn' && need.splitFromId !== null && need.endReason === null
    const over = ['confirmed', 'unsolved', 'unclaimed', 'withdrawn'].includes(need.state) && !dropped
    if (over && need.publishedAt && inSpan(need.closedAt, span)) {
      quality.ended++
      if (need.state === 'confirmed') quality.solved++
    }
    for (const entry of need.history) {
      const yes = ['confirm', 'follow_up_fine', 'follow_up_more'].includes(entry.event)
      if ((!yes && !['dispute', 'follow_up_again'].includes(entry.event)) || !inSpan(entry.at, span)) continue
      const own = entry.actorId === need.posterId || people.get(entry.actorId ?? '')?.enterpriseId === need.enterpriseId
      if (!own || wasUndone(need, entry, entry.event === 'follow_up_again' ? 'reopen' : entry.event)) continue
      quality.said++
      if (yes) quality.satisfied++
    }
  }
  return quality
}

function nobodyOf({ needs, experts }: World, span: Span) {
  const lines = new Map<string | null, { published: number; nobody: number }>()
  for (const need of needs) {
    const moments = momentsOf(need, experts)
    if (!moments || !inSpan(moments.published, span)) continue
    const line = lines.get(need.field) ?? { published: 0, nobody: 0 }
    lines.set(need.field, line)
    line.published++
    if (!moments.matched || need.state === 'unclaimed') line.nobody++
  }
  return lines
}
