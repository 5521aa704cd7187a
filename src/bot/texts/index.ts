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

type Parts = {
  life: typeof life.zh
  clocks: typeof clocks.zh
  team: typeof team.zh
  work: typeof work.zh
  outcomes: typeof outcomes.zh
  lists: typeof lists.zh
  challenge: typeof challenge.zh
  reports: typeof reports.zh
  targets: typeof targets.zh
  assessment: typeof assessment.zh
  desk: typeof desk.zh
  roles: typeof roles.zh
  privacy: typeof privacy.zh
  enterprise: typeof enterprise.zh
  institute: typeof institute.zh
  equipment: typeof equipment.zh
  events: typeof events.zh
  exchange: typeof exchange.zh
  profile: typeof profile.zh
  achievements: typeof achievements.zh
  finding: typeof finding.zh
}

/** The words of the bot and those of its features as one. */
function assemble(
  base: typeof chineseBase,
  {
    life,
    clocks,
    team,
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
    events,
    exchange,
    profile,
    achievements,
    finding,
  }: Parts,
) {
  return {
    ...base,
    buttons: {
      ...base.buttons,
      ...life.buttons,
      ...clocks.buttons,
      ...team.buttons,
      ...work.buttons,
      ...outcomes.buttons,
      ...lists.buttons,
      ...challenge.buttons,
      ...reports.buttons,
      ...targets.buttons,
      ...assessment.buttons,
      ...desk.buttons,
      ...roles.buttons,
      ...privacy.buttons,
      ...enterprise.buttons,
      ...institute.buttons,
      ...equipment.buttons,
      ...events.buttons,
      ...exchange.buttons,
      ...profile.buttons,
      ...achievements.buttons,
      ...finding.buttons,
    },
    says: {
      ...base.says,
      ...life.says,
      ...clocks.says,
      ...team.says,
      ...work.says,
      ...outcomes.says,
      ...lists.says,
      ...challenge.says,
      ...reports.says,
      ...targets.says,
      ...assessment.says,
      ...desk.says,
      ...roles.says,
      ...privacy.says,
      ...enterprise.says,
      ...institute.says,
      ...equipment.says,
      ...events.says,
      ...exchange.says,
      ...profile.says,
      ...achievements.says,
      ...finding.says,
    },
    errors: {
      ...base.errors,
      ...life.errors,
      ...clocks.errors,
      ...team.errors,
      ...work.errors,
      ...outcomes.errors,
      ...lists.errors,
      ...challenge.errors,
      ...reports.errors,
      ...targets.errors,
      ...assessment.errors,
      ...desk.errors,
      ...roles.errors,
      ...privacy.errors,
      ...enterprise.errors,
      ...institute.errors,
      ...equipment.errors,
      ...events.errors,
      ...exchange.errors,
      ...profile.errors,
      ...achievements.errors,
      ...finding.errors,
    },
    prompts: {
      ...base.prompts,
      ...life.prompts,
      ...clocks.prompts,
      ...team.prompts,
      ...work.prompts,
      ...outcomes.prompts,
      ...lists.prompts,
      ...challenge.prompts,
      ...reports.prompts,
      ...targets.prompts,
      ...assessment.prompts,
      ...desk.prompts,
      ...roles.prompts,
      ...privacy.prompts,
      ...enterprise.prompts,
      ...institute.prompts,
      ...equipment.prompts,
      ...events.prompts,
      ...exchange.prompts,
      ...profile.prompts,
      ...achievements.prompts,
      ...finding.prompts,
    },
    labels: {
      ...base.labels,
      ...life.labels,
      ...clocks.labels,
      ...team.labels,
      ...work.labels,
      ...outcomes.labels,
      ...lists.labels,
      ...challenge.labels,
      ...reports.labels,
      ...targets.labels,
      ...assessment.labels,
      ...desk.labels,
      ...roles.labels,
      ...privacy.labels,
      ...enterprise.labels,
      ...institute.labels,
      ...equipment.labels,
      ...events.labels,
      ...exchange.labels,
      ...profile.labels,
      ...achievements.labels,
      ...finding.labels,
    },
    events: {
      ...base.events,
      ...life.events,
      ...clocks.events,
      ...team.events,
      ...work.events,
      ...outcomes.events,
      ...lists.events,
      ...challenge.events,
      ...reports.events,
      ...targets.events,
      ...assessment.events,
      ...desk.events,
      ...roles.events,
      ...privacy.events,
      ...enterprise.events,
      ...institute.events,
      ...equipment.events,
      ...events.events,
      ...exchange.events,
      ...profile.events,
      ...achievements.events,
      ...finding.events,
    },
    life: life.own,
    clocks: clocks.own,
    teamwork: team.own,
    work: work.own,
    outcomes: outcomes.own,
    lists: lists.own,
    challenge: challenge.own,
    reports: reports.own,
    targets: targets.own,
    assessment: assessment.own,
    desk: desk.own,
    roles: roles.own,
    privacy: privacy.own,
    enterprise: enterprise.own,
    institute: institute.own,
    equipment: equipment.own,
    matchEvents: events.own,
    exchange: exchange.own,
    profile: profile.own,
    achievements: achievements.own,
    finding: finding.own,
  }
}

const zh = assemble(chineseBase, {
  life: life.zh,
  clocks: clocks.zh,
  team: team.zh,
  work: work.zh,
  outcomes: outcomes.zh,
  lists: lists.zh,
  challenge: challenge.zh,
  reports: reports.zh,
  targets: targets.zh,
  assessment: assessment.zh,
  desk: desk.zh,
  roles: roles.zh,
  privacy: privacy.zh,
  enterprise: enterprise.zh,
  institute: institute.zh,
  equipment: equipment.zh,
  events: events.zh,
  exchange: exchange.zh,
  profile: profile.zh,
  achievements: achievements.zh,
  finding: finding.zh,
})
const en: Texts = assemble(englishBase, {
  life: life.en,
  clocks: clocks.en,
  team: team.en,
  work: work.en,
  outcomes: outcomes.en,
  lists: lists.en,
  challenge: challenge.en,
  reports: reports.en,
  targets: targets.en,
  assessment: assessment.en,
  desk: desk.en,
  roles: roles.en,
  privacy: privacy.en,
  enterprise: enterprise.en,
  institute: institute.en,
  equipment: equipment.en,
  events: events.en,
  exchange: exchange.en,
  profile: profile.en,
  achievements: achievements.en,
  finding: finding.en,
})

/** The shape that every language fills. */
export type Texts = typeof zh

export type SayKey = keyof Texts['says']
export type ErrorKey = keyof Texts['errors']

export function textsIn(lang: Lang): Texts {
  return lang === 'en' ? en : zh
}
