// A small round picture for everybody: the first character of the name on a colour of their own.
import { el, icon } from './dom.js'

const hues = [12, 34, 88, 140, 200, 222, 262, 300, 334]

/** @param {string} name @param {string} seed */
export function avatar(name, seed) {
  const sum = [...seed].reduce((all, sign) => (all * 31 + sign.codePointAt(0)) % 9973, 7)
  const face = el('span', { class: 'avatar', 'aria-hidden': 'true' }, [...name.trim()][0] ?? '·')
  face.style.setProperty('--hue', String(hues[sum % hues.length]))
  return face
}

export function botAvatar() {
  return el('span', { class: 'avatar bot', 'aria-hidden': 'true' }, '千')
}

export function roomAvatar() {
  return el('span', { class: 'avatar room', 'aria-hidden': 'true' }, icon('people'))
}
