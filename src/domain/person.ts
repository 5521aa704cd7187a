/** The languages people are answered in. */
export const langs = ['zh', 'en'] as const
export type Lang = (typeof langs)[number]
