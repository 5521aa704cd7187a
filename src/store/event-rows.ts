import type { Guest, MatchEvent, Pair } from '../domain/match-event.ts'
import type * as Row from './generated/client.ts'
import { bare } from './rows.ts'

export function toEvent(row: Row.MatchEvent): MatchEvent {
  return bare(row) as MatchEvent
}

export function toGuest({ remindedFor: _, ...row }: Row.EventGuest): Guest {
  return bare(row) as Guest
}

export function toPair({ laterAt: _, ...row }: Row.EventPair): Pair {
  return bare(row) as Pair
}
