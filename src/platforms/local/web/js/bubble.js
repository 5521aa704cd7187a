// One message in the log.
import { attachments } from './attachments.js'
import { avatar, botAvatar } from './avatar.js'
import { cardButtons, cardContent, cardMeta } from './card.js'
import { el, icon } from './dom.js'
import { passage } from './passage.js'
import { summaryOf } from './sidebar.js'
import { timeOf } from './times.js'
import { words } from './words.js'

/**
 * @typedef {{
 *   at: string, body: any, mine: boolean, group: boolean, first: boolean, quoted?: any, person?: any,
 *   sending?: 'sending' | 'waiting', refused?: string, key?: string, id?: number,
 * }} Shown
 * @typedef {{ press(button: any): void, isPending(button: any): boolean, edit?(): void, reply?(): void, again(): void, drop(): void, jump(id: number): void,
 *   unfolded: { has(): boolean, set(open: boolean): void } }} Acts
 */

/** @param {Shown} shown @param {Acts} acts */
export function bubble(shown, acts) {
  const { body, mine, first, group } = shown
  const fromBot = body.kind === 'card'
  const content = fromBot
    ? cardContent(body, acts.unfolded)
    : [quote(shown, acts), attachments(body.files), passage(body.text, acts.unfolded)]
  const name = fromBot ? words().bot : mine ? words().you : body.by.name
  const classes = [
    'message',
    mine ? 'mine' : 'theirs',
    fromBot && 'bot',
    first && 'first',
    shown.sending && 'sending',
    shown.refused && 'refused',
  ]
  return el(
    'article',
    { class: classes.filter(Boolean).join(' '), tabindex: '-1', 'data-id': shown.id, 'aria-label': `${name}, ${timeOf(shown.at)}` },
    !mine && (first ? (fromBot ? botAvatar() : avatar(body.by.name, body.by.address)) : el('span', { class: 'avatar none' })),
    el(
      'div',
      { class: 'stack' },
      first && group && !mine && el('div', { class: 'speaker' }, name, shown.person?.org && el('span', { class: 'org' }, shown.person.org)),
      el('div', { class: 'line' }, el('div', { class: 'bubble' }, ...content, meta(shown)), tools(acts)),
      fromBot && cardButtons(body.buttons, acts),
      shown.refused && trouble(shown, acts),
    ),
  )
}

function quote({ body, quoted }, { jump }) {
  if (body.reply === undefined) return undefined
  const name = quoted ? (quoted.body.kind === 'card' ? words().bot : quoted.body.by.name) : ''
  const text = quoted ? summaryOf(quoted.body) : words().lostQuote
  return el('button', { type: 'button', class: 'quote', onclick: () => jump(body.reply) }, el('b', {}, name), el('span', {}, text))
}

function meta(shown) {
  const { body, at, sending } = shown
  const t = words()
  const state =
    sending &&
    el(
      'span',
      { class: 'state', title: t[sending] },
      icon('clock'),
      el('span', { class: sending === 'waiting' ? '' : 'unseen' }, t[sending]),
    )
  const edited = body.kind === 'card' ? cardMeta(body) : body.edited && el('span', { class: 'edited' }, t.edited)
  return el('div', { class: 'meta' }, edited, el('time', { datetime: at }, timeOf(at)), state)
}

function tools({ edit, reply }) {
  const t = words()
  if (!edit && !reply) return undefined
  return el(
    'div',
    { class: 'tools' },
    reply && el('button', { type: 'button', class: 'round', 'aria-label': t.reply, title: t.reply, onclick: reply }, icon('reply')),
    edit && el('button', { type: 'button', class: 'round', 'aria-label': t.edit, title: t.edit, onclick: edit }, icon('edit')),
  )
}

function trouble({ refused }, { again, drop }) {
  const t = words()
  return el(
    'div',
    { class: 'trouble', role: 'alert' },
    el('span', {}, t.refused[refused] ?? t.refused.invalid),
    el('button', { type: 'button', class: 'link', onclick: again }, t.again),
    el('button', { type: 'button', class: 'link', onclick: drop }, t.drop),
  )
}
