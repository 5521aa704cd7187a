import { DomainError } from '../../../domain/errors.ts'
import type { Need } from '../../../domain/need.ts'
import type { OutcomesNotice } from '../../../domain/notices.ts'
import type { Outcome, Side } from '../../../domain/outcome.ts'
import { outcomeKinds } from '../../../domain/outcome-kinds.ts'
import { checkRight } from '../../../domain/rights.ts'
import { ownSide, relationsOfSides, type SidesOf, sidesOf, waitsFor } from '../../../domain/use-cases/outcomes/sides.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter, showButton } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { kindName, outcomeLine, outcomeWords } from './lines.ts'

type OutcomeNotice<V extends OutcomesNotice['view']> = Extract<OutcomesNotice, { view: V }>

/** What the reader is to the need; only its parties learn of its outcomes. */
export async function partyOf({ tx, person }: Reader, needId: string): Promise<{ need: Need; sides: SidesOf }> {
  const need = await tx.needs.find(needId)
  const sides = need && (await sidesOf(tx, need, person))
  if (!need || !sides) throw new DomainError('not_found', 'no_such_need')
  checkRight(person, 'see_outcomes', relationsOfSides(sides))
  return { need, sides }
}

/** The kinds to choose from. */
export async function kindsCard(reader: Reader, { needId }: OutcomeNotice<'outcome_kinds'>): Promise<Draft> {
  await partyOf(reader, needId)
  const { kinds } = reader.words.t.outcomes
  const buttons = outcomeKinds
    .filter(({ manual }) => manual)
    .map(({ code }) => button(kindName(reader.words, code), 'outcome_kind', pair(needId, code)))
  return { title: kinds.title, text: kinds.text, buttons: rows(buttons, 2) }
}

/** All that came of a need. */
export async function outcomesCard(reader: Reader, { needId }: OutcomeNotice<'outcomes'>): Promise<Draft> {
  const { need } = await partyOf(reader, needId)
  const { t } = reader.words
  const all = await reader.tx.outcomes.ofNeed(needId)
  const count = (state: Outcome['state']) => all.filter((one) => one.state === state).length
  const lines = all.map((outcome, i) => `${i + 1}. ${reader.words.day(outcome.on)} ${outcomeLine(reader.words, outcome)}`)
  const buttons = all.map((outcome, i) => button(`${i + 1}. ${shorter(outcomeLine(reader.words, outcome), 26)}`, 'outcome', outcome.id))
  return {
    title: t.outcomes.list.title(need.number ?? ''),
    text: all.length > 0 ? [t.outcomes.list.total(count('confirmed'), count('reported')), ...lines].join('\n') : t.outcomes.list.none,
    buttons: [...rows(buttons, 1), [button(t.buttons.newOutcome, 'outcome_new', needId), showButton(reader.words, need, true)]],
  }
}

/** One outcome, and what this reader may say of it. */
export async function outcomeCard(reader: Reader, { outcomeId }: OutcomeNotice<'outcome'>): Promise<Draft> {
  const { tx, words } = reader
  const outcome = await tx.outcomes.find(outcomeId)
  if (!outcome) throw new DomainError('not_found', 'no_such_entry')
  const { need, sides } = await partyOf(reader, outcome.needId)
  const own = words.t.outcomes.card
  const files = (await tx.needs.files(need.id)).filter(({ ofId }) => ofId === outcomeId)
  const evidence = [outcome.evidence, files.length > 0 ? own.files(files.length) : undefined].filter(Boolean).join(words.t.list)
  return {
    title: own.title(outcomeWords(words, outcome), need.number ?? ''),
    text: statusText(reader, outcome, sides),
    fields: fieldsOf([
      [own.need, need.title],
      [own.on, words.day(outcome.on)],
      [own.evidence, evidence],
      [own.shares, outcome.shares.length > 1 ? await shareWords(reader, outcome) : undefined],
      [own.by, outcome.automatic ? undefined : (await tx.people.find(outcome.byId))?.name],
      ...(outcome.automatic ? [] : sideFields(reader, outcome)),
      [own.reason, outcome.state === 'disputed' ? outcome.reason : undefined],
    ]),
    files,
    buttons: rows([...outcomeButtons(reader, outcome, sides), showButton(words, need, true)], 2),
  }
}

function statusText({ words, person }: Reader, outcome: Outcome, sides: SidesOf): string {
  const own = words.t.outcomes.card
  const side = ownSide(sides)
  const waits = waitsFor(outcome)
  switch (outcome.state) {
    case 'confirmed':
      return outcome.automatic ? own.automatic : own.confirmed
    case 'disputed':
      return outcome.byId === person.id ? own.disputed : own.disputedOther
    case 'withdrawn':
      return own.withdrawn
    case 'reported':
      if (side && waits.includes(side)) return own.reported
      return side ? own.reportedByYou : own.reportedWaits(waits.map((one) => own[one]).join(words.t.list))
  }
}

function sideFields({ words }: Reader, outcome: Outcome): [string, string][] {
  const own = words.t.outcomes.card
  const { posterYes, posterAt, posterCall, expertYes, expertAt, expertCall } = outcome
  const said = (yes: boolean | undefined, at: Date | undefined, call: string | undefined) => {
    if (!yes || !at) return own.waiting
    return call ? own.called(words.shortTime(at), call) : own.yes(words.shortTime(at))
  }
  return [
    [own.poster, said(posterYes, posterAt, posterCall)],
    [own.expert, said(expertYes, expertAt, expertCall)],
  ]
}

async function shareWords({ tx, words }: Reader, { needId, shares }: Outcome): Promise<string> {
  const names = new Map<string, string>()
  const members = (await tx.teams.ofNeed(needId)).map(({ expertId }) => expertId)
  for (const id of [await tx.outcomes.expertOf(needId), ...members]) {
    const institute = id ? (await tx.directory.expert(id))?.institute : undefined
    if (institute) names.set(institute.id, institute.short)
  }
  const percent = (share: number) => `${Math.round(share * 1000) / 10}%`
  return shares.map(({ instituteId, share }) => `${names.get(instituteId) ?? words.t.empty} ${percent(share)}`).join(words.t.list)
}

function outcomeButtons({ words, person }: Reader, outcome: Outcome, sides: SidesOf): Button[] {
  const b = words.t.buttons
  const { id, state } = outcome
  const side = ownSide(sides)
  const waits = waitsFor(outcome)
  const buttons: Button[] = []
  const mine = side !== undefined && waits.includes(side)
  if (mine) buttons.push(button(b.outcomeYes, 'outcome_yes', id, 'primary'))
  if (sides.staff) buttons.push(...waits.filter((one) => one !== side).map((one) => callButton(words, one, id)))
  if (mine || (sides.staff && waits.length > 0)) buttons.push(button(b.outcomeNo, 'outcome_no', id))
  const own = outcome.byId === person.id || (side === 'poster' ? outcome.posterYes : side === 'expert' && outcome.expertYes)
  if (outcome.automatic || state === 'withdrawn' || !(own || sides.staff)) return buttons
  buttons.push(button(b.outcomeFix, 'outcome_fix', id))
  if (state !== 'confirmed') buttons.push(button(b.outcomeBack, 'outcome_back', id, 'danger'))
  return buttons
}

/** What answers a reminder of an outcome: the outcome's own buttons, for who may press them. */
export async function outcomeReminderButtons(reader: Reader, outcomeId: string): Promise<Button[]> {
  const { tx, words, person } = reader
  const outcome = await tx.outcomes.find(outcomeId)
  const need = outcome && (await tx.needs.find(outcome.needId))
  if (!outcome || !need) return []
  const sides = await sidesOf(tx, need, person)
  const buttons = sides.poster || sides.expert || sides.staff ? outcomeButtons(reader, outcome, sides).slice(0, 2) : []
  return [...buttons, button(words.t.labels.outcomes, 'outcome', outcomeId)]
}

function callButton({ t }: Reader['words'], side: Side, id: string): Button {
  return side === 'poster'
    ? button(t.buttons.outcomeForPoster, 'outcome_for_poster', id)
    : button(t.buttons.outcomeForExpert, 'outcome_for_expert', id)
}
