import { may } from '../../domain/need-life.ts'
import { needFields } from '../features/index.ts'
import { button, type Draft, fieldsOf, type Reader, rows } from './card.ts'
import { askedFields, otherButtons, questionField } from './need.ts'
import { workButtons } from './need-expert.ts'
import type { NeedFacts } from './need-facts.ts'
import { achievementLines, teamLines } from './need-finds.ts'
import { reasonsOf } from './reasons.ts'

/** What bureau staff see: the whole, and who was asked with what result. */
export async function staffCard(reader: Reader, facts: NeedFacts): Promise<Draft> {
  const { words } = reader
  const { t } = words
  const { need, enterprise } = facts
  const asked = facts.invitations.map(({ invitation, expert }, i) => {
    const name = expert ? words.expert(expert) : t.empty
    const reason = invitation.passReason ? words.t.aside(words.passReason(invitation.passReason)) : ''
    return `${i + 1}. ${name} — ${t.invitationStates[invitation.state]}${reason}${invitation.state === 'asked' ? `；${reasonsOf(words, invitation, facts.invitations)}` : ''}`
  })
  const buttons = [...workButtons(words, need, facts.standing), button(t.buttons.history, 'history', need.id)]
  if (need.state === 'open') buttons.push(button(t.buttons.recommend, 'recommend', need.id, 'primary'))
  if (may('release', need.state, ['staff'])) buttons.push(button(t.buttons.release, 'release', need.id, 'danger'))
  if (facts.invitations.length > 0 || need.ranking.length > 0) buttons.push(button(t.buttons.fit, 'fit', need.id))
  if (facts.files.length > 0) buttons.unshift(button(t.buttons.files(facts.files.length), 'files', need.id))
  return {
    title: [need.number, need.title].filter(Boolean).join(' '),
    text: facts.text,
    fields: fieldsOf([
      [t.labels.state, t.states[need.state]],
      [t.labels.enterprise, enterprise?.name],
      [t.labels.township, enterprise?.township],
      [t.labels.claimer, facts.claimer && words.expert(facts.claimer)],
      [t.labels.firstStep, facts.claim?.firstStep],
      [t.labels.result, need.result],
      [t.labels.asked, asked.length > 0 ? asked.join('\n') : undefined],
      ...(await needFields(reader, facts, true)),
      [t.labels.team, await teamLines(reader, need)],
      [t.labels.achievements, await achievementLines(reader, need)],
      ...askedFields(reader, facts),
      questionField(reader, facts),
      [t.labels.seen, words.visibility(need.visibility)],
    ]),
    buttons: rows([...buttons, ...(await otherButtons(reader, facts))], 2),
  }
}
