import type { Enterprise, Expert } from '../../domain/directory.ts'
import type { Claim, Invitation, Need, NeedFile, Question } from '../../domain/need.ts'
import { describe } from '../../domain/need.ts'
import { type Standing, standingOf } from '../../domain/use-cases/act.ts'
import { asTold, isParty, mayName } from '../../domain/use-cases/privacy/unnamed.ts'
import type { Reader } from './card.ts'

/** All that a need's card is made from, read once. */
export type NeedFacts = {
  need: Need
  text: string
  files: NeedFile[]
  enterprise?: Enterprise
  /** Whether the reader may learn whose need it is. */
  named: boolean
  invitations: { invitation: Invitation; expert?: Expert }[]
  claim?: Claim
  claimer?: Expert
  questions: Question[]
  standing: Standing
  /** Place among the reserves, from 1. */
  reserve?: number
}

export async function needFacts({ tx, person }: Reader, need: Need): Promise<NeedFacts> {
  const standing = await standingOf(tx, need, person)
  const invitations = []
  for (const invitation of await tx.invitations.ofNeed(need.id))
    invitations.push({ invitation, expert: await tx.directory.expert(invitation.expertId) })
  const claim = standing.claim ?? (await closedClaim(invitations))
  const enterprise = need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  const party = isParty(need, standing)
  const told = (text: string) => asTold(text, need, enterprise, party)
  const reserves = invitations.filter(({ invitation }) => invitation.state === 'reserve').map(({ invitation }) => invitation.expertId)
  const place = reserves.indexOf(person.expertId ?? '') + 1
  return {
    need: { ...need, title: told(need.title) },
    text: told(describe(need, await tx.needs.parts(need.id))),
    files: await tx.needs.files(need.id),
    enterprise,
    named: mayName(need, standing),
    invitations,
    claim: standing.claim,
    claimer: claim ? invitations.find((entry) => entry.invitation.expertId === claim.expertId)?.expert : undefined,
    questions: (await tx.questions.ofNeed(need.id)).map((one) => ({
      ...one,
      text: told(one.text),
      answer: one.answer && told(one.answer),
    })),
    standing,
    reserve: place > 0 ? place : undefined,
  }
}

/** After the end of a need: whoever had claimed it then. */
function closedClaim(invitations: NeedFacts['invitations']): { expertId: string } | undefined {
  const last = invitations.find(({ invitation }) => invitation.state === 'claimed')
  return last && { expertId: last.invitation.expertId }
}

/** What a reader may see of a need: the whole, title and field, or nothing. The table of DOMAIN “Privacy”. */
export function sight({ need, standing }: Pick<NeedFacts, 'need' | 'standing'>, isExpert: boolean): 'whole' | 'title' | 'nothing' {
  if (standing.poster || standing.staff) return 'whole'
  if (need.state === 'draft' || need.state === 'waiting') return 'nothing'
  const invited = standing.invitation !== undefined
  if (need.state === 'withdrawn') return invited || standing.claimer || standing.member ? 'title' : 'nothing'
  if (standing.claimer || standing.member) return need.visibility === 'private' && !need.acceptedAt ? 'title' : 'whole'
  if (need.visibility === 'private') return invited ? 'title' : 'nothing'
  if (invited) return 'whole'
  if (!isExpert) return standing.manages ? 'title' : 'nothing'
  return need.visibility === 'public' ? 'whole' : 'title'
}
