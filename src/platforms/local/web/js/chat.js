// One chat: its head, its messages, where one writes.
import { avatar, botAvatar, roomAvatar } from './avatar.js'
import { createComposer } from './composer.js'
import { el, icon } from './dom.js'
import { dropping } from './dropping.js'
import { createLog } from './log.js'
import { follow, hrefOf } from './route.js'
import { words } from './words.js'

/**
 * @param {{ place: 'private' | 'group', me: any, limits: any, store: any, outbox: any, people: Map<string, any>, onStart(payload: string): void, onRead(): void }} options
 */
export function createChat({ place, me, limits, store, outbox, people, onStart, onRead }) {
  const t = words()
  const lost = el(
    'p',
    { class: 'lost', role: 'status', hidden: true },
    el('span', { class: 'spinner', 'aria-hidden': 'true' }),
    el('span', {}, t.lost),
  )
  const composer = createComposer({
    as: me.key,
    place,
    limits,
    send({ text, files, reply }) {
      outbox.add('say', { place, text, files: files.map((file) => file.id), shownFiles: files, reply })
      log.said()
    },
    save: (entry, text) => outbox.add('edit', { entry: entry.id, text }),
    lastOwn: () => store.sorted(place).filter(store.isMine).at(-1),
  })
  const log = createLog({ place, store, outbox, people, onEdit: composer.edit, onReply: composer.reply, onStart, onRead })
  const list = { as: me.key, view: 'list' }
  const head = el(
    'header',
    { class: 'head' },
    el(
      'a',
      { class: 'round back', href: hrefOf(list), onclick: follow(list), 'aria-label': t.back, title: t.back },
      icon('back'),
      el('span', { class: 'elsewhere', hidden: true }),
    ),
    place === 'private' ? botAvatar() : roomAvatar(),
    el(
      'span',
      { class: 'text' },
      el('h1', { class: 'name' }, place === 'private' ? t.bot : t.room),
      el('span', { class: 'about' }, place === 'private' ? t.botAbout : t.roomAbout),
    ),
    el('a', { class: 'as', href: hrefOf(list), onclick: follow(list), 'aria-label': me.name, title: me.name }, avatar(me.name, me.key)),
  )
  const element = el('main', { class: 'chat' }, head, lost, el('div', { class: 'middle' }, log.element, log.pills), composer.element)
  dropping(element, composer.add)

  return {
    element,
    log,
    show: log.show,
    /** @param {boolean} connected */
    setConnected(connected) {
      lost.hidden = connected
    },
    /** Unread messages in the other chat, beside the back arrow of a phone. */
    setElsewhere(n) {
      const badge = head.querySelector('.elsewhere')
      badge.textContent = String(n)
      badge.hidden = n === 0
    },
    focus() {
      composer.grow()
      if (matchMedia('(min-width: 720px) and (hover: hover)').matches) composer.field.focus()
    },
    close: log.close,
  }
}
