// Being somebody: both chats of one person, until one becomes somebody else.
import { createChat } from './chat.js'
import { el } from './dom.js'
import { listen } from './live.js'
import { createOutbox } from './outbox.js'
import { go } from './route.js'
import { sidebar } from './sidebar.js'
import { createStore } from './store.js'
import { words } from './words.js'

/** Without word from the stream for this long the page says so; a restart in between is not worth a word. */
const lostAfterMs = 700

/** @param {{ page: HTMLElement, me: any, room: string, limits: any, people: Map<string, any> }} options */
export function openSession({ page, me, room, limits, people }) {
  /** @type {'private' | 'group' | 'list' | undefined} */
  let view
  let chat
  let connected = true
  let lostTimer = 0
  let greeted = false
  const store = createStore(me.key, room, refresh)
  const outbox = createOutbox(me.key, { onChange: () => refresh(), onTaken: taken })
  let side = sidebar({ me, store })
  const app = el('div', { class: 'app' }, el('a', { class: 'skip', href: '#message', onclick: skip }, words().toInput), side.element)
  page.replaceChildren(app)

  const stop = listen({
    onState(state) {
      clearTimeout(lostTimer)
      if (state === 'open') {
        setConnected(true)
        outbox.hurry()
        catchUp()
      } else if (state === 'down') lostTimer = setTimeout(() => setConnected(false), lostAfterMs)
    },
    onChange: store.put,
  })
  document.addEventListener('visibilitychange', catchUpWhenSeen)
  window.addEventListener('storage', refreshUnread)
  catchUp()

  function setConnected(next) {
    connected = next
    chat?.setConnected(connected)
  }

  function catchUpWhenSeen() {
    if (document.visibilityState === 'visible') catchUp()
  }

  /** Fetches what may have been missed. What can't be fetched now is fetched when the stream opens again. */
  async function catchUp() {
    await Promise.allSettled([store.load('private'), store.load('group')])
    openFirstTime()
  }

  /** The private chat is looked at and nothing was ever said in it: the bot is told, once. */
  function openFirstTime() {
    const { loaded, entries } = store.chats.private
    if (view !== 'private' || !loaded || entries.size > 0 || outbox.items().length > 0 || greeted) return
    greeted = true
    outbox.add('start', { key: 'open', payload: '' })
  }

  function taken(item, answer) {
    if (item.path === 'say' && answer.body) store.put(answer)
  }

  function refresh(place) {
    if (place === undefined || place === view) chat?.show()
    refreshUnread()
  }

  function refreshUnread() {
    side.show(view)
    chat?.setElsewhere(store.unread(view === 'group' ? 'private' : 'group'))
    const unread = store.unread('private') + store.unread('group')
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${me.name} · ${words().title}`
  }

  function startWith(payload) {
    greeted = true
    outbox.add('start', { payload })
    if (view !== 'private') go({ as: me.key, view: 'private' })
  }

  return {
    me,
    /** @param {'private' | 'group' | 'list'} next */
    show(next) {
      if (next === view) return
      view = next
      app.dataset.view = next
      chat?.close()
      chat?.element.remove()
      chat = undefined
      if (next !== 'list') {
        chat = createChat({ place: next, me, limits, store, outbox, people, onStart: startWith, onRead: refreshUnread })
        app.append(chat.element)
        chat.setConnected(connected)
      }
      refresh()
      chat?.focus()
      openFirstTime()
    },
    start: startWith,
    /** Draws everything again, in the language chosen now. */
    redraw() {
      const again = view
      side.element.remove()
      side = sidebar({ me, store })
      app.querySelector('.skip').replaceChildren(words().toInput)
      app.querySelector('.skip').after(side.element)
      view = undefined
      this.show(again)
    },
    close() {
      stop()
      clearTimeout(lostTimer)
      document.removeEventListener('visibilitychange', catchUpWhenSeen)
      window.removeEventListener('storage', refreshUnread)
      chat?.close()
      outbox.close()
    },
  }
}

function skip(event) {
  event.preventDefault()
  document.getElementById('message')?.focus()
}
