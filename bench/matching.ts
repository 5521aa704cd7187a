/**
 * Prints how the matcher ranks: graded sets (folders given as arguments) and shop-floor needs, with and without the thesaurus, beside plain search
 * libraries on the same tasks; and how fast it is on directories grown from the sample, beside the same libraries in the same run.
 * `--quick` leaves out the largest sizes.
 */

import type { MatchableExpert } from '../src/domain/matcher.ts'
import { readConcepts } from '../src/matching/thesaurus/read.ts'
import { buildThesaurus } from '../src/matching/thesaurus/thesaurus.ts'
import { defaultWeights } from '../src/matching/weights.ts'
import { readSample } from '../src/sample.ts'
import { readJudged } from './judged.ts'
import { judgedQuality, readShopFloor, sampleExperts, shopFloorQuality } from './quality.ts'
import { type Candidate, indexCandidates } from './ranking.ts'
import { rivalShopFloor, rivalSpeed, rivalTable } from './rivals-quality.ts'
import { grow, measureSpeed, memory } from './speed.ts'

const quick = process.argv.includes('--quick')
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const print = (row: object) =>
  console.log(JSON.stringify(row, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)))
const plain = { ...defaultWeights, channels: { ...defaultWeights.channels, concepts: 0, expansion: 0 } }

const before = memory()
const start = performance.now()
const thesaurus = buildThesaurus(readConcepts())
print({ thesaurus: thesaurus.concepts.length, loadMs: performance.now() - start, memoryMb: memory() - before })

for (const folder of folders) {
  const judged = readJudged(folder)
  const index = indexCandidates(judged.candidates)
  print({ set: folder, matcher: 'ours', ...judgedQuality(judged, index) })
  print({ set: folder, matcher: 'ours without thesaurus', ...judgedQuality(judged, { ...index, weights: plain }) })
  for (const row of await rivalTable(judged)) print({ set: folder, ...row })
}

const sample = await readSample()
const needs = readShopFloor()
print({ set: 'shop floor', matcher: 'ours', ...shopFloorQuality(sampleExperts(sample), needs) })
print({ set: 'shop floor', matcher: 'ours without thesaurus', ...shopFloorQuality(sampleExperts(sample), needs, plain) })

for (const row of await rivalShopFloor(sampleExperts(sample).map(asCandidate), needs)) print({ set: 'shop floor', ...row })

const asked = needs.slice(0, 60).map(({ title, description }) => ({ title, description, targets: '' }))
for (const [size, perExpert, rounds] of [[100, 2, 10], [10_000, 2, 4], ...(quick ? [] : [[25_000, 3, 2]])] as [number, number, number][]) {
  const experts = grow(sample, size, perExpert)
  print({ matcher: 'ours', ...measureSpeed(experts, asked, rounds) })
  const candidates = experts.map(asCandidate)
  const tasks = asked.map(({ title, description }, i) => ({ type: 'need' as const, id: String(i), title, description }))
  for (const row of await rivalSpeed(candidates, tasks)) print({ experts: size, ...row })
}

/** An expert as the libraries are given one. */
function asCandidate({ id, keywords, profile, achievements }: MatchableExpert): Candidate {
  const others = achievements.map(({ title, summary }) => ({ title, text: summary }))
  return { type: 'candidate', id, documents: [{ title: keywords.join(' '), text: profile }, ...others] }
}
