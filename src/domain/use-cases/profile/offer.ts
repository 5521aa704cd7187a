import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { ProfileDialog } from '../../notices.ts'
import type { ProfileKey, ProfileOffer, ProfilePatch } from '../../profile-store.ts'
import { type Dropped, longestResume, readResume } from '../../understand/resume.ts'
import { type Act, ask, reply } from '../act.ts'
import type { Said } from '../draft-need.ts'
import { changeProfile, valueIn } from './change-profile.ts'
import { ownProfile } from './rights.ts'

/** Lists that what was read is added to; everything else is put in the place of what stands there. */
const listKeys: readonly ProfileKey[] = [
  'fields',
  'subfields',
  'disciplines',
  'keywords',
  'papers',
  'patents',
  'projects',
  'solvedProblems',
]

export function offerSlot(expertId: string): string {
  return `profile_offer:${expertId}`
}

export async function askForResume(act: Act, expertId: string): Promise<void> {
  await ownProfile(act, expertId)
  await ask(act, { kind: 'profile_resume', expertId, text: '', dropped: [] })
}

type Pasted = Extract<ProfileDialog, { kind: 'profile_resume' }>

/** One of several messages, or a text file; all of them are read together and what would change is shown. Nothing is changed yet. */
export async function takeResume(act: Act, { expertId, text, dropped }: Pasted, said: Said): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const files = await textsOf(act, said)
  const whole = [text, said.text, ...files.texts].filter((part) => part.trim() !== '').join('\n')
  if (whole.length > longestResume) throw new DomainError('invalid', 'too_long', { most: String(longestResume) })
  if (files.unread.length > 0) await reply(act, { view: 'say', text: 'resume_file_unread', facts: { file: files.unread.join('、') } })
  if (whole === text) return
  const read = readResume(whole)
  const all = [...new Set<Dropped>([...dropped, ...read.dropped])]
  // only what may be kept is kept, also between two messages
  await act.tx.dialogs.set(act.address, { kind: 'profile_resume', expertId, text: read.text, dropped: all }, act.now)
  const patch = differing(expert, read.patch)
  const known = new Set(expert.achievements.map(({ title }) => title))
  const achievements = read.achievements.filter((title) => !known.has(title))
  const offer: ProfileOffer = { id: newId(), expertId, byId: act.actor.id, patch, achievements }
  await act.tx.profiles.putOffer(offer, act.now)
  await reply(act, { view: 'profile_offer', offerId: offer.id, dropped: all }, { mode: 'fresh', slot: offerSlot(expertId) })
}

/** Of what was read, what the profile does not say yet. */
function differing(expert: Expert, read: ProfilePatch): ProfilePatch {
  const entries = (Object.keys(read) as ProfileKey[]).flatMap((key) => {
    const [value, known] = [read[key], valueIn(expert, key)]
    if (!listKeys.includes(key)) return value === known ? [] : [[key, value]]
    const more = (value as string[]).filter((one) => !(known as string[]).includes(one))
    return more.length > 0 ? [[key, more]] : []
  })
  return Object.fromEntries(entries)
}

/** Texts are read and not kept: what must not be stored stands in them. */
async function textsOf(act: Act, said: Said): Promise<{ texts: string[]; unread: string[] }> {
  const texts: string[] = []
  const unread: string[] = []
  for (const { fileId } of said.files) {
    const file = await act.tx.files.get(fileId)
    if (!file) continue
    const isText = file.mime.startsWith('text/plain') || /\.(?:txt|md)$/iu.test(file.name)
    if (isText && file.bytes.length <= 4 * longestResume) texts.push(decoded(file.bytes))
    else unread.push(file.name)
    await act.tx.files.remove(fileId)
  }
  return { texts, unread }
}

/** UTF-8, UTF-16 with its mark, else what Windows in Chinese writes. */
function decoded(bytes: Uint8Array): string {
  const mark = `${bytes[0]},${bytes[1]}`
  if (mark === '255,254') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === '254,255') return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The offer, for whoever it was made to; settled ones are gone. */
async function openOffer(act: Act, offerId: string): Promise<ProfileOffer> {
  const offer = await act.tx.profiles.offer(offerId)
  if (!offer || offer.byId !== act.actor.id) throw new DomainError('conflict', 'offer_gone')
  await ownProfile(act, offer.expertId)
  return offer
}

/** One part of it was read wrongly: it is left out. */
export async function leaveOut(act: Act, offerId: string, key: ProfileKey | 'achievements'): Promise<void> {
  const offer = await openOffer(act, offerId)
  const { [key as ProfileKey]: _, ...patch } = offer.patch
  const achievements = key === 'achievements' ? [] : offer.achievements
  await act.tx.profiles.narrowOffer({ id: offerId, patch, achievements })
  await reply(act, { view: 'profile_offer', offerId, dropped: [] }, { mode: 'update', slot: offerSlot(offer.expertId) })
}

/** Right as it stands: lists grow, single values are replaced, and what staff must agree to goes to them. */
export async function takeOffer(act: Act, offerId: string): Promise<void> {
  const offer = await openOffer(act, offerId)
  const expert = await ownProfile(act, offer.expertId)
  if (!(await act.tx.profiles.settleOffer(offerId, 'taken', act.now))) throw new DomainError('conflict', 'offer_gone')
  const patch = Object.fromEntries(
    (Object.keys(offer.patch) as ProfileKey[]).map((key) => {
      const value = offer.patch[key]
      return [key, listKeys.includes(key) ? [...new Set([...(valueIn(expert, key) as string[]), ...(value as string[])])] : value]
    }),
  )
  const { now, waiting, was } = await changeProfile(act, offer.expertId, patch)
  for (const title of offer.achievements)
    await act.tx.profiles.addAchievement({ id: newId(), expertId: offer.expertId, title, summary: '' }, act.now)
  await endResume(act)
  await reply(act, { view: 'profile_saved', expertId: offer.expertId, keys: now, waiting, was, achievements: offer.achievements.length })
}

export async function dropOffer(act: Act, offerId: string): Promise<void> {
  const offer = await openOffer(act, offerId)
  await act.tx.profiles.settleOffer(offerId, 'dropped', act.now)
  await endResume(act)
  await reply(act, { view: 'say', text: 'offer_dropped' })
  await reply(act, { view: 'profile', expertId: offer.expertId }, { mode: 'fresh', slot: `profile:${offer.expertId}` })
}

async function endResume(act: Act): Promise<void> {
  if ((await act.tx.dialogs.get(act.address))?.kind === 'profile_resume') await act.tx.dialogs.clear(act.address)
}
