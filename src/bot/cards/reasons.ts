import type { Invitation } from '../../domain/need.ts'
import type { Words } from '../words.ts'
import type { NeedFacts } from './need-facts.ts'

/** Why this expert, in the reader's words. */
export function reasonsOf(words: Words, invitation: Invitation, all: NeedFacts['invitations']): string {
  const { t } = words
  if (invitation.recommendedById) {
    const by = all.find((entry) => entry.invitation.expertId === invitation.recommendedById)?.expert
    return t.reasons.recommended(by?.name ?? t.empty)
  }
  return invitation.reasons.map((reason) => words.reason(reason)).join(words.lang === 'zh' ? '；' : '; ')
}
