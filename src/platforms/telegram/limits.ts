/** What Telegram takes; https://core.telegram.org/bots/api and /bots/faq. Lengths in UTF-16 units, sizes in bytes. */
export const limits = {
  text: 4096,
  caption: 1024,
  callbackDataBytes: 64,
  buttonsPerRow: 8,
  photoBytes: 10_000_000,
  documentBytes: 50_000_000,
  /** getFile brings nothing larger. */
  downloadBytes: 20_000_000,
} as const

export const pace = { perSecond: 30, privateGapMs: 1000, groupGapMs: 3000 } as const

/** A message whose turn is farther off goes back to the outbox. */
export const longestTurnMs = 5000

/** Seconds an open getUpdates waits on Telegram's side, and a request may take on ours: the second must be the longer. */
export const pollSeconds = 20
export const requestSeconds = 30
export const uploadSeconds = 120

/** What we ask Telegram to deliver; all else it drops. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query'] as const
