import { expect } from 'vitest'
import { type DigestKind, digestKinds } from '../../../src/domain/reports/report.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { firstWorkday, isWorkday, momentAt, type Period, periodBy, periods, plusDays, type Rhythm } from './days.ts'
import { dayOf } from './facts.ts'
import { hasNothing } from './nothing.ts'

const rhythmOf: Record<DigestKind, Rhythm> = {
  ...{ weekly: 'week', monthly: 'month', quarterly: 'quarter' },
  ...{ head: 'week', expert: 'week', institute: 'week', enterprise: 'week' },
}

export type Choice = { muted?: boolean | null; day?: number | null; time?: string | null; skipEmpty?: boolean | null }

/**
 * The hour of a digest: that weekday of the week it plans, or the day after the month or quarter; on the next day that is worked. What comes weekly
 * stays in its week as long as anything of that is worked.
 */
export function dueOf(kind: DigestKind, { from, until }: Period, { day, time }: Choice = {}): Date {
  if (rhythmOf[kind] !== 'week') return momentAt(firstWorkday(plusDays(until, 1)), time ?? '09:00')
  const wanted = plusDays(from, (day ?? 1) - 1)
  const next = firstWorkday(wanted)
  const earlier = [0, 1, 2, 3, 4, 5, 6].map((nth) => plusDays(from, nth)).findLast((iso) => iso < wanted && isWorkday(iso))
  return momentAt(next <= until ? next : (earlier ?? next), time ?? '09:00')
}

/** The newest issue whose hour has come. */
export function latestOf(kind: DigestKind, now: Date, choice: Choice = {}): Period {
  return periods[rhythmOf[kind]].findLast((period) => dueOf(kind, period, choice) <= now) as Period
}

/** The same for many people with few wishes. */
function createLatest(now: Date): (kind: DigestKind, choice: Choice) => Period {
  const known = new Map<string, Period>()
  return (kind, choice) => {
    const name = [kind, choice.day, choice.time].join()
    const latest = known.get(name) ?? latestOf(kind, now, choice)
    known.set(name, latest)
    return latest
  }
}

/** Reports and copies as they stood when it was read last. */
export type Post = { reports: Map<string, string>; delivered: Map<string, string>; since: Date }

export function emptyPost(): Post {
  return { reports: new Map(), delivered: new Map(), since: new Date(0) }
}

/** What is new since. Copies are only ever added. */
export async function readPost(prisma: PrismaClient, post: Post, now: Date) {
  const reports = new Map((await prisma.report.findMany({ select: { key: true, state: true } })).map(({ key, state }) => [key, state]))
  const copies = await prisma.delivery.findMany({ where: { at: { gte: post.since } } })
  const fresh = copies
    .map(({ digestKey, personId, how }) => [`${digestKey} ${personId}`, how] as const)
    .filter(([key]) => !post.delivered.has(key))
  const made = [...reports.keys()].filter((key) => !post.reports.has(key))
  for (const [key, how] of fresh) post.delivered.set(key, how)
  Object.assign(post, { reports, since: now })
  return { fresh, made }
}

/**
 * Whose copies a tick at that time has to put in the post, and how; by digest key and person. `late`: instead, of this report, whose signature came when the
 * next issue was due, whose copies go out with it.
 */
export async function owedCopies(
  prisma: PrismaClient,
  before: Post,
  now: Date,
  installed: Date,
  late?: string,
): Promise<Map<string, string>> {
  const owed = new Map<string, string>()
  const latestNow = createLatest(now)
  const people = await prisma.person.findMany({ where: { sample: false }, include: { accounts: true, expert: true, choices: true } })
  const recent = new Date(now.getTime() - 14 * 86_400_000)
  const posts = { number: { not: null }, posterId: { not: null }, OR: [{ closedAt: null }, { closedAt: { gt: recent } }] }
  const posters = new Set((await prisma.need.findMany({ where: posts, select: { posterId: true } })).map(({ posterId }) => posterId))
  for (const person of people)
    for (const kind of digestKinds) {
      if (!isFor(kind, person, posters.has(person.id))) continue
      const choice = person.choices.find((one) => one.kind === kind) ?? {}
      const latest = latestNow(kind, choice)
      if (late && (!late.startsWith(`${kind}:`) || late === `${kind}:${latest.key}`)) continue
      const period = late ? periodBy(late.slice(late.indexOf(':') + 1)) : latest
      const due = dueOf(kind, period, choice)
      const key = `${kind}:${period.key}`
      if (due <= installed || due < person.createdAt || before.delivered.has(`${key} ${person.id}`)) continue
      if ((kind === 'monthly' || kind === 'quarterly') && before.reports.get(key) !== 'signed') continue
      owed.set(`${key} ${person.id}`, await howOf(prisma, kind, period, person, choice, now))
    }
  return owed
}

type Person = Awaited<ReturnType<typeof personWith>>
const personWith = (prisma: PrismaClient) => prisma.person.findFirstOrThrow({ include: { accounts: true, expert: true, choices: true } })

function isFor(kind: DigestKind, { roles, expertId, managesId }: Person, posts: boolean): boolean {
  if (kind === 'expert') return expertId !== null
  if (kind === 'institute') return managesId !== null
  if (kind === 'enterprise') return posts
  if (kind === 'head') return roles.includes('head')
  return roles.length > 0 || (kind === 'quarterly' && managesId !== null)
}

async function howOf(prisma: PrismaClient, kind: DigestKind, period: Period, person: Person, choice: Choice, now: Date): Promise<string> {
  const today = dayOf(now)
  const away = [person, ...(person.expert ? [person.expert] : [])].some(
    ({ awayFrom, awayUntil }) => awayFrom !== null && awayUntil !== null && awayFrom <= today && today <= awayUntil,
  )
  if (choice.muted ?? (kind === 'weekly' && person.roles.includes('head'))) return 'muted'
  if (away) return 'away'
  if (!person.accounts.some(({ reachable }) => reachable)) return 'no_account'
  return choice.skipEmpty && (await hasNothing(prisma, kind, period, person, now)) ? 'empty' : 'send'
}

/** The copies that were put in the post, against those that had to be. */
export function checkCopies(fresh: (readonly [string, string])[], owed: Map<string, string>, now: Date): void {
  expect([now.toISOString(), fresh.toSorted()]).toEqual([now.toISOString(), [...owed].toSorted()])
}

/** Reports were made for just the periods whose hour has come, and of those that were missed for the latest alone. `known`: before. */
export function checkMade(made: string[], known: ReadonlyMap<string, string>, owed: Map<string, string>, now: Date, installed: Date): void {
  const due = (['monthly', 'quarterly'] as const).flatMap((kind) => {
    const period = latestOf(kind, now)
    return dueOf(kind, period) > installed ? [`${kind}:${period.key}`] : []
  })
  const weekly = [...owed.keys()].flatMap((key) => (key.startsWith('weekly:') ? [key.split(' ')[0] as string] : []))
  const wanted = [...new Set([...due, ...weekly])].filter((key) => !known.has(key))
  expect([now.toISOString(), made.toSorted()]).toEqual([now.toISOString(), wanted.toSorted()])
}
