// The log stays at its end while one is there; what comes while one reads above is announced by a pill.
import { el, icon } from './dom.js'
import { words } from './words.js'

const nearEnd = 48

/** @param {HTMLElement} log @param {HTMLElement} inner @param {{ onEnd(): void, unseen(): number }} options */
export function scrolling(log, inner, { onEnd, unseen }) {
  const t = words()
  let sticks = true
  /** A card out of sight that has changed. */
  let changedAbove
  const down = el('button', { type: 'button', class: 'pill down', hidden: true, onclick: () => toEnd(true) }, icon('down'), el('span', {}))
  const above = el(
    'button',
    { type: 'button', class: 'pill above', hidden: true, onclick: () => jump(changedAbove) },
    icon('up'),
    el('span', {}, t.updatedAbove),
  )
  const pills = el('div', { class: 'pills' }, above, down)

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd

  function toEnd(smooth = false) {
    sticks = true
    log.scrollTo({
      top: log.scrollHeight,
      behavior: smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'instant',
    })
  }

  function jump(node) {
    if (!node?.isConnected) return
    changedAbove = undefined
    above.hidden = true
    node.scrollIntoView({ block: 'center' })
    node.focus({ preventScroll: true })
    flash(node)
  }

  function flash(node) {
    node.classList.add('flash')
    node.addEventListener('animationend', () => node.classList.remove('flash'), { once: true })
  }

  function pill() {
    const n = unseen()
    down.hidden = atEnd()
    down.lastElementChild.textContent = n > 0 ? t.below(n) : ''
    down.setAttribute('aria-label', n > 0 ? t.below(n) : t.toEnd)
    if (changedAbove && (!changedAbove.isConnected || inSight(changedAbove))) changedAbove = undefined
    above.hidden = changedAbove === undefined
  }

  function inSight(node) {
    const { top, bottom } = node.getBoundingClientRect()
    const view = log.getBoundingClientRect()
    return bottom > view.top + 16 && top < view.bottom
  }

  log.addEventListener(
    'scroll',
    () => {
      sticks = atEnd()
      pill()
      if (sticks) onEnd()
    },
    { passive: true },
  )
  // pictures arrive, the keyboard opens, the field grows: the end stays in view
  const watching = new ResizeObserver(() => {
    if (sticks) toEnd()
  })
  watching.observe(inner)
  watching.observe(log)

  return {
    pills,
    pill,
    atEnd,
    toEnd,
    jump,
    /** @param {Element | null} divider */
    begin(divider) {
      if (!divider) return toEnd()
      divider.scrollIntoView({ block: 'start' })
      sticks = atEnd()
    },
    remember: () => ({
      sticks,
      height: log.scrollHeight,
      top: log.scrollTop,
      firstTop: inner.querySelector('.message')?.getBoundingClientRect().top,
      first: inner.querySelector('.message'),
    }),
    follow(before) {
      if (before.sticks) return toEnd()
      // messages put above must not push away what one reads
      if (before.first?.isConnected) log.scrollTop += before.first.getBoundingClientRect().top - before.firstTop
    },
    /** A message is drawn anew: its content may have changed, in or out of sight. */
    changed(old, next) {
      if (old.dataset.id === undefined || !old.classList.contains('bot')) return
      if (old.querySelector('.bubble')?.textContent === next.querySelector('.bubble')?.textContent) return
      if (inSight(old)) flash(next)
      else if (old.getBoundingClientRect().bottom <= log.getBoundingClientRect().top + 16) changedAbove = next
    },
    close: () => watching.disconnect(),
  }
}
