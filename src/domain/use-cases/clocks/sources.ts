import { owedOnChallenge } from '../challenge/owed-challenge.ts'
import { outcomeWords } from '../outcomes/owed-outcomes.ts'
import { proposals } from '../team/owed-proposals.ts'
import { tasksOwed, visitsOwed } from '../work/owed-work.ts'
import type { OwedSource } from './owed.ts'
import { questions, stages } from './stages.ts'

/** Everything that can be owed on a need. */
export const owedSources: readonly OwedSource[] = [stages, questions, proposals, visitsOwed, tasksOwed, outcomeWords, owedOnChallenge]
