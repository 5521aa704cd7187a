import { createHash } from 'node:crypto'
import type { Chart } from '../domain/picture.ts'
import { pngOf } from './picture-drawing.ts'

/** Pictures kept: the readers of one report share one drawing. */
const kept = 48

const drawn = new Map<string, Promise<Uint8Array>>()
let before: Promise<unknown> = Promise.resolve()

/** Draws one picture after the other, on a thread of its own; a picture that was drawn lately is given again. */
export async function makePicture(chart: Chart): Promise<Uint8Array> {
  const id = createHash('sha256').update(JSON.stringify(chart)).digest('hex')
  const picture = drawn.get(id) ?? inTurn(() => pngOf(chart))
  keep(id, picture)
  try {
    return (await picture).slice()
  } catch (error) {
    drawn.delete(id)
    throw error
  }
}

/** As the one used last; the one used longest ago goes. */
function keep(id: string, picture: Promise<Uint8Array>): void {
  drawn.delete(id)
  drawn.set(id, picture)
  const [oldest] = drawn.keys()
  if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest)
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = before.then(work)
  before = result.catch(() => undefined)
  return result
}
