import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { clusters } from '../../src/domain/code-lists.ts'
import { isCreditCode } from '../../src/domain/credit-code.ts'
import { type DirectoryFiles, directoryFileNames, parseDirectory } from '../../src/domain/directory-file.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { openHoursOf } from '../../src/domain/slots.ts'

type Row = Record<string, unknown>

function readSample(): Record<keyof DirectoryFiles, Row[]> {
  const file = (name: string) => JSON.parse(readFileSync(new URL(`../../sample/${name}`, import.meta.url), 'utf8')) as Row[]
  return {
    institutes: file(directoryFileNames.institutes),
    experts: file(directoryFileNames.experts),
    enterprises: file(directoryFileNames.enterprises),
    officers: file(directoryFileNames.officers),
    pastNeeds: file(directoryFileNames.pastNeeds),
    equipment: file(directoryFileNames.equipment),
  }
}

describe('the sample directory', () => {
  const sample = parseDirectory(readSample())
  const { institutes, experts, enterprises, officers, pastNeeds, equipment = [] } = sample

  test('ten institutes, a hundred experts, sixty enterprises, those who look after them, and what was solved', () => {
    expect(institutes).toHaveLength(10)
    expect(experts).toHaveLength(100)
    expect(enterprises).toHaveLength(60)
    expect(officers.map((officer) => officer.role).sort()).toEqual(['head', ...Array<string>(8).fill('officer'), 'staff'])
    expect(pastNeeds.length).toBeGreaterThanOrEqual(40)
  })

  test('instruments of every institute, with hours that bookings can be checked against and telephones that ring nobody', () => {
    expect(new Set(equipment.map((one) => one.institute)).size).toBe(institutes.length)
    expect(equipment.filter(({ openHours }) => openHoursOf(openHours) === undefined).map(({ openHours }) => openHours)).toEqual(['预约'])
    for (const { contactPhone } of equipment) expect(contactPhone).toMatch(/^1990000/)
  })

  test('every cluster has at least six experts and five enterprises', () => {
    const clustersOf = new Map(institutes.map((institute) => [institute.key, institute.clusters]))
    for (const { code } of clusters) {
      expect(experts.filter((expert) => clustersOf.get(expert.institute)?.includes(code)).length, code).toBeGreaterThanOrEqual(6)
      expect(enterprises.filter((enterprise) => enterprise.cluster === code).length, code).toBeGreaterThanOrEqual(5)
    }
  })

  test('nobody shares a name, a telephone number or a mailbox', () => {
    const people = [...experts, ...officers, ...enterprises.map((e) => e.contact), ...institutes.map((i) => i.manager)]
    expect(repeated(people.map((person) => person.name))).toEqual([])
    expect(repeated(people.flatMap((person) => person.phone ?? []))).toEqual([])
    expect(repeated(experts.flatMap((expert) => expert.email ?? []))).toEqual([])
  })

  test('nothing reaches anybody real', () => {
    const people = [...experts, ...officers, ...enterprises.map((e) => e.contact), ...institutes.map((i) => i.manager)]
    for (const person of people) expect(person.phone).toMatch(/^1990000\d{4}$/)
    for (const expert of experts) expect(expert.email).toMatch(/@example\.edu\.cn$/)
    for (const { creditCode } of enterprises) {
      expect(isCreditCode(creditCode ?? '')).toBe(true)
      expect(creditCode?.slice(2, 8)).toBe('330999')
    }
  })

  test('profiles say enough, and no two say the same', () => {
    for (const { profile, keywords, fields, achievements, cap } of experts) {
      expect(profile.length).toBeGreaterThanOrEqual(60)
      expect(profile.length).toBeLessThanOrEqual(220)
      expect(keywords.length).toBeGreaterThanOrEqual(4)
      expect(new Set(keywords).size).toBe(keywords.length)
      expect(fields.length).toBeGreaterThanOrEqual(1)
      expect(achievements.length).toBeGreaterThanOrEqual(1)
      expect(cap).toBeGreaterThanOrEqual(2)
    }
    expect(closest(experts.map((expert) => expert.profile))).toBeLessThan(0.3)
    expect(closest(pastNeeds.map((need) => need.description))).toBeLessThan(0.3)
  })

  test('ten experts have no chat account, two enterprises are not verified', () => {
    expect(experts.filter((expert) => !expert.chat)).toHaveLength(10)
    expect(enterprises.filter((enterprise) => !enterprise.verified)).toHaveLength(2)
  })

  test('every township of an enterprise or institute has its officer', () => {
    const covered = new Set(officers.flatMap((officer) => officer.townships))
    const places = [...enterprises, ...institutes].map((entry) => entry.township)
    expect(places.filter((place) => !place || !covered.has(place))).toEqual([])
  })

  test('every liaison officer has links, and every institute one who is linked to it', () => {
    const linked = officers.flatMap(({ links }) => links ?? [])
    expect(linked).toHaveLength(8)
    expect(linked.flatMap((links) => links.institutes).sort()).toEqual(institutes.map(({ key }) => key).sort())
    expect(linked.every(({ enterprises, talents }) => enterprises.length > 0 && talents.length > 0)).toBe(true)
  })

  test('past needs stand in the order they came in', () => {
    const inOrder = [...pastNeeds].sort((a, b) => a.number.localeCompare(b.number))
    expect(inOrder.map((need) => need.postedAt)).toEqual(inOrder.map((need) => need.postedAt).sort())
    for (const { postedAt, solvedAt } of pastNeeds) expect([postedAt.slice(0, 4), solvedAt.slice(0, 4)]).toEqual(['2025', '2025'])
  })
})

describe('a directory with mistakes', () => {
  let files: ReturnType<typeof readSample>
  beforeEach(() => {
    files = readSample()
  })

  const rowOf = (name: keyof DirectoryFiles, row: number) => files[name][row - 1] as Row

  test.each<[string, () => void, string]>([
    ['no list', () => Object.assign(files, { officers: {} }), 'officers.json：应是一个列表，以 [ 开头、以 ] 结尾'],
    ['a row that is no entry', () => files.officers.splice(1, 1, null as never), 'officers.json 第 2 条：应是一组字段 {…}'],
    ['a gap', () => delete rowOf('experts', 3).title, 'experts.json 第 3 条（exp-003） title：没有填'],
    ['an empty text', () => Object.assign(rowOf('officers', 1), { name: ' ' }), 'officers.json 第 1 条（off-01） name：没有填'],
    [
      'a field that is not known',
      () => Object.assign(rowOf('experts', 1), { keyword: [] }),
      'experts.json 第 1 条（exp-001）：没有这个字段：keyword',
    ],
    ['a number in quotes', () => Object.assign(rowOf('experts', 4), { cap: '3' }), '第 4 条（exp-004） cap：应是数字（不加双引号）'],
    ['a number too small', () => Object.assign(rowOf('experts', 4), { cap: 0 }), '第 4 条（exp-004） cap：不能小于 1'],
    [
      'a code that is not in the list',
      () => Object.assign(rowOf('pastNeeds', 1), { visibility: 'secret' }),
      'visibility：「secret」不在可选项里：public、matched、private',
    ],
    [
      'the same key twice',
      () => Object.assign(rowOf('officers', 2), { key: 'exp-005' }),
      'officers.json 第 2 条 key：「exp-005」重复，experts.json 第 5 条 key 已经用了',
    ],
    [
      'the same name twice',
      () => Object.assign(rowOf('enterprises', 2), { name: rowOf('enterprises', 1).name }),
      'enterprises.json 第 2 条（ent-02） name：「澜州鹤锦印染有限公司」重复，enterprises.json 第 1 条（ent-01） name 已经用了',
    ],
    [
      'a link to an enterprise that is not there',
      () => Object.assign(rowOf('officers', 1), { links: { enterprises: ['ent-01', 'ent-99'] } }),
      'officers.json 第 1 条（off-01） links.enterprises[2]：enterprises.json 里没有「ent-99」',
    ],
    [
      'a project of an enterprise that is not there',
      () => Object.assign(rowOf('officers', 1), { links: { projects: [{ name: '改造', enterprise: 'ent-99' }] } }),
      'officers.json 第 1 条（off-01） links.projects[1].enterprise：enterprises.json 里没有「ent-99」',
    ],
    [
      'a link to a talent that is not there',
      () => Object.assign(rowOf('officers', 1), { links: { talents: ['exp-999'] } }),
      'officers.json 第 1 条（off-01） links.talents[1]：experts.json 里没有「exp-999」',
    ],
    [
      'links of somebody who is no liaison officer',
      () => Object.assign(rowOf('officers', 9), { links: { talents: ['exp-001'] } }),
      'officers.json 第 9 条（off-09） links：只有联络员（officer）可以写',
    ],
    [
      'an institute that is not there',
      () => Object.assign(rowOf('experts', 7), { institute: 'inst-zzz' }),
      'experts.json 第 7 条（exp-007） institute：institutes.json 里没有「inst-zzz」',
    ],
    [
      'an expert that is not there',
      () => Object.assign(rowOf('pastNeeds', 2), { expert: 'exp-999' }),
      'past-needs.json 第 2 条（past-2025-0007） expert：experts.json 里没有「exp-999」',
    ],
    [
      'an instrument of an institute that is not there',
      () => Object.assign(rowOf('equipment', 2), { institute: 'inst-zzz' }),
      'equipment.json 第 2 条（eq-02） institute：institutes.json 里没有「inst-zzz」',
    ],
    [
      'a credit code with a wrong end',
      () => Object.assign(rowOf('enterprises', 1), { creditCode: '91350100M000100Y4Z' }),
      'creditCode：「91350100M000100Y4Z」统一社会信用代码校验位不对，前 17 位对应的是 3',
    ],
    [
      'a credit code that is too short',
      () => Object.assign(rowOf('enterprises', 1), { creditCode: '9135' }),
      'creditCode：「9135」不是 18 位统一社会信用代码',
    ],
    ['a bad key', () => Object.assign(rowOf('officers', 1), { key: 'A_1' }), '「A_1」只能用小写字母、数字和短横线，3 到 30 个'],
    ['a bad phone', () => Object.assign(rowOf('officers', 1), { phone: '无' }), 'phone：「无」不像电话号码'],
    ['a bad mailbox', () => Object.assign(rowOf('experts', 2), { email: 'a@' }), 'email：「a@」不像邮箱地址'],
    [
      'a day that is none',
      () => Object.assign(rowOf('pastNeeds', 1), { solvedAt: '2025-02-30' }),
      'solvedAt：「2025-02-30」应是 2025-03-01 这样的日期',
    ],
    [
      'days in the wrong order',
      () => Object.assign(rowOf('pastNeeds', 1), { claimedAt: '2025-01-02' }),
      'claimedAt：2025-01-02 早于 postedAt',
    ],
    [
      'a number of another year',
      () => Object.assign(rowOf('pastNeeds', 1), { number: '2024-0003' }),
      'number：「2024-0003」的年份与 postedAt 不同',
    ],
    [
      'a mistake inside an achievement',
      () => Object.assign((rowOf('experts', 2).achievements as Row[])[1] as Row, { year: 23 }),
      'experts.json 第 2 条（exp-002） achievements[2].year：不能小于 1980',
    ],
    [
      'a language that is not in the list',
      () => Object.assign(rowOf('experts', 3), { languages: ['zh', 'fr'] }),
      'experts.json 第 3 条（exp-003） languages[2]：「fr」不在可选项里：zh、en',
    ],
    [
      'a conflict with an enterprise that is not there',
      () => Object.assign(rowOf('experts', 7), { conflicts: ['ent-01', 'ent-zzz'] }),
      'experts.json 第 7 条（exp-007） conflicts[2]：enterprises.json 里没有「ent-zzz」',
    ],
    [
      'a conflict with an institute',
      () => Object.assign(rowOf('experts', 7), { conflicts: [rowOf('experts', 7).institute] }),
      'conflicts[1]：enterprises.json 里没有「inst-lzdx」',
    ],
    [
      'a conflict that is no key',
      () => Object.assign(rowOf('experts', 7), { conflicts: 'ent-01' }),
      'experts.json 第 7 条（exp-007） conflicts：应是列表 […]',
    ],
    [
      'a leave that ends before it begins',
      () => Object.assign(rowOf('experts', 9), { away: { from: '2026-07-02', until: '2026-07-01' } }),
      'experts.json 第 9 条（exp-009） away.until：2026-07-01 早于 away.from',
    ],
    [
      'a leave without an end',
      () => Object.assign(rowOf('experts', 9), { away: { from: '2026-07-02' } }),
      'experts.json 第 9 条（exp-009） away.until：没有填',
    ],
    [
      'a leave from a day that is none',
      () => Object.assign(rowOf('experts', 9), { away: { from: '2026-06-31', until: '2026-07-01' } }),
      'experts.json 第 9 条（exp-009） away.from：「2026-06-31」应是 2025-03-01 这样的日期',
    ],
    [
      'a leave with more to it',
      () => Object.assign(rowOf('experts', 9), { away: { from: '2026-07-01', until: '2026-07-01', why: '' } }),
      'experts.json 第 9 条（exp-009） away：没有这个字段：why',
    ],
  ])('%s is one clear line', (_name, spoil, line) => {
    spoil()
    const lines = problemsOf(files)
    expect(lines).toEqual([expect.stringContaining(line)])
  })

  test('all mistakes are told at once, and one is not told again by what refers to it', () => {
    delete rowOf('institutes', 1).name
    Object.assign(rowOf('experts', 2), { cap: 99, profile: 5 })
    expect(problemsOf(files)).toEqual([
      'institutes.json 第 1 条（inst-jplg） name：没有填',
      'experts.json 第 2 条（exp-002） profile：应是文字（加双引号）',
      'experts.json 第 2 条（exp-002） cap：不能大于 20',
    ])
  })

  test('in English too', () => {
    Object.assign(rowOf('experts', 7), { institute: 'inst-zzz', cap: '3' })
    expect(problemsOf(files, 'en')).toEqual([
      'experts.json row 7 (exp-007) cap: must be of type number',
      'experts.json row 7 (exp-007) institute: there is no "inst-zzz" in institutes.json',
    ])
  })

  test('conflicts and leave too', () => {
    Object.assign(rowOf('experts', 7), { conflicts: ['ent-zzz'], away: { from: '2026-07-02', until: '2026-07-01' } })
    expect(problemsOf(files, 'en')).toEqual([
      'experts.json row 7 (exp-007) conflicts[1]: there is no "ent-zzz" in enterprises.json',
      'experts.json row 7 (exp-007) away.until: 2026-07-01 is before away.from',
    ])
  })

  test('whatever the files hold, it is a directory or a refusal', () => {
    const entry = fc.oneof(fc.jsonValue(), fc.record({ key: fc.jsonValue(), achievements: fc.jsonValue(), contact: fc.jsonValue() }))
    const list = fc.oneof(fc.array(entry, { maxLength: 4 }), fc.jsonValue())
    fc.assert(
      fc.property(fc.record({ institutes: list, experts: list, enterprises: list, officers: list, pastNeeds: list }), (any) => {
        const empty = Object.values(any).every((value) => Array.isArray(value) && value.length === 0)
        expect(problemsOf(any).length === 0).toBe(empty)
      }),
    )
  })
})

describe('a small directory', () => {
  test('what may be left out is filled in, and blanks and small letters are mended', () => {
    const directory = parseDirectory({
      institutes: [{ key: 'one', name: ' 甲院 ', short: '甲', university: '甲大学', clusters: ['hvac'], manager: { name: '甲' } }],
      experts: [{ key: 'two', name: '乙', institute: 'one', title: '教授', fields: [], keywords: [], profile: '' }],
      enterprises: [{ key: 'three', name: '丙厂', creditCode: '91350100m000100y43 ', contact: { key: 'four', name: '丁' } }],
      officers: [],
      pastNeeds: [],
    })
    expect(directory.institutes[0]?.name).toBe('甲院')
    expect(directory.experts[0]).toMatchObject({ achievements: [], cap: 3, chat: true, languages: [], conflicts: [] })
    expect(directory.experts[0]?.away).toBeUndefined()
    expect(directory.enterprises[0]).toMatchObject({ creditCode: '91350100M000100Y43', tier: null, verified: true })
  })

  test('languages, conflicts and a leave of one day are taken as they stand', () => {
    const known = { languages: ['en', 'zh'], conflicts: ['three'], away: { from: '2026-07-01', until: '2026-07-01' } }
    const directory = parseDirectory({
      institutes: [{ key: 'one', name: '甲院', short: '甲', university: '甲大学', clusters: ['hvac'], manager: { name: '甲' } }],
      experts: [{ key: 'two', name: '乙', institute: 'one', title: '教授', fields: [], keywords: [], profile: '', ...known }],
      enterprises: [{ key: 'three', name: '丙厂', contact: { key: 'four', name: '丁' } }],
      officers: [],
      pastNeeds: [],
    })
    expect(directory.experts[0]).toMatchObject(known)
  })
})

function problemsOf(files: DirectoryFiles, lang?: 'zh' | 'en'): string[] {
  try {
    parseDirectory(files, lang)
    return []
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(error.code).toBe('invalid')
    return error.message.split('\n')
  }
}

function repeated(values: string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

/** How alike the two most alike texts are, by the pairs of characters they share (Jaccard, 0 to 1). */
function closest(texts: string[]): number {
  const pairs = texts.map((text) => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))))
  let most = 0
  pairs.forEach((a, at) => {
    for (const b of pairs.slice(0, at)) {
      const shared = [...a].filter((pair) => b.has(pair)).length
      most = Math.max(most, shared / (a.size + b.size - shared))
    }
  })
  return most
}
