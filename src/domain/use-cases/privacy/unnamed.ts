import { masked } from '../../case-card.ts'
import type { Enterprise } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { type Act, ownNeed, record, refresh, type Standing } from '../act.ts'

/** States in which the enterprise can still choose who sees what. */
export const choosable: readonly Need['state'][] = ['draft', 'waiting', 'open']

/** Keeps the enterprise unnamed until it accepts a claim, or names it again; `conflict` once somebody has claimed. */
export async function setUnnamed(act: Act, needId: string, unnamed: boolean): Promise<void> {
  const need = await ownNeed(act, needId)
  if (!choosable.includes(need.state)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  if ((need.unnamed ?? false) !== unnamed) {
    await act.tx.needs.update(needId, { unnamed, touchedAt: act.now })
    if (need.state !== 'draft') await record(act, { needId, event: unnamed ? 'unnamed' : 'named' })
  }
  await refresh(act, needId)
}

/** Both sides of the work on a need, once the enterprise has accepted where it has to, and staff. */
export function isParty(need: Need, { poster, staff, claimer, member, invitation }: Standing): boolean {
  if (poster || staff) return true
  return need.acceptedAt !== undefined && (claimer || member || invitation?.state === 'claimed')
}

/** Whether somebody may learn whose need it is. That they may read what it says is another matter. */
export function mayName(need: Need, standing: Standing): boolean {
  return !need.unnamed || isParty(need, standing)
}

/**
 * What somebody wrote about a need, for one who is no party to it: without phone numbers and addresses, which pass only with a claim, and of an unnamed
 * enterprise without its name.
 */
export function asTold(text: string, need: Need, enterprise: Enterprise | undefined, party: boolean): string {
  if (party) return text
  return masked(text, need.unnamed && enterprise ? [enterprise.name] : [], need.lang === 'zh' ? '本企业' : 'the enterprise')
}
