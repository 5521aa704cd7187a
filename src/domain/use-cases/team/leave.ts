import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { isStaff, type Person } from '../../person.ts'
import { leaveFromAnswer } from '../../understand/leave.ts'
import { type Act, ask, permit, reply, tell } from '../act.ts'

/** `forbidden` where this person answers for nothing they could be away from. */
export function mayTakeLeave(act: Act): void {
  permit(act, 'take_leave')
}

/** `请假` alone: what stands, or the question for it. */
export async function showLeave(act: Act): Promise<void> {
  mayTakeLeave(act)
  const { away } = act.actor
  if (away && away.until >= isoDayAt(act.now)) return reply(act, { view: 'leave' }, { mode: 'fresh', slot: 'leave' })
  await ask(act, { kind: 'leave' })
}

/** `请假 12月1日到12月5日 王敏代`, `请假 明天`, `请假 取消`. Dates that can't be are asked back; a name nobody has leaves the days as said and asks who stands in. */
export async function takeLeave(act: Act, text: string): Promise<void> {
  mayTakeLeave(act)
  const said = leaveFromAnswer(text, act.now)
  if (said.kind === 'problem') throw new DomainError('invalid', `leave_${said.problem}`)
  await act.tx.dialogs.clear(act.address)
  if (said.kind === 'cancel') return endLeave(act)
  const { named, unknown } = await standInNamed(act, said.rest)
  await setLeave(act, { from: said.from, until: said.until }, named?.id)
  if (named) await tellStandIn(act, named)
  await reply(act, { view: 'leave', unknown }, { mode: 'fresh', slot: 'leave' })
}

export async function endLeave(act: Act): Promise<void> {
  mayTakeLeave(act)
  const { away, substituteId } = act.actor
  if (!away) throw new DomainError('conflict', 'no_leave')
  await setLeave(act, undefined, undefined)
  if (substituteId && away.until >= isoDayAt(act.now))
    await tell(act, substituteId, { view: 'say', text: 'stand_in_over', facts: { name: act.actor.name } })
  await reply(act, { view: 'say', text: 'leave_over' })
}

/** A press on the card of the leave: this colleague stands in. */
export async function chooseStandIn(act: Act, personId: string): Promise<void> {
  mayTakeLeave(act)
  const { away } = act.actor
  if (!away || away.until < isoDayAt(act.now)) throw new DomainError('conflict', 'no_leave')
  const standIn = (await possibleStandIns(act)).find(({ id }) => id === personId)
  if (!standIn) throw new DomainError('invalid', 'old_button')
  if (act.actor.substituteId === personId) return reply(act, { view: 'leave' }, { mode: 'update', slot: 'leave' })
  await act.tx.people.update(act.actor.id, { substituteId: personId })
  await tellStandIn({ ...act, actor: { ...act.actor, substituteId: personId } }, standIn)
  await reply(act, { view: 'leave' }, { mode: 'update', slot: 'leave' })
}

/** Who may stand in: for an officer other officers, for staff all of the bureau, for an expert any expert who has an account. */
export async function possibleStandIns({ tx, actor }: Pick<Act, 'tx' | 'actor'>): Promise<Person[]> {
  const others = (people: Person[]) => people.filter(({ id }) => id !== actor.id)
  if (actor.roles.includes('officer')) return others(await tx.people.withRoles(['officer']))
  if (isStaff(actor)) return others(await tx.people.withRoles([]))
  return []
}

async function standInNamed(act: Act, rest: string): Promise<{ named?: Person; unknown?: string }> {
  if (rest.trim() === '') return {}
  const staff = await possibleStandIns(act)
  const found = staff.filter(({ name }) => rest.toLowerCase().includes(name.toLowerCase())).sort((a, b) => b.name.length - a.name.length)
  const best = found.filter(({ name }) => name.length === found[0]?.name.length)
  if (best.length === 1 && best[0]) return { named: best[0] }
  const expert = staff.length === 0 ? await expertNamed(act, bareName(rest)) : undefined
  return expert ? { named: expert } : { unknown: bareName(rest) }
}

async function expertNamed(act: Act, name: string): Promise<Person | undefined> {
  const found = (await act.tx.directory.expertsNamed(name)).filter(({ id, personId }) => id !== act.actor.expertId && personId)
  return found.length === 1 ? act.tx.people.find(found[0]?.personId as string) : undefined
}

/** `由王敏代我`, `Wang Min stands in`: the name alone. */
function bareName(rest: string): string {
  return rest
    .replace(/^(?:由|请|让|by|with)\s*/iu, '')
    .replace(/\s*(?:来?(?:代|顶)[\p{Script=Han}]{0,3}|(?:will )?(?:stands? in|covers?|substitutes?)(?: for me)?)$/iu, '')
    .trim()
    .slice(0, 40)
}

/** Matching sees an expert's leave as well. */
async function setLeave(act: Act, away: Person['away'], substituteId: string | undefined): Promise<void> {
  await act.tx.people.update(act.actor.id, { away, substituteId })
  if (act.actor.expertId) await act.tx.directory.setAway(act.actor.expertId, away)
  Object.assign(act.actor, { away, substituteId })
}

async function tellStandIn(act: Act, standIn: Person): Promise<void> {
  const { name, away } = act.actor
  if (away) await tell(act, standIn.id, { view: 'stand_in', personId: act.actor.id })
  else throw new Error(`no leave of ${name}`)
}
