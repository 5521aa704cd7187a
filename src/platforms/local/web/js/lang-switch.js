// 中文 / English, remembered. What the page says is drawn anew.
import { el } from './dom.js'
import { currentLang, setLang, words } from './words.js'

let changed = () => {}

export function onLang(listener) {
  changed = listener
}

export function langSwitch() {
  const press = () => {
    setLang(currentLang() === 'zh' ? 'en' : 'zh')
    changed()
    document.querySelector('.lang')?.focus()
  }
  return el('button', { type: 'button', class: 'lang', lang: currentLang() === 'zh' ? 'en' : 'zh', onclick: press }, words().otherLang)
}
