import type { Urgency } from './code-lists.ts'
import type { Need } from './need.ts'

/** Working days by urgency. */
type Days = Record<Urgency, number>

function always(days: number): Days {
  return { urgent: days, normal: days, long_term: days }
}

/**
 * How long each step of a need may take, in working days of the mainland calendar (eight hours each). Half of it gone, whoever owes the step is reminded;
 * at its end again, and then it climbs (use-cases/clocks/ladder.ts).
 */
export const terms = {
  /** Staff see to it that the enterprise is one. */
  verify: always(1),
  /** An expert who was asked answers; after that the next one is asked. An office may stretch it: `answerDays`. */
  answer: { urgent: 1, normal: 3, long_term: 5 },
  /** Nobody is asked any more: the officer finds somebody. */
  triage: always(2),
  /** The enterprise of a private need lets the expert see it, or asks for another. */
  accept: always(1),
  /** The claim lease: the expert gets in touch, or after one warning the claim goes to the next. */
  contact: { urgent: 1, normal: 2, long_term: 3 },
  /** The expert's side notes how it goes, counted from their last act. */
  progress: { urgent: 5, normal: 10, long_term: 20 },
  /** The enterprise confirms, or says what is missing. */
  confirm: always(3),
  /** The enterprise answers an expert's question. */
  question: always(1),
  /** Who asks, or is asked, to join a team gets an answer. */
  join: always(2),
  /** Of an open challenge: the enterprise agrees to its publication. */
  challenge_consent: always(3),
  /** The enterprise chooses among the applications. */
  choose: always(5),
  /** Nobody applied: the officer settles with the enterprise what comes next. */
  no_bids: always(3),
  /** One of the panel gives an opinion on every plan. */
  opinion: always(3),
  /** The enterprise looks at a milestone that is said to be done. */
  milestone_review: always(5),
  /** Staff evaluate what was done. */
  score: always(10),
} satisfies Record<string, Days>
export type Stage = keyof typeof terms

/** A consult is a small question: what takes an expert days there takes hours here. */
export const consultTerms: Partial<Record<Stage, Days>> = {
  answer: { urgent: 0.5, normal: 1, long_term: 2 },
  triage: always(1),
  contact: { urgent: 0.5, normal: 1, long_term: 2 },
  progress: { urgent: 1, normal: 2, long_term: 4 },
  confirm: always(2),
}

export function termOf(stage: Stage, need: Pick<Need, 'urgency' | 'track'>): number {
  const days = (need.track === 'consult' && consultTerms[stage]) || terms[stage]
  return days[need.urgency]
}

/** What ANSWER_HOURS says of a normal need: three times 24 hours are three working days. Other needs keep their proportion to it. */
const usualHours = terms.answer.normal * 24

export function answerDays(need: Pick<Need, 'urgency' | 'track'>, answerHours: number): number {
  return (termOf('answer', need) * answerHours) / usualHours
}
