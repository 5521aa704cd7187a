/** The limits of the local chat. */
import type { Pace } from '../../bot/platform.ts'

export const limits = {
  fileBytes: 20 * 1024 * 1024,
  filesPerMessage: 10,
  textCharacters: 100_000,
  nameCharacters: 40,
  /** Entries a browser asks for at first, and at most. */
  entries: 200,
  mostEntries: 5000,
} as const

export const pace: Pace = { perSecond: 1000, privateGapMs: 0, groupGapMs: 0 }
