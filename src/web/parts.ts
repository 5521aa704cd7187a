import { html } from 'ghtml'
import type { Words } from '../bot/words.ts'
import { href, type Query } from './visit.ts'

/** A column of a table; `cell` is HTML. `short`: not to be broken. */
export type Column<T> = { title: string; cell: (row: T) => string; number?: true; head?: true; short?: true }

/** On a phone every row stands as a small card, with the column's title before each cell. */
export function table<T>(caption: string, columns: Column<T>[], rows: readonly T[]): string {
  const heads = columns.map(({ title, number }) => html`<th scope="col" !${number ? 'class="number"' : ''}>${title}</th>`)
  const body = rows.map((row) => html`<tr role="row">!${columns.map((column) => cellOf(column, row))}</tr>`)
  return html`<table role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">!${heads}</tr></thead><tbody role="rowgroup">!${body}</tbody></table>`
}

function cellOf<T>({ title, cell, number, head, short }: Column<T>, row: T): string {
  const look = number ? ' class="number"' : short ? ' class="short"' : ''
  const content = cell(row)
  return head
    ? html`<th scope="row" role="rowheader" data-title="${title}"!${look}>!${content}</th>`
    : html`<td role="cell" data-title="${title}"!${look}>!${content}</td>`
}

export function text(value: string | number | undefined): string {
  return html`${value ?? ''}`
}

export function link(address: string, label: string): string {
  return html`<a href="${address}">${label}</a>`
}

/** Paragraphs of people's words, with their line ends. */
export function prose(words: string): string {
  return html`<p class="prose">${words}</p>`
}

/** Label and value; what has no value is left out. */
export function facts(entries: { label: string; value: string | undefined }[]): string {
  const shown = entries.flatMap(({ label, value }) => (value ? [html`<div><dt>${label}</dt><dd class="prose">${value}</dd></div>`] : []))
  return shown.length > 0 ? html`<dl>!${shown}</dl>` : ''
}

/** Links to the pages before and after; nothing where there is one page. */
export function turns(words: Words, path: string, query: Query, page: number, total: number, size: number): string {
  const p = words.t.desk.page
  const pages = Math.max(1, Math.ceil(total / size))
  const to = (label: string, target: number, rel: string) =>
    html`<a rel="${rel}" href="${href(path, { ...query, page: target === 0 ? undefined : target + 1 })}">${label}</a>`
  const ways = [page > 0 ? to(p.earlier, page - 1, 'prev') : '', page + 1 < pages ? to(p.later, page + 1, 'next') : '']
  return html`<p class="count">${p.count(total)}</p>!${pages > 1 ? html`<nav class="turns" aria-label="${p.pages}">!${ways[0]}<span>${p.pageOf(page + 1, pages)}</span>!${ways[1]}</nav>` : ''}`
}

/** A search box for a page's own list. */
export function finder(words: Words, path: string, label: string, query: Query, kept: string[] = []): string {
  const p = words.t.desk.page
  const hidden = kept.flatMap((name) => (query[name] ? [html`<input type="hidden" name="${name}" value="${query[name]}">`] : []))
  return html`<form class="filters" method="get" action="${path}" role="search">!${hidden}!${field(label, input('text', query.text ?? '', 'search'))}<button>${p.find}</button></form>`
}

/** A labelled control; `control` is HTML. */
export function field(label: string, control: string): string {
  return html`<label><span>${label}</span>!${control}</label>`
}

export function input(name: string, value: string, type: 'search' | 'date' | 'number'): string {
  const bounds = { number: ' min="1" max="9999"', search: ' maxlength="100"', date: '' }[type]
  return html`<input type="${type}" name="${name}" value="${value}"!${bounds}>`
}

export function choice(name: string, value: string, all: string, options: { code: string; name: string }[]): string {
  const shown = options.map(({ code, name: label }) => html`<option value="${code}" !${code === value ? 'selected' : ''}>${label}</option>`)
  return html`<select name="${name}"><option value="">${all}</option>!${shown}</select>`
}
