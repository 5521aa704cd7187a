import { clusters, nameOf } from '../../../domain/code-lists.ts'
import { daysBetween, type ListAsk, type ListChoices, type ListKind, type ListRow } from '../../../domain/lists.ts'
import { shorter } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { someEnterprise } from '../privacy/unnamed.ts'

/**
 * What a reader may see of a row. Phone numbers, and what the two sides noted, are for staff. Of a need that is not public others learn title and field, not
 * whose it is or what came of it; of a private one only that it is there.
 */
export function seenBy(row: ListRow, staff: boolean, words: Words): ListRow {
  if (staff) return row
  const { contact: _, last: __, officer, expert, struckOff, ...rest } = row
  const seen = {
    ...rest,
    ...(officer && { officer: { ...officer, phone: undefined } }),
    ...(expert && { expert: { ...expert, phone: undefined } }),
    ...(struckOff && { struckOff: { ...struckOff, proof: { kind: struckOff.proof.kind } } }),
    endReason: undefined,
  }
  if (row.visibility === 'public') return row.unnamed ? { ...seen, enterprise: { name: someEnterprise(words, row.enterprise) } } : seen
  const { hidden, unnamed } = words.t.lists
  const matched = { ...seen, result: undefined, budget: undefined, enterprise: { name: unnamed } }
  return row.visibility === 'matched' ? matched : { ...matched, field: undefined, title: hidden, enterprise: { name: hidden } }
}

/** A row in words: what it is, then what this list is about. */
export function lineOf(words: Words, kind: ListKind, row: ListRow, place: number, at: Date): string {
  const { states, lists } = words.t
  const late = row.overdueSince && lists.overdue(daysBetween(row.overdueSince, at))
  const where = [row.enterprise.name, row.enterprise.township]
  const about: Record<ListKind, (string | undefined)[]> = {
    problems: [
      ...where,
      states[row.state],
      row.awaitsProof && row.state !== 'solved' ? lists.awaits : undefined,
      lists.age(daysBetween(row.raisedAt, at)),
      late,
    ],
    duties: [...dutyWords(words, row), late],
    results: [states[row.state], ...resultWords(words, row), late],
  }
  const second = about[kind].filter(Boolean).join(' · ')
  return `${place}. ${row.number} ${shorter(row.title, 40)}\n    ${second}`
}

function dutyWords(words: Words, { officer, expert, members, wait, deadline, ...row }: ListRow): (string | undefined)[] {
  const { lists } = words.t
  const team = memberNames(words, { members })
  return [
    officer ? lists.officer(officer.name) : lists.noOfficer,
    expert ? lists.expert(expert.name, expert.institute) : lists.noExpert,
    team && lists.with(team),
    wait && `${lists.waits[wait.on]}${words.lang === 'zh' ? '，' : ', '}${lists.since(words.date(wait.since))}`,
    wait?.until && lists.until(words.date(wait.until)),
    deadline && row.state !== 'solved' ? lists.hoped(words.day(deadline)) : undefined,
  ]
}

function resultWords(words: Words, row: ListRow): (string | undefined)[] {
  const { lists } = words.t
  const amounts = row.outcomes.flatMap(({ amount }) => amount ?? [])
  const amount = amounts.reduce((sum, one) => sum + one, 0)
  return [
    row.struckOff ? lists.struck(words.date(row.struckOff.at), proofWords(words, row) ?? '') : strikeWords(words, row),
    row.result ? lists.result(shorter(row.result, 40)) : row.last && lists.last(words.date(row.last.at), shorter(row.last.note, 40)),
    row.visits > 0 ? lists.visits(row.visits) : undefined,
    row.outcomes.length > 0
      ? lists.outcomes(row.outcomes.length, amounts.length > 0 ? String(Math.round(amount * 100) / 100) : '')
      : undefined,
  ]
}

export function memberNames(words: Words, { members }: Pick<ListRow, 'members'>): string | undefined {
  const names = members.map(({ name, institute }) => (institute ? `${name}${words.t.aside(institute)}` : name))
  return names.join(words.t.list) || undefined
}

/** 待销号, where what strikes it off is missing. */
export function strikeWords({ t }: Words, row: Pick<ListRow, 'awaitsProof'>): string | undefined {
  return row.awaitsProof ? t.lists.awaits : undefined
}

export function proofWords({ t, lang }: Words, { struckOff }: Pick<ListRow, 'struckOff'>): string | undefined {
  if (!struckOff) return undefined
  const { kind, words } = struckOff.proof
  const text = t.lists.proofs[kind]
  if (kind === 'merged') return [text, words].filter(Boolean).join(' ')
  return words ? `${text}${lang === 'zh' ? '：' : ': '}${shorter(words, 40)}` : text
}

/** A filter in words; empty where nothing is filtered. */
export function filterWords(words: Words, { filter }: ListAsk, { industries, institutes, officers }: ListChoices): string {
  const { states, lists } = words.t
  const parts = [
    filter.township,
    filter.cluster && nameOf(clusters, filter.cluster, words.lang),
    filter.industry && (industries.find(({ code }) => code === filter.industry)?.name ?? filter.industry),
    filter.instituteId && institutes.find(({ id }) => id === filter.instituteId)?.short,
    filter.officerId && officers.find(({ id }) => id === filter.officerId)?.name,
    filter.state && states[filter.state],
    filter.olderThan === undefined ? undefined : lists.filters.olderThan(filter.olderThan),
    filter.overdue && lists.filters.overdue,
    filter.from && filter.until && lists.filters.period(filter.from, filter.until),
    filter.from && !filter.until && lists.filters.since(filter.from),
    !filter.from && filter.until && lists.filters.upTo(filter.until),
    filter.text && lists.filters.saying(filter.text),
  ]
  return parts.filter(Boolean).join(words.t.list)
}
