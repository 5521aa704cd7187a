import { html } from 'ghtml'
import { listsFile } from '../../bot/features/lists/file.ts'
import { filterWords } from '../../bot/features/lists/lines.ts'
import type { Words } from '../../bot/words.ts'
import { isoDayAt } from '../../domain/calendar/days.ts'
import { clusters } from '../../domain/code-lists.ts'
import { daysBetween, type ListAsk, type ListChoices, type ListRow, listKinds, momentOf } from '../../domain/lists.ts'
import { needStates } from '../../domain/need.ts'
import { type Column, choice, field, input, link, table, text, turns } from '../parts.ts'
import { href, type Make, pageIn, type Query } from '../visit.ts'

const size = 50
const filterNames = ['text', 'township', 'industry', 'cluster', 'institute', 'officer', 'state', 'age', 'from', 'until', 'asOf', 'late']

/** What an address asks for; what it has made up is left out. */
export function askIn(query: Query, { townships, industries, institutes, officers }: ListChoices, now: Date): ListAsk {
  const one = <T extends string>(name: string, known: readonly T[]) => known.find((code) => code === query[name])
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query[name] ?? '') && isDay(query[name]!) ? query[name] : undefined)
  const asOf = day('asOf')
  return {
    kind: one('kind', listKinds) ?? 'problems',
    asOf: asOf && asOf < isoDayAt(now) ? asOf : undefined,
    filter: {
      text: query.text,
      township: one('township', townships),
      industry: one(
        'industry',
        industries.map(({ code }) => code),
      ),
      cluster: one(
        'cluster',
        clusters.map(({ code }) => code),
      ),
      instituteId: one(
        'institute',
        institutes.map(({ id }) => id),
      ),
      officerId: one(
        'officer',
        officers.map(({ id }) => id),
      ),
      state: one('state', needStates),
      olderThan: /^[1-9]\d{0,3}$/.test(query.age ?? '') ? Number(query.age) : undefined,
      overdue: query.late ? true : undefined,
      from: day('from'),
      until: day('until'),
    },
  }
}

function isDay(iso: string): boolean {
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) && iso >= '1900'
}

export const needs: Make = async ({ reader, query, path }) => {
  const { tx, words, now } = reader
  const p = words.t.desk.page
  const choices = await tx.lists.choices()
  const ask = askIn(query, choices, now)
  const moment = momentOf(ask, now)
  const found = await tx.lists.page(ask, moment, pageIn(query), size)
  reader.reads?.(
    'list',
    found.rows.map(({ needId }) => needId),
  )
  const counts = await tx.lists.counts(ask.filter, moment)
  const tabs = listKinds.map(
    (kind) =>
      html`<li><a href="${href(path, { ...query, kind, page: undefined })}" !${kind === ask.kind ? 'aria-current="true"' : ''}>${words.t.lists.kinds[kind]} <span>${String(counts[kind])}</span></a></li>`,
  )
  const said = [ask.asOf ? words.t.lists.asOf(words.day(ask.asOf)) : '', filterWords(words, ask, choices)]
    .filter(Boolean)
    .join(words.t.list)
  const caption = [words.t.lists.kinds[ask.kind], said].filter(Boolean).join(words.t.colon)
  return {
    title: p.needs,
    body: html`<nav aria-label="${p.lists}"><ul class="tabs">!${tabs}</ul></nav>
!${filters(words, path, query, ask, choices)}
!${found.total === 0 ? html`<p class="note">${said ? p.none : p.empty}</p>` : table(caption, columns(words, moment.past ?? now), found.rows)}
!${turns(words, path, query, found.page, found.total, size)}
<p class="ways">!${link(href('/desk/needs.xlsx', query), p.exportLists)} <span class="screen">${p.print}</span></p>`,
  }
}

export const needsFile: Make = async ({ reader, query }) => {
  const ask = askIn(query, await reader.tx.lists.choices(), reader.now)
  const { made } = await listsFile(reader, ask)
  return {
    file: async () => {
      const [file] = (await made?.()) ?? []
      if (!file) throw new Error('a list without a file')
      return file
    },
  }
}

function columns(words: Words, at: Date): Column<ListRow>[] {
  const p = words.t.desk.page
  const { lists, states } = words.t
  return [
    { title: p.number, head: true, short: true, cell: (row) => link(`/desk/needs/${row.needId}`, row.number) },
    { title: p.title, cell: (row) => text(row.title) },
    { title: p.enterprise, cell: ({ enterprise }) => text([enterprise.name, enterprise.township].filter(Boolean).join(' · ')) },
    { title: p.state, cell: (row) => text(states[row.state]) },
    { title: p.officer, cell: (row) => text(row.officer?.name ?? lists.noOfficer) },
    { title: p.expert, cell: ({ expert }) => text(expert ? `${expert.name}${words.t.aside(expert.institute)}` : '') },
    { title: p.waits, cell: ({ wait }) => text(wait ? lists.waits[wait.on] : '') },
    {
      title: p.due,
      short: true,
      cell: ({ wait, overdueSince }) =>
        overdueSince
          ? html`<strong class="late">${p.days(daysBetween(overdueSince, at))}</strong>`
          : text(wait?.until ? isoDayAt(wait.until) : ''),
    },
    { title: p.raised, short: true, cell: (row) => text(isoDayAt(row.raisedAt)) },
  ]
}

function filters(words: Words, path: string, query: Query, { kind, filter, asOf }: ListAsk, choices: ListChoices): string {
  const p = words.t.desk.page
  const { townships, industries, institutes, officers } = choices
  const set = filterNames.some((name) => query[name])
  return html`<form class="filters" method="get" action="${path}">
<input type="hidden" name="kind" value="${kind}">
!${field(p.findNeeds, input('text', filter.text ?? '', 'search'))}
<details !${set ? 'open' : ''}><summary>${p.filter}</summary><div class="filters">
!${field(
    p.township,
    choice(
      'township',
      filter.township ?? '',
      p.all,
      townships.map((name) => ({ code: name, name })),
    ),
  )}
!${field(p.industry, choice('industry', filter.industry ?? '', p.all, industries))}
!${field(
    p.cluster,
    choice(
      'cluster',
      filter.cluster ?? '',
      p.all,
      clusters.map((one) => ({ code: one.code, name: one[words.lang] })),
    ),
  )}
!${field(
    p.institute,
    choice(
      'institute',
      filter.instituteId ?? '',
      p.all,
      institutes.map((one) => ({ code: one.id, name: one.short })),
    ),
  )}
!${field(
    p.officer,
    choice(
      'officer',
      filter.officerId ?? '',
      p.all,
      officers.map((one) => ({ code: one.id, name: one.name })),
    ),
  )}
!${field(
    p.state,
    choice(
      'state',
      filter.state ?? '',
      p.all,
      needStates.filter((code) => code !== 'draft').map((code) => ({ code, name: words.t.states[code] })),
    ),
  )}
!${field(p.age, input('age', filter.olderThan ? String(filter.olderThan) : '', 'number'))}
!${field(p.from, input('from', filter.from ?? '', 'date'))}
!${field(p.until, input('until', filter.until ?? '', 'date'))}
!${field(p.asOf, input('asOf', asOf ?? '', 'date'))}
<label class="check"><input type="checkbox" name="late" value="1" !${filter.overdue ? 'checked' : ''}><span>${p.late}</span></label>
</div></details>
<button>${p.find}</button>!${set ? link(href(path, { kind }), p.reset) : ''}
</form>`
}
