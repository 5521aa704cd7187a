import { html } from 'ghtml'
import { historyOf } from '../../bot/cards/history.ts'
import { needCard } from '../../bot/cards/need.ts'
import type { Words } from '../../bot/words.ts'
import { isoDayAt } from '../../domain/calendar/days.ts'
import { DomainError } from '../../domain/errors.ts'
import { facts, link, prose, table, text } from '../parts.ts'
import type { Make, Visit } from '../visit.ts'

/** A need as the reader's own card in the chat says it, with all that happened. */
export const need: Make = async ({ reader }, { id = '' }) => {
  const { tx, words } = reader
  const p = words.t.desk.page
  await numbered(reader, id)
  const card = await needCard(reader, id)
  const { entries } = await historyOf(reader, id)
  const files = await tx.needs.files(id)
  const kept = files.map((file) => html`<li>!${link(`/desk/needs/${id}/files/${file.fileId}`, file.name)}</li>`)
  return {
    title: card.title ?? id,
    body: html`<p class="ways">!${link('/desk/needs', p.back)}</p>
!${prose(card.text)}
!${facts(card.fields ?? [])}
!${kept.length > 0 ? html`<h2>${p.files}</h2><ul>!${kept}</ul>` : ''}
<h2>${p.timeline}</h2>
!${table(
      p.timeline,
      [
        {
          title: p.when,
          head: true,
          short: true,
          cell: ({ at }) => html`<time datetime="${at.toISOString()}">${whenOf(words, at)}</time>`,
        },
        { title: p.what, cell: (entry) => html`<span class="prose">!${text(entry.text)}</span>` },
      ],
      entries,
    )}`,
  }
}

/** With the year: a need may be told of long after. */
function whenOf({ day, shortTime }: Words, at: Date): string {
  return `${day(isoDayAt(at))} ${shortTime(at).slice(-5)}`
}

export const needFile: Make = async ({ reader }, { id = '', file: fileId = '' }) => {
  await numbered(reader, id)
  await needCard(reader, id)
  const kept = (await reader.tx.needs.files(id)).some((file) => file.fileId === fileId)
  const file = kept ? await reader.tx.files.get(fileId) : undefined
  if (!file) throw new DomainError('not_found', 'no_such_entry')
  return { file: async () => file }
}

/** Drafts are their writers' own. */
async function numbered({ tx }: Visit['reader'], id: string): Promise<void> {
  if ((await tx.needs.find(id))?.number === undefined) throw new DomainError('not_found', 'no_such_need')
}
