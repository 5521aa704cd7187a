// Files dragged onto the chat.
import { el, icon } from './dom.js'
import { words } from './words.js'

/** @param {HTMLElement} area @param {(files: File[]) => void} add */
export function dropping(area, add) {
  const veil = el('div', { class: 'veil', hidden: true }, icon('attach'), words().drop_here)
  let depth = 0
  const show = (next) => {
    depth = Math.max(0, next)
    veil.hidden = depth === 0
  }
  const ours = (listener) => (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    listener(event)
  }
  area.addEventListener(
    'dragenter',
    ours(() => show(depth + 1)),
  )
  area.addEventListener(
    'dragleave',
    ours(() => show(depth - 1)),
  )
  area.addEventListener(
    'dragover',
    ours(() => {}),
  )
  area.addEventListener(
    'drop',
    ours((event) => {
      show(0)
      add([...event.dataTransfer.files])
    }),
  )
  area.append(veil)
}
