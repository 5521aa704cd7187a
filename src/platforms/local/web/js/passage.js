// A text as it was written; a very long one is folded, and a button shows all of it.
import { el, linked } from './dom.js'
import { words } from './words.js'

const foldAtCharacters = 1500
const foldAtLines = 30

/** @param {string} text @param {{ has(): boolean, set(open: boolean): void }} unfolded whether the reader has opened it */
export function passage(text, unfolded) {
  if (text === '') return undefined
  const words_ = el('p', { class: 'text' }, ...linked(text))
  if (text.length < foldAtCharacters && text.split('\n').length < foldAtLines) return words_
  const button = el('button', { type: 'button', class: 'fold', onclick: () => show(!unfolded.has()) })
  const show = (open) => {
    unfolded.set(open)
    words_.classList.toggle('folded', !open)
    button.textContent = open ? words().less : words().more
    button.setAttribute('aria-expanded', String(open))
  }
  show(unfolded.has())
  return el('div', { class: 'long' }, words_, button)
}
