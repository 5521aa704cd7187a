import type { Need } from '../../../domain/need.ts'
import { isEnded, type Way, ways } from '../../../domain/need-life.ts'
import { isStaff } from '../../../domain/person.ts'
import { undoMs } from '../../../domain/undo.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { mayGo } from '../../../domain/use-cases/life/go.ts'
import { mayHand } from '../../../domain/use-cases/life/hand-contact.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'

const dangerous: readonly Way[] = ['give_up', 'nobody']

/** What this reader may do with the need by the table, each as a button. */
export function wayButtons({ words }: Reader, { need, standing }: NeedFacts): Button[] {
  const own = words.t.life
  const buttons = ways
    .filter((way) => mayGo(way, need, standing.capacities))
    .map((way) => button(own.ways[way].label, way, need.id, dangerous.includes(way) ? 'danger' : undefined))
  if (mayHand(need, standing)) buttons.push(button(own.hand.label, 'hand_contact', need.id))
  return buttons
}

/** A line on what each of these buttons does, where it is a way of the table. */
export function explained({ words }: Reader, buttons: Button[]): string[] {
  const own = words.t.life
  return buttons.flatMap((one) => {
    const verb = 'verb' in one ? one.verb : ''
    const way = ways.find((name) => name === verb)
    const text = way ? own.ways[way].explain : verb === 'hand_contact' ? own.hand.explain : undefined
    return text ? [`• ${one.label}${words.t.colon}${text}`] : []
  })
}

/** For a minute, whoever acted last can take it back. */
export async function undoButton({ tx, person, words, now }: Reader, needId: string): Promise<Button[]> {
  const undo = person.id === '' ? undefined : await tx.undos.possible(needId, person.id, new Date(now.getTime() - undoMs))
  return undo ? [button(words.t.buttons.undo, 'undo', undo.id)] : []
}

/** What this person may do with the needs they have now, by name. */
export async function helpOf(reader: Reader): Promise<string[]> {
  const { tx, person, words } = reader
  const own = await tx.needs.ofPoster(person.id, 12)
  const carried = person.expertId ? (await tx.needs.ofExpert(person.expertId)).map(({ need }) => need) : []
  const others = isStaff(person) ? (await tx.needs.inState(['open', 'claimed', 'in_progress', 'solved', 'paused'], 0, 12)).needs : []
  const can = new Set<Way>()
  for (const need of distinct([...own, ...carried, ...others])) {
    if (need.state === 'draft' || (isEnded(need.state) && need.publishedAt === undefined)) continue
    const { capacities } = await standingOf(tx, need, person)
    for (const way of ways) if (mayGo(way, need, capacities)) can.add(way)
  }
  const names = ways.filter((way) => can.has(way)).map((way) => words.t.life.ways[way].label)
  return names.length > 0 ? [words.t.life.help(names.join(words.t.list))] : []
}

function distinct(needs: Need[]): Need[] {
  return [...new Map(needs.map((need) => [need.id, need])).values()]
}
