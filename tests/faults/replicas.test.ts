/** Three programs on one PostgreSQL, one of them killed every few seconds, while a hundred experts press at once. */
import { expect, onTestFinished, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { eventually } from '../platforms/contract.ts'
import { serverDatabase } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'
import { chanceOf } from './chance.ts'
import { enterpriseActs, nothingYet } from './deeds.ts'
import { judge } from './judge.ts'
import { pause, print } from './moments.ts'
import type { Program } from './program.ts'
import { settle } from './settle.ts'
import { freePort, openWorld, type World } from './world.ts'

const experts = 100
const needs = 50
const enterprises = 25

/** A district of a hundred experts who can all do it, each with room for all. */
function district(): Directory {
  const [expert] = smallDirectory.experts
  const [enterprise] = smallDirectory.enterprises
  if (!expert || !enterprise?.contact) throw new Error('the small directory is empty')
  const { contact } = enterprise
  return {
    ...smallDirectory,
    experts: Array.from({ length: experts }, (_, n) => ({
      ...expert,
      key: `e${n}`,
      name: `沈${n}`,
      email: `e${n}@example.edu.cn`,
      cap: 20,
    })),
    enterprises: Array.from({ length: enterprises }, (_, n) => ({
      ...enterprise,
      key: `m${n}`,
      name: `云溪第${n}印染有限公司`,
      creditCode: undefined,
      contact: { ...contact, key: `m${n}`, name: `周${n}` },
    })),
  }
}

/** Three programs; `killOne` lets one die and another take its place. Slack's calls go to one of them after the other, as a proxy hands them out. */
async function replicas(world: World) {
  let ended = ''
  const ports = await Promise.all([freePort(), freePort(), freePort()])
  const start = (at: number) => world.start({ PORT: String(ports[at]) })
  const running: Program[] = ports.map((_, at) => start(at))
  await Promise.all(running.map((program) => program.started))
  const turns = setInterval(() => world.slack.deliverTo(`http://127.0.0.1:${ports[Math.floor(Date.now() / 250) % 3]}`), 100)
  onTestFinished(() => clearInterval(turns))
  return {
    async end(at: number, signal: NodeJS.Signals): Promise<number | null> {
      const code = await (running[at] as Program).kill(signal)
      ended += (running[at] as Program).log()
      running[at] = start(at)
      return code
    },
    started: (at: number) => (running[at] as Program).started,
    /** What any of them gave up. */
    givenUp: () =>
      (ended + running.map((program) => program.log()).join(''))
        .split('\n')
        .filter((line) => line.includes('an event could not be handled') || line.includes('could not be delivered')),
    stop: () => Promise.all(running.map((program) => program.kill('SIGTERM'))),
  }
}

/** Each expert presses on three needs at once, as from cards in front of them. */
function pressAtOnce(world: World, ids: string[], seed: number): number {
  const chance = chanceOf(seed)
  const chats = [...world.people.values()].filter(({ key, address }) => key.startsWith('expert:') && address.startsWith('telegram:'))
  const presses = chats.flatMap(({ address }) => [1, 2, 3].map(() => ({ chat: Number(address.split(':')[1]), need: chance.one(ids) })))
  for (const [at, { chat, need }] of presses.entries()) {
    const from = { id: chat, is_bot: false, first_name: 'e', language_code: 'zh' }
    const message = { message_id: 1, date: Math.floor(world.now().getTime() / 1000), chat: { id: chat, type: 'private', first_name: 'e' } }
    world.telegram.updates.push({
      callback_query: { id: `q${at}`, from, message, chat_instance: `i${chat}`, data: `claim:${need}` },
    } as never)
  }
  return presses.length
}

test('with three programs, one killed every few seconds, 100 experts press at once on 50 needs: each has one claimer, and nobody goes without an answer', async ({
  skip,
}) => {
  const server = await serverDatabase()
  if (!server) return skip('TEST_DATABASE_URL is not set')
  onTestFinished(() => server.drop())
  const everybody = Array.from({ length: experts }, (_, n) => `expert:e${n}`)
  const contacts = Array.from({ length: enterprises }, (_, n) => `contact:m${n}`)
  const world = await openWorld({
    url: server.url,
    directory: district(),
    telegram: [...contacts.slice(5), ...everybody],
    slack: contacts.slice(0, 5),
  })
  const programs = await replicas(world)
  const chance = chanceOf(13)
  const over = new AbortController()
  let kills = 0
  const killing = (async () => {
    while (!over.signal.aborted) {
      await pause(3000 + chance.number(2000))
      const at = chance.number(3)
      await programs.end(at, 'SIGKILL')
      kills += 1
      await programs.started(at)
    }
  })()
  const acknowledged = nothingYet()
  const play = { acknowledged, chance, signal: over.signal, patienceMs: 30_000 }
  const acts = contacts.map((key) => enterpriseActs(world.people.get(key)!, play))
  await eventually(() => expect(new Set(acknowledged.published).size).toBeGreaterThanOrEqual(needs), 240_000)
  over.abort()
  await Promise.all([...acts, killing])
  const ids = [...new Set(acknowledged.published)].slice(0, needs)
  const open = await eventually(
    () =>
      world.withDatabase(async ({ prisma }) => {
        const rows = await prisma.need.findMany({ where: { id: { in: ids }, state: { not: 'draft' } }, select: { id: true } })
        expect(rows).toHaveLength(needs)
        await prisma.need.updateMany({ data: { visibility: 'public' } })
        return rows.map(({ id }) => id)
      }),
    60_000,
  )
  const presses = pressAtOnce(world, open, 17)
  for (let kill = 0; kill < 4; kill += 1) {
    await pause(2500)
    await programs.end(kill % 3, 'SIGKILL')
    kills += 1
  }
  await eventually(() => expect(world.telegram.updates.unconfirmed).toEqual([]), 120_000)
  // a new version: one after the other ends as it is asked to, while the others go on
  for (const at of [0, 1, 2]) {
    await programs.started(at)
    expect(await programs.end(at, 'SIGTERM')).toBe(0)
  }
  for (const at of [0, 1, 2]) await programs.started(at)
  expect(await programs.stop()).toEqual([0, 0, 0])
  expect(programs.givenUp()).toEqual([])
  await settle(world)
  const figures = await judge(world, acknowledged)
  const claimed = await world.withDatabase(({ prisma }) => prisma.claim.findMany({ where: { needId: { in: open } } }))
  print(`three programs on PostgreSQL, ${kills} killed, ${presses} presses at once`, { ...figures, claimed: claimed.length })
  // of 300 presses on 50 needs hardly one need gets none
  expect(claimed.length).toBeGreaterThan(needs * 0.8)
  expect(new Set(claimed.map(({ needId }) => needId)).size).toBe(claimed.length)
}, 600_000)
