import type { Achievement, Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { AchievementsNotice } from '../../notices.ts'
import { type CooperationMode, cooperationModes, type IpForm, ipForms, maturities } from '../../profile-codes.ts'
import type { AchievementPatch } from '../../profile-store.ts'
import { budgetFromAnswer } from '../../understand/index.ts'
import { isNone } from '../../understand/profile-answer.ts'
import { type Act, ask, permit, refreshSlot, reply, tell, words } from '../act.ts'
import { editorOf, ownProfile } from '../profile/rights.ts'

const longestTitle = 120
const longestSummary = 3000
const mostOfOne = 200

export const steps = ['maturity', 'ip', 'terms', 'price'] as const
export type Step = (typeof steps)[number]

export function achievementSlot(achievementId: string): string {
  return `achievement:${achievementId}`
}

/** `添加成果`: the title is asked for first, or was said with it. */
export async function addAchievement(act: Act, expertId: string, title = ''): Promise<void> {
  await ownProfile(act, expertId)
  if (title === '') return ask(act, { kind: 'achievement_title', expertId })
  await nameAchievement(act, expertId, title)
}

export async function nameAchievement(act: Act, expertId: string, text: string, achievementId?: string): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const title = words(text, longestTitle)
  if (expert.achievements.some((one) => one.title === title && one.id !== achievementId))
    throw new DomainError('conflict', 'achievement_twice', { title })
  if (achievementId) return change(act, achievementId, { title })
  if (expert.achievements.length >= mostOfOne) throw new DomainError('conflict', 'achievements_many', { most: String(mostOfOne) })
  await ask(act, { kind: 'achievement_summary', expertId, title })
}

/** With its summary (or without, skipped) an achievement is kept, and open needs are looked through for it; the rest is asked by buttons. */
export async function summarise(
  act: Act,
  expertId: string,
  said: { title?: string; achievementId?: string },
  text: string | undefined,
): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const summary = text === undefined || isNone(text) ? '' : words(text, longestSummary)
  if (said.achievementId) return change(act, said.achievementId, { summary })
  const title = words(said.title ?? '', longestTitle)
  if (expert.achievements.some((one) => one.title === title)) throw new DomainError('conflict', 'achievement_twice', { title })
  const id = newId()
  await act.tx.profiles.addAchievement({ id, expertId, title, summary }, act.now)
  await act.tx.dialogs.clear(act.address)
  await tellOwner(act, expert, title)
  await reply(act, { view: 'achievement_step', achievementId: id, step: 'maturity' })
}

async function tellOwner(act: Act, expert: Expert, title: string): Promise<void> {
  if (editorOf(act.actor, expert) !== 'self')
    await tell(act, expert.personId, { view: 'say', text: 'achievement_by_other', facts: { by: act.actor.name, title } })
}

/** Skipping the summary of the achievement that is being added. */
export async function skipSummary(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'achievement_summary') throw new DomainError('invalid', 'old_button')
  await summarise(act, dialog.expertId, dialog, undefined)
}

/** The achievement, for whoever may change it. */
async function ownAchievement(act: Act, achievementId: string): Promise<{ achievement: Achievement; expert: Expert }> {
  const found = await act.tx.profiles.achievement(achievementId)
  if (!found) throw new DomainError('not_found', 'no_such_achievement')
  const expert = await ownProfile(act, found.expertId)
  // once more, now that nobody else can change it
  const achievement = await act.tx.profiles.achievement(achievementId)
  if (!achievement) throw new DomainError('not_found', 'no_such_achievement')
  return { achievement, expert }
}

async function change(act: Act, achievementId: string, patch: AchievementPatch, then?: AchievementsNotice): Promise<void> {
  const { achievement, expert } = await ownAchievement(act, achievementId)
  await act.tx.profiles.updateAchievement(achievementId, patch, act.now)
  await act.tx.dialogs.clear(act.address)
  await tellOwner(act, expert, patch.title ?? achievement.title)
  await refreshSlot(act, achievementSlot(achievementId), { view: 'achievement', achievementId })
  await reply(act, then ?? { view: 'achievement', achievementId }, then ? {} : { mode: 'fresh', slot: achievementSlot(achievementId) })
}

/** The next thing a button asks of it; after the last its card. */
export async function askStep(act: Act, achievementId: string, step: Step | undefined): Promise<void> {
  await ownAchievement(act, achievementId)
  await reply(
    act,
    step ? { view: 'achievement_step', achievementId, step } : { view: 'achievement', achievementId },
    step ? {} : { mode: 'fresh', slot: achievementSlot(achievementId) },
  )
}

/** How mature it is, in one of the five words; the last of its levels is kept. */
export async function setMaturity(act: Act, achievementId: string, code: string): Promise<void> {
  const found = maturities.find((one) => one.code === code)
  if (!found) throw new DomainError('invalid', 'old_button')
  await change(act, achievementId, { maturity: found.levels.at(-1) }, { view: 'achievement_step', achievementId, step: 'ip' })
}

/** A press adds a form of protection or a way of giving it, or takes it off again. */
export async function toggle(act: Act, achievementId: string, step: 'ip' | 'terms', code: string): Promise<void> {
  const { achievement } = await ownAchievement(act, achievementId)
  const patch = step === 'ip' ? withIp(achievement, code) : withTerm(achievement, code)
  if (!patch) throw new DomainError('invalid', 'old_button')
  await act.tx.profiles.updateAchievement(achievementId, patch, act.now)
  await refreshSlot(act, achievementSlot(achievementId), { view: 'achievement', achievementId })
  await reply(act, { view: 'achievement_step', achievementId, step }, { mode: 'update', slot: `achievement_${step}:${achievementId}` })
}

function withIp({ ipForms: known }: Achievement, code: string): AchievementPatch | undefined {
  const form = ipForms.find((one) => one.code === code)?.code as IpForm | undefined
  if (!form) return undefined
  if (known.includes(form)) return { ipForms: known.filter((one) => one !== form) }
  return { ipForms: form === 'none' ? ['none'] : [...known.filter((one) => one !== 'none'), form] }
}

function withTerm({ terms: known }: Achievement, code: string): AchievementPatch | undefined {
  const term = cooperationModes.find((one) => one.code === code)?.code as CooperationMode | undefined
  return term && { terms: known.includes(term) ? known.filter((one) => one !== term) : [...known, term] }
}

/** To be agreed 面议. */
export async function negotiable(act: Act, achievementId: string): Promise<void> {
  await change(act, achievementId, { negotiable: true, price: undefined })
}

export async function askPrice(act: Act, achievementId: string): Promise<void> {
  await ownAchievement(act, achievementId)
  await ask(act, { kind: 'achievement_price', achievementId })
}

/** 20万, or a bare number of 万元. */
export async function priceAchievement(act: Act, achievementId: string, text: string): Promise<void> {
  if (/面议|negotia|to be agreed/iu.test(text)) return negotiable(act, achievementId)
  const read = budgetFromAnswer(text)
  const price = read?.max ?? read?.min
  if (price === undefined || price < 0 || price > 1_000_000) throw new DomainError('invalid', 'achievement_price')
  await change(act, achievementId, { price, negotiable: false })
}

export async function editAchievement(act: Act, achievementId: string, part: 'title' | 'summary'): Promise<void> {
  const { achievement } = await ownAchievement(act, achievementId)
  const kind = part === 'title' ? ('achievement_title' as const) : ('achievement_summary' as const)
  await ask(act, { kind, expertId: achievement.expertId, achievementId })
}

/** Taken away; the answer says its title, so that it can be said again. */
export async function removeAchievement(act: Act, achievementId: string): Promise<void> {
  const { achievement, expert } = await ownAchievement(act, achievementId)
  if (!(await act.tx.profiles.removeAchievement(achievementId))) throw new DomainError('not_found', 'no_such_achievement')
  await tellOwner(act, expert, achievement.title)
  await refreshSlot(act, achievementSlot(achievementId), { view: 'achievement_gone', title: achievement.title })
  await reply(act, { view: 'achievement_gone', title: achievement.title })
}

export async function showAchievement(act: Act, achievementId: string): Promise<void> {
  permit(act, 'ask_directory')
  const found = await act.tx.profiles.achievement(achievementId)
  const expert = found && (await act.tx.directory.expert(found.expertId))
  if (!expert) throw new DomainError('not_found', 'no_such_achievement')
  const keeps = editorOf(act.actor, expert) !== undefined
  await reply(act, { view: 'achievement', achievementId }, keeps ? { mode: 'fresh', slot: achievementSlot(achievementId) } : {})
}

export async function showAchievements(act: Act, expertId: string, page = 0, turned = false): Promise<void> {
  await ownProfile(act, expertId)
  await reply(act, { view: 'my_achievements', expertId, page }, { mode: turned ? 'update' : 'fresh', slot: `achievements:${expertId}` })
}
