import { dayNumber, isoDayAt, isoOfDay } from '../../../domain/calendar/days.ts'
import type { Expiring } from '../../../domain/enterprises.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { EnterpriseDialog, EnterpriseNotice } from '../../../domain/notices.ts'
import { qualificationKinds } from '../../../domain/profile-codes.ts'
import { asContact, checkRight, hasRight } from '../../../domain/rights.ts'
import { xlsxMime } from '../../../domain/workbook.ts'
import { button, type Draft, type Reader, rows, turns } from '../../cards/card.ts'
import { daysUntil, qualificationLine, qualificationName } from './lines.ts'

const page = 10
const most = 10_000

export async function qualificationsCard(reader: Reader, { enterpriseId }: { enterpriseId: string }): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { enterprise: t, buttons: b } = words.t
  checkRight(person, 'edit_enterprise', asContact(person, enterpriseId))
  const enterprise = await tx.directory.enterprise(enterpriseId)
  const all = await tx.enterprises.qualifications(enterpriseId)
  return {
    title: t.qualificationsOf(enterprise?.name ?? ''),
    text: all.map((one, i) => `${i + 1}. ${qualificationLine(words, one, isoDayAt(now))}`).join('\n') || t.noQualifications,
    buttons: [
      ...rows(
        all.slice(0, 20).map((one, i) => button(`${i + 1}. ${qualificationName(words, one)}`, 'qualification', one.id)),
        2,
      ),
      [button(b.qualification_add, 'qualification_add', enterpriseId, 'primary'), button(b.enterprise_show, 'enterprise', enterpriseId)],
    ],
  }
}

/** One as it stands; where its end was computed it says by which rule. */
export async function qualificationCard(reader: Reader, notice: Extract<EnterpriseNotice, { view: 'qualification' }>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { enterprise: t, buttons: b } = words.t
  const one = await tx.enterprises.qualification(notice.id)
  if (!one) throw new DomainError('not_found', 'qualification_gone')
  checkRight(person, 'edit_enterprise', asContact(person, one.enterpriseId))
  const kind: { years?: number; code: string } | undefined = qualificationKinds.find(({ code }) => code === one.kind)
  const computed = notice.computed ? (one.kind === 'tech_sme' ? t.computedMarch : t.computed(kind?.years ?? 0)) : ''
  const text = [
    ...(notice.news ? [t.news[notice.news]] : []),
    qualificationLine(words, one, isoDayAt(now)),
    computed,
    ...(one.expiresOn ? [] : [kind?.years ? t.noEnd : t.endless]),
  ]
  return {
    text: text.filter(Boolean).join('\n'),
    buttons: [
      [
        button(b.qualification_renew, 'qualification_renew', one.id),
        button(b.qualification_remove, 'qualification_remove', one.id, 'danger'),
      ],
      [button(b.qualifications, 'qualifications', one.enterpriseId)],
    ],
  }
}

export async function qualificationPrompt(
  { tx, words }: Reader,
  { id }: Extract<EnterpriseDialog, { kind: 'qualification' }>,
): Promise<Draft> {
  const one = id ? await tx.enterprises.qualification(id) : undefined
  const t = words.t.enterprise
  return {
    text: one ? t.askRenew(qualificationName(words, one)) : t.askQualification,
    buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]],
  }
}

/** Before its end, to the enterprise and its officer; nothing where it was renewed or is gone. */
export async function qualificationSoonCard(
  reader: Reader,
  { id, expiresOn }: Extract<EnterpriseNotice, { view: 'qualification_soon' }>,
): Promise<Draft | undefined> {
  const { tx, words, person, now } = reader
  const { enterprise: t, buttons: b } = words.t
  const one = await tx.enterprises.qualification(id)
  if (!one || one.expiresOn !== expiresOn || !hasRight(person, 'edit_enterprise', asContact(person, one.enterpriseId))) return undefined
  const enterprise = await tx.directory.enterprise(one.enterpriseId)
  const name = person.enterpriseId === one.enterpriseId ? '' : (enterprise?.name ?? '')
  return {
    text: t.soon(name, qualificationName(words, one), words.day(expiresOn), daysUntil(expiresOn, isoDayAt(now))),
    buttons: [[button(b.qualification_renewed, 'qualification_renew', id), button(b.enterprise_show, 'enterprise', one.enterpriseId)]],
  }
}

/** From today; the month is the calendar's: the same day so many months on. */
function spanOf(now: Date, months: number): { today: string; until: string } {
  const today = isoDayAt(now)
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + months]
  const first = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  return { today, until: isoOfDay((dayNumber(first) ?? 0) + Number(today.slice(8)) - 1) }
}

export async function expiringCard(reader: Reader, { months, page: at }: { months: number; page: number }): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { enterprise: t, buttons: b } = words.t
  checkRight(person, 'see_expiring')
  const { today, until } = spanOf(now, months)
  const { found, total } = await tx.enterprises.expiring(today, until, at * page, page)
  const over = await tx.enterprises.expiring('1990-01-01', isoOfDay((dayNumber(today) ?? 0) - 1), 0, 1)
  const turn = turns(words, 'expiring', (n) => `${months}_${n}`, at, Math.ceil(total / page))
  const lines = found.map((one, i) => `${at * page + i + 1}. ${expiringLine(reader, one, today)}`)
  return {
    title: t.expiringTitle(months, total),
    text: [...(total > 0 ? lines : [t.expiringNone(months)]), ...(over.total > 0 ? ['', t.expiredToo(over.total)] : [])].join('\n'),
    buttons: [
      ...rows(
        found.map(({ enterprise }, i) => button(String(at * page + i + 1), 'enterprise', enterprise.id)),
        5,
      ),
      ...turn,
      ...(total + over.total > 0 ? [[button(b.expiring_file, 'expiring_file', String(months))]] : []),
    ],
  }
}

function expiringLine({ words }: Reader, { qualification: one, enterprise }: Expiring, today: string): string {
  const end = one.expiresOn ? `${words.day(one.expiresOn)}${words.t.aside(words.t.enterprise.left(daysUntil(one.expiresOn, today)))}` : ''
  return [enterprise.name, enterprise.township, qualificationName(words, one), end].filter(Boolean).join(' · ')
}

/** Those that end in these months, and those that have ended, as a spreadsheet. */
export async function expiringFileCard(reader: Reader, { months }: { months: number }): Promise<Draft> {
  const { tx, words, person, now, office } = reader
  const { enterprise: t } = words.t
  checkRight(person, 'see_expiring')
  const { today, until } = spanOf(now, months)
  const { found } = await tx.enterprises.expiring('1990-01-01', until, 0, most)
  const title = t.sheet.title(months)
  const columns = t.sheet.columns.map((name, i) => ({
    title: name,
    width: [30, 16, 24, 20, 14, 14, 12][i] ?? 14,
    kind: (['text', 'text', 'text', 'text', 'date', 'date', 'number'] as const)[i] ?? 'text',
  }))
  const cells = found.map(({ qualification: one, enterprise }) => [
    ...[enterprise.name, enterprise.township, qualificationName(words, one), one.number, one.issuedOn, one.expiresOn],
    one.expiresOn ? daysUntil(one.expiresOn, today) : undefined,
  ])
  const author = office.name ?? words.t.reports.office
  const sheet = {
    name: t.sheet.name,
    title,
    notes: [t.sheet.as(words.day(today)), ''] as [string, string],
    columns,
    rows: cells,
    empty: t.expiringNone(months),
  }
  const made = async () => [
    {
      kind: 'file' as const,
      name: t.sheet.file(today),
      mime: xlsxMime,
      alt: title,
      bytes: await office.workbook({ sheets: [sheet], footer: words.t.reports.sheet.footer, author, at: now }),
    },
  ]
  return { text: t.sheet.ready(found.length), made }
}
