import type { PrismaClient } from '../../../src/store/generated/client.ts'
import type { FakePerson } from '../fake-platform.ts'
import { type TestApp, testApp } from '../test-app.ts'
import { knownMark, markedDirectory, sizes } from './district.ts'
import type { Written } from './oracle.ts'
import { watch } from './outputs.ts'

export type Someone = { key: string; person: FakePerson; id: string; side: 'enterprise' | 'expert' | 'manager' | 'staff' | 'stranger' }
export type Play = {
  t: TestApp
  prisma: PrismaClient
  cast: Someone[]
  /** Every string that somebody wrote, and what it is. */
  written: Map<string, Written>
  /** A new string that stands nowhere else. */
  mark(what: Written): string
  outputs: ReturnType<typeof watch>
}

/** The office with everybody in a chat of their own, and one need of each enterprise that is not yet published. */
export async function play(visibilities: readonly string[]): Promise<Play> {
  const t = await testApp({ directory: markedDirectory, digests: true })
  const outputs = watch(t.platform)
  const cast: Someone[] = []
  const add = async (key: string, side: Someone['side']) => {
    const person = await t.someone(key)
    const { personId } = await t.prisma.account.findUniqueOrThrow({ where: { address: person.address } })
    cast.push({ key, person, id: personId, side })
  }
  for (let i = 0; i < sizes.enterprises; i++) await add(`contact:works${i}`, 'enterprise')
  for (let i = 0; i < sizes.experts; i++) await add(`expert:expert${i}`, 'expert')
  for (let i = 0; i < sizes.institutes; i++) await add(`manager:inst${i}`, 'manager')
  for (const key of ['wang', 'chen', 'liu']) await add(`officer:${key}`, 'staff')
  const stranger = t.platform.person('stranger', '路人')
  await stranger.say('你好')
  const known = await t.prisma.account.findUniqueOrThrow({ where: { address: stranger.address } })
  cast.push({ key: 'stranger', person: stranger, id: known.personId, side: 'stranger' })
  const written = new Map<string, Written>()
  const mark = (what: Written) => {
    const name = `文${written.size}Q`
    written.set(name, what)
    return name
  }
  const p: Play = { t, prisma: t.prisma, cast, written, mark, outputs }
  for (const [i, visibility] of visibilities.entries()) await begin(p, i % sizes.enterprises, visibility)
  return p
}

/** An enterprise writes a need with a title, a figure and a file of its own, and publishes it. */
export async function begin(p: Play, i: number, visibility: string): Promise<void> {
  const { id, person } = p.cast.find(({ key }) => key === `contact:works${i}`) as Someone
  const of = (kind: Written['kind'], needId: string) => p.mark({ kind, needId, byId: id })
  const earlier = new Set((await p.prisma.need.findMany({ select: { id: true } })).map((need) => need.id))
  const [first, file] = [p.mark({ kind: 'body', byId: id }), p.mark({ kind: 'body', byId: id })]
  const text = `布面有极光，${first}压光后手感发硬，用的是${knownMark(i)}，客户退货。试过换柔软剂，预算二十万左右，年底前解决。`
  await (i % 2 === 0 ? person.say(text, [attached(file)]) : person.say(`#需求 ${text}`, [attached(file)]))
  const { id: needId } = await p.prisma.need.findFirstOrThrow({ where: { id: { notIn: [...earlier] } } })
  for (const name of [first, file]) p.written.set(name, { kind: 'body', needId, byId: id })
  await person.pressRaw('stop_asking', needId)
  await person.pressRaw('change_title', needId)
  await person.say(`${of('title', needId)}布面极光`)
  await person.pressRaw('change_targets', needId)
  // figures are published with a challenge
  await person.say(`${of('terms', needId)} 极光等级到4级以上`)
  await person.pressRaw(`see_${visibility}`, needId)
  if (i === 1) await person.pressRaw('unnamed', needId)
  await person.pressRaw('publish', needId)
}

export function attached(name: string): { name: string; mime: string; bytes: Uint8Array } {
  return { name: `${name}.txt`, mime: 'text/plain', bytes: Buffer.from(`${name} 里面的字`) }
}
