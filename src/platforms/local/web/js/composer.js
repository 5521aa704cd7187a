// Where one writes. What is not sent yet survives a reload.
import { el, icon } from './dom.js'
import { summaryOf } from './sidebar.js'
import { createUploads } from './uploads.js'
import { words } from './words.js'

/**
 * @param {{ as: string, place: 'private' | 'group', limits: any, send(message: { text: string, files: any[], reply?: number }): void,
 *   save(entry: any, text: string): void, lastOwn(): any }} options
 */
export function createComposer({ as, place, limits, send, save, lastOwn }) {
  const t = words()
  const draftKey = `draft:${as}:${place}`
  const draft = JSON.parse(sessionStorage.getItem(draftKey) ?? '{}')
  /** @type {{ kind: 'edit' | 'reply', entry: any } | undefined} */
  let about

  const field = /** @type {HTMLTextAreaElement} */ (
    el('textarea', {
      id: 'message',
      rows: '1',
      placeholder: place === 'private' ? t.write : t.writeRoom,
      'aria-label': t.writeLabel,
      'aria-describedby': 'keys',
      enterkeyhint: 'send',
    })
  )
  const hint = el('p', { class: 'hint alert', role: 'alert' })
  const bar = el('div', { class: 'about-bar', hidden: true })
  const pick = /** @type {HTMLInputElement} */ (
    el('input', { type: 'file', multiple: true, hidden: true, tabindex: '-1', onchange: picked })
  )
  const submit = el('button', { type: 'submit', class: 'round primary', 'aria-label': t.send, title: t.send }, icon('send'))
  const attach = el(
    'button',
    { type: 'button', class: 'round', 'aria-label': t.attach, title: t.attach, onclick: () => pick.click() },
    icon('attach'),
  )
  const uploads = createUploads({ limits, kept: draft.files ?? [], onChange: changed, say: (text) => hint.replaceChildren(text) })
  const form = el(
    'form',
    { class: 'composer', onsubmit: submitted },
    quickRow(),
    bar,
    uploads.element,
    hint,
    el('div', { class: 'row' }, pick, attach, field, submit),
    el('p', { class: 'keys', id: 'keys' }, t.keys),
  )

  field.value = draft.text ?? ''
  field.addEventListener('input', () => {
    hint.replaceChildren()
    changed()
  })
  field.addEventListener('keydown', typed)
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    uploads.add(files)
  })
  changed()

  function changed() {
    if (about?.kind !== 'edit') sessionStorage.setItem(draftKey, JSON.stringify({ text: field.value, files: uploads.kept() }))
    submit.toggleAttribute('data-empty', field.value.trim() === '' && uploads.kept().length === 0)
    grow()
  }

  function grow() {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 180)}px`
  }

  function picked() {
    uploads.add(pick.files ?? [])
    pick.value = ''
    field.focus()
  }

  function typed(event) {
    // the Enter that ends a word being composed (pinyin, …) is not for us; Safari says so only by keyCode
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey) submitted(event)
    if (event.key === 'Escape' && about) stop()
    if (event.key === 'ArrowUp' && field.value === '' && !about) {
      const entry = lastOwn()
      if (!entry) return
      event.preventDefault()
      edit(entry)
    }
  }

  function submitted(event) {
    event.preventDefault()
    const text = field.value.trim()
    const files = about?.kind === 'edit' ? about.entry.body.files : uploads.kept()
    if (about?.kind !== 'edit' && uploads.busy()) return hint.replaceChildren(t.stillUploading)
    if (text.length > limits.textCharacters) return hint.replaceChildren(t.tooLong(limits.textCharacters))
    if (text === '' && files.length === 0) return field.focus()
    if (about?.kind === 'edit') {
      if (text !== about.entry.body.text) save(about.entry, text)
      return stop()
    }
    send({ text, files, reply: about?.entry.id })
    field.value = ''
    hint.replaceChildren()
    uploads.clear()
    stop()
  }

  function edit(entry) {
    begin({ kind: 'edit', entry }, t.editing)
    field.value = entry.body.text
    submit.setAttribute('aria-label', t.save)
    changed()
  }

  function reply(entry) {
    const name = entry.body.kind === 'card' ? t.bot : entry.body.by.name
    begin({ kind: 'reply', entry }, t.replying(name))
  }

  function begin(next, title) {
    if (about?.kind === 'edit') stop()
    about = next
    bar.replaceChildren(
      icon(next.kind),
      el('span', { class: 'text' }, el('b', {}, title), el('span', {}, summaryOf(next.entry.body))),
      el('button', { type: 'button', class: 'round', 'aria-label': t.cancel, title: t.cancel, onclick: stop }, icon('close')),
    )
    bar.hidden = false
    field.focus()
  }

  function stop() {
    const wasEdit = about?.kind === 'edit'
    about = undefined
    bar.hidden = true
    submit.setAttribute('aria-label', t.send)
    if (wasEdit) field.value = JSON.parse(sessionStorage.getItem(draftKey) ?? '{}').text ?? ''
    changed()
    field.focus()
  }

  function quickRow() {
    const mention = () => {
      field.value = `${t.mention} ${field.value}`
      changed()
      field.focus()
    }
    const say = (text) => () => {
      send({ text, files: [] })
      field.focus()
    }
    const buttons =
      place === 'group'
        ? [el('button', { type: 'button', class: 'chip', onclick: mention }, t.mention)]
        : t.quick.map(([label, text]) => el('button', { type: 'button', class: 'chip', onclick: say(text) }, label))
    return el('div', { class: 'quick', role: 'group', 'aria-label': t.quickLabel }, ...buttons)
  }

  return { element: form, field, grow, edit, reply, add: (files) => uploads.add(files) }
}
