import type { Expert } from '../../../domain/directory.ts'
import type { Matter } from '../../../domain/matter.ts'
import { calendarOf } from '../../../domain/use-cases/clocks/calendar-of.ts'
import { isForMany } from '../../../domain/use-cases/clocks/ladder.ts'
import { mainOf } from '../../../domain/use-cases/clocks/wind.ts'
import { officerOf } from '../../../domain/use-cases/team/responsible.ts'
import type { Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Words } from '../../words.ts'

const most = 4

/**
 * “Waiting on whom, since when, until when”, as far as this reader may know: both sides and staff read all of it with names, an expert who is asked their
 * own term, others who may read the need only the stage it is in; who may not see the whole of it learns nothing.
 */
export async function waitingLines(reader: Reader, facts: NeedFacts, whole: boolean): Promise<string | undefined> {
  const { need, standing } = facts
  if (!need.number) return undefined
  // the record of a visit to come is owed already, and waited for only once the visit is over
  const matters = (await reader.tx.matters.ofNeed(need.id)).filter(({ since }) => since <= reader.now)
  const party = standing.poster || standing.staff || standing.claimer || standing.member
  // of a private need nobody is named before the enterprise has accepted
  const names = party && whole
  const shown = party ? oneOfAnswers(matters) : whole ? forOthers(reader, matters) : []
  const lines = []
  for (const matter of shown.slice(0, most)) lines.push(await waitingLine(reader, facts, matter, names, matters))
  return lines.length > 0 ? lines.join('\n') : undefined
}

/** The answers of several experts are one line. */
function oneOfAnswers(matters: Matter[]): Matter[] {
  const first = matters.find(({ kind }) => kind === 'answer')
  return matters.filter((matter) => matter.kind !== 'answer' || matter === first)
}

function forOthers({ person }: Reader, matters: Matter[]): Matter[] {
  const own = matters.filter(({ kind, ref }) => kind === 'answer' && ref === person.expertId)
  if (own.length > 0 || matters.some(({ kind }) => kind === 'answer')) return own
  const main = mainOf(matters)
  return main ? [main] : []
}

async function waitingLine(reader: Reader, facts: NeedFacts, matter: Matter, names: boolean, all: Matter[]): Promise<string> {
  const { words, now } = reader
  const t = words.t.clocks
  const who = await owes(reader, facts, matter, names, all.filter(({ kind }) => kind === 'answer').length)
  const over = now > matter.dueAt ? t.over(await overdue(reader, matter.dueAt)) : ''
  return t.wait(who, whatOf(words, matter), words.dateTime(matter.since), words.dateTime(matter.dueAt)) + over
}

/** What is awaited, in a few words. */
export function whatOf({ t }: Words, { kind }: Pick<Matter, 'kind'>): string {
  const labels: Record<string, string> = t.labels
  return labels[`owed_${kind}`] ?? kind
}

/** Who owes it, as this reader knows them. */
export async function owes(reader: Reader, facts: NeedFacts, matter: Matter, names: boolean, answers = 1): Promise<string> {
  const { words, tx, person } = reader
  const t = words.t.clocks
  const { need, standing, claimer } = facts
  switch (matter.waitOn) {
    case 'claimer':
      if (standing.claimer && !standing.staff) return t.you
      return names && claimer ? named(words, claimer) : t.claimer
    case 'poster':
      return standing.poster ? t.you : t.poster
    case 'experts':
      if (isForMany(matter)) return words.t.challenge.institutes
      if (matter.ref === person.expertId) return t.you
      return names && answers === 1
        ? named(words, facts.invitations.find(({ invitation }) => invitation.expertId === matter.ref)?.expert)
        : t.experts(answers)
    case 'officer': {
      const { officer, acting } = names ? await officerOf(reader, need) : {}
      return officer ? ((acting ?? officer).id === person.id ? t.you : officer.name) : t.officer
    }
    case 'staff':
      return t.staff
    case 'person': {
      if (matter.onId === person.id) return t.you
      const found = names && matter.onId ? await tx.people.find(matter.onId) : undefined
      return found?.name ?? t.person
    }
  }
}

function named({ t, lang }: Words, expert: Expert | undefined): string {
  return expert ? `${expert.name}${lang === 'zh' ? expert.title : ''}` : t.clocks.experts(1)
}

/** How long the time has been over, in working time. */
export async function overdue({ tx, words, now }: Reader, dueAt: Date): Promise<string> {
  const t = words.t.clocks
  const hours = (await calendarOf({ tx })).workingHoursBetween(dueAt, now)
  if (hours < 1) return t.justOver
  return hours < 8 ? t.overHours(Math.floor(hours)) : t.overDays(Math.floor(hours / 8))
}
