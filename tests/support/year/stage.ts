import { idOf } from '../../../src/store/directory.ts'
import type { FakePerson } from '../fake-platform.ts'
import { type TestApp, testApp } from '../test-app.ts'
import type { Chance } from './chance.ts'
import { demo, districtInParts, keys, sizes } from './district.ts'
import { write } from './writing.ts'
import { type Op, writtenLife } from './written-lives.ts'

/** Who chats: each card they are sent costs time. The others are in the directory, as most of a district is. */
export const chatting = { enterprises: 6, experts: 8, managers: 2 } as const
/** Beyond these nobody is known by name at the enterprise. */
const withContact = 60

export type Stage = {
  t: TestApp
  people: Map<string, FakePerson>
  /** Of written lives: what has not been written yet, in order. */
  ops: Op[]
  /** Turns the clock, and writes what has happened meanwhile. */
  to(moment: Date): Promise<void>
}

/** The bureau at the turn of the year, with its directory, its demo data and what will be written over the year. */
export async function setStage(chance: Chance, needs: number, open?: NonNullable<Parameters<typeof testApp>[0]>['open']): Promise<Stage> {
  const [bureau, ...rest] = districtInParts()
  const t = await testApp({ directory: bureau, at: '2025-12-31T16:00:00Z', open, digests: true })
  for (const part of rest) await t.read((tx) => tx.directory.load(part, { sample: false, accounts: true, at: t.clock.now() }))
  await t.prisma.account.deleteMany()
  await t.read((tx) => tx.directory.load(demo(), { sample: true, accounts: false, at: t.clock.now() }))
  // everybody in the directory is no newcomer
  await t.prisma.$executeRaw`TRUNCATE "Newcomer"`
  const people = new Map<string, FakePerson>()
  for (const key of whoChats()) people.set(idOf('person', key), await t.someone(key))
  const ops = await script(t, chance, needs)
  let written = 0
  return {
    t,
    people,
    ops,
    async to(moment) {
      t.clock.set(moment.toISOString())
      const until = ops.findIndex(({ at }, i) => i >= written && at > moment)
      const next = until < 0 ? ops.length : until
      await write(t.prisma, ops.slice(written, next))
      written = next
    },
  }
}

export function whoChats(): string[] {
  const many = (n: number, key: (i: number) => string) => Array.from({ length: n }, (_, i) => key(i))
  return [
    ...['officer:off0', 'officer:off1', 'officer:chen', 'officer:yu', 'officer:liu'],
    ...many(chatting.managers, (i) => `manager:${keys.institute(i)}`),
    ...many(chatting.experts, (i) => `expert:${keys.expert(i)}`),
    ...many(chatting.enterprises, (i) => `contact:${keys.enterprise(i)}`),
  ]
}

async function script(t: TestApp, chance: Chance, needs: number): Promise<Op[]> {
  const enterprises = [
    ...Array.from({ length: sizes.enterprises }, (_, i) => keys.enterprise(i)),
    ...Array.from({ length: sizes.samples * 4 }, (_, i) => keys.sample(i % sizes.samples)),
  ].map((key, i) => ({
    id: idOf('enterprise', key),
    contactId: i < withContact ? idOf('person', `contact:${key}`) : undefined,
    sample: key.startsWith('sample'),
  }))
  const experts = (await t.prisma.expert.findMany({ orderBy: { id: 'asc' } })).map(({ id, instituteId }) => ({ id, instituteId }))
  const officers = ['off0', 'off1', 'off2', 'off3'].map((key) => idOf('person', `officer:${key}`))
  const cast = { enterprises, experts, officers }
  const start = Date.parse('2025-12-31T16:30:00Z')
  const lasts = Date.parse('2027-01-10T00:00:00Z') - start
  const ops = Array.from({ length: needs }, (_, i) =>
    writtenLife(chance, cast, i, new Date(start + Math.floor(chance.next() * lasts))),
  ).flat()
  return ops.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
