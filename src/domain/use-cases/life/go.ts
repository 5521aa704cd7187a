import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { type Capacity, checkMove, type Given, may, type Want, type Way, wantsOf } from '../../need-life.ts'
import type { Dialog } from '../../notices.ts'
import { dayFromAnswer } from '../../understand/index.ts'
import { type Act, ask, needOf, standingOf, words } from '../act.ts'
import { confirmFor, endUnclaimed, giveUp } from './end-need.ts'
import { checkInto, mergeNeed } from './merge-need.ts'
import { pauseNeed, resumeNeed } from './pause-need.ts'
import { reopenNeed } from './reopen-need.ts'
import { partsIn, splitNeed } from './split-need.ts'

/** What a way does once all its wants are said. */
export type Go = (act: Act, need: Need, going: { by: readonly Capacity[]; given: Given }) => Promise<void>

const goes: Record<Way, Go> = {
  pause: pauseNeed,
  resume: resumeNeed,
  confirm_for: confirmFor,
  reopen: reopenNeed,
  split: splitNeed,
  merge: mergeNeed,
  give_up: giveUp,
  nobody: endUnclaimed,
}

/** The farthest review date, in days. */
const longestPause = 366

/** Whether somebody of these capacities can go this way now. What was never published has not been seen by anybody: it can't come back. */
export function mayGo(way: Way, need: Pick<Need, 'state' | 'publishedAt'>, capacities: readonly Capacity[]): boolean {
  return may(way, need.state, capacities) && (way !== 'reopen' || need.publishedAt !== undefined)
}

/** A way was pressed: what it wants is asked in words, one after the other; where it wants nothing, it is gone. */
export async function beginWay(act: Act, needId: string, way: Way): Promise<void> {
  const { need, by } = await mayGoNow(act, needId, way)
  await askOrGo(act, need, way, by, {})
}

/** The answer to one want. What is wrong with it is said, and asked again. */
export async function answerWay(act: Act, { needId, way, want, given }: Extract<Dialog, { kind: 'way' }>, text: string): Promise<void> {
  const { need, by } = await mayGoNow(act, needId, way)
  await askOrGo(act, need, way, by, { ...given, [want]: await checked(act, need, want, text) })
}

async function mayGoNow(act: Act, needId: string, way: Way): Promise<{ need: Need; by: Capacity[] }> {
  const need = await needOf(act.tx, needId)
  const { capacities } = await standingOf(act.tx, need, act.actor)
  checkMove(way, need.state, capacities)
  if (!mayGo(way, need, capacities)) throw new DomainError('conflict', 'reopen_unpublished')
  return { need, by: capacities }
}

async function askOrGo(act: Act, need: Need, way: Way, by: Capacity[], given: Given): Promise<void> {
  const want = wantsOf(way, by).find((one) => given[one] === undefined)
  if (want) return ask(act, { kind: 'way', needId: need.id, way, want, given })
  await goes[way](act, need, { by, given })
}

/** What was said, as the way needs it; `invalid` where it is not that. */
async function checked(act: Act, need: Need, want: Want, text: string): Promise<string> {
  switch (want) {
    case 'review':
      return reviewDay(act, text)
    case 'into':
      return checkInto(act, need, text)
    case 'parts':
      return partsIn(text).join('\n')
    default:
      return words(text, 1000)
  }
}

function reviewDay({ now }: Act, text: string): string {
  const found = dayFromAnswer(words(text, 200), now)
  if ('problem' in found) throw new DomainError('invalid', `review_${found.problem}`)
  if (new Date(found.day).getTime() - now.getTime() > longestPause * 86_400_000) throw new DomainError('invalid', 'review_too_far')
  return found.day
}
