import type { Need } from '../../domain/need.ts'
import { isEnded } from '../../domain/need-life.ts'
import { isStaff } from '../../domain/person.ts'
import { decidersOf } from '../../domain/use-cases/onboard.ts'
import { myParts } from '../features/index.ts'
import type { Button } from '../platform.ts'
import { button, type Draft, type Reader, rows, shorter, showButton, turns } from './card.ts'

const page = 8
const most = 12

/** What is mine: my needs, what waits for my answer, whom I have to verify. */
export async function myCard(reader: Reader): Promise<Draft> {
  const { tx, words, person } = reader
  const { my } = words.t
  const lines: string[] = []
  const buttons: Button[] = []
  const section = (title: string, needs: Need[]) => {
    if (needs.length === 0) return
    lines.push(`${title}${words.t.colon}`)
    for (const need of needs.slice(0, most)) {
      lines.push(`• ${[need.number, need.title, `— ${words.t.states[need.state]}`].filter(Boolean).join(' ')}`)
      buttons.push(showButton(words, need))
    }
  }
  section(my.needs, await tx.needs.ofPoster(person.id, most))
  if (person.expertId) {
    const asked = await tx.needs.ofExpert(person.expertId)
    const where = (state: string) =>
      asked.filter(({ need, invitation }) => invitation.state === state && !isEnded(need.state)).map(({ need }) => need)
    section(
      my.asked,
      where('asked').filter((need) => need.state === 'open'),
    )
    section(my.carrying, where('claimed'))
    section(my.reserve, where('reserve'))
  }
  if (isStaff(person)) await verifications(reader, lines, buttons)
  else if ((await tx.verifications.pendingOf(person.id)).length > 0) lines.push(my.waitingVerify)
  const parts = await myParts(reader)
  lines.push(...parts.lines)
  buttons.push(...parts.buttons)
  if (lines.length === 0) lines.push(person.enterpriseId && !person.expertId ? my.noNeeds : my.nothing)
  return { title: my.title, text: lines.join('\n'), buttons: rows(buttons, 1) }
}

async function verifications({ tx, words, person }: Reader, lines: string[], buttons: Button[]): Promise<void> {
  const mine = (await tx.verifications.pending()).filter(({ kind }) => decidersOf(kind).some((role) => person.roles.includes(role)))
  const pending = mine.slice(0, most)
  if (pending.length === 0) return
  lines.push(`${words.t.my.verify}${words.t.colon}`)
  for (const verification of pending) {
    const person = await tx.people.find(verification.personId)
    const enterprise = verification.enterpriseId ? await tx.directory.enterprise(verification.enterpriseId) : undefined
    const expert = verification.expertId ? await tx.directory.expert(verification.expertId) : undefined
    const name = enterprise?.name ?? expert?.name ?? words.t.buttons.staff
    lines.push(`• ${person?.name ?? ''} — ${name}`)
    buttons.push(button(`${words.t.verification.title}${words.t.colon}${shorter(name, 30)}`, 'verification', verification.id))
  }
}

/** Needs that look for an expert, for experts and staff, as far as each may see them. */
export async function openCard(asker: Reader, start: number): Promise<Draft> {
  const { tx, words, person } = asker
  const { open } = words.t
  if (!person.expertId && !isStaff(person)) return { text: open.forExperts, buttons: [[button(words.t.buttons.my, 'my', 'x')]] }
  const reader = { personId: person.id, expertId: person.expertId, staff: isStaff(person) }
  const { needs, total, page: at } = await tx.lists.openTo(reader, start, page)
  if (total === 0) return { text: open.none }
  asker.reads?.(
    'list',
    needs.map(({ id }) => id),
  )
  const turn = turns(words, 'open', String, at, Math.ceil(total / page))
  const buttons = rows(
    needs.map((need) => showButton(words, need)),
    1,
  )
  return {
    title: open.title(total),
    text: needs.map(({ number, title, field }) => `• ${number} ${title}${field ? words.t.aside(words.field(field)) : ''}`).join('\n'),
    buttons: [...buttons, ...turn],
  }
}
