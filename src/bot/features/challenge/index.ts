import type { ChallengeDialog, ChallengeNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** Open challenge 揭榜挂帅. */
export const challenge: Feature<ChallengeNotice, ChallengeDialog> = { ...nothing, cards: {}, answers: {} }
