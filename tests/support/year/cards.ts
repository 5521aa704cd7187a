import { expect } from 'vitest'
import type { Card } from '../../../src/bot/platform.ts'
import { figures } from '../../../src/domain/reports/figures.ts'
import type { DigestKind, Snapshot } from '../../../src/domain/reports/report.ts'
import { plusDays } from './days.ts'
import { type Made, toldOf } from './snapshot.ts'

const titles: [DigestKind, RegExp][] = [
  ['weekly', /^周计划 · /],
  ['monthly', /^月汇报 · (?!.*草稿)/],
  ['quarterly', /^季通报 · (?!.*草稿)/],
  ['head', /^一屏看全局 · /],
  ['expert', /^您的一周 · /],
  ['enterprise', /^您的需求进展 · /],
  ['institute', /^第\d大学研究院 · /],
]

/** Which digest a card is, by its title as a person reads it. */
export function kindOfCard({ title = '' }: Card): DigestKind | undefined {
  if (title.endsWith('送达情况')) return undefined
  return titles.find(([, pattern]) => pattern.test(title))?.[0]
}

const speeds = ['toMatch', 'toClaim', 'toContact', 'toSolution'] as const
/** What a head is asked for first. */
const asked: string[] = ['visited', 'published', 'claimed', 'solved', 'agreements', 'contractValue']

const number = (words: string | undefined) => (words === undefined ? undefined : Number(words.replaceAll(',', '')))
const rounded = (value: number) => Math.round(value * 100) / 100

/** Every number of a figure that stands in a card, against the numbers the report keeps. */
export function checkCard(card: Card, report: Made): void {
  const told = report.figures
  const fields = new Map((card.fields ?? []).map(({ label, value }) => [label, value]))
  const nothing = card.text.includes('没有新动静') && fields.size === 0
  const shown = figures.filter(({ key }) => told.values[key] > 0 || told.before[key] > 0 || told.targets[key] !== undefined)
  const first = figures.filter(({ key }) => asked.includes(key) && (told.values[key] > 0 || told.before[key] > 0 || told.soFar[key] > 0))
  const all = kindOfCard(card) === 'head' ? first : shown
  if (nothing) {
    expect([report.key, all.map(({ key }) => key)]).toEqual([report.key, []])
    return
  }
  for (const { key, zh } of figures) {
    const words = fields.get(zh)
    expect([report.key, zh, words !== undefined]).toEqual([report.key, zh, all.some((one) => one.key === key)])
    if (!words) continue
    const { value, change, ...more } = readFigure(words)
    const kept = figureTold(told, key)
    expect([report.key, zh, words, value, change]).toEqual([report.key, zh, words, kept.value, kept.change])
    // how much more is said is for the card to choose; what is said is so
    for (const [name, number] of Object.entries(more))
      if (number !== undefined) expect([report.key, zh, words, number]).toEqual([report.key, zh, words, kept[name as keyof typeof kept]])
  }
  const open = fields.get('目前在办') ?? ''
  expect([report.key, number(open.match(/^([\d,]+) 项/)?.[1]), number(open.match(/逾期 ([\d,]+) 项/)?.[1]) ?? 0]).toEqual([
    ...[report.key, told.openNow, told.overdueNow],
  ])
  if (report.kind !== 'weekly') checkLines(fields, report)
}

function readFigure(words: string) {
  const change = /比\S+?(多|少) ([\d,.]+)/.exec(words)
  return {
    value: number(/^([\d,.]+) /.exec(words)?.[1]),
    change: change ? (number(change[2]) ?? 0) * (change[1] === '多' ? 1 : -1) : 0,
    target: number(/年度目标 ([\d,.]+)/.exec(words)?.[1]),
    percent: number(/完成 ([\d,.]+)%/.exec(words)?.[1]),
    passed: number(/序时进度 ([\d,.]+)%/.exec(words)?.[1]),
    soFar: number(/今年累计 ([\d,.]+)/.exec(words)?.[1]),
  }
}

function figureTold({ values, before, targets, soFar, span }: Snapshot, key: keyof Snapshot['values']): ReturnType<typeof readFigure> {
  const target = targets[key]
  const from = `${span.until.slice(0, 4)}-01-01`
  const [day, days] = [daysTo(from, span.until) + 1, daysTo(from, plusDays(`${span.until.slice(0, 4)}-12-31`, 1))]
  return {
    value: rounded(values[key]),
    change:
      Math.abs(values[key] - before[key]) < 1e-6 ? 0 : Math.sign(values[key] - before[key]) * rounded(Math.abs(values[key] - before[key])),
    target: target && rounded(target),
    percent: target && Math.round((soFar[key] / target) * 100),
    passed: target && Math.round((day / days) * 100),
    soFar: rounded(soFar[key]),
  }
}

function daysTo(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** Of a report that is signed: how fast, how well, whose. */
function checkLines(fields: Map<string, string>, { key, kind, figures: told, period }: Made): void {
  const { ended, solved, said, satisfied } = told.quality
  const quality = fields.get('解决与评价') ?? ''
  expect([key, ...numbersIn(quality)]).toEqual([
    key,
    ...(ended > 0 ? [ended, solved, Math.round((solved / ended) * 100)] : []),
    ...(said > 0 ? [said, satisfied, Math.round((satisfied / said) * 100)] : []),
  ])
  const counts = [...(fields.get('办理速度') ?? '').matchAll(/（(\d+) 项）/g)].map(([, n]) => Number(n))
  expect([key, counts]).toEqual([key, speeds.flatMap((step) => (told.speed[step].count > 0 ? [told.speed[step].count] : []))])
  if (kind !== 'quarterly') return
  const townships = (fields.get('乡镇街道情况') ?? '').split('\n').filter(Boolean)
  expect([period, townships.map((line) => numbersIn(line).slice(-3))]).toEqual([
    period,
    told.townships.filter(any).map(({ values }) => [values.published, values.claimed, values.solved + values.solvedOnSite]),
  ])
  const lines = (fields.get('研究院情况') ?? '').split('\n').filter(Boolean)
  const institutes = lines.map((line) => /：认领 ([\d,.]+)，解决 ([\d,.]+)，协议 ([\d,.]+)/.exec(line))
  const found = institutes.map((match) => match?.slice(1).map((words) => number(words))).toSorted()
  const kept = told.institutes
    .filter(any)
    .map(({ values }) => [values.claimed, values.solved + values.solvedOnSite, values.agreements].map(rounded))
  expect([key, found.map(String).toSorted()]).toEqual([key, kept.map(String).toSorted()])
  expect(toldOf({ kind, period }).key).toBe(period)
}

/** Who has nothing is not listed. */
function any({ values }: { values: Snapshot['values'] }): boolean {
  return Object.values(values).some((value) => value !== 0)
}

function numbersIn(words: string): number[] {
  return [...words.matchAll(/[\d,]+(?:\.\d+)?/g)].map(([found]) => Number(found.replaceAll(',', '')))
}
