import type { EndOfClaim } from '../../need.ts'
import type { Act } from '../act.ts'

/** A need comes to its end: the live claim ends, nobody is asked any more, and the team parts (it stays on record where it solved it). */
export async function windUp({ tx, now }: Act, needId: string, how: EndOfClaim): Promise<void> {
  const claim = await tx.claims.live(needId)
  if (claim) await tx.claims.end(claim.id, now, how)
  for (const invitation of await tx.invitations.ofNeed(needId)) await tx.invitations.move(invitation.id, ['asked', 'reserve'], 'closed', {})
  await tx.teams.dissolve(needId, now, { all: how !== 'confirmed' })
}
