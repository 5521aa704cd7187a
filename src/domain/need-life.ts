import { DomainError } from './errors.ts'
import type { NeedState } from './need.ts'

/**
 * In what capacity somebody acts on a need. `claimer`: the expert of the live claim (or staff for one who is reached by phone).
 * `member`: works on it in the claimer's team. `expert`: may read it as any expert may. `clock`: nobody, a term ran out.
 */
export type Capacity = 'poster' | 'claimer' | 'member' | 'invited' | 'expert' | 'staff' | 'clock'

/**
 * What must come with an event. `call`: what the enterprise said on the phone, needed of staff where the enterprise itself did not press.
 * `into`: another need. `parts`: two or more needs. `expert`: whom. `terms`: bounty, conditions and closing date of a challenge.
 */
export type Want = 'reason' | 'call' | 'review' | 'result' | 'expert' | 'into' | 'parts' | 'terms' | 'choice'

/** `to` before: the state it was paused in. */
export type Move = { from: readonly NeedState[]; to: NeedState | 'before'; by: readonly Capacity[]; needs: readonly Want[] }

const atWork = ['claimed', 'in_progress'] as const
const live = ['open', 'challenge', ...atWork] as const

/**
 * The life of a need: which event leads from where to where, who may, and what it needs. Permissions, buttons, help and the diagram in
 * docs/life.md are made from this table. `submit` is publishing by an enterprise that staff have not yet verified.
 */
export const life = {
  publish: { from: ['draft'], to: 'open', by: ['poster'], needs: [] },
  submit: { from: ['draft'], to: 'waiting', by: ['poster'], needs: [] },
  discard: { from: ['draft'], to: 'withdrawn', by: ['poster'], needs: [] },
  verify: { from: ['waiting'], to: 'open', by: ['staff'], needs: [] },
  claim: { from: ['open'], to: 'claimed', by: ['invited', 'expert'], needs: [] },
  assign: { from: ['open'], to: 'claimed', by: ['staff'], needs: ['expert'] },
  decline: { from: ['claimed'], to: 'open', by: ['poster'], needs: [] },
  start: { from: ['claimed'], to: 'in_progress', by: ['claimer'], needs: [] },
  release: { from: atWork, to: 'open', by: ['claimer', 'staff'], needs: ['reason'] },
  lapse: { from: ['claimed'], to: 'open', by: ['clock'], needs: [] },
  replace: { from: atWork, to: 'claimed', by: ['staff'], needs: ['expert', 'reason'] },
  reply: { from: ['open'], to: 'solved', by: ['invited', 'expert'], needs: ['result'] },
  solve: { from: atWork, to: 'solved', by: ['claimer'], needs: ['result'] },
  confirm: { from: ['solved'], to: 'confirmed', by: ['poster'], needs: [] },
  confirm_for: { from: ['solved'], to: 'confirmed', by: ['staff'], needs: ['reason', 'call'] },
  dispute: { from: ['solved'], to: 'in_progress', by: ['poster'], needs: ['reason'] },
  challenge: { from: ['open'], to: 'challenge', by: ['poster', 'staff'], needs: ['terms'] },
  call_off: { from: ['challenge'], to: 'open', by: ['poster', 'staff'], needs: ['reason'] },
  choose: { from: ['challenge'], to: 'claimed', by: ['poster'], needs: ['choice'] },
  pause: { from: ['open', ...atWork], to: 'paused', by: ['poster', 'claimer', 'staff'], needs: ['reason', 'review'] },
  resume: { from: ['paused'], to: 'before', by: ['poster', 'claimer', 'staff'], needs: [] },
  merge: { from: ['waiting', ...live, 'paused'], to: 'merged', by: ['poster', 'staff'], needs: ['into'] },
  split: { from: ['open', 'paused'], to: 'split', by: ['poster', 'staff'], needs: ['parts'] },
  withdraw: { from: ['waiting', ...live, 'paused'], to: 'withdrawn', by: ['poster'], needs: ['reason'] },
  give_up: { from: [...live, 'paused'], to: 'unsolved', by: ['poster', 'staff'], needs: ['reason', 'call'] },
  nobody: { from: ['open', 'challenge'], to: 'unclaimed', by: ['staff'], needs: ['reason', 'call'] },
  reopen: { from: ['confirmed', 'unsolved', 'unclaimed', 'withdrawn'], to: 'open', by: ['poster', 'staff'], needs: ['reason'] },
} as const satisfies Record<string, Move>

export type LifeEvent = keyof typeof life

/** The events that are pressed behind “更多操作” and ask for their wants in words, in the order of their buttons. */
export const ways = [
  'pause',
  'resume',
  'confirm_for',
  'reopen',
  'split',
  'merge',
  'give_up',
  'nobody',
] as const satisfies readonly LifeEvent[]
export type Way = (typeof ways)[number]

/** What was said to the wants of an event, checked. `review`: an ISO date; `into`: a number; `parts`: one a line. */
export type Given = Partial<Record<Want, string>>

/** States in which nothing more is owed; some may be reopened. */
export const endStates = ['confirmed', 'unsolved', 'unclaimed', 'withdrawn', 'merged', 'split'] as const satisfies readonly NeedState[]

export function isEnded(state: NeedState): boolean {
  return (endStates as readonly NeedState[]).includes(state)
}

/** What must come with the event when somebody of this capacity does it: a poster needs no call noted. */
export function wantsOf(event: LifeEvent, capacities: readonly Capacity[]): Want[] {
  const move: Move = life[event]
  return move.needs.filter((want) => want !== 'call' || !capacities.includes('poster'))
}

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
