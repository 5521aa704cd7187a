import { createHash } from 'node:crypto'
import { DomainError } from '../../errors.ts'
import { type Report, type Section, sections } from '../../reports/report.ts'
import { type Act, ask, permit, refreshSlot, reply, tell, words } from '../act.ts'
import { draftSlot, maySign, mayWord, periodOfReport, signers } from './make-report.ts'
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

/** Signing can't be taken back: it is asked once more. */
export async function askSignature(act: Act, key: string): Promise<void> {
  await signable(act, key)
  await reply(act, { view: 'report_sign', key })
}

/** What was read when it was asked for a signature: words or numbers changed since are another draft. */
export function markOf({ comments, at }: Pick<Report, 'comments' | 'at'>): string {
  const words = sections.map((section) => comments[section] ?? '')
  return createHash('sha256')
    .update(JSON.stringify([words, at.getTime()]))
    .digest('hex')
    .slice(0, 8)
}

/** Signs it 签发: from then on nothing of it changes, and it goes to its readers at the next tick; at once where the next issue is due already. `read`: the mark of the draft that is signed. */
export async function signReport(act: Act, key: string, read: string): Promise<void> {
  const report = await signable(act, key)
  if (markOf(report) !== read) throw new DomainError('conflict', 'report_changed')
  if (!(await act.tx.reports.sign(key, report, act.actor.id, act.now))) throw new DomainError('conflict', 'report_signed')
  const period = periodOfReport(key)
  if (period) await sendLate(act, report.kind, period)
  await refreshSlot(act, draftSlot(key), { view: 'report', key })
  await reply(act, { view: 'report_signed', key })
  for (const { id } of await signers(act)) if (id !== act.actor.id) await tell(act, id, { view: 'report_signed', key })
}

async function showAgain(act: Act, key: string): Promise<void> {
  await refreshSlot(act, draftSlot(key), { view: 'report', key })
  await reply(act, { view: 'report', key }, { mode: 'fresh', slot: draftSlot(key) })
}

async function signable(act: Act, key: string): Promise<Report> {
  const report = await draftOf(act, key)
  permit(act, 'sign_report', (await maySign(act, act.actor)) && 'deputy')
  return report
}

/** A draft that this person may work on. */
async function draftOf(act: Act, key: string): Promise<Report> {
  const report = await act.tx.reports.find(key)
  if (!report) throw new DomainError('not_found', 'no_such_report')
  permit(act, 'word_report', (await mayWord(act, act.actor)) && 'deputy')
  if (report.state !== 'draft') throw new DomainError('conflict', 'report_signed')
  return report
}
