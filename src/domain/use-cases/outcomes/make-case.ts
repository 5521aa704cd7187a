import { type CaseStory, masked } from '../../case-card.ts'
import { DomainError } from '../../errors.ts'
import { describe, type Need } from '../../need.ts'
import type { Tx } from '../../store.ts'
import { type Act, ownNeed, record, refreshSlot, reply, tell } from '../act.ts'
import { partyTo, tellSide } from './sides.ts'

export function consentSlot(needId: string): string {
  return `case:${needId}`
}

/** Asks for the case of a confirmed need. The enterprise is asked first; without its word there is none of a private need, and none with its name. */
export async function makeCase(act: Act, needId: string): Promise<void> {
  const { need, sides } = await partyTo(act, needId)
  if (need.state !== 'confirmed') throw new DomainError('conflict', 'case_of_confirmed', { state: need.state })
  const isNew = await act.tx.caseCards.ask(needId, act.actor.id, act.now)
  if (isNew) await record(act, { needId, event: 'case_asked' })
  const consent = { view: 'case_consent', needId } as const
  if (sides.poster) return reply(act, consent, { mode: 'fresh', slot: consentSlot(needId) })
  const card = await act.tx.caseCards.find(needId)
  if (card?.state === 'refused') throw new DomainError('conflict', 'case_refused')
  if (card?.state !== 'asked') return reply(act, { view: 'case', needId })
  if (isNew) await tellSide(act, need, 'poster', consent, consentSlot(needId))
  await reply(act, { view: 'say', text: isNew ? 'case_asked' : 'case_waiting', needId })
  if (sides.staff && need.visibility !== 'private') await reply(act, { view: 'case', needId })
}

/** The enterprise's word on it; the story is kept as it reads now. It may think otherwise later. */
export async function answerCase(act: Act, needId: string, state: 'named' | 'anonymous' | 'refused'): Promise<void> {
  const need = await ownNeed(act, needId, 'allow_case')
  const card = await act.tx.caseCards.find(needId)
  if (need.state !== 'confirmed' || !card) throw new DomainError('conflict', 'case_of_confirmed', { state: need.state })
  const story = state === 'refused' ? undefined : await storyOf(act.tx, need, state === 'named')
  if (card.state !== state) {
    await act.tx.caseCards.answer(needId, { state, answerById: act.actor.id, answeredAt: act.now, story })
    await record(act, { needId, event: `case_${state}` })
    const notice = state === 'refused' ? ({ view: 'say', text: 'case_refused_told', needId } as const) : ({ view: 'case', needId } as const)
    if (card.askedById !== act.actor.id) await tell(act, card.askedById, notice)
  }
  await refreshSlot(act, consentSlot(needId), { view: 'case_consent', needId })
  await reply(act, state === 'refused' ? { view: 'say', text: 'case_refused_kept', needId } : { view: 'case', needId })
}

/** The need as a story. Contact details and the contact's name are never in it; the enterprise's name only where it agreed. */
export async function storyOf(tx: Tx, need: Need, named: boolean): Promise<CaseStory> {
  const enterprise = need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  const poster = need.posterId ? await tx.people.find(need.posterId) : undefined
  const names = named ? [] : [enterprise?.name ?? '']
  const instead = need.lang === 'zh' ? '本企业' : 'the enterprise'
  const clean = (text: string) =>
    masked(text, names, instead)
      .split(poster?.name || '\0')
      .join('…')
  const expertId = await tx.outcomes.expertOf(need.id)
  const members = (await tx.teams.ofNeed(need.id)).filter(({ state }) => state === 'in')
  const solvers: CaseStory['solvers'] = []
  for (const id of new Set([expertId, ...members.map((member) => member.expertId)])) {
    const expert = id ? await tx.directory.expert(id) : undefined
    if (expert) solvers.push({ name: expert.name, title: expert.title, institute: expert.institute.short })
  }
  const firstStep = (await tx.needs.history(need.id)).findLast(({ event }) => event === 'first_step')?.note
  const outcomes = (await tx.outcomes.ofNeed(need.id)).filter(({ state }) => state === 'confirmed')
  return {
    number: need.number,
    title: clean(need.title),
    problem: clean(describe(need, await tx.needs.parts(need.id))),
    enterprise: named ? enterprise?.name : undefined,
    industry: enterprise?.industry,
    cluster: enterprise?.cluster,
    solvers,
    firstStep: firstStep && clean(firstStep),
    result: need.result && clean(need.result),
    targets: need.targets.map(({ name, value }) => ({ name: clean(name), value: clean(value) })),
    outcomes: outcomes.map(({ kind, subkind, on, amount, techAmount, count, sessions }) => ({
      ...{ kind, subkind, on, amount, techAmount, count, sessions },
    })),
    publishedAt: need.publishedAt?.toISOString(),
    claimedAt: need.claimedAt?.toISOString(),
    solvedAt: need.solvedAt?.toISOString(),
    closedAt: need.closedAt?.toISOString(),
  }
}
