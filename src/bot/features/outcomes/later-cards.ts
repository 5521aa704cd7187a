import { DateTime } from 'luxon'
import type { CaseStory } from '../../../domain/case-card.ts'
import { clusters, nameOf } from '../../../domain/code-lists.ts'
import { DomainError } from '../../../domain/errors.ts'
import { storyOf } from '../../../domain/use-cases/outcomes/make-case.ts'
import { button, type Draft, fieldsOf, pair, type Reader } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { partyOf } from './cards.ts'
import { outcomeWords } from './lines.ts'

const zone = 'Asia/Shanghai'

/** “Does it last?” To the enterprise, or to an officer who calls it. */
export async function followUpCard(reader: Reader, { needId, months }: { needId: string; months: number }): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { need, sides } = await partyOf(reader, needId)
  const followUp = await tx.followUps.find(needId, months)
  if (!sides.poster && !sides.staff) return undefined
  const own = words.t.outcomes.followUp
  const title = own.title(months, need.number ?? '')
  const show = [button(words.t.buttons.show, 'need', needId)]
  if (followUp?.answer) return { title, text: [own.answered[followUp.answer], followUp.note].filter(Boolean).join('\n'), buttons: [show] }
  if (!followUp || need.state !== 'confirmed') return { title, text: own.over, buttons: [show] }
  const contact = need.posterId ? await tx.people.find(need.posterId) : undefined
  const text =
    need.posterId === person.id ? own.poster(need.title) : own.officer(contact?.name ?? words.t.empty, contact?.phone ?? own.noPhone)
  const b = words.t.buttons
  const id = pair(needId, String(months))
  const answers = [button(b.followFine, 'follow_fine', id, 'primary'), button(b.followMore, 'follow_more', id)]
  return { title, text, buttons: [answers, [button(b.followAgain, 'follow_again', id), ...show]] }
}

/** The enterprise reads the story before it says whether it may be told. */
export async function consentCard(reader: Reader, { needId }: { needId: string }): Promise<Draft | undefined> {
  const { tx, words } = reader
  const { need, sides } = await partyOf(reader, needId)
  const card = await tx.caseCards.find(needId)
  if (!sides.poster || !card || need.state !== 'confirmed') return undefined
  const own = words.t.outcomes.case
  const told = storyFields(words, card.story ?? (await storyOf(tx, need, card.state !== 'anonymous')))
  const b = words.t.buttons
  return {
    title: own.consentTitle,
    text: [card.state === 'asked' ? '' : own.answered[card.state], own.consentText].filter(Boolean).join('\n'),
    fields: fieldsOf(told),
    buttons: [
      [button(b.caseNamed, 'case_named', needId, 'primary'), button(b.caseAnonymous, 'case_anonymous', needId)],
      [button(b.caseRefused, 'case_refused', needId)],
    ],
  }
}

/** The case, to be passed on: as it was agreed to. Before the enterprise has answered, staff see it without the name where the need is no secret. */
export async function caseCard(reader: Reader, { needId }: { needId: string }): Promise<Draft> {
  const { tx, words } = reader
  const { need, sides } = await partyOf(reader, needId)
  const card = await tx.caseCards.find(needId)
  const own = words.t.outcomes.case
  if (need.state !== 'confirmed' || !card) throw new DomainError('conflict', 'case_of_confirmed', { state: need.state })
  if (card.state === 'refused') throw new DomainError('conflict', 'case_refused')
  if (card.state === 'asked' && (need.visibility === 'private' || !(sides.staff || sides.poster)))
    throw new DomainError('conflict', 'case_not_agreed')
  const story = card.story ?? (await storyOf(tx, need, false))
  const fields = storyFields(words, story)
  const title = own.title(story.title)
  const text = card.state === 'asked' ? own.notYet : own[card.state]
  return { title, text, fields: fieldsOf(fields), ...(card.story && { made: async () => [file(words, title, story, fields)] }) }
}

function file(words: Words, title: string, { number }: CaseStory, fields: [string, string | undefined][]) {
  const own = words.t.outcomes.case
  const lines = fieldsOf(fields).map(({ label, value }) => `${label}${words.t.colon}\n${value}\n`)
  // with a byte order mark, or editors of some offices take it for another encoding
  const bytes = new TextEncoder().encode(`\uFEFF${title}\n\n${lines.join('\n')}`)
  return { kind: 'file' as const, name: own.file(number ?? ''), mime: 'text/plain; charset=utf-8', bytes, alt: own.fileAlt }
}

function storyFields(words: Words, story: CaseStory): [string, string | undefined][] {
  const own = words.t.outcomes.case
  return [
    [own.enterprise, story.enterprise ?? someone(words, story)],
    [own.problem, story.problem],
    [own.solvers, story.solvers.map(({ name, title, institute }) => own.solver(name, title, institute)).join(words.t.list) || undefined],
    [own.how, [story.firstStep, story.result].filter(Boolean).join('\n') || undefined],
    [own.targets, story.targets.map(({ name, value }) => [name, value].filter(Boolean).join(' ')).join('\n') || undefined],
    [own.outcomes, story.outcomes.map((outcome) => outcomeWords(words, outcome)).join(words.t.semicolon) || undefined],
    [own.timeline, timeline(words, story)],
  ]
}

/** “A textile enterprise”: the industry in Chinese, as the directory calls it; else the cluster. */
function someone({ t, lang }: Words, { industry, cluster }: CaseStory): string {
  const own = t.outcomes.case
  const kind = (lang === 'zh' ? industry : undefined) ?? (cluster && nameOf(clusters, cluster, lang))
  return kind ? own.someone(lang === 'zh' ? kind.replace(/业$/, '') : kind.toLowerCase()) : own.somebody
}

function timeline(words: Words, { publishedAt, claimedAt, solvedAt, closedAt }: CaseStory): string {
  const own = words.t.outcomes.case
  const day = (iso: string) => words.day(DateTime.fromISO(iso, { zone }).toISODate() as string)
  const took = (from: string, to: string) =>
    own.within(Math.round(DateTime.fromISO(to, { zone }).startOf('day').diff(DateTime.fromISO(from, { zone }).startOf('day'), 'days').days))
  return [
    publishedAt && own.posted(day(publishedAt)),
    claimedAt && own.claimed(day(claimedAt), took(publishedAt ?? claimedAt, claimedAt)),
    solvedAt && own.solved(day(solvedAt), took(publishedAt ?? claimedAt ?? solvedAt, solvedAt)),
    closedAt && own.confirmed(day(closedAt)),
  ]
    .filter(Boolean)
    .join('\n')
}
