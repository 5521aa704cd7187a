import { DomainError } from '../../errors.ts'
import { isEnded } from '../../need-life.ts'
import type { Person } from '../../person.ts'
import type { Hindrance } from '../../privacy.ts'
import { type Act, ask, refresh, type Work } from '../act.ts'
import { askExperts } from '../ask-experts.ts'

/** What has to be handed over or ended before this person can be erased. */
export async function hindrances({ tx }: Pick<Work, 'tx'>, person: Person): Promise<Hindrance[]> {
  const found: Hindrance[] = []
  const needs = await tx.needs.ofPoster(person.id, 1000)
  if (needs.some(({ number, state }) => number !== undefined && !isEnded(state))) found.push('needs')
  if (person.expertId) {
    const load = await tx.invitations.loadOf(person.expertId)
    if (load && load.open > 0) found.push('claims')
  }
  const applications = await tx.applications.mine({ personId: person.id, expertId: person.expertId, managesId: undefined })
  if (applications.some(({ state }) => state === 'submitted' || state === 'draft')) found.push('applications')
  const answers = await tx.teams.answering()
  if ((answers.get(person.id) ?? 0) > 0) found.push('answering')
  if (person.roles.includes('admin') && (await tx.people.withRoles(['admin'])).length === 1) found.push('last_admin')
  return found
}

/** Asks for the word that erases, once nothing stands in the way. */
export async function askErase(act: Act): Promise<void> {
  await checkNothing(act)
  await ask(act, { kind: 'erase' })
}

async function checkNothing(act: Act): Promise<void> {
  const [first] = await hindrances(act, act.actor)
  if (first) throw new DomainError('conflict', `erase_${first}`)
}

/** The word was typed: everything of this person is forgotten, in this transaction. Counts stay, and the history says “已注销”. */
export async function eraseMe(act: Act, text: string): Promise<void> {
  if (!/^(?:注销|確認注銷|确认注销|erase)[。.!！]?$/iu.test(text.normalize('NFKC').trim())) throw new DomainError('invalid', 'erase_word')
  await checkNothing(act)
  const { tx, actor } = act
  const asked = actor.expertId
    ? (await tx.needs.ofExpert(actor.expertId)).filter(({ invitation }) => ['asked', 'reserve'].includes(invitation.state))
    : []
  for (const { invitation } of asked)
    await tx.invitations.move(invitation.id, ['asked', 'reserve'], 'passed', { passReason: 'no_time', answeredAt: act.now })
  await tx.privacy.erase(actor.id, act.now)
  const work: Work = { tx, now: act.now, rules: act.rules, matcher: act.matcher }
  for (const { need } of asked) {
    const now = await tx.needs.hold(need.id)
    if (now?.state === 'open') await askExperts(work, now)
    await refresh(work, need.id)
  }
  await tx.mail.put({
    ...{ key: `erased:${actor.id}`, address: act.address, mode: 'message', priority: 0, dueAt: act.now },
    notice: { view: 'say', text: 'erased', lang: actor.lang },
  })
}
