import type { ProfileNotice } from '../../../domain/notices.ts'
import { editKeys } from '../../../domain/profile-fields.ts'
import { guardedKeys } from '../../../domain/profile-store.ts'
import { hasRight } from '../../../domain/rights.ts'
import { valueIn } from '../../../domain/use-cases/profile/change-profile.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter } from '../../cards/card.ts'
import { fieldName, valueWords } from './values.ts'

/** What was read in a text, beside what stands there; each part can be left out by a press. */
export async function offerCard(
  reader: Reader,
  { offerId, dropped }: Extract<ProfileNotice, { view: 'profile_offer' }>,
): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t, buttons: b } = words.t
  const offer = await tx.profiles.offer(offerId)
  const expert = offer && (await tx.directory.expert(offer.expertId))
  if (!offer || !expert || offer.byId !== person.id) return undefined
  const keys = editKeys.filter((key) => key in offer.patch)
  const fields: [string, string | undefined][] = []
  for (const key of keys) {
    const value = await valueWords(reader, key, offer.patch[key])
    const known = valueIn(expert, key)
    const before = Array.isArray(known) || !known ? undefined : await valueWords(reader, key, known)
    const label = Array.isArray(offer.patch[key])
      ? `${fieldName(words, key)} ${words.t.aside(t.offerAdds((offer.patch[key] as string[]).length))}`
      : fieldName(words, key)
    fields.push([label.trim(), before && value ? t.arrow(shorter(before, 80), value) : value])
  }
  if (offer.achievements.length > 0)
    fields.push([
      `${t.achievements} ${words.t.aside(t.offerAdds(offer.achievements.length))}`,
      offer.achievements.map((title) => `• ${title}`).join('\n'),
    ])
  const nothing = fields.length === 0
  const isGuarded = !hasRight(person, 'decide_profile') && keys.some((key) => (guardedKeys as readonly string[]).includes(key))
  const text = [
    nothing ? t.offerNothing : t.offerMore,
    isGuarded ? t.offerGuarded : '',
    dropped.length > 0 ? t.offerDropped(dropped.map((kind) => t.dropped[kind]).join(words.t.list)) : '',
  ]
  if (nothing) return { text: text.filter(Boolean).join('\n'), buttons: [[button(b.profile_ask, 'profile_ask', expert.id)]] }
  const without = [...keys, ...(offer.achievements.length > 0 ? (['achievements'] as const) : [])].map((key) =>
    button(
      shorter(b.profile_not(key === 'achievements' ? t.achievements : fieldName(words, key)), 30),
      'profile_leave_out',
      pair(offerId, key),
    ),
  )
  return {
    title: t.offerTitle,
    text: text.filter(Boolean).join('\n'),
    fields: fieldsOf(fields),
    buttons: [
      [button(b.profile_all, 'profile_take', offerId, 'primary'), button(b.profile_none, 'profile_drop', offerId, 'danger')],
      ...rows(without, 2),
    ],
  }
}
