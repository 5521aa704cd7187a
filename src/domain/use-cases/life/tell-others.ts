import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { type Act, tell } from '../act.ts'
import { officersFor } from '../team/responsible.ts'

type Options = { facts?: Record<string, string>; reserves?: boolean; except?: string }

/**
 * Tells everybody who has a part in the need but the one who acts: the poster, whoever works on it (the officers where the expert has no chat
 * account), and with `reserves` those who wait for their turn; `except`: who knows already. To be called while the claim still lives.
 */
export async function tellOthers(
  act: Act,
  need: Need,
  text: string,
  { facts = {}, reserves = false, except }: Options = {},
): Promise<void> {
  const notice = { view: 'say', text, needId: need.id, facts: { number: need.number ?? '', ...facts } } as const
  const told = new Set<string | undefined>([act.actor.id, except])
  const tellOnce = async (personId: string | undefined): Promise<boolean> => {
    if (personId === undefined || told.has(personId)) return personId !== undefined
    told.add(personId)
    return tell(act, personId, notice, { priority: priorities.urgent })
  }
  await tellOnce(need.posterId)
  const claim = await act.tx.claims.live(need.id)
  if (claim && !(await tellOnce((await act.tx.people.ofExpert(claim.expertId))?.id)))
    for (const officer of await officersFor(act, need)) await tellOnce(officer)
  const members = (await act.tx.teams.ofNeed(need.id)).filter(({ state }) => state === 'in')
  const waiting = reserves ? (await act.tx.invitations.ofNeed(need.id)).filter(({ state }) => state === 'reserve') : []
  for (const { expertId } of [...members, ...waiting]) if (expertId) await tellOnce((await act.tx.people.ofExpert(expertId))?.id)
}
