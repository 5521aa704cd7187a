import { setTimeout } from 'node:timers/promises'
import type { Judged } from './judged.ts'
import { mean, ndcgAt10, pairLoss, quantile } from './measures.ts'
import type { ShopFloorNeed } from './quality.ts'
import type { Candidate, Need } from './ranking.ts'
import { rivals, tunedRivals } from './rivals.ts'
import { memory } from './speed.ts'

const everyRival = [...rivals, ...tunedRivals]

export type RivalRow = { matcher: string; ndcg10?: number; loss: number }

/** Each rival on a graded set; a candidate that it does not find scores 0. */
export async function rivalTable({ candidates, needs, grades, per }: Judged, among = everyRival): Promise<RivalRow[]> {
  const rows: RivalRow[] = []
  for (const { name, index } of among) {
    const indexed = await index(candidates)
    const scores = new Map<string, Map<string, number>>()
    for (const need of needs) scores.set(need.id, await indexed.search(need, candidates.length))
    const lists = new Map<string, { grade: number; score: number }[]>()
    for (const row of grades) {
      const list = lists.get(row[per]) ?? []
      list.push({ grade: row.grade, score: scores.get(row.need)?.get(row.candidate) ?? 0 })
      lists.set(row[per], list)
    }
    const all = [...lists.values()]
    rows.push({ matcher: name, ...(per === 'need' ? { ndcg10: mean(all.map(ndcgAt10)) } : {}), loss: pairLoss(all) })
  }
  return rows
}

/** Where the best expert stands in each rival's order, over the shop-floor needs that have one. */
export async function rivalShopFloor(
  candidates: Candidate[],
  needs: ShopFloorNeed[],
  among = everyRival,
): Promise<{ matcher: string; hit1: number; hit3: number; mrr: number }[]> {
  const rows = []
  const withBest = needs.filter(({ best }) => best.length > 0)
  for (const { name, index } of among) {
    const indexed = await index(candidates)
    const places: number[] = []
    for (const { id, title, description, best } of withBest) {
      const found = [...(await indexed.search({ type: 'need', id, title, description }, 20)).keys()]
      places.push(found.findIndex((expert) => best.includes(expert)))
    }
    const share = (most: number) => places.filter((place) => place >= 0 && place < most).length / places.length
    rows.push({ matcher: name, hit1: share(1), hit3: share(3), mrr: mean(places.map((place) => (place < 0 ? 0 : 1 / (place + 1)))) })
  }
  return rows
}

export type RivalSpeed = { matcher: string; indexMs: number; p50Ms: number; p95Ms: number; editP95Ms?: number; memoryMb: number }

/** Milliseconds to find the first three for each need and to put another text in a candidate's place, after a few of each to warm up. */
export async function rivalSpeed(candidates: Candidate[], needs: Need[], among = rivals): Promise<RivalSpeed[]> {
  const rows: RivalSpeed[] = []
  for (const { name, index } of among) {
    const before = await memoryAtRest()
    const start = performance.now()
    const indexed = await index(candidates)
    const indexMs = Math.round(performance.now() - start)
    const memoryMb = Math.round((await memoryAtRest()) - before)
    for (const need of needs.slice(0, 5)) await indexed.search(need, 3)
    const times = await timed(needs, (need) => indexed.search(need, 3))
    const edits = indexed.update && (await timed(edited(candidates), indexed.update)).slice(5)
    rows.push({
      ...{ matcher: name, indexMs, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), memoryMb },
      ...(edits && { editP95Ms: quantile(edits, 0.95) }),
    })
  }
  return rows
}

/** Up to 25 of the candidates, each with a longer text. */
function edited(candidates: Candidate[]): Candidate[] {
  const step = Math.ceil(candidates.length / 25)
  const some = candidates.filter((_, i) => i % step === 0)
  return some.map((one) => ({
    ...one,
    documents: one.documents.map(({ title, text }) => ({ title, text: `${text}，近期开展压光机改造。` })),
  }))
}

/** FlexSearch forgets what it keeps between two calls after 50 ms. */
async function memoryAtRest(): Promise<number> {
  await setTimeout(100)
  return memory()
}

async function timed<T>(list: T[], work: (one: T) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const one of list) {
    const began = performance.now()
    await work(one)
    times.push(performance.now() - began)
  }
  return times
}
