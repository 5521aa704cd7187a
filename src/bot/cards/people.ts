import type { Dialog, Notice } from '../../domain/notices.ts'
import { isStaff, type Person } from '../../domain/person.ts'
import type { Tx } from '../../domain/store.ts'
import { standingOf } from '../../domain/use-cases/act.ts'
import { codeDays } from '../../domain/use-cases/onboard.ts'
import { featurePrompts, helpLines } from '../features/index.ts'
import { numberedTargets } from '../features/work/target-lines.ts'
import type { Button } from '../platform.ts'
import type { Words } from '../words.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter } from './card.ts'

const nobody = 'x'

function whoButtons(words: Words): Button[][] {
  const b = words.t.buttons
  return [
    [button(b.enterprise, 'am_enterprise', nobody, 'primary')],
    [button(b.expert, 'am_expert', nobody), button(b.staff, 'am_staff', nobody)],
  ]
}

/** The first words to somebody new. */
export async function greetingCard({ tx, words, person }: Reader): Promise<Draft> {
  const { title, text, draftKept } = words.t.greeting
  const draft = await tx.needs.draftOf(person.id)
  const told = person.id !== '' && (await tx.privacy.consentOf(person.id))?.at === undefined
  const line = told ? `\n\n${words.t.privacy.line}` : ''
  return { title, text: (draft ? `${draftKept}\n\n${text}` : text) + line, buttons: whoButtons(words) }
}

export function whoCard({ words }: Reader): Draft {
  return { text: words.t.who, buttons: whoButtons(words) }
}

/** Only what this person may do now. */
export async function helpCard(reader: Reader): Promise<Draft> {
  const { tx, words, person } = reader
  const h = words.t.help
  const lines: string[] = []
  const staff = isStaff(person)
  const works = staff || person.expertId !== undefined || person.managesId !== undefined
  const known = works || person.enterpriseId !== undefined
  const pending = (await tx.verifications.pendingOf(person.id)).length > 0
  if (person.enterpriseId || !works) lines.push(h.post)
  lines.push(h.my, h.need)
  if (person.expertId || staff) lines.push(h.open)
  if (!known) lines.push(h.register)
  if (pending) lines.unshift(words.t.my.waitingVerify)
  if (staff) lines.push(h.quality, h.invite)
  if (person.roles.includes('admin')) lines.push(h.inviteStaff)
  lines.push(...(await helpLines(reader)))
  if (known || pending) lines.push(h.phone, h.link)
  lines.push(h.lang)
  const group = person.enterpriseId ? `\n\n${h.group}` : ''
  const b = words.t.buttons
  const buttons = [button(b.my, 'my', nobody), ...(person.expertId || staff ? [button(b.open, 'open', '0')] : [])]
  return {
    title: h.title,
    text: lines.map((line) => `• ${line}`).join('\n') + group,
    buttons: known || pending ? [buttons] : whoButtons(words),
  }
}

/** A question in words, with the ways out of it. */
export async function promptCard(reader: Reader, dialog: Dialog): Promise<Draft | undefined> {
  const { words } = reader
  const own = featurePrompts.get(dialog.kind)
  if (own) return own(reader, dialog)
  const { prompts, buttons: b } = words.t
  const cancel = button(b.cancel, 'cancel', nobody)
  switch (dialog.kind) {
    case 'draft_question': {
      const buttons = [button(b.skip, `skip_${dialog.key}`, dialog.needId), button(b.stop, 'stop_asking', dialog.needId)]
      return { text: prompts[`question_${dialog.key}`], buttons: [buttons] }
    }
    case 'draft_change':
      if (dialog.field === 'field' || dialog.field === 'type' || dialog.field === 'urgency')
        throw new Error(`not asked in words: ${dialog.field}`)
      return { text: prompts[`change_${dialog.field}`], buttons: [[cancel]] }
    case 'staff_code':
      return { text: prompts.staff_code, buttons: [[button(b.noCode, 'ask_staff', nobody)], [cancel]] }
    case 'solve': {
      const targets = numberedTargets((await reader.tx.needs.find(dialog.needId)) ?? { targets: [] })
      return { text: targets ? words.t.work.solvePrompt(targets) : prompts.solve, buttons: [[cancel]] }
    }
    case 'first_step':
    case 'phone':
      return { text: prompts[dialog.kind], buttons: [[button(b.later, 'cancel', nobody)]] }
    default:
      return { text: prompts[dialog.kind as keyof typeof prompts], buttons: [[cancel]] }
  }
}

export async function chooseEnterpriseCard({ tx, words }: Reader, notice: Extract<Notice, { view: 'choose_enterprise' }>): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of notice.ids) {
    const enterprise = await tx.directory.enterprise(id)
    if (enterprise) buttons.push(button(enterprise.name, 'pick_enterprise', id))
  }
  buttons.push(button(words.t.buttons.newEnterprise(shorter(notice.name, 30)), 'new_enterprise', nobody))
  return { text: words.t.chooseEnterprise(notice.name), buttons: rows(buttons, 1) }
}

export async function chooseExpertCard({ tx, words }: Reader, notice: Extract<Notice, { view: 'choose_expert' }>): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of notice.ids) {
    const expert = await tx.directory.expert(id)
    if (!expert) continue
    buttons.push(
      notice.needId ? button(words.expert(expert), 'know', pair(notice.needId, id)) : button(words.expert(expert), 'pick_expert', id),
    )
  }
  buttons.push(button(words.t.buttons.cancel, 'cancel', nobody))
  return { text: words.t.chooseExpert(notice.name), buttons: rows(buttons, 1) }
}

/** Staff decide who somebody is; after the press it says how it went. */
export async function verificationCard({ tx, words }: Reader, verificationId: string): Promise<Draft | undefined> {
  const verification = await tx.verifications.find(verificationId)
  const person = verification && (await tx.people.find(verification.personId))
  if (!verification || !person) return undefined
  const v = words.t.verification
  const enterprise = verification.enterpriseId ? await tx.directory.enterprise(verification.enterpriseId) : undefined
  const expert = verification.expertId ? await tx.directory.expert(verification.expertId) : undefined
  const who = await nameWithAccount(tx, words, person)
  const claim =
    verification.kind === 'enterprise'
      ? [v.enterprise(who, enterprise?.name ?? ''), enterprise?.verifiedAt || enterprise?.creditCode ? '' : v.newEntry]
          .filter(Boolean)
          .join('\n')
      : verification.kind === 'expert'
        ? v.expert(who, expert ? words.expert(expert) : '')
        : v.staff(who)
  if (verification.state === 'pending') {
    const buttons = [
      button(words.t.buttons.yes, 'verify_yes', verificationId, 'primary'),
      button(words.t.buttons.no, 'verify_no', verificationId, 'danger'),
    ]
    return { title: v.title, text: claim, buttons: [buttons] }
  }
  const by = verification.decidedById ? (await tx.people.find(verification.decidedById))?.name : undefined
  return { title: v.title, text: `${claim}\n${verification.state === 'approved' ? v.approved(by ?? '') : v.rejected(by ?? '')}` }
}

async function nameWithAccount(tx: Tx, words: Words, person: Person): Promise<string> {
  const account = (await tx.people.accounts(person.id))[0]
  const platforms: Record<string, string> = words.t.platforms
  return account ? person.name + words.t.aside(platforms[account.platform] ?? account.platform) : person.name
}

export async function codeCard({ tx, words, now }: Reader, notice: Extract<Notice, { view: 'code' }>): Promise<Draft> {
  const until = words.date(new Date(now.getTime() + codeDays[notice.kind] * 86_400_000))
  const enterprise = notice.enterpriseId ? await tx.directory.enterprise(notice.enterpriseId) : undefined
  const c = words.t.codes
  const text = notice.kind === 'enterprise' ? c.enterprise(enterprise?.name ?? '', until) : c[notice.kind](until)
  return { title: notice.code, text }
}

/** Contact details; only for the two sides of an accepted live claim. */
export async function contactCard(reader: Reader, needId: string): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const claim = await tx.claims.live(needId)
  if (!need?.acceptedAt || !claim) return undefined
  const c = words.t.contact
  const title = (name: string) => [need.number, name].filter(Boolean).join(' ')
  const contact = (await tx.matters.ofNeed(needId)).find(({ kind }) => kind === 'contact')
  const next = contact && c.next(words.dateTime(contact.dueAt))
  if (need.posterId === person.id) {
    const expert = await tx.directory.expert(claim.expertId)
    if (!expert) return undefined
    const own = expert.personId ? await tx.people.find(expert.personId) : undefined
    const phone = own?.phone ?? expert.phone ?? c.none
    const fields = fieldsOf([
      [c.person, words.expert(expert)],
      [c.phone, phone],
      [c.email, expert.email],
    ])
    return { title: title(c.forPoster), text: [need.title, next].filter(Boolean).join('\n'), fields }
  }
  const joint = (await tx.teams.ofNeed(needId)).some(
    (one) => one.state === 'in' && one.role === 'joint' && one.expertId === person.expertId,
  )
  if (!(await standingOf(tx, need, person)).claimer && !(joint && person.expertId)) return undefined
  const poster = need.posterId ? await tx.people.find(need.posterId) : undefined
  const enterprise = need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  const fields = fieldsOf([
    [words.t.labels.enterprise, enterprise?.name],
    [words.t.labels.township, enterprise?.township],
    [c.person, [poster?.name, poster?.post].filter(Boolean).join(' ')],
    [c.phone, poster?.phone ?? c.none],
    [c.email, poster?.email],
  ])
  return { title: title(c.forExpert), text: [need.title, next].filter(Boolean).join('\n'), fields }
}
