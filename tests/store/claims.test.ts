import { describe, expect, test } from 'vitest'
import { mostOf } from '../../src/bot/flood.ts'
import type { OfficerLinks } from '../../src/domain/directory-file.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Need } from '../../src/domain/need.ts'
import { idOf } from '../../src/store/directory.ts'
import { createStore } from '../../src/store/index.ts'
import { engines } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'

const at = new Date('2026-11-23T02:00:00Z')

function openNeed(id: string): Need {
  return {
    id,
    state: 'open',
    enterpriseId: idOf('enterprise', 'mill'),
    posterId: idOf('person', 'contact:mill'),
    track: 'full',
    lang: 'zh',
    title: '布面有极光',
    fixed: [],
    type: 'upgrade',
    urgency: 'normal',
    targets: [],
    visibility: 'public',
    answers: [],
    similar: [],
    achievements: [],
    ranking: [],
    createdAt: at,
    touchedAt: at,
  }
}

describe.each(engines)('on $name', ({ open }) => {
  test('of many claims at once exactly one wins, and exactly one is live', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at }))
    for (let round = 0; round < 5; round++) {
      const id = newId()
      await store.transaction((tx) => tx.needs.create(openNeed(id)))
      const experts = smallDirectory.experts.map((expert) => idOf('expert', expert.key))
      const claims = Array.from({ length: 24 }, (_, i) => ({
        id: newId(),
        needId: id,
        expertId: experts[i % experts.length] as string,
        at,
      }))
      const won = await Promise.all(claims.map((claim) => store.transaction((tx) => tx.claims.take(claim, { claimedAt: at }))))
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await database.prisma.claim.count({ where: { needId: id, endedAt: null } })).toBe(1)
      expect((await store.transaction((tx) => tx.claims.live(id)))?.id).toBe(claims[won.indexOf(true)]?.id)
    }
    await database.close()
  })

  test('numbers given at once are all different and without a gap', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    const numbers = await Promise.all(Array.from({ length: 30 }, () => store.transaction((tx) => tx.needs.nextNumber(2026))))
    expect([...numbers].sort()).toEqual(Array.from({ length: 30 }, (_, i) => `2026-${String(i + 1).padStart(4, '0')}`))
    await database.close()
  })

  test('the database itself refuses a second live claim', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at }))
    const id = newId()
    await store.transaction((tx) => tx.needs.create(openNeed(id)))
    const expertId = idOf('expert', 'rolling')
    await database.prisma.claim.create({ data: { id: newId(), needId: id, expertId, at } })
    await expect(database.prisma.claim.create({ data: { id: newId(), needId: id, expertId, at } })).rejects.toThrow()
    await database.close()
  })

  test('an event recorded by many at once is recorded once and handled once', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    const event = {
      id: 'e1',
      platform: 'fake',
      at: at.toISOString(),
      from: { address: 'fake:a', name: 'a' },
      chat: { address: 'fake:a', kind: 'private' as const },
      event: { kind: 'start' as const, payload: '' },
    }
    const recorded = await Promise.all(Array.from({ length: 10 }, () => store.inbox.record(event, at, mostOf(60))))
    expect(recorded.filter((one) => typeof one === 'bigint')).toHaveLength(1)
    expect(recorded.filter((one) => one === 'repeat')).toHaveLength(9)
    const due = await store.inbox.due(at, 10)
    expect(due).toHaveLength(1)
    let worked = 0
    const handled = await Promise.all(Array.from({ length: 10 }, () => store.inbox.handle(due[0]?.id as bigint, async () => void worked++)))
    expect(handled.filter(Boolean)).toHaveLength(1)
    expect(worked).toBe(1)
    await database.close()
  })

  test('the sample can be loaded twice without doubling, and removed whole', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    const load = () => store.transaction((tx) => tx.directory.load(smallDirectory, { sample: true, accounts: true, at }))
    expect(await load()).toEqual(await load())
    expect(await database.prisma.expert.count()).toBe(smallDirectory.experts.length)
    await store.transaction((tx) => tx.needs.create({ ...openNeed(newId()) }))
    expect((await store.transaction((tx) => tx.people.managers())).map(({ name }) => name).sort()).toEqual(['丁强', '苏敏'])
    const roster = await store.transaction((tx) => tx.people.roster())
    expect(roster.find(({ person }) => person.name === '苏敏')?.org).toBe('江畔理工大学轻纺研究院')
    await store.transaction((tx) => tx.directory.removeSample())
    for (const count of [
      database.prisma.expert.count(),
      database.prisma.person.count(),
      database.prisma.need.count(),
      database.prisma.enterprise.count(),
      database.prisma.institute.count(),
      database.prisma.account.count(),
      database.prisma.officerLink.count(),
    ])
      expect(await count).toBe(0)
    await database.close()
  })

  test('links of officers stand as the file says, and loading again replaces them', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    const load = (links: OfficerLinks | undefined) => {
      const officers = smallDirectory.officers.map((one) => (one.key === 'wang' ? { ...one, links } : one))
      return store.transaction((tx) => tx.directory.load({ ...smallDirectory, officers }, { sample: true, accounts: true, at }))
    }
    const links = () => store.transaction((tx) => tx.teams.links())
    const personId = idOf('person', 'officer:wang')
    const projects = ['一期', '二期'].map((name) => ({ name, enterprise: 'mill' }))
    await load({ projects, enterprises: ['foundry'], institutes: ['machine'], talents: ['water'] })
    expect(await links()).toHaveLength(5)
    expect(await links()).toContainEqual({ personId, kind: 'project', ref: idOf('enterprise', 'mill'), label: '二期' })
    await load({ projects: [], enterprises: [], institutes: ['textile'], talents: [] })
    expect(await links()).toEqual([{ personId, kind: 'institute', ref: idOf('institute', 'textile'), label: '' }])
    await load(undefined)
    expect(await links()).toEqual([])
    await load({ projects, enterprises: [], institutes: [], talents: [] })
    await store.transaction((tx) => tx.directory.removeSample())
    expect(await links()).toEqual([])
    await database.close()
  })

  test('who claimed jointly carries the need as well, and their institute answers for it, until the claim ends', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: true, accounts: true, at }))
    const id = newId()
    const claim = { id: newId(), needId: id, expertId: idOf('expert', 'rolling'), at }
    const seen = () =>
      store.transaction(async (tx) => {
        const load = await tx.invitations.load()
        const open = ['rolling', 'casting', 'finish'].map((key) => load.get(idOf('expert', key))?.open)
        for (const key of ['rolling', 'casting', 'finish'])
          expect(await tx.invitations.loadOf(idOf('expert', key))).toEqual(load.get(idOf('expert', key)))
        const needs = [await tx.teams.ofInstitute(idOf('institute', 'textile')), await tx.teams.ofInstitute(idOf('institute', 'machine'))]
        return [open, needs.map((found) => found.length)]
      })
    await store.transaction(async (tx) => {
      await tx.needs.create({ ...openNeed(id), number: '2026-0001', enterpriseId: idOf('enterprise', 'mill'), posterId: undefined })
      await tx.claims.take(claim, { claimedAt: at })
      const member = (key: string, role: 'joint' | 'member') =>
        tx.teams.add({ id: newId(), needId: id, expertId: idOf('expert', key), name: key, role, state: 'in', at })
      await member('casting', 'joint')
      await member('finish', 'member')
    })
    expect(await seen()).toEqual([
      [1, 1, 0],
      [1, 1],
    ])
    await store.transaction((tx) => tx.claims.end(claim.id, at, 'released'))
    expect((await seen())[0]).toEqual([0, 0, 0])
    await database.close()
  })

  test('a real need whose officer and team were of the sample goes on without them', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: true, accounts: true, at }))
    const id = newId()
    await store.transaction(async (tx) => {
      await tx.directory.createEnterprise({ id: 'real-enterprise1', name: '真企业' })
      const officerId = idOf('person', 'officer:wang')
      await tx.needs.create({ ...openNeed(id), number: '2026-0001', enterpriseId: 'real-enterprise1', posterId: undefined, officerId })
      const claim = { id: newId(), needId: id, expertId: idOf('expert', 'rolling'), at }
      expect(await tx.claims.take(claim, { claimedAt: at })).toBe(true)
      const member = { id: newId(), needId: id, expertId: idOf('expert', 'finish'), name: '何平', role: 'member', state: 'in', at } as const
      expect([await tx.teams.add(member), await tx.teams.add({ ...member, id: newId() })]).toEqual([true, false])
    })
    await store.transaction((tx) => tx.directory.removeSample())
    const need = await store.transaction((tx) => tx.needs.find(id))
    expect([need?.state, need?.officerId]).toEqual(['open', undefined])
    expect(await store.transaction((tx) => tx.teams.ofNeed(id))).toEqual([])
    expect(await store.transaction((tx) => tx.teams.unanswered(10))).toEqual([id])
    await database.close()
  })
})
