import { html } from 'ghtml'
import type { Words } from '../bot/words.ts'
import type { Lang } from '../domain/person.ts'
import { href } from './visit.ts'

const sections = ['overview', 'needs', 'experts', 'institutes', 'enterprises', 'figures'] as const

/** Who is in, and where: what stands around every page. */
export type Around = { words: Words; office: string; person?: { name: string }; path: string; query: Record<string, string>; key: string }

export function addressOf(section: (typeof sections)[number]): string {
  return section === 'overview' ? '/desk' : `/desk/${section}`
}

/** A whole page. `body` is HTML; everything else is escaped. */
export function pageOf({ words, office, person, path, query, key }: Around, title: string, body: string): string {
  const p = words.t.desk.page
  return html`<!doctype html>
<html lang="${words.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${p.name}</title>
<link rel="stylesheet" href="/desk/desk.css">
</head>
<body>
<a class="skip" href="#content">${p.skip}</a>
<header>
<div class="top"><p class="name">${office} <strong>${p.name}</strong></p>
<div class="who">!${languageLink(words.lang, p.other, path, query)}!${person ? leaveForm(person.name, p.leave, key) : ''}</div></div>
!${person ? menu(words, path) : ''}
</header>
<main id="content" tabindex="-1">
<h1>${title}</h1>
!${body}
</main>
</body>
</html>`
}

function menu(words: Words, path: string): string {
  const p = words.t.desk.page
  const links = sections.map((section) => {
    const address = addressOf(section)
    const here = section === 'overview' ? path === address : path === address || path.startsWith(`${address}/`)
    return html`<li><a href="${address}" !${here ? 'aria-current="page"' : ''}>${p[section]}</a></li>`
  })
  return html`<nav aria-label="${p.menu}"><ul>!${links}</ul></nav>`
}

function languageLink(lang: Lang, label: string, path: string, query: Record<string, string>): string {
  const other = lang === 'zh' ? 'en' : 'zh'
  return html`<a lang="${other}" hreflang="${other}" href="${href('/desk/language', { to: other, back: href(path, query) })}">${label}</a>`
}

function leaveForm(name: string, label: string, key: string): string {
  return html`<span>${name}</span><form method="post" action="/desk/leave"><input type="hidden" name="form" value="${key}"><button>${label}</button></form>`
}

/** A page for somebody who is not in: no menu, and nothing of anybody. */
export function plainPage(words: Words, office: string, title: string, body: string): string {
  return pageOf({ words, office, path: '/desk', query: {}, key: '' }, title, body)
}
