import { waitsForAcceptance } from '../../../domain/need.ts'
import { isEnded, may } from '../../../domain/need-life.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'

/** A draft may be a small question; that is answered at once, and may become a whole need. */
export function consultButtons({ words, person }: Reader, { need, standing }: NeedFacts): Button[] {
  const b = words.t.buttons
  const buttons: Button[] = []
  if (need.state === 'draft' && standing.poster)
    buttons.push(need.track === 'full' ? button(b.consult, 'track_consult', need.id) : button(b.fullAgain, 'track_full', need.id))
  if (need.track !== 'consult' || need.state === 'draft') return buttons
  const passed = ['released', 'declined', 'lapsed', 'replaced'].includes(standing.invitation?.state ?? '')
  if (person.expertId && !waitsForAcceptance(need) && !passed && may('reply', need.state, standing.capacities))
    buttons.push(button(b.reply, 'reply', need.id, 'primary'))
  if (standing.poster && !isEnded(need.state)) buttons.push(button(b.full, 'track_full', need.id))
  return buttons
}

/** How a need is handled, where that is not the usual way. */
export function trackField({ words }: Reader, { need }: NeedFacts): [string, string | undefined] {
  return [words.t.labels.track, need.track === 'consult' ? words.t.work.consult : undefined]
}
