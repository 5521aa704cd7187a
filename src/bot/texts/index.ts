import type { Lang } from '../../domain/person.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** What fills the gaps of a text. */
export type Facts = Record<string, string>

/** The shape that every language fills. */
export type Texts = typeof zh

export type SayKey = keyof Texts['says']
export type ErrorKey = keyof Texts['errors']

export function textsIn(lang: Lang): Texts {
  return lang === 'en' ? en : zh
}
