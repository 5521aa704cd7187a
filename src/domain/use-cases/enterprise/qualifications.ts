import { isoDayAt } from '../../calendar/days.ts'
import type { Qualification } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  datesOfQualification,
  endByRule,
  type QualificationSaid,
  qualificationFromAnswer,
  qualificationKindIn,
} from '../../qualification-line.ts'
import { type Act, ask, permit, refreshSlot, reply, words } from '../act.ts'
import { enterpriseSlot, ownEnterprise } from './profile.ts'

export const mostMonths = 60

/** The qualification, which this person may change; `forbidden` otherwise. */
async function ownQualification(act: Act, id: string): Promise<Qualification> {
  const found = await act.tx.enterprises.qualification(id)
  if (!found) throw new DomainError('not_found', 'qualification_gone')
  await ownEnterprise(act, found.enterpriseId)
  return found
}

export async function showQualifications(act: Act, enterpriseId: string): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  await reply(act, { view: 'qualifications', enterpriseId }, { mode: 'fresh', slot: `qualifications:${enterpriseId}` })
}

export async function showQualification(act: Act, id: string): Promise<void> {
  await ownQualification(act, id)
  await reply(act, { view: 'qualification', id })
}

/** Asks for one in a line; `id`: for the new dates of one that is there. */
export async function askForQualification(act: Act, enterpriseId: string, id?: string): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  await ask(act, { kind: 'qualification', enterpriseId, ...(id && { id }) })
}

export async function askToRenew(act: Act, id: string): Promise<void> {
  await askForQualification(act, (await ownQualification(act, id)).enterpriseId, id)
}

export async function answerQualification(act: Act, enterpriseId: string, text: string, id?: string): Promise<void> {
  const renewed = id ? await ownQualification(act, id) : undefined
  const said = renewed
    ? { ...datesOfQualification(text), kind: renewed.kind, name: renewed.name }
    : qualificationFromAnswer(words(text, 200))
  if (!said || (renewed && !said.issuedOn && !said.expiresOn)) throw new DomainError('invalid', 'qualification_unclear')
  await noteQualification(act, enterpriseId, said)
}

/** Adds it, or renews the one of its kind. Where only the date of issue is known, its end follows from the rule of the kind, and the card says so. */
export async function noteQualification(act: Act, enterpriseId: string, said: QualificationSaid): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  const { issuedOn } = said
  if (issuedOn && issuedOn > isoDayAt(act.now)) throw new DomainError('invalid', 'qualification_future')
  const computed = said.expiresOn === undefined && issuedOn ? endByRule(said.kind, issuedOn) : undefined
  const expiresOn = said.expiresOn ?? computed
  if (issuedOn && expiresOn && expiresOn <= issuedOn) throw new DomainError('invalid', 'qualification_backwards')
  const was = await act.tx.enterprises.putQualification({ id: newId(), enterpriseId, ...said, ...(expiresOn && { expiresOn }) })
  await act.tx.dialogs.clear(act.address)
  const same = (await act.tx.enterprises.qualifications(enterpriseId)).find((one) => one.kind === said.kind && one.name === said.name)
  await showAgain(act, enterpriseId)
  if (!same) return
  await reply(act, { view: 'qualification', id: same.id, ...(computed && { computed: true }), news: was ? 'renewed' : 'added' })
}

export async function removeQualification(act: Act, id: string): Promise<void> {
  const { enterpriseId } = await ownQualification(act, id)
  if (!(await act.tx.enterprises.removeQualification(id))) throw new DomainError('not_found', 'qualification_gone')
  await showAgain(act, enterpriseId)
  await showQualifications(act, enterpriseId)
}

/** “删除资质 高企”. */
export async function removeQualificationCalled(act: Act, enterpriseId: string, text: string): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  const kind = qualificationKindIn(text)
  const all = await act.tx.enterprises.qualifications(enterpriseId)
  const found = all.filter((one) => (kind ? one.kind === kind : one.name !== undefined && text.includes(one.name)))
  if (found.length !== 1) throw new DomainError('invalid', 'qualification_which')
  await removeQualification(act, found[0]!.id)
}

async function showAgain(act: Act, enterpriseId: string): Promise<void> {
  await refreshSlot(act, enterpriseSlot(enterpriseId), { view: 'enterprise', enterpriseId })
  await refreshSlot(act, `qualifications:${enterpriseId}`, { view: 'qualifications', enterpriseId })
}

/** What ends in the next months, for the bureau. */
export async function showExpiring(act: Act, months: number, page = 0, turned = false): Promise<void> {
  permit(act, 'see_expiring')
  if (!(months >= 1 && months <= mostMonths)) throw new DomainError('invalid', 'expiring_months', { most: String(mostMonths) })
  await reply(act, { view: 'expiring', months, page }, { mode: turned ? 'update' : 'fresh', slot: 'expiring' })
}

export async function sendExpiring(act: Act, months: number): Promise<void> {
  permit(act, 'see_expiring')
  await reply(act, { view: 'expiring_file', months: Math.min(Math.max(1, months), mostMonths) })
}
