import type { Need } from '../need.ts'
import type { LifeEvent } from '../need-life.ts'
import type { Work } from './act.ts'
import { challengeAfterMove, challengeAfterUndo } from './challenge/after-move.ts'
import { bookingsOfMove, bookingsOfUndo } from './equipment/bookings-of-move.ts'
import { outcomeOfMove, outcomeOfUndo } from './outcomes/confirmation.ts'
import { tellStep } from './team/tell-step.ts'
import { visitsOfMove, visitsOfUndo } from './work/visits-of-move.ts'

/** What follows from every move of a need, whoever made it; `need` is as it was before the move. In the same transaction, after the move is on record. */
export type AfterMove = (work: Work, need: Need, event: LifeEvent) => Promise<void>

/** In this order. */
export const afterMove: readonly AfterMove[] = [
  tellStep,
  (...move) => outcomeOfMove(...move),
  (...move) => visitsOfMove(...move),
  (...move) => bookingsOfMove(...move),
  (...move) => challengeAfterMove(...move),
]

/** What follows from taking an event back; `need` is as it is again. In the same transaction, after the undo is on record. */
export type AfterUndo = (work: Work, need: Need, event: string) => Promise<void>

/** In this order. */
export const afterUndo: readonly AfterUndo[] = [
  (...undone) => outcomeOfUndo(...undone),
  (...undone) => visitsOfUndo(...undone),
  (...undone) => bookingsOfUndo(...undone),
  (...undone) => challengeAfterUndo(...undone),
]
