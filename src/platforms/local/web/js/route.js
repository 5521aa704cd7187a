// Who one is and what is open stand in the page's address, so that a reload keeps them and every tab has its own.

/** @typedef {{ as: string | null, view: 'private' | 'group' | 'list', start: string | null }} Route */

/** @returns {Route} */
export function currentRoute() {
  const query = new URLSearchParams(location.search)
  const chat = query.get('chat')
  return { as: query.get('as'), view: chat === 'group' || chat === 'list' ? chat : 'private', start: query.get('start') }
}

/** @param {Partial<Route>} route */
export function hrefOf({ as, view, start }) {
  const query = new URLSearchParams()
  if (as) query.set('as', as)
  if (view && view !== 'private') query.set('chat', view)
  if (start) query.set('start', start)
  return `/${query.size > 0 ? `?${query}` : ''}`
}

let changed = () => {}

/** @param {() => void} listener */
export function onRoute(listener) {
  changed = listener
  window.addEventListener('popstate', listener)
}

/** @param {Partial<Route>} route @param {{ replace?: boolean }} [options] */
export function go(route, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', hrefOf(route))
  changed()
}

/** Follows a link inside the page, unless it was asked for in a new tab. @param {Partial<Route>} route */
export function follow(route) {
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(route)
  }
}
