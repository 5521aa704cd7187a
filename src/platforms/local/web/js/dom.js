// Elements without markup strings: whatever people write ends up as text.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` functions become listeners; false, null and undefined are left out
 * @param {...(Node | string | false | null | undefined)} children strings become text
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== false && child !== null && child !== undefined && child !== ''))
  return element
}

const strokes = {
  back: 'M15 5l-7 7 7 7',
  attach: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  send: 'M4 12l16-8-5.5 16-3-6.5z M11.5 13.5L20 4',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
  edit: 'M4 20h4L19 9l-4-4L4 16z M13 7l4 4',
  reply: 'M10 6L4 12l6 6 M4 12h9a7 7 0 0 1 7 7',
  close: 'M6 6l12 12 M18 6L6 18',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z M15.5 15.5L20 20',
  tab: 'M14 4h6v6 M20 4l-9 9 M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  down: 'M12 5v14 M6 13l6 6 6-6',
  up: 'M12 19V5 M6 11l6-6 6 6',
  swap: 'M4 8h14 M14 4l4 4-4 4 M20 16H6 M10 12l-4 4 4 4',
  file: 'M7 3h7l5 5v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M14 3v5h5',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4a3.2 3.2 0 0 0 0 6.4z M3 19.5c.4-3.4 2.8-5.2 6-5.2s5.6 1.8 6 5.2 M16 5.200a3 3 0 0 1 0 5.7 M17.5 14.600c2 .6 3.3 2.2 3.6 4.9',
  shield: 'M12 3l7 2.600v5.600c0 4.5-2.9 7.9-7 9.800c-4.1-1.9-7-5.3-7-9.800V5.600z M9 12l2.2 2.200L15.3 10',
  clock: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16z M12 8v4.500l3 1.8',
}

/** @param {keyof typeof strokes} name */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' }))
    svg.setAttribute(key, value)
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', strokes[name])
  svg.append(path)
  return svg
}

/** Makes `parent` hold exactly `wanted`, moving as little as possible: focus and screen readers stay calm. */
export function arrange(parent, wanted) {
  const keep = new Set(wanted)
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove()
  let at = parent.firstElementChild
  for (const node of wanted) {
    if (node === at) at = at.nextElementSibling
    else parent.insertBefore(node, at)
  }
}

const link = /https?:\/\/[^\s<>"'，。；、（）《》“”]+[^\s<>"'，。；、（）《》“”.,;:!?)\]]/gu

/** Text in which web addresses can be followed. */
export function linked(text) {
  const parts = []
  let from = 0
  for (const match of text.matchAll(link)) {
    parts.push(text.slice(from, match.index), el('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]))
    from = match.index + match[0].length
  }
  return [...parts, text.slice(from)]
}
