import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Need } from '../need.ts'
import { isEnded } from '../need-life.ts'
import { priorities } from '../notices.ts'
import { type Act, needOf, permit, record, refresh, relationsIn, reply, standingOf, tell, words } from './act.ts'
import { tellOfficers } from './team/responsible.ts'

/** The need and who asks; `forbidden` or `conflict` where this person can't ask about it. */
export async function mayAsk(act: Act, needId: string): Promise<{ need: Need; expertId: string }> {
  const need = await needOf(act.tx, needId)
  const { expertId } = act.actor
  // staff who stand for an expert reached by phone call the enterprise themselves
  permit(act, 'ask_enterprise', ...(expertId ? relationsIn(await standingOf(act.tx, need, act.actor)) : []))
  if (need.state === 'draft' || isEnded(need.state)) throw new DomainError('conflict', 'need_closed', { state: need.state })
  return { need, expertId: expertId as string }
}

/** An expert who was asked, or has claimed, asks the enterprise; the bot carries it over without contact details. */
export async function askQuestion(act: Act, needId: string, text: string): Promise<void> {
  const { need, expertId } = await mayAsk(act, needId)
  const question = { id: newId(), needId, expertId, text: words(text, 2000), askedAt: act.now }
  await act.tx.questions.add(question)
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'question', note: question.text })
  const slot = `question:${question.id}`
  const told = await tell(
    act,
    need.posterId,
    { view: 'question', questionId: question.id },
    { mode: 'update', slot, priority: priorities.urgent },
  )
  if (!told)
    await tellOfficers(act, need, {
      view: 'say',
      text: 'question_for_officer',
      needId,
      facts: { number: need.number ?? '', text: question.text },
    })
  await reply(act, { view: 'say', text: told ? 'question_sent' : 'question_kept', needId })
  await refresh(act, needId)
}

/** The enterprise answers; the answer becomes part of the need and reaches whoever asked. */
export async function answerQuestion(act: Act, questionId: string, text: string): Promise<void> {
  const question = await act.tx.questions.find(questionId)
  if (!question) throw new DomainError('not_found', 'no_such_entry')
  const need = await needOf(act.tx, question.needId)
  permit(act, 'answer_question', need.posterId === act.actor.id && 'poster')
  const answer = words(text)
  if (!(await act.tx.questions.answer(questionId, answer, act.now))) throw new DomainError('conflict', 'already_answered')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId: need.id, event: 'answer', note: answer })
  const asker = await act.tx.people.ofExpert(question.expertId)
  await tell(act, asker?.id, { view: 'answer', questionId }, { priority: priorities.urgent })
  await reply(act, { view: 'question', questionId }, { mode: 'update', slot: `question:${questionId}` })
  await reply(act, { view: 'say', text: 'answer_sent', needId: need.id })
  await refresh(act, need.id)
}
