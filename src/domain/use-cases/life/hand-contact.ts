import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { priorities } from '../../notices.ts'
import type { Person } from '../../person.ts'
import { type Act, needOf, permit, placeOf, record, refresh, relationsIn, reply, standingOf, tell, type Work } from '../act.ts'
import { remember } from '../move-need.ts'

/** Whether the need can be handed to another contact in this state. */
export function mayHand(need: Pick<Need, 'state'>, { poster, staff }: { poster: boolean; staff: boolean }): boolean {
  return (poster || staff) && need.state !== 'draft' && !isEnded(need.state)
}

/** The enterprise's other contacts who can be written to. */
export async function otherContacts(work: Pick<Work, 'tx' | 'rules' | 'now' | 'matcher'>, need: Need): Promise<Person[]> {
  const people = need.enterpriseId ? await work.tx.people.ofEnterprise(need.enterpriseId) : []
  const others: Person[] = []
  for (const person of people) if (person.id !== need.posterId && (await placeOf(work, person.id))) others.push(person)
  return others
}

/** To whom? The people of the enterprise as buttons. */
export async function chooseContact(act: Act, needId: string): Promise<void> {
  const need = await handable(act, needId)
  if ((await otherContacts(act, need)).length === 0) throw new DomainError('conflict', 'no_other_contact')
  await reply(act, { view: 'choose_contact', needId })
}

/** From now on somebody else of the enterprise answers for the need. What was asked and not answered yet is asked of them. */
export async function handContact(act: Act, needId: string, personId: string): Promise<void> {
  const need = await handable(act, needId)
  if (need.posterId === personId) throw new DomainError('conflict', 'contact_already')
  const to = (await otherContacts(act, need)).find(({ id }) => id === personId)
  if (!to) throw new DomainError('invalid', 'old_button')
  await remember(act, needId, 'hand_contact')
  await act.tx.needs.update(needId, { posterId: to.id, touchedAt: act.now })
  await record(act, { needId, event: 'hand_contact', note: to.name })
  const facts = { number: need.number ?? '', name: to.name }
  if (to.id !== act.actor.id) {
    await tell(act, to.id, { view: 'say', text: 'contact_is_you', needId, facts }, { priority: priorities.urgent })
    await tell(act, to.id, { view: 'need', needId }, { mode: 'fresh', priority: priorities.urgent })
  }
  for (const { id, answer } of await act.tx.questions.ofNeed(needId))
    if (answer === undefined) await tell(act, to.id, { view: 'question', questionId: id }, { mode: 'update', slot: `question:${id}` })
  if (need.posterId !== act.actor.id) await tell(act, need.posterId, { view: 'say', text: 'contact_handed', needId, facts })
  const worker = await act.tx.claims.live(needId)
  if (worker && need.acceptedAt)
    await tell(act, (await act.tx.people.ofExpert(worker.expertId))?.id, { view: 'contact', needId }, { priority: priorities.urgent })
  await reply(act, { view: 'say', text: 'contact_handed', needId, facts })
  await refresh(act, needId)
}

async function handable(act: Act, needId: string): Promise<Need> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  permit(act, 'hand_contact', ...relationsIn(standing))
  if (!mayHand(need, standing)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return need
}
