import { DomainError } from './errors.ts'
import type { NeedState } from './need.ts'

/** In what capacity somebody acts on a need. */
export type Capacity = 'poster' | 'claimer' | 'invited' | 'expert' | 'staff' | 'clock'

type Move = { from: readonly NeedState[]; to: NeedState; by: readonly Capacity[] }

/**
 * The life of a need: which event leads from where to where, and by whom. Permissions and buttons are read from here.
 * `submit` is publishing by an enterprise that staff have not yet verified.
 */
export const life = {
  publish: { from: ['draft'], to: 'open', by: ['poster'] },
  submit: { from: ['draft'], to: 'waiting', by: ['poster'] },
  discard: { from: ['draft'], to: 'withdrawn', by: ['poster'] },
  verify: { from: ['waiting'], to: 'open', by: ['staff'] },
  claim: { from: ['open'], to: 'claimed', by: ['invited', 'expert'] },
  decline: { from: ['claimed'], to: 'open', by: ['poster'] },
  start: { from: ['claimed'], to: 'in_progress', by: ['claimer'] },
  release: { from: ['claimed', 'in_progress'], to: 'open', by: ['claimer', 'staff'] },
  solve: { from: ['claimed', 'in_progress'], to: 'solved', by: ['claimer'] },
  confirm: { from: ['solved'], to: 'confirmed', by: ['poster'] },
  dispute: { from: ['solved'], to: 'in_progress', by: ['poster'] },
  withdraw: { from: ['waiting', 'open', 'claimed', 'in_progress'], to: 'withdrawn', by: ['poster'] },
} as const satisfies Record<string, Move>

export type LifeEvent = keyof typeof life

/** Whether the event may happen in that state by somebody of these capacities. */
export function may(event: LifeEvent, state: NeedState, capacities: readonly Capacity[]): boolean {
  const move: Move = life[event]
  return move.from.includes(state) && move.by.some((capacity) => capacities.includes(capacity))
}

/** The move of an event; `forbidden` where the capacity is wrong, `conflict` where the state is. */
export function checkMove(event: LifeEvent, state: NeedState, capacities: readonly Capacity[]): Move {
  const move: Move = life[event]
  if (!move.by.some((capacity) => capacities.includes(capacity))) throw new DomainError('forbidden', 'not_yours')
  if (!move.from.includes(state)) throw new DomainError('conflict', 'no_longer_possible', { state })
  return move
}
