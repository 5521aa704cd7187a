/**
 * Fits how likely a named expert can help: logistic regression on what was measured of the first ten experts of every shop-floor need and every past
 * need of the sample, against whether they are among those who can. Prints the weights for `confidence` in src/matching/weights.ts and, from weights
 * fitted on other needs, the reliability curve: of all said to be so likely, how many could help.
 */
import type { MatchableExpert } from '../src/domain/matcher.ts'
import { factorsOf } from '../src/matching/factors.ts'
import { buildIndex } from '../src/matching/memory-index.ts'
import { bestOf, signsOf } from '../src/matching/name-experts.ts'
import { readNeed } from '../src/matching/query.ts'
import { rank } from '../src/matching/ranker.ts'
import { defaultWeights } from '../src/matching/weights.ts'
import { readSample } from '../src/sample.ts'
import { readShopFloor, sampleExperts } from './quality.ts'

type Case = { need: number; signs: number[]; right: number; rank: number }

const sample = await readSample()
const cases = collect(sampleExperts(sample))
const weights = fitted(cases)
const [base, evidence, beside] = weights.map((weight) => Number(weight.toFixed(3)))
console.log(JSON.stringify({ base, evidence, beside }))
const folds = 10
const held = cases.map((one) => ({ ...one, likely: 0 }))
for (let fold = 0; fold < folds; fold++) {
  const own = fitted(cases.filter(({ need }) => need % folds !== fold))
  for (const one of held) if (one.need % folds === fold) one.likely = probability(own, one.signs)
}
console.log('likely        cases  said   were')
for (let from = 0; from < 10; from++) {
  const bin = held.filter(({ likely }) => Math.min(9, Math.floor(likely * 10)) === from)
  if (bin.length > 0)
    console.log(
      `${from * 10}-${from * 10 + 10} %`.padEnd(12),
      String(bin.length).padStart(6),
      mean(bin.map((b) => b.likely)),
      mean(bin.map((b) => b.right)),
    )
}
const { strong, good, possible } = defaultWeights.confidence
for (const [name, least, most] of [
  ['strong', strong, 2],
  ['good', good, strong],
  ['possible', possible, good],
] as const) {
  const named = held.filter(({ likely, rank: place }) => place < 3 && likely >= least && likely < most)
  console.log(name.padEnd(12), String(named.length).padStart(6), mean(named.map((b) => b.likely)), mean(named.map((b) => b.right)))
}
const hopeless = new Set(readShopFloor().flatMap(({ best, also }, need) => (best.length + also.length === 0 ? [need] : [])))
const bothered = new Set(held.filter(({ need, likely }) => hopeless.has(need) && likely >= possible).map(({ need }) => need))
const helped = new Set(held.filter(({ likely, right, rank: place }) => place < 3 && right && likely >= possible).map(({ need }) => need))
const able = new Set(cases.filter(({ right }) => right).map(({ need }) => need))
console.log(
  JSON.stringify({
    needsNobodyCanHelp: hopeless.size,
    ofTheseSomebodyNamed: bothered.size,
    needsWithHelp: able.size,
    ofTheseAbleOneNamed: helped.size,
  }),
)

function collect(experts: MatchableExpert[]): Case[] {
  const index = buildIndex(experts)
  const past = sample.pastNeeds.map(({ title, description, expert }) => ({ title, description, best: [expert], also: [] as string[] }))
  return [...readShopFloor(), ...past].flatMap(({ title, description, best, also }, need) => {
    const asked = { title, description, targets: '' }
    const query = readNeed(asked, index)
    const { score } = rank(index, query)
    const top = score.reduce((a, b) => Math.max(a, b), 0)
    const circumstances = {
      need: asked,
      options: { exclude: new Set<string>(), load: new Map(), limit: 10 },
      expertsOf: new Map(),
      alike: new Map(),
    }
    return bestOf(index, score, 10).map((e, place): Case => {
      const { expert } = index.experts[e]!
      const signs = signsOf(factorsOf(expert, score[e]!, index, circumstances), top)
      return { need, signs, right: best.includes(expert.id) || also.includes(expert.id) ? 1 : 0, rank: place }
    })
  })
}

function probability(given: number[], signs: number[]): number {
  return 1 / (1 + Math.exp(-signs.reduce((sum, sign, i) => sum + sign * given[i]!, 0)))
}

/** Newton's method, with a little of a ridge so that it always ends. */
function fitted(list: Case[]): number[] {
  const size = list[0]!.signs.length
  const found: number[] = Array(size).fill(0)
  for (let round = 0; round < 30; round++) {
    const slope: number[] = found.map((weight) => -0.5 * weight)
    const bend = found.map((_, i) => found.map((__, j) => (i === j ? 0.5 : 0)))
    for (const { signs, right } of list) {
      const p = probability(found, signs)
      for (let i = 0; i < size; i++) {
        slope[i]! += (right - p) * signs[i]!
        for (let j = 0; j < size; j++) bend[i]![j]! += p * (1 - p) * signs[i]! * signs[j]!
      }
    }
    solve(bend, slope).forEach((step, i) => {
      found[i]! += step
    })
  }
  return found
}

/** Gauss–Jordan. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]![i]!
    rows[i] = rows[i]!.map((value) => value / pivot)
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue
      const factor = rows[j]![i]!
      rows[j] = rows[j]!.map((value, k) => value - factor * rows[i]![k]!)
    }
  }
  return rows.map((row) => row.at(-1)!)
}

function mean(list: number[]): string {
  return (list.reduce((a, b) => a + b, 0) / (list.length || 1)).toFixed(2).padStart(6)
}
