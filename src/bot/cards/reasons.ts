import type { Invitation } from '../../domain/need.ts'
import type { Words } from '../words.ts'
import type { NeedFacts } from './need-facts.ts'

/** Why this expert, in the reader's words. Of a need whose text is hidden, only terms that stand in what is `readable`. */
export function reasonsOf(words: Words, invitation: Invitation, all: NeedFacts['invitations'], readable?: string): string {
  const { t } = words
  if (invitation.recommendedById) {
    const by = all.find((entry) => entry.invitation.expertId === invitation.recommendedById)?.expert
    return by ? t.reasons.recommended(by.name) : t.reasons.byStaff
  }
  const shown = invitation.reasons.flatMap((reason) => {
    if (readable === undefined) return [reason]
    const isReadable = (words: string) => words.split('…').every((word) => readable.toLowerCase().includes(word.toLowerCase()))
    if (reason.kind === 'bridges') {
      const bridges = reason.bridges.filter(({ from }) => isReadable(from))
      return bridges.length > 0 ? [{ ...reason, bridges }] : []
    }
    // what the expert did before was found by the hidden words
    if (reason.kind === 'achievement' || reason.kind === 'solved') return []
    if (reason.kind !== 'terms') return [reason]
    const terms = reason.terms.filter(isReadable)
    return terms.length > 0 ? [{ ...reason, terms }] : []
  })
  return shown.map((reason) => words.reason(reason)).join(words.t.semicolon)
}
