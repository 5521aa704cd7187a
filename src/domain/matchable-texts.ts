import { createHash } from 'node:crypto'
import type { MatchableExpert, MatchableNeed } from './matcher.ts'

/** The texts of an expert's documents, in the order they are indexed: themselves, achievements, solved needs. */
export function expertTexts({ keywords, profile, achievements, solved }: MatchableExpert): string[] {
  return [
    `${keywords.join('、')}\n${profile}`,
    ...achievements.map(({ title, summary }) => `${title}\n${summary}`),
    ...solved.map(({ text }) => text),
  ]
}

export function needText({ title, description }: MatchableNeed): string {
  return `${title}\n${description}`
}

/** What a text's vector is kept under. */
export function vectorKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
