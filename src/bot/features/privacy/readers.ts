import { DomainError } from '../../../domain/errors.ts'
import type { PrivacyNotice } from '../../../domain/notices.ts'
import { button, type Draft, pair, type Reader, showButton, turns } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'

const size = 15

/** Who has read a need, for the enterprise whose it is: names and in what capacity, the newest first. */
export async function readersCard(reader: Reader, { needId, page }: Extract<PrivacyNotice, { view: 'readers' }>): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  if (need?.posterId !== person.id) throw new DomainError('forbidden', 'not_yours')
  const found = await tx.privacy.readsOf(needId, page, size)
  const own = words.t.privacy.readers
  const lines = found.reads.map(({ name, as, kind, at }) =>
    own.line(words.shortTime(at), name || words.t.somebody, own.roles[as] ?? as, own.kinds[kind]),
  )
  const pages = Math.max(1, Math.ceil(found.total / size))
  const turn = turns(words, 'readers_page', (n) => pair(needId, String(n)), found.page, pages)
  return {
    title: own.title(need.number ?? need.title, found.total),
    text: lines.length > 0 ? lines.join('\n') : own.nobody,
    buttons: [...turn, [showButton(words, need)]],
  }
}

/** On the enterprise's own card of a private need. */
export function readersButton({ words }: Reader, { need, standing }: NeedFacts): Button[] {
  const shown = standing.poster && need.visibility === 'private' && need.number !== undefined
  return shown ? [button(words.t.buttons.readers, 'readers', need.id)] : []
}
