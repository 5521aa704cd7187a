import type { Need } from '../../../domain/need.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { type Reader, showButton } from '../../cards/card.ts'
import { type NeedFacts, sight } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'

type Fields = [label: string, value: string | undefined][]

/** Why and until when it is paused, why it ended (for its two sides and staff), what it was split from and into. */
export async function lifeFields(reader: Reader, { need, standing }: NeedFacts, whole: boolean): Promise<Fields> {
  if (!whole) return []
  const party = standing.poster || standing.staff || standing.claimer || standing.member || standing.invitation?.state === 'claimed'
  const { tx, words } = reader
  const { labels } = words.t
  const fields: Fields = []
  if (need.state === 'paused') {
    const pause = (await tx.needs.history(need.id)).findLast(({ event }) => event === 'pause')
    fields.push([labels.reviewOn, need.reviewOn && words.day(need.reviewOn)], [labels.pauseReason, party ? pause?.note : undefined])
  }
  if (party) fields.push([labels.endReason, need.endReason], [labels.endCall, need.endCall])
  const parts = need.state === 'split' ? await visible(reader, await tx.needs.partsOf(need.id)) : []
  fields.push([labels.parts, parts.map((part) => `${part.number} ${part.title} — ${words.t.states[part.state]}`).join('\n') || undefined])
  const from = need.splitFromId ? await visible(reader, [await tx.needs.find(need.splitFromId)]) : []
  fields.push([labels.splitFrom, from[0]?.number])
  return fields
}

/** To the need it was merged into, or its parts. */
export async function partButtons(reader: Reader, { need }: NeedFacts): Promise<Button[]> {
  const { tx, words } = reader
  const parts = need.state === 'split' ? await tx.needs.partsOf(need.id) : []
  const into = need.mergedIntoId ? [await tx.needs.find(need.mergedIntoId)] : []
  return (await visible(reader, [...into, ...parts])).map((other) => showButton(words, other))
}

/** Of these needs, those the reader may know of. */
async function visible({ tx, person }: Reader, needs: (Need | undefined)[]): Promise<Need[]> {
  const seen: Need[] = []
  for (const need of needs) {
    if (!need) continue
    const standing = await standingOf(tx, need, person)
    if (sight({ need, standing }, person.expertId !== undefined) !== 'nothing') seen.push(need)
  }
  return seen
}
