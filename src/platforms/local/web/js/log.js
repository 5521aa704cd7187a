// The messages of one chat, kept in step with what is known of it.
import { bubble } from './bubble.js'
import { arrange, el, icon } from './dom.js'
import { presses } from './presses.js'
import { scrolling } from './scrolling.js'
import { dayKey, dayName } from './times.js'
import { words } from './words.js'

const runMs = 5 * 60_000

/**
 * @param {{ place: 'private' | 'group', store: any, outbox: any, people: Map<string, any>, onEdit(entry: any): void, onReply(entry: any): void, onStart(payload: string): void, onRead(): void }} options
 */
export function createLog({ place, store, outbox, people, onEdit, onReply, onStart, onRead }) {
  const t = words()
  const inner = el('div', { class: `inner ${place}` })
  const name = place === 'private' ? t.bot : t.room
  const element = el(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-busy': 'true', 'aria-label': t.chatWith(name), tabindex: '0' },
    inner,
  )
  const nodes = new Map()
  const unfolded = new Set()
  const pressed = presses(outbox, () => show())
  /** Where the new messages began when one came; undefined: none. */
  let divider
  const scroll = scrolling(element, inner, { onEnd: markRead, unseen: () => store.unread(place) })

  function looking() {
    return document.visibilityState === 'visible' && document.hasFocus()
  }

  function markRead() {
    if (looking() && scroll.atEnd() && store.chats[place].loaded && store.markRead(place)) onRead()
  }

  function comeBack() {
    if (!looking()) return
    markRead()
    show()
  }

  /** Draws what has changed. */
  function show() {
    if (!store.chats[place].loaded) return
    for (const entry of store.sorted(place)) pressed.settle(entry)
    const fresh = element.getAttribute('aria-busy') === 'true'
    if (divider === undefined && (fresh || !looking() || !scroll.atEnd())) divider = firstUnread()
    const before = scroll.remember()
    const wanted = rows()
    const keep = new Set(wanted.map(({ key }) => key))
    for (const key of nodes.keys()) if (!keep.has(key)) nodes.delete(key)
    arrange(inner, wanted.map(nodeOf))
    if (fresh) scroll.begin(inner.querySelector('.new-messages'))
    else scroll.follow(before)
    element.setAttribute('aria-busy', 'false')
    markRead()
    scroll.pill()
  }

  function firstUnread() {
    const until = store.readUntil(place)
    const unread = store.sorted(place).find((entry) => entry.id > until && !store.isMine(entry))
    return unread && until > 0 ? unread.id : undefined
  }

  function rows() {
    const entries = [...store.sorted(place).map(knownRow), ...waitingRows()]
    const all = []
    if (store.chats[place].more) all.push({ key: 'earlier', sign: '', make: earlierButton })
    if (entries.length === 0 && place === 'group')
      all.push({ key: 'empty', sign: '', make: () => el('p', { class: 'system' }, t.emptyRoom) })
    entries.forEach((row, index) => {
      const previous = entries[index - 1]
      const day = dayKey(row.shown.at)
      const sameDay = previous && day === dayKey(previous.shown.at)
      if (!sameDay)
        all.push({
          key: `day-${day}`,
          sign: dayName(row.shown.at),
          make: () => el('div', { class: 'day' }, el('span', {}, dayName(row.shown.at))),
        })
      const isDivider = row.shown.id !== undefined && row.shown.id === divider
      if (isDivider) all.push({ key: 'divider', sign: '', make: () => el('div', { class: 'new-messages' }, el('span', {}, t.newMessages)) })
      const first = !sameDay || isDivider || previous.who !== row.who || Date.parse(row.shown.at) - Date.parse(previous.shown.at) > runMs
      all.push(messageRow(row, first))
    })
    return all
  }

  /** An entry of the transcript, with what this person has done to it and the program has not taken yet. */
  function knownRow(entry) {
    const { id, at, body } = entry
    const mine = store.isMine(entry)
    const change = mine && outbox.items().findLast((item) => item.path === 'edit' && item.body.entry === id)
    const saying = mine && outbox.items().find((item) => item.path === 'say' && item.body.key === body.key)
    const pending = change || saying
    const quoted = body.reply === undefined ? undefined : store.chats[place].entries.get(body.reply)
    const shown = {
      id,
      at,
      mine,
      quoted,
      group: place === 'group',
      body: change ? { ...body, text: change.body.text, edited: at } : body,
      key: pending ? pending.body.key : undefined,
      person: body.kind === 'said' ? people.get(body.by.address.slice('local:'.length)) : undefined,
      ...progress(pending),
    }
    return {
      key: body.kind === 'said' ? `said-${body.by.address}-${body.key}` : `card-${id}`,
      who: body.kind === 'card' ? 'bot' : body.by.address,
      shown,
      entry,
    }
  }

  function waitingRows() {
    const known = new Set(store.sorted(place).map(({ body }) => body.key))
    const waiting = outbox.items().filter((item) => item.path === 'say' && item.body.place === place && !known.has(item.body.key))
    return waiting.map((item) => {
      const { text, key, reply, shownFiles = [] } = item.body
      const body = { kind: 'said', rev: 0, key, by: { address: store.own, name: '' }, text, files: shownFiles, reply }
      const quoted = reply === undefined ? undefined : store.chats[place].entries.get(reply)
      return {
        key: `said-${store.own}-${key}`,
        who: store.own,
        shown: { at: item.at, mine: true, group: place === 'group', body, key, quoted, ...progress(item) },
      }
    })
  }

  function messageRow({ key, shown, entry }, first) {
    const sign = JSON.stringify([
      shown.body.rev,
      shown.body.text,
      shown.id,
      first,
      shown.sending,
      shown.refused,
      shown.quoted?.body.rev,
      entry && pressed.of(entry.id),
    ])
    return { key, sign, make: () => bubble({ ...shown, first }, acts(shown, entry)) }
  }

  function acts(shown, entry) {
    const id = shown.id ?? shown.key
    const settled = entry && !shown.sending && !shown.refused
    return {
      press: (button) => ('start' in button ? onStart(button.start) : pressed.press(entry, button)),
      isPending: (button) => pressed.isPending(entry.id, button),
      edit: settled && shown.mine ? () => onEdit(entry) : undefined,
      reply: settled && !shown.mine && place === 'group' ? () => onReply(entry) : undefined,
      again: () => outbox.again(shown.key),
      drop: () => outbox.drop(shown.key),
      jump: (to) => scroll.jump(inner.querySelector(`[data-id="${to}"]`)),
      unfolded: { has: () => unfolded.has(id), set: (open) => void unfolded[open ? 'add' : 'delete'](id) },
    }
  }

  function nodeOf({ key, sign, make }) {
    const standing = nodes.get(key)
    if (standing?.sign === sign) return standing.node
    const node = make()
    if (standing) {
      const focus = focusIn(standing.node)
      scroll.changed(standing.node, node)
      standing.node.replaceWith(node)
      focus?.(node)
    }
    nodes.set(key, { sign, node })
    return node
  }

  function earlierButton() {
    const load = () => void store.loadEarlier(place).catch(() => {})
    return el('button', { type: 'button', class: 'button earlier', onclick: load }, icon('up'), t.earlier)
  }

  window.addEventListener('focus', comeBack)
  document.addEventListener('visibilitychange', comeBack)
  return {
    element,
    pills: scroll.pills,
    show,
    /** One has answered: what was new is new no more. */
    said() {
      divider = undefined
      scroll.toEnd()
    },
    close() {
      window.removeEventListener('focus', comeBack)
      document.removeEventListener('visibilitychange', comeBack)
      pressed.close()
      scroll.close()
    },
  }
}

/** How far a thing done has come. */
function progress(item) {
  if (!item) return {}
  if (item.refused !== undefined) return { refused: item.refused }
  return { sending: item.tries > 1 ? 'waiting' : 'sending' }
}

/** Focus inside a message that is drawn anew goes to the same button, or the first one, or the message. */
function focusIn(node) {
  const active = document.activeElement
  if (!node.contains(active)) return undefined
  const at = [...node.querySelectorAll('button, a')].indexOf(active)
  const label = active.textContent
  return (next) => {
    const buttons = [...next.querySelectorAll('button, a')]
    const same =
      buttons.find((button) => button.textContent === label && label !== '') ??
      buttons[at] ??
      buttons.find((button) => button.classList.contains('press'))
    const target = same ?? next
    target.focus({ preventScroll: true })
  }
}
