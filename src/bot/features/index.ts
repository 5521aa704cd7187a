import type { Dialog, Notice } from '../../domain/notices.ts'
import type { Person } from '../../domain/person.ts'
import type { Act } from '../../domain/use-cases/act.ts'
import type { Said } from '../../domain/use-cases/draft-need.ts'
import type { Draft, Reader } from '../cards/card.ts'
import type { NeedFacts } from '../cards/need-facts.ts'
import type { Button } from '../platform.ts'
import { achievements } from './achievements/index.ts'
import { assessment } from './assessment/index.ts'
import { challenge } from './challenge/index.ts'
import { clocks } from './clocks/index.ts'
import { desk } from './desk/index.ts'
import { enterprise } from './enterprise/index.ts'
import { equipment } from './equipment/index.ts'
import { events } from './events/index.ts'
import { exchange } from './exchange/index.ts'
import type { CommandReader, Feature, Press } from './feature.ts'
import { finding } from './finding/index.ts'
import { institute } from './institute/index.ts'
import { life } from './life/index.ts'
import { lists } from './lists/index.ts'
import { operating } from './operating/index.ts'
import { outcomes } from './outcomes/index.ts'
import { privacy } from './privacy/index.ts'
import { profile } from './profile/index.ts'
import { reports } from './reports/index.ts'
import { roles } from './roles/index.ts'
import { targets } from './targets/index.ts'
import { team } from './team/index.ts'
import { work } from './work/index.ts'

/** All features, in the order their parts appear on cards. */
const features = () =>
  [
    life,
    work,
    team,
    clocks,
    outcomes,
    challenge,
    events,
    exchange,
    lists,
    reports,
    targets,
    assessment,
    desk,
    roles,
    privacy,
    enterprise,
    institute,
    equipment,
    profile,
    achievements,
    finding,
    operating,
  ] as unknown as Feature[]

type Drawn = Draft | undefined | Promise<Draft | undefined>
type AnyDrawer = (reader: Reader, it: Notice | Dialog) => Drawn
type AnyAnswer = (act: Act, dialog: Dialog, said: Said) => Promise<void>

/** All features' parts of one kind by key; gathered when first asked for, since features import the cards that ask. Two must not have the same key. */
function gathered<T>(part: 'cards' | 'presses' | 'answers' | 'prompts'): { get(key: string): T | undefined } {
  let all: Map<string, T> | undefined
  function gather(): Map<string, T> {
    const found = new Map<string, T>()
    for (const feature of features())
      for (const [key, value] of Object.entries(feature[part])) {
        if (found.has(key)) throw new Error(`two features have the ${part} ${key}`)
        found.set(key, value as T)
      }
    return found
  }
  return {
    get(key) {
      all ??= gather()
      return all.get(key)
    },
  }
}

/** Every verb of a feature’s buttons, and every reader of a command. */
export function featureVerbs(): string[] {
  return features().flatMap(({ presses }) => Object.keys(presses))
}

export function featureReaders(): CommandReader[] {
  return features().flatMap(({ commands }) => [...commands])
}

export const featureCards = gathered<AnyDrawer>('cards')
export const featurePresses = gathered<Press>('presses')
export const featureAnswers = gathered<AnyAnswer>('answers')
export const featurePrompts = gathered<AnyDrawer>('prompts')

/** Whether files alone may answer this dialog, and its answer attaches them itself. */
export function takesFiles(dialog: Dialog): boolean {
  return features().some((feature) => (feature.takesFiles as readonly string[] | undefined)?.includes(dialog.kind))
}

/** Whether an answer to this dialog may sound like a command of a feature. */
export function takesSentences(dialog: Dialog): boolean {
  return features().some((feature) => (feature.takesSentences as readonly string[] | undefined)?.includes(dialog.kind))
}

/** What a text asks of a feature, if it is a command of one. */
export function featureCommand(text: string, actor: Person): ((act: Act) => Promise<void>) | undefined {
  const tidy = text
    .normalize('NFKC')
    .trim()
    .replace(/[。！!.,，~～]+$/u, '')
    .replace(/^\/([^\s@]+)(?:@\S+)?/u, '$1')
    .trim()
  if (tidy === '' || tidy.includes('\n')) return undefined
  for (const { commands, longestCommand = 80 } of features())
    for (const read of tidy.length > longestCommand ? [] : commands) {
      const found = read(tidy, actor)
      if (found) return found
    }
  return undefined
}

/** What a text of several lines asks of a feature. */
export function featurePaste(text: string, actor: Person): ((act: Act) => Promise<void>) | undefined {
  if (!text.includes('\n')) return undefined
  for (const { pastes } of features()) {
    const found = pastes?.(text, actor)
    if (found) return found
  }
  return undefined
}

/** Whether a feature took the files of a message. */
export async function featureFiles(act: Act, said: Said, dialog: Dialog | undefined): Promise<boolean> {
  for (const { files } of features()) if (await files?.(act, said, dialog)) return true
  return false
}

/** One after the other: they share the transaction's only connection. */
async function each<T>(ask: (feature: Feature) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (const feature of features()) all.push(...(await ask(feature)))
  return all
}

export function needButtons(reader: Reader, facts: NeedFacts): Promise<Button[]> {
  return each((feature) => feature.needButtons(reader, facts))
}

export function moreButtons(reader: Reader, facts: NeedFacts): Promise<Button[]> {
  return each((feature) => feature.moreButtons(reader, facts))
}

export function needFields(reader: Reader, facts: NeedFacts, whole: boolean): Promise<[string, string | undefined][]> {
  return each((feature) => feature.needFields(reader, facts, whole))
}

export function helpLines(reader: Reader): Promise<string[]> {
  return each((feature) => feature.help(reader))
}

export async function myParts(reader: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const parts = await each(async (feature) => [await feature.my(reader)])
  return { lines: parts.flatMap(({ lines }) => lines), buttons: parts.flatMap(({ buttons }) => buttons) }
}
