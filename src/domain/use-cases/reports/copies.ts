import { newId } from '../../ids.ts'
import { priorities, type ReportsNotice } from '../../notices.ts'
import { type DigestKind, reportKey } from '../../reports/report.ts'
import { placeOf, tell, type Work } from '../act.ts'

export type CopyNotice = Extract<ReportsNotice, { view: 'report' | 'report_numbers' | 'digest' }>

/** The key of the digest that a notice is a copy of. */
function keyOf(notice: CopyNotice): string {
  return notice.view === 'digest' ? reportKey(notice.kind as DigestKind, { key: notice.period }) : notice.key
}

/** A copy that did not reach its reader goes to another account of theirs; where there is none, administrators have a list of whom to call. */
export async function sendCopyAgain(work: Work, personId: string, notice: CopyNotice): Promise<void> {
  const key = keyOf(notice)
  const address = await placeOf(work, personId)
  if (!address) return tellOfMissing(work, key)
  const parcel = newId()
  await work.tx.reports.redirect(key, personId, parcel)
  await work.tx.mail.put({ key: parcel, address, mode: 'message', notice, priority: priorities.bulk, dueAt: work.now })
}

/** One card an issue: it grows where it stands. */
async function tellOfMissing(work: Work, key: string): Promise<void> {
  const admins = await work.tx.people.withRoles(['admin'])
  const told = admins.length > 0 ? admins : await work.tx.people.withRoles(['head'])
  for (const { id } of told)
    await tell(work, id, { view: 'report_sent', key }, { mode: 'update', slot: `sent:${key}`, priority: priorities.bulk })
}
