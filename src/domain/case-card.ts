import type { Outcome } from './outcome.ts'
import type { Target } from './understanding.ts'

/** named: with the name of the enterprise. anonymous: “a dyeing works”. asked: the enterprise has not said yet. */
export type CaseState = 'asked' | 'named' | 'anonymous' | 'refused'

/**
 * What came of a need, as a story to be passed on 典型案例. Nobody's contact details are in it. `enterprise`: its name, only where it agreed; else the
 * words for what it is are made from industry or cluster.
 */
export type CaseStory = {
  number?: string
  title: string
  problem: string
  enterprise?: string
  industry?: string
  cluster?: string
  solvers: { name: string; title: string; institute: string }[]
  firstStep?: string
  result?: string
  targets: Target[]
  outcomes: Pick<Outcome, 'kind' | 'subkind' | 'on' | 'amount' | 'techAmount' | 'count' | 'sessions'>[]
  /** ISO 8601. */
  publishedAt?: string
  claimedAt?: string
  solvedAt?: string
  closedAt?: string
}

export type CaseCard = {
  needId: string
  state: CaseState
  askedById: string
  askedAt: Date
  answerById?: string
  answeredAt?: Date
  /** As it was agreed to. */
  story?: CaseStory
}

export interface CaseCards {
  find(needId: string): Promise<CaseCard | undefined>
  /** False where the enterprise has been asked before. */
  ask(needId: string, byId: string, at: Date): Promise<boolean>
  answer(needId: string, answer: Required<Pick<CaseCard, 'state' | 'answerById' | 'answeredAt'>> & { story?: CaseStory }): Promise<void>
  drop(needId: string): Promise<void>
}

const numberOrAddress =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g
const legalForm = /(?:股份|集团)?(?:有限)?(?:责任)?公司$|(?:总厂|分厂|工厂|厂)$/

/** The words without contact details, and without the names that must not stand in them. */
export function masked(text: string, names: readonly string[], instead: string): string {
  const known = names.flatMap((name) => [name, name.replace(legalForm, '')]).filter((name) => name.length >= 3)
  const longestFirst = [...new Set(known)].sort((a, b) => b.length - a.length)
  const clean = text.replace(numberOrAddress, '…')
  return longestFirst.reduce((words, name) => words.split(name).join(instead), clean)
}
