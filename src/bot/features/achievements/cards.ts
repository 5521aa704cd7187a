import { nameOf } from '../../../domain/code-lists.ts'
import type { Achievement, Expert } from '../../../domain/directory.ts'
import type { AchievementsDialog, AchievementsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { cooperationModes, ipForms, maturities, maturityOf } from '../../../domain/profile-codes.ts'
import { hasRight } from '../../../domain/rights.ts'
import { type Step, steps } from '../../../domain/use-cases/achievements/keep-achievement.ts'
import { editorOf } from '../../../domain/use-cases/profile/rights.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'

type Of<V extends AchievementsNotice['view']> = Extract<AchievementsNotice, { view: V }>
const page = 8

/** What may be read by everybody registered; whose it is, but no contact details. */
export async function achievementCard(reader: Reader, { achievementId }: Of<'achievement'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { achievements: t } = words.t
  const achievement = await tx.profiles.achievement(achievementId)
  const expert = achievement && (await tx.directory.expert(achievement.expertId))
  if (!achievement || !expert || !hasRight(person, 'ask_directory')) return undefined
  const editor = editorOf(person, expert)
  const { summary, year, indicators, application, benefit, awards, keywords } = achievement
  return {
    title: t.title(achievement.title),
    text: summary,
    fields: fieldsOf([
      [t.owner, words.expert(expert)],
      [t.maturity, maturityWords(reader, achievement)],
      [t.keywords, keywords.join(words.t.list)],
      [t.indicators, indicators],
      [t.application, application],
      [t.benefit, benefit],
      [t.ip, ipWords(words, achievement)],
      [t.terms, achievement.terms.map((code) => nameOf(cooperationModes, code, words.lang)).join(words.t.list)],
      [t.price, priceWords(words, achievement)],
      [t.awards, awards],
      [t.year, year === undefined ? undefined : String(year)],
    ]),
    buttons: editor ? editButtons(words, achievement) : [[button(words.t.buttons.achievement_owner, 'profile', expert.id)]],
  }
}

/** In a plain word; experts and staff are told the level too. */
function maturityWords({ words, person }: Reader, { maturity }: Achievement): string | undefined {
  const word = maturity === undefined ? undefined : maturityOf(maturity)
  if (!word || maturity === undefined) return undefined
  return person.expertId || person.managesId || isStaff(person) ? words.t.achievements.level(word[words.lang], maturity) : word[words.lang]
}

function ipWords(words: Words, { ipForms: forms, ipNumbers }: Achievement): string {
  const named = forms.map((code) => nameOf(ipForms, code, words.lang))
  return [named.join(words.t.list), ipNumbers.join(words.t.list)].filter(Boolean).join(words.t.semicolon)
}

function priceWords(words: Words, { price, negotiable }: Achievement): string | undefined {
  if (price !== undefined) return words.t.achievements.wan(String(price))
  return negotiable ? words.t.achievements.negotiable : undefined
}

function editButtons(words: Words, { id, expertId }: Achievement): Button[][] {
  const b = words.t.buttons
  return [
    ...rows(
      [
        button(b.achievement_title, 'achievement_title', id),
        button(b.achievement_summary, 'achievement_summary', id),
        ...steps.map((step) => button(b[`achievement_${step}`], 'achievement_step', pair(id, step))),
      ],
      3,
    ),
    [button(b.my_achievements, 'my_achievements', expertId), button(b.achievement_remove, 'achievement_remove', id, 'danger')],
  ]
}

/** One of the things that buttons ask, with a way past it. */
export async function stepCard({ tx, words, person }: Reader, { achievementId, step }: Of<'achievement_step'>): Promise<Draft | undefined> {
  const achievement = await tx.profiles.achievement(achievementId)
  const expert = achievement && (await tx.directory.expert(achievement.expertId))
  if (!achievement || !expert || !editorOf(person, expert)) return undefined
  return {
    title: words.t.achievements.title(achievement.title),
    text: words.t.achievements.steps[step],
    buttons: [...stepButtons(words, achievement, step), [passButton(words, achievement, step)]],
  }
}

function stepButtons(words: Words, achievement: Achievement, step: Step): Button[][] {
  const { id } = achievement
  const b = words.t.buttons
  const mark = (has: boolean, label: string) => `${has ? '✓ ' : ''}${shorter(label, 26)}`
  switch (step) {
    case 'maturity':
      return rows(
        maturities.map((one) =>
          button(
            mark((one.levels as readonly number[]).includes(achievement.maturity ?? 0), one[words.lang]),
            'achievement_mature',
            pair(id, one.code),
          ),
        ),
        2,
      )
    case 'ip':
      return rows(
        ipForms.map((one) => button(mark(achievement.ipForms.includes(one.code), one[words.lang]), 'achievement_ip', pair(id, one.code))),
        2,
      )
    case 'terms':
      return rows(
        cooperationModes.map((one) =>
          button(mark(achievement.terms.includes(one.code), one[words.lang]), 'achievement_terms', pair(id, one.code)),
        ),
        2,
      )
    case 'price':
      return [[button(b.achievement_negotiable, 'achievement_open', id), button(b.achievement_set_price, 'achievement_price', id)]]
  }
}

function passButton(words: Words, { id, maturity, ipForms: forms, terms }: Achievement, step: Step): Button {
  const b = words.t.buttons
  const next = steps[steps.indexOf(step) + 1]
  const isSaid = { maturity: maturity !== undefined, ip: forms.length > 0, terms: terms.length > 0, price: false }[step]
  if (!next) return button(b.achievement_done, 'achievement', id)
  return button(isSaid ? b.achievement_next : b.achievement_skip, 'achievement_step', pair(id, next))
}

export async function mineCard({ tx, words, person }: Reader, notice: Of<'my_achievements'>): Promise<Draft | undefined> {
  const { achievements: t, buttons: b } = words.t
  const { expertId } = notice
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const all = await tx.profiles.achievementsOf(expertId)
  const at = Math.max(0, Math.min(notice.page, Math.ceil(all.length / page) - 1))
  const shown = all.slice(at * page, (at + 1) * page)
  const turn = turns(words, 'achievements_page', (n) => pair(expertId, String(n)), at, Math.ceil(all.length / page))
  const buttons = rows(
    shown.map(({ id, title }) => button(shorter(title, 28), 'achievement', id)),
    1,
  )
  const lines = shown.map((one) => {
    const word = one.maturity === undefined ? undefined : maturityOf(one.maturity)?.[words.lang]
    return `• ${one.title}${word ? words.t.aside(word) : ''}`
  })
  return {
    title: t.mineTitle(expert.name, all.length),
    text: all.length === 0 ? t.mineNone : lines.join('\n'),
    buttons: [...buttons, ...turn, [button(b.achievement_add, 'achievement_add', expertId)]],
  }
}

export function goneCard({ words }: Reader, { title }: Of<'achievement_gone'>): Draft {
  return { text: words.t.achievements.gone(title) }
}

/** What was found, each with whose it is. */
export async function foundCard({ tx, words, person }: Reader, { said, ids }: Of<'found_achievements'>): Promise<Draft | undefined> {
  const { achievements: t } = words.t
  if (!hasRight(person, 'ask_directory')) return undefined
  const lines: string[] = []
  const buttons: Button[] = []
  for (const id of ids) {
    const one = await tx.profiles.achievement(id)
    const expert: Expert | undefined = one && (await tx.directory.expert(one.expertId))
    if (!one || !expert) continue
    const word = one.maturity === undefined ? undefined : maturityOf(one.maturity)?.[words.lang]
    lines.push(
      `${lines.length + 1}. ${t.title(one.title)} — ${[words.expert(expert), word].filter(Boolean).join(words.t.list)}\n${shorter(one.summary, 120)}`.trim(),
    )
    buttons.push(button(`${lines.length}. ${shorter(one.title, 24)}`, 'achievement', id))
  }
  if (lines.length === 0) return { text: t.foundNone(said) }
  return { title: t.foundTitle(said), text: [...lines, t.contact].join('\n'), buttons: rows(buttons, 1) }
}

export function summaryPrompt({ words }: Reader, { achievementId }: Extract<AchievementsDialog, { kind: 'achievement_summary' }>): Draft {
  const b = words.t.buttons
  const skip = achievementId ? [] : [button(b.achievement_skip, 'achievement_no_text', 'x')]
  return { text: words.t.prompts.achievement_summary, buttons: [[...skip, button(b.cancel, 'cancel', 'x')]] }
}

export function pricePrompt({ words }: Reader, { achievementId }: Extract<AchievementsDialog, { kind: 'achievement_price' }>): Draft {
  const b = words.t.buttons
  return {
    text: words.t.prompts.achievement_price,
    buttons: [[button(b.achievement_negotiable, 'achievement_open', achievementId), button(b.cancel, 'cancel', 'x')]],
  }
}
