import type { OutcomeDialog } from '../../../domain/outcome.ts'
import { type OutcomeKind, outcomeKind } from '../../../domain/outcome-kinds.ts'
import { institutesOf } from '../../../domain/use-cases/outcomes/sides.ts'
import { button, type Draft, pair, type Reader, rows } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { kindName } from './lines.ts'

/** The question of one step, and the answers that take one press. */
export async function outcomePrompt(reader: Reader, { needId, step, draft }: OutcomeDialog): Promise<Draft> {
  const { words } = reader
  const { t } = words
  const kind = outcomeKind(draft.kind) as OutcomeKind
  const buttons: Button[] = []
  if (step === 'subkind')
    buttons.push(...kind.subkinds.map((sort) => button(sort[words.lang], 'outcome_sub', pair(needId, sort.code), 'primary')))
  if (step === 'on') buttons.push(button(t.buttons.today, 'outcome_today', needId))
  if (step === 'shares') buttons.push(button(t.buttons.equalShares, 'outcome_equal', needId, 'primary'))
  if (step !== 'shares' && kind.may.includes(step)) buttons.push(button(t.buttons.skip, 'outcome_skip', pair(needId, step)))
  buttons.push(button(t.buttons.cancel, 'cancel', 'x'))
  return { title: kindName(words, draft.kind), text: await question(reader, { needId, step }, kind), buttons: rows(buttons, 3) }
}

async function question(
  { tx, words }: Reader,
  { needId, step }: Pick<OutcomeDialog, 'needId' | 'step'>,
  kind: OutcomeKind,
): Promise<string> {
  const { ask } = words.t.outcomes
  switch (step) {
    case 'shares':
      return ask.shares((await institutesOf(tx, needId)).map(({ short }) => short).join(words.t.list))
    case 'evidence':
      return ask.evidence[kind.evidence]
    case 'count':
      return ask.count[kind.code as keyof typeof ask.count]
    case 'amount':
      return ask.amount[kind.code as keyof typeof ask.amount]
    default:
      return ask[step]
  }
}
