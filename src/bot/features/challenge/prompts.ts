import { grades } from '../../../domain/challenge.ts'
import type { ChallengeDialog } from '../../../domain/notices.ts'
import { publicText } from '../../../domain/use-cases/challenge/set-up.ts'
import { button, type Draft, pair, type Reader, rows } from '../../cards/card.ts'

type Of<K extends ChallengeDialog['kind']> = Extract<ChallengeDialog, { kind: K }>

export async function termsPrompt({ tx, words }: Reader, { needId, asked }: Of<'challenge_terms'>): Promise<Draft | undefined> {
  const { prompts, buttons: b } = words.t
  const cancel = button(b.cancel, 'cancel', 'x')
  if (asked === 'text') {
    const need = await tx.needs.find(needId)
    if (!need) return undefined
    const text = publicText(need, await tx.needs.parts(needId)).slice(0, 2000)
    return { text: `${prompts.challenge_text}\n\n${text}`, buttons: [[button(b.useText, 'terms_skip', needId, 'primary'), cancel]] }
  }
  if (asked === 'conditions')
    return { text: prompts.challenge_conditions, buttons: [[button(b.noConditions, 'terms_skip', needId), cancel]] }
  return { text: asked === 'bounty' ? prompts.challenge_bounty : prompts.challenge_closing, buttons: [[cancel]] }
}

export function applicationPrompt({ words }: Reader, { asked }: Of<'application'>): Draft {
  const { prompts, buttons: b } = words.t
  return { text: prompts[`application_${asked}`], buttons: [[button(b.cancel, 'cancel', 'x')]] }
}

/** The grade that the score leads to is marked; another one is a press away. */
export function evaluationPrompt({ words }: Reader, { needId, score, grade }: Of<'challenge_evaluation'>): Draft {
  const { challenge: own, prompts, buttons: b } = words.t
  const choices = grades.map((one) => button(`${one === grade ? '✓ ' : ''}${own.grades[one]}`, `grade_${one}`, pair(needId, '')))
  const text = `${own.proposedGrade(String(score), own.grades[grade] ?? grade)}\n${prompts.challenge_evaluation}`
  return { text, buttons: [...rows(choices, 2), [button(b.cancel, 'cancel', 'x')]] }
}
