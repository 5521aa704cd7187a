import type { ClocksDialog, ClocksNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** Terms, reminders, quiet hours and leave. */
export const clocks: Feature<ClocksNotice, ClocksDialog> = { ...nothing, cards: {}, answers: {} }
