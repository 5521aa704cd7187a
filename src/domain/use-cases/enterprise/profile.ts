import { clusters } from '../../code-lists.ts'
import { readCreditCode } from '../../credit-code.ts'
import type { Enterprise } from '../../directory.ts'
import { type EnterpriseField, enterpriseFields, nextFirst } from '../../enterprise-fields.ts'
import type { EnterprisePatch } from '../../enterprises.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { industries } from '../../industries.ts'
import { industriesCalled } from '../../industry-words.ts'
import { ownerships } from '../../profile-codes.ts'
import { asContact } from '../../rights.ts'
import { fold, tidy } from '../../understand/fold.ts'
import { foundingDay, headcountFrom, sumFromProfile } from '../../understand/profile-numbers.ts'
import { type Act, ask, permit, refreshSlot, reply, tellStaff, words } from '../act.ts'
import { proposeName } from './names.ts'

export function enterpriseSlot(enterpriseId: string): string {
  return `enterprise:${enterpriseId}`
}

/** The entry, which this person may change; `forbidden` otherwise. */
export async function ownEnterprise(act: Pick<Act, 'tx' | 'actor'>, enterpriseId: string): Promise<Enterprise> {
  const enterprise = await act.tx.directory.enterprise(enterpriseId)
  if (!enterprise) throw new DomainError('not_found', 'no_such_entry')
  permit(act, 'edit_enterprise', ...asContact(act.actor, enterpriseId))
  return enterprise
}

/** One's own, or the one that is called so; several are offered. */
export async function showEnterprise(act: Act, name = ''): Promise<void> {
  const id = name === '' ? act.actor.enterpriseId : undefined
  if (id) return showEnterpriseById(act, id)
  permit(act, 'see_enterprise')
  if (name === '') throw new DomainError('invalid', 'enterprise_which')
  const found = await act.tx.directory.enterprisesLike(name, 6)
  const exact = found.find((one) => one.name === name)
  if (found.length === 0) throw new DomainError('not_found', 'enterprise_unknown', { said: name })
  if (exact || found.length === 1) return showEnterpriseById(act, (exact ?? found[0]!).id)
  await reply(act, { view: 'enterprises_called', ids: found.map((one) => one.id), name })
}

export async function showEnterpriseById(act: Act, enterpriseId: string): Promise<void> {
  permit(act, 'see_enterprise')
  await reply(act, { view: 'enterprise', enterpriseId }, { mode: 'fresh', slot: enterpriseSlot(enterpriseId) })
}

/** Asks for one field; `first`: as one of the first questions. */
export async function askForField(act: Act, enterpriseId: string, field: string, first?: true): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  if (!enterpriseFields.some(({ key }) => key === field)) throw new DomainError('invalid', 'old_button')
  await ask(act, { kind: 'enterprise_part', enterpriseId, field: field as EnterpriseField, ...(first && { first }) })
}

/** The first questions, from the first that nothing is known of; at the end the card. */
export async function askFirst(act: Act, enterpriseId: string, after?: EnterpriseField): Promise<void> {
  const next = nextFirst(await ownEnterprise(act, enterpriseId), after)
  if (next) return askForField(act, enterpriseId, next, true)
  await act.tx.dialogs.clear(act.address)
  await showEnterpriseById(act, enterpriseId)
}

/** The question that stands is left out. */
export async function skipFirst(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'enterprise_part' || !dialog.first) throw new DomainError('invalid', 'old_button')
  await askFirst(act, dialog.enterpriseId, dialog.field)
}

/** Sets one field from words. What can't be read is refused and nothing is changed; what can mean several things is asked back. */
export async function setField(act: Act, enterpriseId: string, field: EnterpriseField, text: string, first?: true): Promise<void> {
  const enterprise = await ownEnterprise(act, enterpriseId)
  if (field === 'name') return proposeName(act, enterprise, words(text, 80))
  if (field === 'creditCode') return setCode(act, enterprise, text, first)
  if (field === 'industry') {
    const codes = industriesCalled(text)
    if (codes.length === 0) throw new DomainError('invalid', 'industry_unknown', { said: text.trim().slice(0, 30) })
    if (codes.length > 1) return reply(act, { view: 'choose_industry', enterpriseId, codes })
    return putIndustry(act, enterpriseId, codes[0]!)
  }
  await write(act, enterpriseId, await patchOf(act, field, text), field, first)
}

/** One of the divisions offered. */
export async function putIndustry(act: Act, enterpriseId: string, code: string): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  const entry = industries.find((one) => one.code === code)
  if (!entry) throw new DomainError('invalid', 'old_button')
  const dialog = await act.tx.dialogs.get(act.address)
  const first = dialog?.kind === 'enterprise_part' && dialog.enterpriseId === enterpriseId ? dialog.first : undefined
  await write(act, enterpriseId, { industryCode: entry.code, industry: entry.zh }, 'industry', first)
}

/** A field is emptied. */
export async function clearField(act: Act, enterpriseId: string, field: EnterpriseField): Promise<void> {
  await ownEnterprise(act, enterpriseId)
  if (field === 'name' || field === 'creditCode') throw new DomainError('invalid', 'enterprise_not_empty')
  const patch: EnterprisePatch = field === 'industry' ? { industry: undefined, industryCode: undefined } : { [field]: undefined }
  await write(act, enterpriseId, patch, field)
}

/** Of a code that another enterprise has only staff learn whose it is. */
async function setCode(act: Act, enterprise: Enterprise, text: string, first?: true): Promise<void> {
  const read = readCreditCode(text.replace(/^.*?代码[:：]?/u, ''))
  if ('problem' in read) {
    const { problem, ...facts } = read
    const inWords = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)]))
    throw new DomainError('invalid', `credit_${problem}`, inWords)
  }
  if (!(await act.tx.enterprises.setCreditCode(enterprise.id, read.code))) return sayTaken(act, enterprise, read.code, first)
  if (read.read.length > 0) await reply(act, { view: 'say', text: 'credit_read', facts: { at: read.read.join('、'), code: read.code } })
  await done(act, enterprise.id, 'creditCode', first)
}

/** Staff hear of it once for each enterprise and code. */
async function sayTaken(act: Act, { id, name }: Enterprise, code: string, first?: true): Promise<void> {
  const holder = await act.tx.enterprises.withCode(code)
  const other = holder ? await act.tx.directory.enterprise(holder) : undefined
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'say', text: 'credit_taken' })
  const mine = newId()
  if ((await act.tx.settle(`credit_taken:${id}:${code}`, mine)) === mine)
    await tellStaff(act, ['staff', 'admin', 'head'], {
      view: 'say',
      text: 'credit_taken_staff',
      facts: { name, other: other?.name ?? '', code },
    })
  if (first) await askFirst(act, id, 'creditCode')
}

async function write(act: Act, enterpriseId: string, patch: EnterprisePatch, field: EnterpriseField, first?: true): Promise<void> {
  await act.tx.enterprises.update(enterpriseId, patch)
  await done(act, enterpriseId, field, first)
}

async function done(act: Act, enterpriseId: string, field: EnterpriseField, first?: true): Promise<void> {
  await act.tx.dialogs.clear(act.address)
  await refreshSlot(act, enterpriseSlot(enterpriseId), { view: 'enterprise', enterpriseId })
  if (first) return askFirst(act, enterpriseId, field)
  await reply(act, { view: 'enterprise_set', enterpriseId, field })
}

async function patchOf(act: Act, field: EnterpriseField, text: string): Promise<EnterprisePatch> {
  const spec = enterpriseFields.find(({ key }) => key === field)!
  switch (spec.kind) {
    case 'township':
      return { township: townshipCalled(text, await act.tx.enterprises.townships()) }
    case 'choice':
      return field === 'cluster' ? { cluster: oneOf(clusters, text).code } : { ownership: oneOf(ownerships, text).code }
    case 'money':
      return { [field]: must(sumFromProfile(text), 'profile_money') }
    case 'count':
      return { [field]: must(headcountFrom(text), 'enterprise_count') }
    case 'day':
      return { foundedOn: must(foundingDay(text, act.now), 'profile_day') }
    case 'yes_no':
      return { [field]: must(yesOrNo(text), 'enterprise_yes_no') }
    default:
      return { [field]: words(text, 'most' in spec ? spec.most : 120) }
  }
}

function must<T>(value: T | undefined, error: string): T {
  if (value === undefined) throw new DomainError('invalid', error)
  return value
}

/** A township of these by what it is called in short or whole; `invalid` where none or several are. */
export function townshipCalled(text: string, known: string[]): string {
  const said = fold(tidy(text)).text.replace(/\s/g, '')
  const exact = known.find((name) => fold(name).text === said)
  const core = (name: string) => fold(name).text.replace(/(?:街道|镇|乡|开发区|新区)$/u, '')
  const near = known.filter(
    (name) => core(name) !== '' && (said.includes(core(name)) || (said.length >= 2 && fold(name).text.includes(said))),
  )
  const found = exact ?? (near.length === 1 ? near[0] : undefined)
  if (!found) throw new DomainError('invalid', 'township_unknown', { known: known.slice(0, 30).join('、') })
  return found
}

function oneOf<T extends { code: string; zh: string; en: string }>(list: readonly T[], text: string): T {
  const said = fold(tidy(text)).text
  const names = ({ zh, en, code }: T) => [fold(zh).text, en.toLowerCase(), code]
  const found =
    list.find((entry) => names(entry).includes(said)) ??
    list.find((entry) => said.length >= 2 && names(entry).some((name) => name.includes(said) || said.includes(name)))
  if (!found)
    throw new DomainError('invalid', 'profile_choice', {
      known: list.map(({ zh }) => zh).join('、'),
      knownEn: list.map(({ en }) => en).join(', '),
    })
  return found
}

/** “是”, “规上”, “没有上市”, “yes”. */
function yesOrNo(text: string): boolean | undefined {
  const said = fold(tidy(text)).text
  if (/^(?:不|否|没|未|无|非|no\b|not\b)/.test(said)) return false
  return /^(?:是|有|对|已|规上|上市|yes\b|y$|true$)/.test(said) ? true : undefined
}
