import { type Grade, type Verdict, verdicts } from '../../../domain/challenge.ts'
import type { HistoryEntry } from '../../../domain/need.ts'
import type { Reader } from '../../cards/card.ts'
import { money } from './announcement.ts'
import { judges } from './applications.ts'
import { closingIn } from './when.ts'

const ofApplicants = ['applied', 'application_changed', 'application_withdrawn']
const ofJudges = ['panel', 'opinion']

/**
 * What of a challenge's history a party to the need must not read: who applied is nobody's business before the closing, and afterwards the
 * enterprise's and staff's alone; so are the panel and its opinions. One's own acts one may read.
 */
export async function hiddenOfChallenge(reader: Reader, entry: HistoryEntry): Promise<boolean> {
  const { tx, person } = reader
  if (entry.actorId === person.id || ![...ofApplicants, ...ofJudges].includes(entry.event)) return false
  const need = await tx.needs.find(entry.needId)
  if (!need || !(await judges(reader, need))) return true
  return ofApplicants.includes(entry.event) && (await tx.challenges.find(entry.needId))?.state === 'open'
}

/** The note of an entry of a challenge in words; undefined where it is as it was written. */
export async function challengeNote({ tx, words }: Reader, { event, note = '' }: HistoryEntry): Promise<string | undefined> {
  const own = words.t.challenge
  const [first = '', second = '', ...rest] = note.split(' ')
  switch (event) {
    case 'challenge':
      return `${money(words, Number(first))}${words.t.list}${closingIn(words.lang, second)}`
    case 'challenge_extended':
      return closingIn(words.lang, first)
    case 'applied':
    case 'application_changed':
    case 'application_withdrawn':
    case 'panel':
    case 'choose':
      return (await tx.directory.expert(note))?.name
    case 'opinion':
      return `${own.plan(Number(first))} ${verdicts.includes(second as Verdict) ? own.verdicts[second as Verdict] : second} ${rest.join(' ')}`
    case 'scored':
      return `${own.scoreLine(Number(first), own.grades[second as Grade] ?? second)} ${rest.join(' ')}`
    default:
      return undefined
  }
}
