// A picture in full size. Escape, the button or a click beside it closes; focus goes back where it was.
import { urlOf } from './attachments.js'
import { el, icon } from './dom.js'
import { words } from './words.js'

export function enlarge(file, opener) {
  const t = words()
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      'dialog',
      { class: 'viewer', 'aria-label': file.alt || file.name },
      el(
        'header',
        {},
        el('span', { class: 'name' }, file.name),
        el(
          'a',
          { class: 'round', href: urlOf(file), download: file.name, 'aria-label': t.download(file.name), title: t.download(file.name) },
          icon('download'),
        ),
        el(
          'button',
          { class: 'round', type: 'button', 'aria-label': t.close, title: t.close, autofocus: true, onclick: () => dialog.close() },
          icon('close'),
        ),
      ),
      el('img', { src: urlOf(file), alt: file.alt }),
    )
  )
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    opener.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
