import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { Enterprise } from '../../../domain/directory.ts'
import { enterpriseFields, firstFields, missingOf } from '../../../domain/enterprise-fields.ts'
import { DomainError } from '../../../domain/errors.ts'
import { industries } from '../../../domain/industries.ts'
import type { EnterpriseDialog, EnterpriseNotice } from '../../../domain/notices.ts'
import { asContact, checkRight, hasRight } from '../../../domain/rights.ts'
import { sightOfEnterprise } from '../../../domain/use-cases/enterprise/rights.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { tierLines } from './ladder-cards.ts'
import { fieldWords, qualificationLine } from './lines.ts'

async function entryOf({ tx }: Reader, enterpriseId: string): Promise<Enterprise> {
  const enterprise = await tx.directory.enterprise(enterpriseId)
  if (!enterprise) throw new DomainError('not_found', 'no_such_entry')
  return enterprise
}

/** What a reader may know of an enterprise: all of it, what is public, or who it is. */
export async function enterpriseCard(reader: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft> {
  const { words, person, tx, now } = reader
  const { enterprise: t } = words.t
  const enterprise = await entryOf(reader, enterpriseId)
  const sight = sightOfEnterprise(person, enterpriseId)
  const shown = enterpriseFields.filter((field) => {
    if (field.key === 'name') return false
    if (sight === 'name') return field.key === 'township' || field.key === 'industry'
    return sight === 'whole' || !('private' in field)
  })
  const fields = fieldsOf(shown.map(({ key }) => [t.fields[key], fieldWords(words, enterprise, key)]))
  if (sight === 'name') return { title: enterprise.name, text: t.limited, fields }
  const all = await tx.enterprises.qualifications(enterpriseId)
  const lines = all.map((one) => qualificationLine(words, sight === 'whole' ? one : { ...one, number: undefined }, isoDayAt(now)))
  fields.push(...fieldsOf([[t.qualifications, lines.join('\n')]]))
  fields.push(...fieldsOf([[t.tier, await tierLines(reader, enterprise, sight === 'whole')]]))
  if (sight === 'public') return { title: enterprise.name, text: '', fields }
  const missing = missingOf(enterprise).map((key) => t.fields[key])
  return {
    title: t.title(enterprise.name),
    text: missing.length > 0 ? t.missing(missing.join(words.t.list)) : t.complete,
    fields,
    buttons: rows(wholeButtons(reader, enterprise), 2),
  }
}

function wholeButtons({ words, person }: Reader, enterprise: Enterprise): Button[] {
  const b = words.t.buttons
  const missing = missingOf(enterprise).some((key) => (firstFields as readonly string[]).includes(key))
  const own = person.enterpriseId === enterprise.id
  return [
    ...(own && missing ? [button(b.enterprise_first, 'enterprise_first', enterprise.id, 'primary')] : []),
    button(b.enterprise_edit, 'enterprise_edit', enterprise.id),
    button(b.qualifications, 'qualifications', enterprise.id),
    ...(hasRight(person, 'confirm_tier') ? [button(b.tier_choose, 'tier_choose', enterprise.id)] : []),
  ]
}

/** Which field shall be changed? */
export async function enterpriseFieldsCard(reader: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft> {
  const { words, person } = reader
  const enterprise = await entryOf(reader, enterpriseId)
  checkRight(person, 'edit_enterprise', asContact(person, enterpriseId))
  const buttons = enterpriseFields.map(({ key }) => button(words.t.enterprise.fields[key], 'enterprise_part', pair(enterpriseId, key)))
  return { title: enterprise.name, text: words.t.enterprise.which, buttons: rows(buttons, 3) }
}

export async function enterpriseSetCard(
  reader: Reader,
  { enterpriseId, field }: Extract<EnterpriseNotice, { view: 'enterprise_set' }>,
): Promise<Draft> {
  const { words, person } = reader
  const { enterprise: t, buttons: b } = words.t
  const enterprise = await entryOf(reader, enterpriseId)
  checkRight(person, 'edit_enterprise', asContact(person, enterpriseId))
  return {
    text: t.set(t.fields[field], fieldWords(words, enterprise, field) ?? words.t.empty),
    buttons: [[button(b.enterprise_more, 'enterprise_edit', enterpriseId), button(b.enterprise_show, 'enterprise', enterpriseId)]],
  }
}

export async function enterprisesCalledCard(
  { tx, words }: Reader,
  { ids, name }: Extract<EnterpriseNotice, { view: 'enterprises_called' }>,
): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of ids) {
    const enterprise = await tx.directory.enterprise(id)
    if (enterprise) buttons.push(button(enterprise.name, 'enterprise', id))
  }
  return { text: words.t.enterprise.called(name), buttons: rows(buttons, 1) }
}

export function chooseIndustryCard(
  { words }: Reader,
  { enterpriseId, codes }: Extract<EnterpriseNotice, { view: 'choose_industry' }>,
): Draft {
  const found = industries.filter(({ code }) => codes.includes(code)).toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
  const buttons = found.map((entry) => button(`${entry.code} ${entry[words.lang]}`, 'industry_pick', pair(enterpriseId, entry.code)))
  return { text: words.t.enterprise.whichIndustry, buttons: rows(buttons, 1) }
}

/** After verification; nothing where it is known by then. */
export async function enterpriseStartCard(reader: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft | undefined> {
  const { words, tx } = reader
  const enterprise = await tx.directory.enterprise(enterpriseId)
  if (!enterprise) return undefined
  const b = words.t.buttons
  return {
    text: words.t.enterprise.start(enterprise.name),
    buttons: [
      [button(b.enterprise_start, 'enterprise_first', enterpriseId, 'primary'), button(b.enterprise_later, 'enterprise_later', 'x')],
    ],
  }
}

/** The question for one field; of the first ones each can be left out. */
export async function partPrompt(
  reader: Reader,
  { enterpriseId, field, first }: Extract<EnterpriseDialog, { kind: 'enterprise_part' }>,
): Promise<Draft> {
  const { words } = reader
  const { enterprise: t, buttons: b } = words.t
  const enterprise = await entryOf(reader, enterpriseId)
  const now = fieldWords(words, enterprise, field)
  const text = [t.asks[field], ...(now && !first ? [t.now(now)] : [])].join('\n')
  if (first)
    return {
      text: t.step(firstFields.indexOf(field as never) + 1, firstFields.length) + text,
      buttons: [[button(b.skip, 'enterprise_skip', 'x'), button(b.enterprise_stop, 'enterprise_later', 'x')]],
    }
  const clear =
    now && field !== 'name' && field !== 'creditCode' ? [button(b.enterprise_clear, 'enterprise_clear', pair(enterpriseId, field))] : []
  return { text, buttons: [[button(b.cancel, 'cancel', 'x'), ...clear]] }
}

/** To the office; after the press it says how it went. */
export async function nameChangeCard(reader: Reader, { changeId }: { changeId: string }): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { enterprise: t, buttons: b } = words.t
  checkRight(person, 'decide_name')
  const change = await tx.enterprises.nameChange(changeId)
  const enterprise = change && (await tx.directory.enterprise(change.enterpriseId))
  if (!change || !enterprise) return undefined
  const by = (await tx.people.find(change.byId))?.name ?? words.t.somebody
  if (change.state === 'pending')
    return {
      title: t.nameTitle,
      text: t.nameAsk(by, enterprise.name, change.name),
      buttons: [[button(b.yes, 'name_yes', changeId, 'primary'), button(b.no, 'name_no', changeId, 'danger')]],
    }
  const decided = change.decidedById ? (await tx.people.find(change.decidedById))?.name : undefined
  return { title: t.nameTitle, text: t.nameStates[change.state](change.name, decided ?? '') }
}
