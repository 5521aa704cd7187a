import type { TeamDialog, TeamNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** The officer and the team of a need. */
export const team: Feature<TeamNotice, TeamDialog> = { ...nothing, cards: {}, answers: {} }
