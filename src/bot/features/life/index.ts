import type { LifeDialog, LifeNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** The ways out of a need, and undo. */
export const life: Feature<LifeNotice, LifeDialog> = { ...nothing, cards: {}, answers: {} }
