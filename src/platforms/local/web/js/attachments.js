// Pictures and files inside a message.
import { el, icon } from './dom.js'
import { sizeOf } from './times.js'
import { enlarge } from './viewer.js'
import { words } from './words.js'

/** @typedef {{ id: string, kind: 'picture' | 'file', name: string, mime: string, size: number, alt: string }} KeptFile */

/** @param {KeptFile[]} files */
export function attachments(files) {
  if (files.length === 0) return undefined
  return el('div', { class: 'files' }, ...files.map((file) => (file.kind === 'picture' ? picture(file) : chip(file))))
}

export function urlOf(file) {
  return `/local/files/${encodeURIComponent(file.id)}`
}

function picture(file) {
  const image = el('img', { src: urlOf(file), alt: file.alt, loading: 'lazy', onerror: () => button.classList.add('broken') })
  const button = el(
    'button',
    { type: 'button', class: 'picture', 'aria-label': words().open(file.alt || file.name), onclick: () => enlarge(file, button) },
    image,
  )
  return button
}

function chip(file) {
  const label = words().download(file.name)
  return el(
    'a',
    { class: 'file', href: urlOf(file), download: file.name, 'aria-label': `${label} (${sizeOf(file.size)})`, title: file.name },
    el('span', { class: 'kind', 'aria-hidden': 'true' }, icon('file'), el('b', {}, endingOf(file.name))),
    el('span', { class: 'text' }, el('span', { class: 'name' }, file.name), el('span', { class: 'size' }, sizeOf(file.size))),
    icon('download'),
  )
}

/** PDF, XLSX, …: at most four letters fit. */
export function endingOf(name) {
  return (/\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1] ?? '').toUpperCase()
}
