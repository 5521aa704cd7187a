import type { Reader } from '../bot/cards/card.ts'

/** What an address carries after its question mark, tidied: one text a name. */
export type Query = Record<string, string>

/** Somebody looks at a page. `path` and `query`: of what they look at. `key`: what forms of the page say. */
export type Visit = { reader: Reader; path: string; query: Query; key: string }

/** A page, or a file to take away; the file is made when nothing more has to be read. */
export type Made = { title: string; body: string } | { file: () => Promise<WebFile> } | { to: string }
export type WebFile = { name: string; mime: string; bytes: Uint8Array; shown?: boolean }

export type Make = (visit: Visit, params: Record<string, string>) => Promise<Made>

/** Texts of an address, no longer than a person would type. */
export function tidied(raw: unknown): Query {
  const query: Query = {}
  if (raw === null || typeof raw !== 'object') return query
  for (const [name, value] of Object.entries(raw)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    const text = typeof first === 'string' ? [...first.replaceAll('\0', '').trim()].slice(0, 200).join('') : ''
    if (text !== '') query[name] = text
  }
  return query
}

/** An address of ours with what it carries; what is empty is left out. */
export function href(path: string, query: Record<string, string | number | undefined> = {}): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as const],
  )
  return set.length > 0 ? `${path}?${new URLSearchParams(Object.fromEntries(set))}` : path
}

/** The page of a list that is asked for, from 0. */
export function pageIn({ page = '1' }: Query): number {
  return /^\d{1,6}$/.test(page) ? Math.max(0, Number(page) - 1) : 0
}
