import { html } from 'ghtml'
import type { Words } from '../../bot/words.ts'
import { isoDayAt } from '../../domain/calendar/days.ts'
import { clusters, nameOf } from '../../domain/code-lists.ts'
import type { DirectoryAsk, EnterpriseLine, ExpertLine, Found, InstituteLine, NeedLine } from '../../domain/desk.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Column, choice, facts, field, finder, input, link, prose, table, text, turns } from '../parts.ts'
import { sheetFile } from '../sheet-file.ts'
import { href, type Made, type Make, pageIn, type Query, type Visit } from '../visit.ts'

const size = 50
const most = 100_000
function askOf(query: Query): DirectoryAsk {
  return { text: query.text ?? '', township: query.township, page: pageIn(query), size }
}

type Name = 'experts' | 'institutes' | 'enterprises'

function listPage<T>({ reader: { words }, query, path }: Visit, name: Name, search: string, found: Found<T>, columns: Column<T>[]): Made {
  const p = words.t.desk.page
  const rows =
    found.total === 0 ? html`<p class="note">${query.text || query.township ? p.none : p.empty}</p>` : table(p[name], columns, found.rows)
  return {
    title: p[name],
    body: html`!${search}!${rows}!${turns(words, path, query, found.page, found.total, size)}
<p class="ways">!${link(href(`/desk/${name}.xlsx`, { text: query.text, township: query.township }), p.export)} <span class="screen">${p.print}</span></p>`,
  }
}

/** A column of a page and of its spreadsheet alike. */
type Spec<T> = {
  title: string
  width: number
  number?: true
  of: (row: T) => string | number | undefined
  to?: (row: T) => string
  sheetOnly?: true
}

function columnsOf<T>(specs: Spec<T>[]): Column<T>[] {
  return specs
    .filter(({ sheetOnly }) => !sheetOnly)
    .map(({ title, number, of, to }) => ({
      title,
      ...(number && { number }),
      ...(to && { head: true as const }),
      cell: (row) => (to ? link(to(row), String(of(row) ?? '')) : text(of(row))),
    }))
}

/** All rows that are asked for as a spreadsheet. */
function rowsFile<T>(visit: Visit, name: Name, specs: Spec<T>[], rows: T[]): Made {
  const p = visit.reader.words.t.desk.page
  const day = isoDayAt(visit.reader.now)
  return sheetFile(visit, day, {
    ...{ name: p[name], title: p[name], notes: [p.count(rows.length), day] },
    columns: specs.map(({ title, width, number }) => ({ title, width, kind: number ? 'number' : 'text' })),
    rows: rows.map((row) => specs.map(({ of }) => of(row))),
  })
}

function expertSpecs(words: Words): Spec<ExpertLine>[] {
  const p = words.t.desk.page
  return [
    { title: p.name2, width: 10, of: ({ name }) => name, to: ({ id }) => `/desk/experts/${id}` },
    { title: p.rank, width: 10, of: ({ title }) => title },
    { title: p.institute, width: 24, of: ({ institute }) => institute },
    { title: p.field, width: 20, of: ({ fields }) => fields.map(words.field).join(words.t.list) },
    { title: p.keywords, width: 40, of: ({ keywords }) => keywords.join(words.t.list) },
    { title: p.load, width: 12, of: ({ open, cap }) => `${open} / ${cap}` },
    {
      ...{ title: p.state, width: 16 },
      of: ({ away, reachable }) =>
        [away ? p.awayUntil(words.day(away.until)) : '', reachable ? '' : p.noAccount].filter(Boolean).join(words.t.list),
    },
    { title: p.contact, width: 26, of: ({ phone, email }) => [phone, email].filter(Boolean).join('\n') },
  ]
}

export const experts: Make = async (visit) => {
  const { reader, query, path } = visit
  const p = reader.words.t.desk.page
  const found = await reader.tx.desk.experts(askOf(query))
  return listPage(visit, 'experts', finder(reader.words, path, p.findExperts, query), found, columnsOf(expertSpecs(reader.words)))
}

export const expertsFile: Make = async (visit) => {
  const { reader, query } = visit
  const { rows } = await reader.tx.desk.experts({ ...askOf(query), page: 0, size: most })
  return rowsFile(visit, 'experts', expertSpecs(reader.words), rows)
}

function enterpriseSpecs(words: Words): Spec<EnterpriseLine>[] {
  const p = words.t.desk.page
  return [
    { title: p.enterprise, width: 28, of: ({ name }) => name, to: ({ id }) => `/desk/enterprises/${id}` },
    { title: p.code, width: 22, of: ({ creditCode }) => creditCode },
    { title: p.township, width: 12, of: ({ township }) => township },
    { title: p.industry, width: 18, of: ({ industry }) => industry },
    { title: p.cluster, width: 18, of: ({ cluster }) => cluster && nameOf(clusters, cluster, words.lang) },
    { title: p.tier, width: 16, of: ({ tier }) => tier },
    { title: p.state, width: 10, of: ({ verified }) => (verified ? p.verified : p.notVerified) },
    { title: p.needCount, width: 9, number: true, of: ({ needs }) => needs },
  ]
}

export const enterprises: Make = async (visit) => {
  const { reader, query, path } = visit
  const p = reader.words.t.desk.page
  const { townships } = await reader.tx.lists.choices()
  const search = html`<form class="filters" method="get" action="${path}" role="search">!${field(p.findEnterprises, input('text', query.text ?? '', 'search'))}!${field(
    p.township,
    choice(
      'township',
      query.township ?? '',
      p.all,
      townships.map((name) => ({ code: name, name })),
    ),
  )}<button>${p.find}</button></form>`
  return listPage(visit, 'enterprises', search, await reader.tx.desk.enterprises(askOf(query)), columnsOf(enterpriseSpecs(reader.words)))
}

export const enterprisesFile: Make = async (visit) => {
  const { reader, query } = visit
  const { rows } = await reader.tx.desk.enterprises({ ...askOf(query), page: 0, size: most })
  return rowsFile(visit, 'enterprises', enterpriseSpecs(reader.words), rows)
}

function instituteSpecs(words: Words): Spec<InstituteLine>[] {
  const p = words.t.desk.page
  return [
    { title: p.institute, width: 28, of: ({ name }) => name, to: ({ name }) => href('/desk/experts', { text: name }) },
    { title: p.university, width: 18, of: ({ university }) => university },
    { title: p.clusters, width: 30, of: (row) => row.clusters.map((code) => nameOf(clusters, code, words.lang)).join(words.t.list) },
    { title: p.managers, width: 18, of: ({ managers }) => managers.join(words.t.list) },
    { title: p.expertCount, width: 9, number: true, of: ({ experts: count }) => count },
    { title: p.openNeeds, width: 9, number: true, of: ({ open }) => open },
  ]
}

export const institutes: Make = async (visit) => {
  const { reader, query, path } = visit
  const p = reader.words.t.desk.page
  const found = await reader.tx.desk.institutes(askOf(query))
  return listPage(visit, 'institutes', finder(reader.words, path, p.findInstitutes, query), found, columnsOf(instituteSpecs(reader.words)))
}

export const institutesFile: Make = async (visit) => {
  const { reader, query } = visit
  const { rows } = await reader.tx.desk.institutes({ ...askOf(query), page: 0, size: most })
  return rowsFile(visit, 'institutes', instituteSpecs(reader.words), rows)
}

export const expert: Make = async ({ reader: { tx, words } }, { id = '' }) => {
  const p = words.t.desk.page
  const found = await tx.directory.expert(id)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const achievements = found.achievements.map(
    ({ title, year, summary }) => html`<li><strong>${title}</strong> ${year ? String(year) : ''}<br>${summary}</li>`,
  )
  return {
    title: found.name,
    body: html`!${facts([
      { label: p.rank, value: [found.title, found.post].filter(Boolean).join(words.t.list) },
      { label: p.institute, value: found.institute.name },
      { label: p.field, value: found.fields.map(words.field).join(words.t.list) },
      { label: p.keywords, value: found.keywords.join(words.t.list) },
      { label: p.contact, value: [found.phone, found.email].filter(Boolean).join(' ') },
    ])}
<h2>${p.profile}</h2>!${found.profile ? prose(found.profile) : html`<p class="note">${p.empty}</p>`}
!${achievements.length > 0 ? html`<h2>${p.achievements}</h2><ul>!${achievements}</ul>` : ''}
!${theirNeeds(words, await tx.desk.needsOf({ expertId: id }, 200))}`,
  }
}

export const enterprise: Make = async ({ reader: { tx, words } }, { id = '' }) => {
  const p = words.t.desk.page
  const found = await tx.directory.enterprise(id)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const people = await tx.people.ofEnterprise(id)
  return {
    title: found.name,
    body: html`!${facts([
      { label: p.code, value: found.creditCode },
      { label: p.township, value: found.township },
      { label: p.industry, value: found.industry },
      { label: p.cluster, value: found.cluster && nameOf(clusters, found.cluster, words.lang) },
      { label: p.tier, value: found.tier },
      { label: p.products, value: found.products },
      { label: p.state, value: found.verifiedAt ? p.verified : p.notVerified },
      { label: p.contact, value: people.map(({ name, post, phone }) => [name, post, phone].filter(Boolean).join(' ')).join('\n') },
    ])}
!${theirNeeds(words, await tx.desk.needsOf({ enterpriseId: id }, 200))}`,
  }
}

function theirNeeds(words: Words, needs: NeedLine[]): string {
  const p = words.t.desk.page
  if (needs.length === 0) return html`<h2>${p.itsNeeds}</h2><p class="note">${p.empty}</p>`
  return html`<h2>${p.itsNeeds}</h2>!${table(
    p.itsNeeds,
    [
      { title: p.number, head: true, short: true, cell: (row) => link(`/desk/needs/${row.id}`, row.number) },
      { title: p.title, cell: (row) => text(row.title) },
      { title: p.state, cell: (row) => text(words.t.states[row.state]) },
      { title: p.raised, short: true, cell: (row) => text(isoDayAt(row.at)) },
    ],
    needs,
  )}`
}
