// The first page: who one is going to be.
import { newKey, post } from './api.js'
import { avatar } from './avatar.js'
import { el, icon } from './dom.js'
import { langSwitch } from './lang-switch.js'
import { follow, go, hrefOf } from './route.js'
import { words } from './words.js'

/** @typedef {{ key: string, name: string, org: string, role: 'enterprise' | 'expert' | 'manager' | 'officer' | 'staff' | 'guest' }} Person */

const order = ['enterprise', 'expert', 'manager', 'officer', 'staff', 'guest']
const recentShown = 6

export function rememberPerson(key) {
  const keys = [key, ...recentKeys().filter((one) => one !== key)].slice(0, 20)
  localStorage.setItem('recent', JSON.stringify(keys))
}

function recentKeys() {
  return JSON.parse(localStorage.getItem('recent') ?? '[]')
}

/** @param {{ people: Person[], start: string | null, missing: boolean, onGuest(guest: Person): void }} options */
export function picker({ people, start, missing, onGuest }) {
  const t = words()
  const results = el('div', { class: 'results' })
  const search = el('input', {
    type: 'search',
    class: 'search',
    id: 'search',
    placeholder: t.search,
    'aria-label': t.search,
    autocomplete: 'off',
    spellcheck: 'false',
  })
  let role = 'all'
  const show = () => results.replaceChildren(...groups(people, search.value, role, start))
  const filters = roleFilters(people, (next) => {
    role = next
    show()
  })
  search.addEventListener('input', show)
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') moveFocus(results, 1, event)
    if (event.key === 'Enter' && !event.isComposing) results.querySelector('a.person')?.click()
  })
  results.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') moveFocus(results, 1, event)
    if (event.key === 'ArrowUp' && !moveFocus(results, -1, event)) search.focus()
  })
  show()
  return el(
    'main',
    { class: 'picker' },
    el(
      'header',
      { class: 'brand' },
      el('img', { src: '/local/web/icon.svg', alt: '', width: '40', height: '40' }),
      el('h1', {}, t.title),
      langSwitch(),
    ),
    el('p', { class: 'notice' }, icon('shield'), el('span', {}, t.notice, ' ', t.noticeMore)),
    missing && el('p', { class: 'missing', role: 'alert' }, t.notThere),
    el('section', { class: 'who', 'aria-labelledby': 'who' }, el('h2', { id: 'who' }, t.pick), el('p', { class: 'hint' }, t.pickHint)),
    newcomer(start, onGuest),
    people.length > 0 && el('div', { class: 'find' }, el('label', { class: 'field', for: 'search' }, icon('search'), search), filters),
    people.length > 0 && results,
  )
}

function newcomer(start, onGuest) {
  const t = words()
  // made once: pressing twice, or again after a fault, is still one guest
  const key = newKey()
  const name = el('input', {
    name: 'name',
    maxlength: '40',
    placeholder: t.yourName,
    'aria-label': t.yourName,
    required: true,
    autocomplete: 'off',
  })
  const submit = async (event) => {
    event.preventDefault()
    if (name.value.trim() === '') return
    const guest = await post('guests', { key, name: name.value }).catch(() => undefined)
    if (!guest) return name.focus()
    onGuest(guest)
    go({ as: guest.key, start })
  }
  return el(
    'form',
    { class: 'newcomer', onsubmit: submit },
    el('div', {}, el('strong', {}, t.newcomer), el('span', { class: 'hint' }, t.newcomerHint)),
    el('div', { class: 'row' }, name, el('button', { class: 'button primary' }, t.enter)),
  )
}

function roleFilters(people, choose) {
  const t = words()
  const present = order.filter((role) => people.some((person) => person.role === role))
  const buttons = ['all', ...present].map((role) =>
    el(
      'button',
      { type: 'button', class: 'chip', 'aria-pressed': String(role === 'all'), onclick: () => pick(role), 'data-role': role },
      role === 'all' ? t.everybody : t.roles[role],
    ),
  )
  const pick = (role) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.role === role))
    choose(role)
  }
  return el('div', { class: 'chips', role: 'group' }, ...buttons)
}

function groups(people, wanted, role, start) {
  const t = words()
  const parts = wanted.trim().toLowerCase().split(/\s+/)
  const found = people.filter(
    (person) =>
      (role === 'all' || person.role === role) && parts.every((part) => `${person.name} ${person.org}`.toLowerCase().includes(part)),
  )
  const recent = wanted === '' && role === 'all' ? recentKeys().flatMap((key) => found.find((person) => person.key === key) ?? []) : []
  const sections = [['recent', recent.slice(0, recentShown)], ...order.map((one) => [one, found.filter((person) => person.role === one)])]
  if (found.length === 0) return [el('p', { class: 'nobody', role: 'status' }, t.nobody)]
  return sections.filter(([, members]) => members.length > 0).map(([name, members]) => group(name, members, start))
}

function group(name, members, start) {
  const t = words()
  const id = `group-${name}`
  return el(
    'section',
    { 'aria-labelledby': id },
    el('h3', { id }, t.roles[name], el('span', { class: 'count' }, t.count(members.length))),
    el('ul', { class: 'people' }, ...members.map((person) => row(person, start))),
  )
}

function row(person, start) {
  const t = words()
  const route = { as: person.key, start }
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'person', href: hrefOf(route), onclick: follow(route) },
      avatar(person.name, person.key),
      el(
        'span',
        { class: 'text' },
        el('span', { class: 'name' }, person.name),
        el('span', { class: 'org' }, person.org || t.role[person.role]),
      ),
      el('span', { class: `badge ${person.role}` }, t.role[person.role]),
    ),
    el(
      'a',
      {
        class: 'tab',
        href: hrefOf(route),
        target: '_blank',
        rel: 'noopener',
        title: t.newTab(person.name),
        'aria-label': t.newTab(person.name),
      },
      icon('tab'),
    ),
  )
}

function moveFocus(results, step, event) {
  const rows = [...results.querySelectorAll('a.person')]
  const next = rows[rows.indexOf(document.activeElement) + step]
  if (!next) return false
  event.preventDefault()
  next.focus()
  return true
}
