/** Prints how the matcher ranks graded sets (folders given as arguments) and how fast it is on directories grown from the sample. */
import { readSample } from '../src/sample.ts'
import { readJudged } from './judged.ts'
import { mean, ndcgAt10, pairLoss } from './measures.ts'
import { indexCandidates, scoresOf } from './ranking.ts'
import { measureSpeed } from './speed.ts'

for (const folder of process.argv.slice(2)) judge(folder)
const sample = await readSample()
for (const size of [100, 10_000]) console.log(JSON.stringify({ experts: size, ...measureSpeed(sample, size) }))

function judge(folder: string): void {
  const { candidates, needs, grades, per } = readJudged(folder)
  const index = indexCandidates(candidates)
  const scores = new Map(needs.map((need) => [need.id, scoresOf(index, need)]))
  const lists = new Map<string, { grade: number; score: number }[]>()
  for (const row of grades) {
    const list = lists.get(row[per]) ?? []
    list.push({ grade: row.grade, score: scores.get(row.need)!.get(row.candidate)! })
    lists.set(row[per], list)
  }
  const all = [...lists.values()]
  const ndcg10 = per === 'need' ? { ndcg10: rounded(mean(all.map(ndcgAt10))) } : {}
  console.log(JSON.stringify({ folder, needs: needs.length, pairs: grades.length, ...ndcg10, loss: rounded(pairLoss(all)) }))
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}
