import { DomainError } from '../../domain/errors.ts'
import type { FactorKind } from '../../domain/matcher.ts'
import { checkRight } from '../../domain/rights.ts'
import { checkedWords } from '../features/profile/values.ts'
import { type Draft, type Reader, showButton } from './card.ts'
import { needFacts } from './need-facts.ts'
import { notAskedLines } from './not-asked.ts'
import { reasonsOf } from './reasons.ts'

/** For staff: of everybody asked, how likely they were to help, every factor that counted, and why. */
export async function fitCard(reader: Reader, needId: string): Promise<Draft> {
  const { tx, words, person } = reader
  checkRight(person, 'see_fit')
  const need = await tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  const { invitations } = await needFacts(reader, need)
  const { fit, confidence, empty } = words.t
  const lines = invitations.map(({ invitation, expert }, i) => {
    const { likely, factors } = invitation
    const name = `${i + 1}. ${expert ? words.expert(expert) : empty}${expert?.more.checkedAt ? words.t.aside(checkedWords(words, expert)) : ''}`
    if (likely === undefined || !factors) return `${name}\n${reasonsOf(words, invitation, invitations) || fit.unranked}`
    const sure = `${confidence[invitation.confidence]}${words.t.list}${fit.likely(Math.round(likely * 100))}`
    return [`${name} — ${sure}`, factorLine(words, factors), reasonsOf(words, invitation, invitations)].filter(Boolean).join('\n')
  })
  const asked = new Set(invitations.map(({ invitation }) => invitation.expertId))
  const others = (await notAskedLines(reader, need, asked)).join('\n')
  return {
    title: fit.title(need.number ?? need.title),
    text: [lines.length > 0 ? lines.join('\n\n') : fit.none, others].filter(Boolean).join('\n\n'),
    buttons: [[showButton(words, need)]],
  }
}

/** 文字依据 0.42 × 同领域 1.08 × … ; factors that say nothing are left out. */
function factorLine({ t }: Reader['words'], factors: { evidence: number } & Record<FactorKind, number>): string {
  const named = (Object.keys(t.fit.factors) as FactorKind[]).filter((kind) => factors[kind] !== 1)
  return [
    `${t.fit.evidence} ${factors.evidence.toFixed(2)}`,
    ...named.map((kind) => `${t.fit.factors[kind]} ${factors[kind].toFixed(2)}`),
  ].join(' × ')
}
