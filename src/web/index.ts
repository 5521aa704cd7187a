/** The office's web page: read and export, for staff, entered by a link from the bot. No script runs on it. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import cookies from '@fastify/cookie'
import forms from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import type { Office, Reader } from '../bot/cards/card.ts'
import { fileHeaders } from '../bot/file-headers.ts'
import { wordsIn } from '../bot/words.ts'
import { sessionHours } from '../domain/desk.ts'
import { DomainError } from '../domain/errors.ts'
import { type Lang, langs } from '../domain/person.ts'
import type { ReadKind } from '../domain/privacy.ts'
import type { Store } from '../domain/store.ts'
import { atDesk, enterDesk, formKey, leaveDesk } from '../domain/use-cases/desk/enter.ts'
import { noteReads } from '../domain/use-cases/privacy/note-reads.ts'
import type { Log } from '../log.ts'
import { pageOf, plainPage } from './layout.ts'
import { enterprise, enterprises, enterprisesFile, expert, experts, expertsFile, institutes, institutesFile } from './pages/directory.ts'
import { figureRows, figures, figuresFile } from './pages/figures.ts'
import { need, needFile } from './pages/need.ts'
import { needs, needsFile } from './pages/needs.ts'
import { overview } from './pages/overview.ts'
import { type Make, tidied, type Visit, type WebFile } from './visit.ts'

/** `secure`: reached by https alone. */
export type WebOptions = { store: Store; now(): Date; office: Office; log: Log; secure: boolean }

const pages: Record<string, Make> = {
  '/desk': overview,
  '/desk/needs': needs,
  '/desk/needs.xlsx': needsFile,
  '/desk/needs/:id': need,
  '/desk/needs/:id/files/:file': needFile,
  '/desk/experts': experts,
  '/desk/experts.xlsx': expertsFile,
  '/desk/experts/:id': expert,
  '/desk/institutes': institutes,
  '/desk/institutes.xlsx': institutesFile,
  '/desk/enterprises': enterprises,
  '/desk/enterprises.xlsx': enterprisesFile,
  '/desk/enterprises/:id': enterprise,
  '/desk/figures': figures,
  '/desk/figures.xlsx': figuresFile,
  '/desk/figures/rows': figureRows,
}

/** Requests of one address in a minute: an office's people may share one. A link is guessed by nobody; its tries cost a transaction each. */
const perMinute = 1_200
const triesPerMinute = 60

class TooMany extends Error {
  readonly statusCode = 429
}

const cookieName = 'desk'
const languageCookie = 'desk_language'
const styles = readFileSync(new URL('../../assets/web/desk.css', import.meta.url))

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

export async function addDesk(http: FastifyInstance, options: WebOptions): Promise<void> {
  await http.register(async (scope) => {
    await scope.register(cookies)
    await scope.register(forms, { bodyLimit: 4096 })
    scope.addHook('onRequest', async (_, reply) => void reply.headers(headers))
    await scope.register(rateLimit, { max: perMinute, timeWindow: 60_000, errorResponseBuilder: () => new TooMany() })
    scope.setErrorHandler((error, request, reply) => failed(options, error, request, reply))
    scope.get('/desk/desk.css', async (_, reply) =>
      reply.header('cache-control', 'private, max-age=3600').type('text/css; charset=utf-8').send(styles),
    )
    addDoors(scope, options)
    for (const [url, make] of Object.entries(pages)) scope.get(url, (request, reply) => show(options, make, request, reply))
    scope.get('/desk/*', async (request, reply) => answer(options, request, reply, 404, 'notFound'))
  })
}

/** In, out, and the other language. */
function addDoors(scope: FastifyInstance, options: WebOptions): void {
  const { store, now, office, secure } = options
  const cookie = { path: '/desk', httpOnly: true, sameSite: 'lax', secure } as const

  // chats open links to show what is behind them: only the press on the page uses the link up
  scope.get('/desk/enter', async (request, reply) => {
    const { t } = wordsOf(request)
    const key = tidied(request.query).key ?? ''
    const form = html`<p>${t.desk.page.enterText}</p><form method="post" action="/desk/enter"><input type="hidden" name="key" value="${key}"><button>${t.desk.page.enter}</button></form>`
    return page(reply, plainPage(wordsOf(request), officeName(office, request), t.desk.page.enterTitle, form))
  })
  scope.post('/desk/enter', { config: { rateLimit: { max: triesPerMinute, timeWindow: 60_000 } } }, async (request, reply) => {
    if (!sameSite(request)) return answer(options, request, reply, 403, 'refused')
    const key = tidied(request.body).key ?? ''
    const entered = await store.transaction((tx) => enterDesk(tx, key, now()))
    if (!entered) return answer(options, request, reply, 403, 'used')
    return reply.setCookie(cookieName, entered, { ...cookie, maxAge: sessionHours * 3600 }).redirect('/desk', 303)
  })
  scope.post('/desk/leave', async (request, reply) => {
    const mine = request.cookies[cookieName] ?? ''
    if (!sameSite(request) || tidied(request.body).form !== formKey(mine)) return answer(options, request, reply, 403, 'refused')
    await store.transaction((tx) => leaveDesk(tx, mine))
    reply.clearCookie(cookieName, cookie)
    return answer(options, request, reply, 200, 'left')
  })
  scope.get('/desk/language', async (request, reply) => {
    const { to = '', back = '' } = tidied(request.query)
    const lang = langs.find((one) => one === to)
    if (lang) reply.setCookie(languageCookie, lang, { ...cookie, maxAge: 31_536_000 })
    return reply.redirect(/^\/desk(?:[/?]|$)/.test(back) ? back : '/desk', 303)
  })
}

async function show(options: WebOptions, make: Make, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { store, now, office } = options
  const mine = request.cookies[cookieName] ?? ''
  const path = request.url.split('?')[0] ?? ''
  const query = tidied(request.query)
  const seen = await store.transaction(async (tx) => {
    const person = await atDesk(tx, mine, now())
    if (!person) return undefined
    const words = wordsIn(chosen(request) ?? person.lang)
    const reads: [ReadKind, readonly string[]][] = []
    const reader: Reader = { tx, person, words, now: now(), office, reads: (...read) => void reads.push(read) }
    const visit: Visit = { reader, path, query, key: formKey(mine) }
    const made = await make(visit, tidied(request.params))
    for (const [kind, needIds] of reads) await noteReads({ tx, now: now() }, person, kind, needIds)
    return { visit, made }
  })
  if (!seen) return answer(options, request, reply, 401, 'closed')
  const { made, visit } = seen
  if ('file' in made) return send(reply, await made.file())
  if ('to' in made) return reply.redirect(made.to, 303)
  const { words, person } = visit.reader
  return page(
    reply,
    pageOf({ words, office: office.name ?? words.t.lists.office, person, path, query, key: visit.key }, made.title, made.body),
  )
}

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text)
}

type Answer = 'closed' | 'used' | 'left' | 'refused' | 'notFound' | 'tooMany'

/** A page of one sentence, for whoever asks: it shows nothing of anybody. */
function answer({ office }: WebOptions, request: FastifyRequest, reply: FastifyReply, status: number, what: Answer): FastifyReply {
  const words = wordsOf(request)
  const p = words.t.desk.page
  return page(reply.code(status), plainPage(words, officeName(office, request), p[`${what}Title`], html`<p>${p[what]}</p>`))
}

/** What people did wrong is said in words; a fault of ours gets a number, and is logged with it. */
function failed(options: WebOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsOf(request)
  const p = words.t.desk.page
  const name = officeName(options.office, request)
  if (error instanceof DomainError) {
    const status = { not_found: 404, forbidden: 403, invalid: 400, conflict: 409 }[error.code]
    return page(
      reply.code(status),
      plainPage(words, name, p.notFoundTitle, html`<p>${words.error(error)}</p><p><a href="/desk">${p.overview}</a></p>`),
    )
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (error instanceof TooMany) return answer(options, request, reply, 429, 'tooMany')
  if (status < 500) return answer(options, request, reply, status, 'refused')
  const id = randomBytes(4).toString('hex')
  options.log.error({ err: error, id, route: request.routeOptions.url }, 'a page of the desk failed')
  return page(reply.code(500), plainPage(words, name, p.troubleTitle, html`<p>${p.trouble(id)}</p>`))
}

/** Given to save, but for pictures and PDF, which a browser shows without risk. */
function send(reply: FastifyReply, { name, mime, bytes }: WebFile): FastifyReply {
  const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'].includes(mime)
  return reply
    .headers({
      'content-type': shown || mime.includes('spreadsheet') ? mime : 'application/octet-stream',
      ...fileHeaders(name, shown),
    })
    .send(Buffer.from(bytes))
}

/** A page elsewhere can't say that it is ours: browsers name where a form was sent from. */
function sameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = request.headers
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}

function chosen(request: FastifyRequest): Lang | undefined {
  return langs.find((one) => one === request.cookies[languageCookie])
}

/** Nobody is known yet: the language chosen here before, or the browser's. */
function wordsOf(request: FastifyRequest) {
  const browser = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
  return wordsIn(chosen(request) ?? browser)
}

function officeName(office: Office, request: FastifyRequest): string {
  return office.name ?? wordsOf(request).t.lists.office
}
