/** What people do while the program dies under their hands, and what of it was acknowledged to them. */
import { createHash } from 'node:crypto'
import { millNeed } from '../support/directory.ts'
import type { Chance } from './chance.ts'
import { pause } from './moments.ts'
import type { Somebody } from './people.ts'

/** Words and pictures that a platform took from somebody: none of them may be lost. */
export type Acknowledged = {
  needs: string[]
  /** Ids of needs. */
  published: string[]
  claimed: string[]
  notes: string[]
  /** SHA-256 of photos. */
  photos: string[]
  /** How often somebody waited in vain: the answer may have been lost on its way (and must be on record as uncertain). */
  vain: number
}

export function nothingYet(): Acknowledged {
  return { needs: [], published: [], claimed: [], notes: [], photos: [], vain: 0 }
}

let count = 0
function mark(): string {
  count += 1
  return `标${String(count).padStart(5, '0')}号`
}

/** The smallest JPEG there is, and a mark that makes it a photo of its own. */
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
)

/** Looks until it is so, as somebody who sits before the chat; false when patience ends. */
async function sees(check: () => boolean, patienceMs: number, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (!check()) {
    if (signal.aborted || performance.now() > until) return false
    await pause(25)
  }
  return true
}

const has = (somebody: Somebody, label: string): boolean => somebody.sees().some((one) => one.labels.includes(label))
const times = (somebody: Somebody, words: string): number => somebody.sees().filter((one) => one.text.includes(words)).length

export type Play = { acknowledged: Acknowledged; chance: Chance; signal: AbortSignal; patienceMs: number }

/** Presses until it got through, as people do who see that it did not. */
async function press(somebody: Somebody, label: string, { signal }: Play): Promise<string | undefined> {
  while (!signal.aborted) {
    if (!has(somebody, label)) return undefined
    const id = await somebody.press(label)
    if (id !== undefined) return id
    await pause(200)
  }
  return undefined
}

/** Somebody of an enterprise: a need, its publication, a photo; and again. */
export async function enterpriseActs(somebody: Somebody, play: Play): Promise<void> {
  const { acknowledged, signal, patienceMs } = play
  while (!signal.aborted) {
    const need = mark()
    await somebody.say(`${millNeed}（${need}）`)
    acknowledged.needs.push(need)
    if (!(await sees(() => has(somebody, '发布'), patienceMs, signal))) {
      acknowledged.vain += 1
      continue
    }
    const id = await press(somebody, '发布', play)
    if (id !== undefined) acknowledged.published.push(id)
    if (!(await sees(() => !has(somebody, '发布'), patienceMs, signal))) acknowledged.vain += 1
    const photo = Buffer.concat([jpeg, Buffer.from(mark())])
    await somebody.photo(photo, '')
    acknowledged.photos.push(createHash('sha256').update(photo).digest('hex'))
  }
}

/** An expert: claims what is offered, says the first step, notes what was done. */
export async function expertActs(somebody: Somebody, play: Play): Promise<void> {
  const { acknowledged, chance, signal } = play
  while (!signal.aborted) {
    if (!(await sees(() => has(somebody, '认领') || has(somebody, '记一笔进展'), 60_000, signal))) continue
    if (has(somebody, '认领')) {
      const id = await answered(somebody, '认领', '请用一句话告诉企业', play)
      if (id !== undefined) acknowledged.claimed.push(id)
    } else if (chance.percent(50)) await answered(somebody, '记一笔进展', '这一步做了什么', play)
    await pause(chance.number(400))
  }
}

/** Presses, and writes a line to what is asked then. */
async function answered(somebody: Somebody, label: string, question: string, play: Play): Promise<string | undefined> {
  const { acknowledged, signal, patienceMs } = play
  const before = times(somebody, question)
  const id = await press(somebody, label, play)
  if (id === undefined) return undefined
  if (await sees(() => times(somebody, question) > before, patienceMs, signal)) {
    const note = mark()
    await somebody.say(`先寄两米布样，做对比试验（${note}）`)
    acknowledged.notes.push(note)
  } else acknowledged.vain += 1
  return id
}
