import { isoDayAt } from '../../calendar/days.ts'
import { closingOn } from '../../calendar/working-calendar.ts'
import { DomainError } from '../../errors.ts'
import type { Matter } from '../../matter.ts'
import type { Need } from '../../need.ts'
import { dayFromAnswer } from '../../understand/index.ts'
import { type Act, needOf, permit, reply, words } from '../act.ts'
import { extendMatter } from '../clocks/extend.ts'
import { mainOf } from '../clocks/wind.ts'

/** The need and what its present stage owes, where staff may put that off; of several who are asked, all. */
export async function mayExtend(act: Act, needId: string): Promise<{ need: Need; matters: Matter[] }> {
  permit(act, 'extend_term')
  const need = await needOf(act.tx, needId)
  const all = await act.tx.matters.ofNeed(needId)
  const main = mainOf(all)
  if (!main) throw new DomainError('conflict', 'nothing_to_extend')
  if (main.kind === 'applications') throw new DomainError('conflict', 'extend_by_challenge')
  return { need, matters: main.kind === 'answer' ? all.filter(({ kind }) => kind === 'answer') : [main] }
}

/** `12月10日，专家出差`: the term ends when the office closes that day; the words are kept as the reason. */
export async function extendTerm(act: Act, needId: string, text: string): Promise<void> {
  const { need, matters } = await mayExtend(act, needId)
  const reason = words(text, 1000)
  const said = dayFromAnswer(reason, act.now)
  if ('problem' in said) throw new DomainError('invalid', `extend_${said.problem}`)
  if (reason.replace(/[\d\s年月日号./-]/gu, '').length < 2) throw new DomainError('invalid', 'extend_without_reason')
  const dueAt = closingOn(said.day)
  const present = Math.max(...matters.map((matter) => matter.dueAt.getTime()))
  if (said.day <= isoDayAt(act.now) || present >= dueAt.getTime())
    throw new DomainError('invalid', 'extend_not_later', { day: isoDayAt(new Date(present)) })
  await act.tx.dialogs.clear(act.address)
  for (const matter of matters) await extendMatter(act, matter.id, dueAt, reason)
  await reply(act, { view: 'say', text: 'term_extended', needId, facts: { number: need.number ?? '', day: said.day } })
}
