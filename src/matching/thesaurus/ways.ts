import type { Thesaurus } from './thesaurus.ts'

const known = new WeakMap<Thesaurus, Map<number, ReadonlyMap<number, number>>>()

/** The concept and all it belongs to within so many steps (at most 15), each with the number of steps; worked out once. */
export function stepsUp(thesaurus: Thesaurus, concept: number, most: number): ReadonlyMap<number, number> {
  let memo = known.get(thesaurus)
  if (!memo) {
    memo = new Map()
    known.set(thesaurus, memo)
  }
  const key = concept * 16 + most
  let steps = memo.get(key)
  if (!steps) {
    steps = climb(thesaurus, concept, most)
    memo.set(key, steps)
  }
  return steps
}

function climb({ broader }: Thesaurus, concept: number, most: number): ReadonlyMap<number, number> {
  const found = new Map([[concept, 0]])
  let level = [concept]
  for (let step = 1; step <= most; step++) {
    level = level.flatMap((c) => broader[c]!).filter((c) => !found.has(c))
    for (const c of level) found.set(c, step)
  }
  return found
}
