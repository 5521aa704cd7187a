import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { EnterpriseDialog, EnterpriseNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { qualificationIn } from '../../../domain/qualification-line.ts'
import { hasRight } from '../../../domain/rights.ts'
import { type Act, permit, reply } from '../../../domain/use-cases/act.ts'
import { chooseTier, confirmTier, showLadder, showTier } from '../../../domain/use-cases/enterprise/ladder.ts'
import { decideName, showNameChange } from '../../../domain/use-cases/enterprise/names.ts'
import {
  askFirst,
  askForField,
  clearField,
  ownEnterprise,
  putIndustry,
  setField,
  showEnterprise,
  showEnterpriseById,
  skipFirst,
} from '../../../domain/use-cases/enterprise/profile.ts'
import {
  answerQualification,
  askForQualification,
  askToRenew,
  noteQualification,
  removeQualification,
  removeQualificationCalled,
  sendExpiring,
  showExpiring,
  showQualification,
  showQualifications,
} from '../../../domain/use-cases/enterprise/qualifications.ts'
import { button, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { chooseTierCard, ladderCard, tierCard, tierToldCard } from './ladder-cards.ts'
import { daysUntil, qualificationName } from './lines.ts'
import {
  chooseIndustryCard,
  enterpriseCard,
  enterpriseFieldsCard,
  enterpriseSetCard,
  enterpriseStartCard,
  enterprisesCalledCard,
  nameChangeCard,
  partPrompt,
} from './profile-cards.ts'
import {
  expiringCard,
  expiringFileCard,
  qualificationCard,
  qualificationPrompt,
  qualificationSoonCard,
  qualificationsCard,
} from './qualification-cards.ts'
import { editIn, expiringIn, ladderIn } from './reading.ts'

const show: CommandReader = (text, actor) => {
  const found = /^(?:企业资料|公司资料|我的企业|企业信息|(?:company|enterprise) profile)(?:[\s:：]+(.+))?$/iu.exec(text)
  if (actor.enterpriseId && ladderIn(text, new Date(0))) return (act) => showEnterprise(act)
  if (!found || (!found[1] && !actor.enterpriseId && !isStaff(actor))) return undefined
  return (act) => showEnterprise(act, found[1]?.trim())
}

const edit: CommandReader = (text, actor) => {
  const wanted = editIn(text)
  if (!wanted || (!actor.enterpriseId && !isStaff(actor))) return undefined
  return async (act) => {
    const id = await enterpriseMeant(act, wanted.of)
    if (!wanted.field) return reply(act, { view: 'enterprise_fields', enterpriseId: (await ownEnterprise(act, id)).id })
    if (wanted.value === '') return askForField(act, id, wanted.field)
    await setField(act, id, wanted.field, wanted.value)
  }
}

/** Staff name the enterprise; its contact means their own. */
async function enterpriseMeant(act: Act, name: string): Promise<string> {
  if (name === '' && act.actor.enterpriseId) return act.actor.enterpriseId
  if (name === '') throw new DomainError('invalid', 'enterprise_which')
  const found = await act.tx.directory.enterprisesLike(name, 2)
  const exact = found.find((one) => one.name === name)
  if (!exact && found.length !== 1) throw new DomainError('invalid', 'enterprise_unknown', { said: name })
  return (exact ?? found[0]!).id
}

const qualificationCommand: CommandReader = (text, actor) => {
  const id = actor.enterpriseId
  if (!id) return undefined
  if (/^(?:企业)?(?:资质|资质荣誉)$|^qualifications?$/iu.test(text)) return (act) => showQualifications(act, id)
  const removed = /^(?:删除|删掉|取消|remove|delete)\s*(?:资质|qualification)[\s:：]*(.+)$/iu.exec(text)
  if (removed) return (act) => removeQualificationCalled(act, id, removed[1] ?? '')
  const added = /^(?:添加|新增|加|更新|add |renew )?\s*(?:资质|qualification)[\s:：]+(.+)$/iu.exec(text)
  if (added) return (act) => answerQualification(act, id, added[1] ?? '')
  const said = qualificationIn(text)
  return said && (said.issuedOn || said.expiresOn || said.number) ? (act) => noteQualification(act, id, said) : undefined
}

const lists: CommandReader = (text, actor) => {
  if (!isStaff(actor)) return undefined
  const months = expiringIn(text)
  if (months !== undefined) return (act) => showExpiring(act, months)
  if (!ladderIn(text, new Date(0))) return undefined
  return async (act) => {
    const wanted = ladderIn(text, act.now)
    if (wanted?.what !== 'confirm') return showLadder(act)
    await confirmTier(act, await enterpriseMeant(act, wanted.of), wanted.index, wanted.on)
  }
}

/** A number and a page in a button's id. */
function numbers(id: string): [number, number] {
  const found = /^(-?\d{1,3})_(\d{1,5})$/.exec(id)
  if (!found) throw new DomainError('invalid', 'old_button')
  return [Number(found[1]), Number(found[2])]
}

async function my(reader: Reader) {
  const { tx, words, person, now } = reader
  const { enterprise: t, buttons: b } = words.t
  const lines: string[] = []
  const buttons: Button[] = []
  if (person.enterpriseId) {
    for (const one of await tx.enterprises.qualifications(person.enterpriseId)) {
      const days = one.expiresOn ? daysUntil(one.expiresOn, isoDayAt(now)) : undefined
      if (days !== undefined && days <= 90) lines.push(t.soonIn(qualificationName(words, one), days < 0 ? t.expired : t.left(days)))
    }
    buttons.push(button(b.enterprise_show, 'enterprise', person.enterpriseId))
  }
  const names = hasRight(person, 'decide_name') ? await tx.enterprises.pendingNames() : []
  if (names.length > 0) lines.push(t.namesWaiting(names.length))
  for (const { id, name } of names.slice(0, 8)) buttons.push(button(shorter(t.nameButton(name), 40), 'name_change', id))
  return { lines, buttons }
}

/** Profiles of enterprises, their qualifications and the growth ladder. */
export const enterprise: Feature<EnterpriseNotice, EnterpriseDialog> = {
  ...nothing,
  cards: {
    enterprise: enterpriseCard,
    enterprise_fields: enterpriseFieldsCard,
    enterprise_set: enterpriseSetCard,
    enterprises_called: enterprisesCalledCard,
    choose_industry: chooseIndustryCard,
    enterprise_start: enterpriseStartCard,
    name_change: nameChangeCard,
    qualifications: qualificationsCard,
    qualification: qualificationCard,
    qualification_soon: qualificationSoonCard,
    expiring: expiringCard,
    expiring_file: expiringFileCard,
    choose_tier: chooseTierCard,
    tier_told: tierToldCard,
    ladder: ladderCard,
    tier: tierCard,
  },
  presses: {
    enterprise: showEnterpriseById,
    enterprise_edit: async (act, id) => reply(act, { view: 'enterprise_fields', enterpriseId: (await ownEnterprise(act, id)).id }),
    enterprise_part: (act, id) => askForField(act, unpair(id).needId, unpair(id).rest),
    enterprise_clear: async (act) => {
      const dialog = await act.tx.dialogs.get(act.address)
      if (dialog?.kind !== 'enterprise_part') throw new DomainError('invalid', 'old_button')
      await clearField(act, dialog.enterpriseId, dialog.field)
    },
    enterprise_first: (act, id) => askFirst(act, id),
    enterprise_skip: skipFirst,
    enterprise_later: async (act) => {
      permit(act, 'edit_enterprise', act.actor.enterpriseId !== undefined && 'own')
      await act.tx.dialogs.clear(act.address)
      await reply(act, { view: 'say', text: 'enterprise_later' })
    },
    industry_pick: (act, id) => putIndustry(act, unpair(id).needId, unpair(id).rest),
    name_change: showNameChange,
    name_yes: (act, id) => decideName(act, id, true),
    name_no: (act, id) => decideName(act, id, false),
    qualifications: showQualifications,
    qualification: showQualification,
    qualification_add: (act, id) => askForQualification(act, id),
    qualification_renew: askToRenew,
    qualification_remove: removeQualification,
    expiring: (act, id) => showExpiring(act, ...numbers(id), true),
    expiring_file: (act, id) => sendExpiring(act, Number.parseInt(id, 10) || 6),
    tier_choose: chooseTier,
    tier_set: (act, id) => confirmTier(act, unpair(id).needId, Number.parseInt(unpair(id).rest, 10)),
    tier: (act, id) => showTier(act, ...numbers(id)),
  },
  answers: {
    enterprise_part: (act, { enterpriseId, field, first }, said) => setField(act, enterpriseId, field, said.text, first),
    qualification: (act, { enterpriseId, id }, said) => answerQualification(act, enterpriseId, said.text, id),
  },
  prompts: { enterprise_part: partPrompt, qualification: qualificationPrompt },
  commands: [show, edit, qualificationCommand, lists],
  longestCommand: 400,
  help: async ({ words: { t }, person }) => [
    ...(person.enterpriseId ? t.enterprise.help : []),
    ...(isStaff(person) ? t.enterprise.helpStaff : []),
  ],
  my,
}
