// Files on their way up, as chips above the message field.

import { upload } from './api.js'
import { endingOf } from './attachments.js'
import { el, icon } from './dom.js'
import { sizeOf } from './times.js'
import { words } from './words.js'

/** @param {{ limits: { fileBytes: number, filesPerMessage: number }, kept: any[], onChange(): void, say(text: string): void }} options `kept`: uploaded before a reload */
export function createUploads({ limits, kept, onChange, say }) {
  const element = el('ul', { class: 'uploads', hidden: true })
  /** @type {{ name: string, kept?: any, chip: HTMLElement, stop: AbortController }[]} */
  let all = []

  function changed() {
    element.hidden = all.length === 0
    onChange()
  }

  function remove(one) {
    one.stop.abort()
    one.chip.remove()
    all = all.filter((other) => other !== one)
    changed()
  }

  function place(name, size, mime) {
    const bar = el('progress', { max: '1', value: '0', 'aria-label': name })
    const one = { name, kept: undefined, stop: new AbortController(), chip: document.createElement('li'), bar }
    const label = words().removeFile(name)
    const ending = mime.startsWith('image/') ? icon('file') : el('b', {}, endingOf(name))
    one.chip.append(
      el('span', { class: 'kind', 'aria-hidden': 'true' }, ending),
      el('span', { class: 'text' }, el('span', { class: 'name' }, name), el('span', { class: 'size' }, sizeOf(size))),
      bar,
      el('button', { type: 'button', class: 'round', 'aria-label': label, title: label, onclick: () => remove(one) }, icon('close')),
    )
    all.push(one)
    element.append(one.chip)
    return one
  }

  function settle(one, file) {
    one.kept = file
    one.bar.remove()
    if (file.kind === 'picture')
      one.chip.querySelector('.kind').replaceChildren(el('img', { src: `/local/files/${encodeURIComponent(file.id)}`, alt: '' }))
  }

  async function addOne(file) {
    const t = words()
    const name = file.name || 'file'
    if (file.size > limits.fileBytes) return say(t.tooLarge(name))
    if (file.size === 0) return say(t.emptyFile(name))
    if (all.length >= limits.filesPerMessage) return say(t.tooMany(limits.filesPerMessage))
    const one = place(name, file.size, file.type)
    changed()
    try {
      const show = (part) => one.bar.setAttribute('value', String(part))
      settle(one, await upload(file, show, one.stop.signal))
      changed()
    } catch (error) {
      if (one.stop.signal.aborted) return
      remove(one)
      say(error.reason === 'too_large' ? t.tooLarge(name) : t.uploadFailed(name))
    }
  }

  for (const file of kept) settle(place(file.name, file.size, file.mime), file)
  element.hidden = all.length === 0

  return {
    element,
    /** @param {Iterable<File>} files */
    add(files) {
      for (const file of files) addOne(file)
    },
    kept: () => all.flatMap((one) => (one.kept ? [one.kept] : [])),
    busy: () => all.some((one) => one.kept === undefined),
    clear() {
      for (const one of [...all]) remove(one)
    },
  }
}
