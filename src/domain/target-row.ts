import { type Reading, readFigure } from './understand/figure-reading.ts'
import { badNames, goodNames } from './understand/figure-wants.ts'
import { endurance } from './understand/figure-words.ts'
import { fold, tidy } from './understand/fold.ts'
import { sameUnit } from './understand/units.ts'
import type { Target } from './understanding.ts'

/**
 * A target figure as a row. `up`: at least `target`, `down`: at most, `within`: from `target` to `targetMax`. Where `words` speak of a change
 * (降低30%), `target` is by how much. What the words do not say is absent; nothing is converted. `words` are the author's, always whole.
 */
export type TargetRow = {
  name: string
  now?: number
  target?: number
  /** The upper end of `within`; of up and down where the bound itself is a range (4-5级以上). */
  targetMax?: number
  unit?: string
  direction: 'up' | 'down' | 'within' | 'exact' | 'unknown'
  words: string
}

const clauseEnd = /[，,。;!?\n]/
const present = /现在|目前|当前|如今|现有|现状|原来|原先|只有|才(?![能行算])|仅|实际|\b(?:now|currently|at present|only|today)\b/
const enduring = new RegExp(endurance, 'u')

/** The row of a target. `context`: the words it stood in, for what its value leaves out (现在良率82%；达不到350N). */
export function rowOf(target: Target, context = ''): TargetRow {
  const folded = fold(tidy(context.slice(0, 2000))).text
  const reading = readFigure(target.value, beside(folded, target))
  if (!reading) return { name: target.name, direction: 'unknown', words: target.value }
  const now = reading.now ?? (reading.change ? undefined : nowIn(folded, target, reading))
  return {
    name: target.name,
    ...(now !== undefined && { now }),
    target: reading.low,
    ...(reading.high !== reading.low && { targetMax: reading.high }),
    ...(reading.unit && { unit: reading.unit }),
    direction: directionOf(reading, target.name),
    words: target.value,
  }
}

function directionOf(reading: Reading, name: string): TargetRow['direction'] {
  if (reading.now !== undefined) return reading.now === reading.low ? 'unknown' : reading.low > reading.now ? 'up' : 'down'
  if (reading.change) return reading.change
  if (reading.bound && !(reading.isRange && reading.bound === 'most' && reading.low === -reading.high)) {
    const isStretch = reading.isRange && (reading.byVerb || reading.low < 0)
    return isStretch ? 'within' : reading.bound === 'least' ? 'up' : 'down'
  }
  if (reading.isRange) return 'within'
  if (reading.isExact) return 'exact'
  const [named, unit] = [fold(name).text, reading.unit ?? '']
  if (badNames.test(named)) return 'down'
  if (/精度|precision|accuracy/.test(named) && !/%/.test(unit)) return 'unknown'
  return goodNames.test(named) || enduring.test(named) ? 'up' : 'unknown'
}

/** The words right before and after the value within its clause of the context. */
function beside(context: string, target: Target): { before: string; after: string } {
  const [name, value] = [fold(tidy(target.name)).text, fold(tidy(target.value)).text]
  const at = value === '' ? -1 : context.indexOf(value, Math.max(0, context.indexOf(name)))
  if (at < 0) return { before: '', after: '' }
  const before = context
    .slice(Math.max(0, at - 12), at)
    .split(clauseEnd)
    .at(-1)!
  return { before, after: context.slice(at + value.length, at + value.length + 12).split(clauseEnd)[0]! }
}

/** Where it stands today, said of the same name in the same unit, once. */
function nowIn(context: string, target: Target, reading: Reading): number | undefined {
  const name = fold(tidy(target.name)).text
  if (name === '' || !reading.unit) return undefined
  const value = fold(tidy(target.value)).text
  const clauses = context.split(clauseEnd).filter((clause) => isNamed(clause, name) && present.test(clause))
  const found = clauses
    .flatMap((clause) => clause.replace(value, ' ').split(/ and | 但 |但/))
    .map((clause) => readFigure(clause))
    .filter((one) => one?.unit !== undefined && sameUnit(one.unit, reading.unit!) && one.low === one.high && !one.change)
  const only = new Set(found.map((one) => one!.low))
  return only.size === 1 && ![...only].includes(reading.low) ? [...only][0] : undefined
}

/** 不良率 is not 良率. */
function isNamed(clause: string, name: string): boolean {
  const at = clause.indexOf(name)
  return at >= 0 && !/[不非]/.test(clause[at - 1] ?? '')
}

export { type Reached, reachedFromAnswer } from './target-reached.ts'
