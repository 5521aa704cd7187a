import { DomainError } from '../../errors.ts'
import type { Report, Section } from '../../reports/report.ts'
import { type Act, ask, refreshSlot, reply, tell, words } from '../act.ts'
import { draftSlot, periodOfReport, signers } from './make-report.ts'
import { sendLate } from './send-digests.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** As long as a paragraph of an official document sensibly is. */
const longest = 1500

/** Asks for other words for a section of a draft. */
export async function askWording(act: Act, key: string, section: Section): Promise<void> {
  await draftOf(act, key)
  await ask(act, { kind: 'report_words', key, section })
}

/** Whoever of the bureau may read the draft may word it; the numbers are nobody's to change. */
export async function wordSection(act: Act, key: string, section: Section, text: string): Promise<void> {
  await draftOf(act, key)
  if (!(await act.tx.reports.reword(key, section, words(text, longest)))) throw new DomainError('conflict', 'report_signed')
  await act.tx.dialogs.clear(act.address)
  await showAgain(act, key)
}

/** Counts a draft anew, with what has been confirmed since it was made. */
export async function recountReport(act: Act, key: string): Promise<void> {
  const report = await draftOf(act, key)
  const period = periodOfReport(key)
  if (!period) throw new DomainError('not_found', 'no_such_report')
  const figures = await takeSnapshot(act, report.kind, period)
  if (!(await act.tx.reports.recount(key, figures, act.now))) throw new DomainError('conflict', 'report_signed')
  await showAgain(act, key)
}

/** Signs it 签发: from then on nothing of it changes, and it goes to its readers at the next tick; at once where the next issue is due already. */
export async function signReport(act: Act, key: string): Promise<void> {
  const { kind } = await draftOf(act, key)
  const may = await signers(act)
  if (!act.actor.roles.includes('admin') && !may.some(({ id }) => id === act.actor.id))
    throw new DomainError('forbidden', 'report_not_yours')
  if (!(await act.tx.reports.sign(key, act.actor.id, act.now))) throw new DomainError('conflict', 'report_signed')
  const period = periodOfReport(key)
  if (period) await sendLate(act, kind, period)
  await refreshSlot(act, draftSlot(key), { view: 'report', key })
  await reply(act, { view: 'report_signed', key })
  for (const { id } of may) if (id !== act.actor.id) await tell(act, id, { view: 'report_signed', key })
}

async function showAgain(act: Act, key: string): Promise<void> {
  await refreshSlot(act, draftSlot(key), { view: 'report', key })
  await reply(act, { view: 'report', key }, { mode: 'fresh', slot: draftSlot(key) })
}

/** A draft that this person may work on. */
async function draftOf(act: Act, key: string): Promise<Report> {
  const report = await act.tx.reports.find(key)
  if (!report) throw new DomainError('not_found', 'no_such_report')
  if (!act.actor.roles.some((role) => role !== 'officer')) throw new DomainError('forbidden', 'staff_only')
  if (report.state !== 'draft') throw new DomainError('conflict', 'report_signed')
  return report
}
