import { expect } from 'vitest'
import type { DigestKind } from '../../../src/domain/reports/report.ts'
import type { FakePerson } from '../fake-platform.ts'
import { wordsOf } from '../test-app.ts'
import { checkCard, kindOfCard } from './cards.ts'
import { type Made, reportsOf } from './snapshot.ts'
import type { Stage } from './stage.ts'

/** What people see in their chats: which digests came since, and what stands in them. */
export function createAudience({ t, people }: Stage, blocked: Set<string>) {
  const { prisma } = t
  const read = new Map<string, number>()
  const numbersOf = (words: string) => [...new Set(words.match(/\d{4}-\d{4}(?!\d)/g) ?? [])]

  function newCards(personId: string, person: FakePerson) {
    const cards = person.chat().slice(read.get(personId) ?? 0)
    return cards.filter(({ edits }) => edits === 0).map(({ card }) => card)
  }

  /** The numbers of needs that are an enterprise’s or an expert’s to know of. */
  async function ownNumbers(kind: DigestKind, personId: string): Promise<Set<string>> {
    const person = await prisma.person.findUniqueOrThrow({ where: { id: personId } })
    const expert = { expertId: person.expertId ?? '' }
    const where =
      kind === 'enterprise'
        ? { posterId: personId }
        : { OR: [{ invitations: { some: expert } }, { claims: { some: expert } }, { members: { some: expert } }] }
    return new Set((await prisma.need.findMany({ where, select: { number: true } })).flatMap(({ number }) => number ?? []))
  }

  return {
    /** From now on cards are new. */
    begin(): void {
      for (const [id, person] of people) read.set(id, person.chat().length)
    },
    /** Everybody got what was put in the post for them and no more; by digest key and person. */
    async check(sent: string[]): Promise<void> {
      const reports = new Map<string, Made>((sent.length > 0 ? await reportsOf(prisma) : []).map((report) => [report.key, report]))
      for (const [id, person] of people) {
        const mine = sent.filter((one) => one.endsWith(` ${id}`)).map((one) => one.split(' ')[0] as string)
        const cards = newCards(id, person).filter((card) => kindOfCard(card))
        const kinds = cards.map((card) => kindOfCard(card) as DigestKind)
        const wanted = blocked.has(person.address) ? [] : mine.map((key) => key.split(':')[0])
        expect([id, kinds.toSorted()]).toEqual([id, wanted.toSorted()])
        for (const [i, card] of cards.entries()) {
          const kind = kinds[i] as DigestKind
          const key = mine.find((one) => one.startsWith(`${kind}:`)) as string
          const report = reports.get(kind === 'head' ? key.replace('head', 'weekly') : key)
          if (report) checkCard(card, report)
          if (kind !== 'expert' && kind !== 'enterprise') continue
          const own = await ownNumbers(kind, id)
          expect([id, kind, numbersOf(wordsOf(card)).filter((one) => !own.has(one))]).toEqual([id, kind, []])
        }
      }
    },
    /** Of no private need the title ever stood before an enterprise or an expert who has nothing to do with it. */
    async checkSecrets(): Promise<number> {
      const select = { title: true, enterpriseId: true, invitations: true, claims: true, members: true, mergedIntoId: true } as const
      const secret = await prisma.need.findMany({ where: { visibility: 'private', number: { not: null } }, select })
      const bearers = new Map((await prisma.need.groupBy({ by: ['title'], _count: true })).map(({ title, _count }) => [title, _count]))
      let looked = 0
      for (const [id, person] of people) {
        const { expertId, enterpriseId, roles } = await prisma.person.findUniqueOrThrow({ where: { id } })
        if (roles.length > 0) continue
        const others = secret.filter(
          (need) =>
            // what another need is called, too, gives nothing away
            bearers.get(need.title) === 1 &&
            need.enterpriseId !== enterpriseId &&
            ![...need.invitations, ...need.claims, ...need.members].some((one) => one.expertId === expertId && expertId !== null),
        )
        const said = person.chat().map(({ card }) => wordsOf(card))
        looked += said.length
        expect([id, others.filter(({ title }) => said.some((words) => words.includes(title))).map(({ title }) => title)]).toEqual([id, []])
      }
      return looked
    },
  }
}
