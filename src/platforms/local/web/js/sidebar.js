// Left on a wide screen, a page of its own on a phone: who one is, and the two chats.
import { avatar, botAvatar, roomAvatar } from './avatar.js'
import { el, icon } from './dom.js'
import { langSwitch } from './lang-switch.js'
import { follow, hrefOf } from './route.js'
import { shortTime } from './times.js'
import { words } from './words.js'

export function sidebar({ me, store }) {
  const t = words()
  const items = { private: chatItem('private'), group: chatItem('group') }
  const element = el(
    'aside',
    { class: 'side' },
    el(
      'header',
      { class: 'me' },
      avatar(me.name, me.key),
      el(
        'span',
        { class: 'text' },
        el('span', { class: 'name' }, me.name),
        el('span', { class: 'org' }, [me.org, t.role[me.role]].filter(Boolean).join(' · ')),
      ),
    ),
    el(
      'div',
      { class: 'me-actions' },
      el('a', { class: 'switch', href: hrefOf({}), onclick: follow({}) }, icon('swap'), t.switchPerson),
      langSwitch(),
    ),
    el(
      'nav',
      { 'aria-label': t.chats },
      el('ul', { class: 'chats' }, el('li', {}, items.private.element), el('li', {}, items.group.element)),
    ),
    el('p', { class: 'notice' }, icon('shield'), el('span', {}, t.notice)),
  )

  function chatItem(place) {
    const route = { as: me.key, view: place }
    const preview = el('span', { class: 'preview' })
    const time = el('time', {})
    const badge = el('span', { class: 'unread', hidden: true })
    const link = el(
      'a',
      { class: 'chat-item', href: hrefOf(route), onclick: follow(route) },
      place === 'private' ? botAvatar() : roomAvatar(),
      el(
        'span',
        { class: 'text' },
        el('span', { class: 'line' }, el('span', { class: 'name' }, place === 'private' ? t.bot : t.room), time),
        el('span', { class: 'line' }, preview, badge),
      ),
    )
    return { element: link, preview, time, badge }
  }

  return {
    element,
    show(view) {
      for (const place of ['private', 'group']) {
        const { element: link, preview, time, badge } = items[place]
        const last = store.newest(place)
        const unread = store.unread(place)
        if (view === place) link.setAttribute('aria-current', 'page')
        else link.removeAttribute('aria-current')
        preview.textContent = last ? previewOf(last, place, store) : place === 'private' ? t.botAbout : t.roomAbout
        time.textContent = last ? shortTime(last.at) : ''
        badge.textContent = unread > 99 ? '99+' : String(unread)
        badge.hidden = unread === 0
        badge.setAttribute('aria-label', t.unread(unread))
      }
    },
  }
}

function previewOf({ body, ...entry }, place, store) {
  const words_ = summaryOf(body)
  if (place === 'private') return words_
  const who = body.kind === 'card' ? words().bot : store.isMine({ body, ...entry }) ? words().you : body.by.name
  return `${who}: ${words_}`
}

/** One line that says what a message is. */
export function summaryOf(body) {
  const text = [body.title, body.text].filter(Boolean).join(' ').replace(/\s+/g, ' ').trim()
  const file = body.files[0]
  return text.slice(0, 120) || (file ? (file.kind === 'picture' ? words().picture : `${words().file} ${file.name}`) : '')
}
