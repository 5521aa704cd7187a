// What the bot shows: title, text, label and value rows, buttons under the bubble.
import { attachments } from './attachments.js'
import { el } from './dom.js'
import { passage } from './passage.js'
import { timeOf } from './times.js'
import { words } from './words.js'

/** The bubble's content. @param {any} body */
export function cardContent(body, unfolded) {
  return [
    attachments(body.files),
    body.title && el('h3', { class: 'title' }, body.title),
    passage(body.text, unfolded),
    body.fields.length > 0 &&
      el('dl', { class: 'fields' }, ...body.fields.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, value)))),
  ]
}

export function cardMeta(body) {
  return body.edited && el('span', { class: 'edited' }, words().updated(timeOf(body.edited)))
}

/** @param {any[][]} rows @param {{ press(button: any): void, isPending(button: any): boolean }} options */
export function cardButtons(rows, { press, isPending }) {
  if (rows.length === 0) return undefined
  const button = (one) => {
    const pending = isPending(one)
    const look = 'start' in one ? 'start' : (one.look ?? 'plain')
    return el(
      'button',
      { type: 'button', class: `press ${look}`, 'aria-busy': pending ? 'true' : false, onclick: () => press(one) },
      el('span', {}, one.label),
    )
  }
  return el('div', { class: 'buttons' }, ...rows.map((row) => el('div', { class: 'row' }, ...row.map(button))))
}
