import type { WorkDialog, WorkNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** Visits, tasks and target figures. */
export const work: Feature<WorkNotice, WorkDialog> = { ...nothing, cards: {}, answers: {} }
