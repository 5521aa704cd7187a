import type { Lang } from '../../domain/person.ts'
import * as achievements from '../features/achievements/texts.ts'
import * as assessment from '../features/assessment/texts.ts'
import * as challenge from '../features/challenge/texts.ts'
import * as clocks from '../features/clocks/texts.ts'
import * as desk from '../features/desk/texts.ts'
import * as enterprise from '../features/enterprise/texts.ts'
import * as equipment from '../features/equipment/texts.ts'
import * as events from '../features/events/texts.ts'
import * as exchange from '../features/exchange/texts.ts'
import * as finding from '../features/finding/texts.ts'
import * as institute from '../features/institute/texts.ts'
import * as life from '../features/life/texts.ts'
import * as lists from '../features/lists/texts.ts'
import * as operating from '../features/operating/texts.ts'
import * as outcomes from '../features/outcomes/texts.ts'
import * as privacy from '../features/privacy/texts.ts'
import * as profile from '../features/profile/texts.ts'
import * as reports from '../features/reports/texts.ts'
import * as roles from '../features/roles/texts.ts'
import * as targets from '../features/targets/texts.ts'
import * as team from '../features/team/texts.ts'
import * as work from '../features/work/texts.ts'
import { base as englishBase } from './en.ts'
import { base as chineseBase } from './zh.ts'

/** What fills the gaps of a text. */
export type Facts = Record<string, string>

/** The words of features, under the name by which their own are found. A new feature stands here. */
const modules = {
  life,
  clocks,
  teamwork: team,
  work,
  outcomes,
  lists,
  challenge,
  reports,
  targets,
  assessment,
  desk,
  roles,
  privacy,
  enterprise,
  institute,
  equipment,
  matchEvents: events,
  exchange,
  profile,
  achievements,
  finding,
  operating,
}

/** What the bot and its features have words of in common. */
const shared = ['buttons', 'says', 'errors', 'prompts', 'labels', 'events'] as const

type Base = typeof chineseBase
type Shared = (typeof shared)[number]
type Features = { [F in keyof typeof modules]: (typeof modules)[F]['zh'] }
type Own = { [F in keyof Features]: Features[F]['own'] }
/** All at once, of what is one of several. */
type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? { [K in keyof I]: I[K] } : never

/** The shape that every language fills: the words of the bot and those of its features as one. */
export type Texts = Omit<Base, Shared | keyof Own> & Own & { [P in Shared]: All<Base[P] | Features[keyof Features][P]> }

function assemble(base: Base, features: Features): Texts {
  const own = Object.entries(features).map(([name, feature]) => [name, feature.own])
  const common = shared.map((part) => [part, Object.assign({}, base[part], ...Object.values(features).map((feature) => feature[part]))])
  return { ...base, ...Object.fromEntries([...own, ...common]) }
}

function inLang(lang: Lang): Features {
  return Object.fromEntries(
    Object.entries(modules satisfies { [F in keyof Features]: Record<Lang, Features[F]> }).map(([name, words]) => [name, words[lang]]),
  ) as Features
}

const zh = assemble(chineseBase, inLang('zh'))
const en = assemble(englishBase, inLang('en'))

export type SayKey = keyof Texts['says']
export type ErrorKey = keyof Texts['errors']

export function textsIn(lang: Lang): Texts {
  return lang === 'en' ? en : zh
}
