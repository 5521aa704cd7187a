import type { ListsDialog, ListsNotice } from '../../../domain/notices.ts'
import { type Feature, nothing } from '../feature.ts'

/** The three lists. */
export const lists: Feature<ListsNotice, ListsDialog> = { ...nothing, cards: {}, answers: {} }
