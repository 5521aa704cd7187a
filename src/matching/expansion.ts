import { type Table, type Topics, termNumber } from './thesaurus/topics.ts'
import type { Weights } from './weights.ts'

/**
 * The terms that an expert of this matter would use, though the need does not: from the need's terms and the concepts it names to neighbouring
 * concepts, wider and narrower, and from these to their words, in both languages. Terms are numbers of the thesaurus; weights are comparable within one
 * answer only.
 */
export function expand(
  topics: Topics,
  counts: Iterable<[term: string, saturated: number]>,
  named: ReadonlyMap<number, number>,
  weights: Weights['expansion'],
): [term: number, weight: number][] {
  const spoken = sumsOver(topics.special.length)
  // a term of very many concepts speaks for none
  const least = weights.leastRarity * topics.rarest
  for (const [term, saturated] of counts) {
    const number = termNumber(topics, term)
    if (number >= 0 && topics.rarity[number]! > least) addRow(spoken, topics.ofTerm, number, saturated * topics.rarity[number]!)
  }
  const active = normal(largest(spoken, weights.concepts))
  const wide = sumsOver(topics.special.length)
  for (const [concept, value] of active) addRow(wide, topics.wider, concept, value)
  for (const [concept, value] of normal([...named])) addRow(wide, topics.wider, concept, weights.named * value)
  const special = normal(largest(wide, Number.POSITIVE_INFINITY).map(([concept, value]) => [concept, value * topics.special[concept]!]))
  const neighbours = sumsOver(topics.special.length)
  for (const [concept, value] of special) addRow(neighbours, topics.narrower, concept, value * topics.special[concept]!)
  const terms = sumsOver(topics.rarity.length)
  for (const [concept, value] of largest(neighbours, weights.neighbours)) addRow(terms, topics.ofConcept, concept, value)
  return largest(terms, weights.candidates)
}

type Pairs = [place: number, value: number][]
/** Values by place, all 0 but for those of `touched`. */
type Sums = { values: Float64Array; touched: Int32Array; size: number }

const scratch = new Map<number, Sums>()

/** Sums over so many places, all 0. They are the same each time and emptied by `largest`, since making them anew takes longer than the work. */
function sumsOver(size: number): Sums {
  const sums = scratch.get(size) ?? { values: new Float64Array(size), touched: new Int32Array(size), size: 0 }
  scratch.delete(size)
  return sums
}

function emptied(sums: Sums): void {
  const { values, touched, size } = sums
  for (let i = 0; i < size; i++) values[touched[i]!] = 0
  sums.size = 0
  scratch.set(values.length, sums)
}

function addRow(sums: Sums, { start, column, weight }: Table, row: number, factor: number): void {
  if (factor === 0) return
  const { values, touched } = sums
  const end = start[row + 1]!
  for (let i = start[row]!; i < end; i++) {
    const place = column[i]!
    if (values[place] === 0) touched[sums.size++] = place
    values[place]! += factor * weight[i]!
  }
}

function normal(pairs: Pairs): Pairs {
  const length = Math.sqrt(pairs.reduce((sum, [, value]) => sum + value ** 2, 0)) || 1
  return pairs.map(([place, value]) => [place, value / length])
}

const steps = 128

/**
 * About `most` places with the largest values, at least one; values so close that they can't be told apart (a step is a 128th of the largest) are kept or
 * left out together. Empties the sums.
 */
function largest(sums: Sums, most: number): Pairs {
  const { values, touched, size } = sums
  let top = 0
  for (let i = 0; i < size; i++) if (values[touched[i]!]! > top) top = values[touched[i]!]!
  let least = 0
  if (size > most) {
    const counts = new Uint32Array(steps + 1)
    const scale = steps / top
    for (let i = 0; i < size; i++) counts[(values[touched[i]!]! * scale) | 0]!++
    let step = steps
    for (let sum = counts[step]!; step > 0 && (sum === 0 || sum + counts[step - 1]! <= most); step--) sum += counts[step - 1]!
    least = step / scale
  }
  const found: Pairs = []
  for (let i = 0; i < size; i++) {
    const value = values[touched[i]!]!
    if (value >= least) found.push([touched[i]!, value])
  }
  emptied(sums)
  return found
}
