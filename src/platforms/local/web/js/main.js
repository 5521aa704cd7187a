// Begins: who one is stands in the page's address; nobody yet means choosing.
import { get } from './api.js'
import { el } from './dom.js'
import { onLang } from './lang-switch.js'
import { picker, rememberPerson } from './picker.js'
import { currentRoute, go, onRoute } from './route.js'
import { openSession } from './session.js'
import { showLang, words } from './words.js'

const page = /** @type {HTMLElement} */ (document.getElementById('page'))
/** @type {{ room: string, limits: any, people: any[] } | undefined} */
let world
let session
/** A guest comes before the list that has them. */
const guests = []

async function load() {
  for (let failed = 0; ; failed += 1) {
    try {
      world = await get('people')
      return
    } catch {
      page.replaceChildren(el('p', { class: 'away', role: 'status' }, failed > 0 ? words().serverAway : words().loading))
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

function show() {
  const { as, view, start } = currentRoute()
  const people = [...guests, ...world.people]
  const me = people.find((person) => person.key === as)
  if (session && session.me.key !== as) {
    session.close()
    session = undefined
  }
  if (!me) return choose({ as, start })
  if (!session) {
    rememberPerson(me.key)
    session = openSession({
      page,
      me,
      room: world.room,
      limits: world.limits,
      people: new Map(people.map((person) => [person.key, person])),
    })
  }
  if (start !== null) {
    session.show('private')
    session.start(start)
    return go({ as, view: 'private' }, { replace: true })
  }
  session.show(view)
}

/** People come and go: the list is fetched again whenever one chooses. */
async function choose({ as, start }) {
  world = await get('people').catch(() => world)
  if (currentRoute().as !== as) return
  document.title = words().title
  const people = [...world.people]
  for (const guest of guests) if (!people.some((person) => person.key === guest.key)) people.push(guest)
  page.replaceChildren(picker({ people, start, missing: as !== null, onGuest: (guest) => guests.unshift(guest) }))
  window.scrollTo(0, 0)
  if (matchMedia('(hover: hover)').matches) document.getElementById('search')?.focus()
}

showLang()
onLang(() => (session ? session.redraw() : show()))
await load()
onRoute(show)
show()
