import { type Grade, gradeOf, scoredStates } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { type Act, ask, needOf, permit, record, refresh, reply, tell, words } from '../act.ts'
import { scoreOf } from './answers.ts'
import { factsOf, isApplicant, refreshChallenge, tellApplicants } from './audience.ts'

/** Staff evaluate, and nobody their own work. */
async function scorable(act: Act, needId: string): Promise<Need> {
  permit(act, 'score_challenge')
  const need = await needOf(act.tx, needId)
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.state !== 'chosen' || !scoredStates.includes(need.state)) throw new DomainError('conflict', 'no_score_yet')
  if (challenge.score !== undefined) throw new DomainError('conflict', 'scored_already')
  if (await isApplicant(act.tx, act.actor, needId)) throw new DomainError('forbidden', 'applicants_judge_none')
  return need
}

export async function beginScore(act: Act, needId: string): Promise<void> {
  await scorable(act, needId)
  await ask(act, { kind: 'challenge_score', needId })
}

/** The grade follows from the score until another is pressed; the words are asked next. */
export async function giveScore(act: Act, needId: string, said: string): Promise<void> {
  await scorable(act, needId)
  const score = scoreOf(said)
  await ask(act, { kind: 'challenge_evaluation', needId, score, grade: gradeOf(score) })
}

export async function pressGrade(act: Act, needId: string, grade: Grade): Promise<void> {
  await scorable(act, needId)
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'challenge_evaluation' || dialog.needId !== needId) throw new DomainError('invalid', 'old_button')
  await ask(act, { ...dialog, grade })
}

/** With this the challenge is finished; the first evaluation counts. */
export async function evaluate(act: Act, needId: string, score: number, grade: Grade, said: string): Promise<void> {
  const need = await scorable(act, needId)
  const evaluation = words(said, 2000)
  if (!(await act.tx.challenges.score(needId, { score, grade, evaluation }))) throw new DomainError('conflict', 'scored_already')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'scored', note: `${score} ${grade} ${evaluation}` })
  const facts = { ...factsOf(need), score: String(score), grade, evaluation }
  await tell(act, need.posterId, { view: 'say', text: 'scored', facts, needId })
  const chosen = (await act.tx.applications.ofNeed(needId)).find(({ state }) => state === 'chosen')
  if (chosen) await tellApplicants(act, chosen, 'scored', facts)
  await reply(act, { view: 'say', text: 'scored', facts, needId })
  await refreshChallenge(act, needId)
  await refresh(act, needId)
}
