import type { Chance } from './chance.ts'
import { topics } from './district.ts'
import type { Hands } from './hands.ts'
import type { Stage } from './stage.ts'

const secretly = ['public', 'matched', 'private'] as const
const reports = [
  ['agreement'],
  ['tech_contract', 'service'],
  ['patent', 'applied'],
  ['patent', 'granted'],
  ['training'],
  ['joint_centre'],
] as const

/** The needs that are lived through press by press, and what happens to each next, by chance and by the state it is in. */
export function createLived({ t, people }: Stage, hands: Hands, chance: Chance, posters: string[], staff: string[]) {
  const ids: string[] = []
  const { prisma } = t

  async function publish(): Promise<void> {
    const topic = chance.oneOf(topics)
    const words = `${topic.says}，这是第${ids.length + 1}次遇到，预算${10 + chance.below(40)}万。`
    const id = await hands.publishes(chance.oneOf(posters), words, chance.oneOf(secretly))
    if (id) ids.push(id)
  }

  async function live(id: string): Promise<void> {
    const need = await prisma.need.findUniqueOrThrow({ where: { id }, include: { claims: { where: { endedAt: null } } } })
    if (!need.posterId) return
    const claim = need.claims[0]
    const claimer = claim && (await prisma.person.findFirst({ where: { expertId: claim.expertId } }))?.id
    const poster = need.posterId
    const actor = await step(need.state, { id, poster, claimer })
    if (actor) await perhapsUndo(id, actor)
  }

  type Sides = { id: string; poster: string; claimer?: string }

  /** Returns who acted. */
  async function step(state: string, { id, poster, claimer }: Sides): Promise<string | undefined> {
    const acts = (who: string | undefined, verb: string, answers?: Record<string, string>) => async () => {
      if (who) await hands.does(who, verb, id, answers)
      return who
    }
    const ways: Record<string, [number, () => Promise<string | undefined>][]> = {
      open: [
        ...([[70, () => claim(id)]] as [number, () => Promise<string | undefined>][]),
        [6, acts(poster, 'withdraw')],
        [5, acts(poster, 'pause', { review: '三周后' })],
        [5, () => merge(id, poster)],
        [5, acts(poster, 'split', { parts: '布面有极光\n手感发硬，要柔软' })],
        [4, acts(chance.oneOf(staff), 'nobody')],
        [5, acts(poster, 'give_up')],
      ],
      claimed: [
        [75, acts(claimer, 'start')],
        [12, acts(claimer, 'release')],
        [8, acts(poster, 'accept')],
        [5, acts(poster, 'decline')],
      ],
      in_progress: [
        [45, acts(claimer, 'solve')],
        [25, () => visit(id, claimer)],
        [18, () => outcome(id, poster, claimer)],
        [6, acts(claimer, 'release')],
        [3, acts(poster, 'give_up')],
        [3, acts(claimer, 'pause', { review: '三周后' })],
      ],
      solved: [
        [70, acts(poster, 'confirm')],
        [15, acts(poster, 'dispute')],
        [15, acts(chance.oneOf(staff), 'confirm_for')],
      ],
      paused: [[100, acts(poster, 'resume')]],
      confirmed: [
        [20, () => outcome(id, poster, claimer)],
        [4, acts(poster, 'reopen')],
        [10, () => followUp(id, poster)],
      ],
      withdrawn: [[5, acts(poster, 'reopen')]],
    }
    let left = chance.below(100)
    for (const [share, way] of ways[state] ?? []) {
      left -= share
      if (left < 0) return way()
    }
    return undefined
  }

  /** One of those who were asked, by chat or by the officer's phone. */
  async function claim(id: string): Promise<string | undefined> {
    const where = { needId: id, state: 'asked' }
    const asked = await prisma.invitation.findMany({ where, include: { expert: { include: { person: true } } }, orderBy: { rank: 'asc' } })
    const who = asked.find(({ expert }) => people.has(expert.person?.id ?? '')) ?? asked[0]
    if (who?.expert.person) await hands.does(who.expert.person.id, 'claim', id)
    return who?.expert.person?.id
  }

  async function merge(id: string, poster: string): Promise<string | undefined> {
    const where = { id: { not: id }, posterId: poster, state: { in: ['open', 'claimed', 'in_progress'] }, number: { not: null } }
    const into = await prisma.need.findFirst({ where, orderBy: { id: 'asc' } })
    if (into?.number) await hands.does(poster, 'merge', id, { into: into.number })
    return into ? poster : undefined
  }

  async function visit(id: string, claimer: string | undefined): Promise<string | undefined> {
    if (!claimer) return undefined
    await hands.does(claimer, 'visit_made', id)
    const where = { needId: id, state: 'done', solvedOnSite: null }
    const made = await prisma.visit.findFirst({ where, orderBy: { createdAt: 'desc' } })
    if (made) await hands.does(claimer, chance.percent(40) ? 'visit_solved' : 'visit_unsolved', made.id)
    return undefined
  }

  async function outcome(id: string, poster: string, claimer: string | undefined): Promise<undefined> {
    const [kind, subkind = ''] = chance.oneOf(reports)
    const last = await prisma.claim.findFirst({
      where: { needId: id },
      orderBy: { at: 'desc' },
      include: { expert: { include: { person: true } } },
    })
    const expert = claimer ?? last?.expert.person?.id
    if (!expert) return
    const [first, second] = chance.percent(50) ? [poster, expert] : [expert, poster]
    await hands.does(first, 'outcome_kind', id + kind, { subkind })
    const told = await prisma.outcome.findFirst({ where: { needId: id, state: 'reported' } })
    if (told && chance.percent(80)) await hands.does(second, 'outcome_yes', told.id)
    else if (told) await hands.does(second, 'outcome_no', told.id)
  }

  async function followUp(id: string, poster: string): Promise<string | undefined> {
    const asked = await prisma.followUp.findFirst({ where: { needId: id, askedAt: { not: null }, answeredAt: null } })
    if (!asked) return undefined
    await hands.does(poster, chance.oneOf(['follow_fine', 'follow_fine', 'follow_more', 'follow_again']), `${id}${asked.months}`)
    return poster
  }

  async function perhapsUndo(id: string, actor: string): Promise<void> {
    if (!chance.percent(12)) return
    const undo = await prisma.undo.findFirst({ where: { needId: id, actorId: actor, usedAt: null }, orderBy: { at: 'desc' } })
    t.clock.forward(20_000 + chance.below(30_000))
    if (undo) await hands.does(actor, 'undo', undo.id)
  }

  return {
    ids,
    publish,
    /** A few of them go a step on; a minute lies between. */
    async someGoOn(most: number): Promise<void> {
      const going = await prisma.need.findMany({
        where: { OR: [{ id: { in: ids } }, { splitFromId: { in: ids } }] },
        select: { id: true, state: true },
      })
      const open = going.filter(
        ({ state }) => !['confirmed', 'withdrawn', 'merged', 'split', 'unsolved', 'unclaimed', 'draft'].includes(state),
      )
      const over = going.filter(({ state }) => ['confirmed', 'withdrawn'].includes(state))
      for (const { id } of [...chance.some(open, most), ...chance.some(over, Math.ceil(most / 4))]) {
        t.clock.forward(90_000)
        await live(id)
      }
    },
  }
}
