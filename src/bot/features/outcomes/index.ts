import type { OutcomesDialog, OutcomesNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** Outcomes, follow-ups and case cards. */
export const outcomes: Feature<OutcomesNotice, OutcomesDialog> = { ...nothing, cards: {}, answers: {} }
