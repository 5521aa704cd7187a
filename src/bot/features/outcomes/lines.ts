import type { HistoryEntry } from '../../../domain/need.ts'
import type { Outcome } from '../../../domain/outcome.ts'
import { outcomeKind } from '../../../domain/outcome-kinds.ts'
import type { Tx } from '../../../domain/store.ts'
import type { Words } from '../../words.ts'

type Figures = Pick<Outcome, 'kind' | 'subkind' | 'amount' | 'techAmount' | 'count' | 'sessions'>

export function kindName({ lang }: Words, code: string): string {
  return outcomeKind(code)?.[lang] ?? code
}

export function subkindName({ lang }: Words, { kind, subkind }: Pick<Outcome, 'kind' | 'subkind'>): string | undefined {
  return outcomeKind(kind)?.subkinds.find(({ code }) => code === subkind)?.[lang]
}

/** “技术合同·开发 1 份 20 万元” */
export function outcomeWords(words: Words, outcome: Figures): string {
  const own = words.t.outcomes
  const { kind, amount, techAmount, count = 1, sessions } = outcome
  const sort = subkindName(words, outcome)
  const unit = outcomeKind(kind)?.unit[words.lang] ?? ''
  return [
    [kindName(words, kind), sort].filter(Boolean).join(words.lang === 'zh' ? '·' : ', '),
    sessions !== undefined && own.sessions(sessions),
    (count > 1 || unit !== '') && own.counted(count, unit),
    amount !== undefined && own.amount(amount),
    techAmount !== undefined && own.techAmount(own.amount(techAmount)),
  ]
    .filter(Boolean)
    .join(' ')
}

export function outcomeLine(words: Words, outcome: Figures & Pick<Outcome, 'state'>): string {
  return words.t.outcomes.line(outcomeWords(words, outcome), words.t.outcomes.states[outcome.state])
}

/** What a history entry of outcomes and follow-ups says beside its event; undefined where the entry is none of these. */
export async function outcomeNote(tx: Tx, words: Words, { event, note }: HistoryEntry): Promise<string | undefined> {
  if (!note) return undefined
  if (event === 'agree' || event.startsWith('outcome')) {
    const outcome = await tx.outcomes.find(note)
    return outcome ? outcomeWords(words, outcome) : ''
  }
  if (event.startsWith('follow_up') && /^\d{1,2}$/.test(note)) return words.t.outcomes.months(note)
  return undefined
}
