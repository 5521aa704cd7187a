import { DomainError } from '../../errors.ts'
import type { Person } from '../../person.ts'
import { isStaff } from '../../person.ts'
import { type Choice, type DigestKind, digestKinds } from '../../reports/report.ts'
import { isWeekly } from '../../reports/schedule.ts'
import { type Act, ask, permit, reply } from '../act.ts'
import { personalKindsOf } from './ask-report.ts'

const slot = 'digests'

/** What is sent to this person by itself, unless they choose otherwise. */
export function kindsFor(person: Person): DigestKind[] {
  const own = personalKindsOf(person)
  return digestKinds.filter((kind) => {
    if (kind === 'quarterly') return isStaff(person) || person.managesId !== undefined
    if (kind === 'weekly' || kind === 'monthly') return isStaff(person)
    return own.includes(kind)
  })
}

export async function showChoices(act: Act): Promise<void> {
  await reply(act, { view: 'digests' }, { mode: 'fresh', slot })
}

export async function backToChoices(act: Act): Promise<void> {
  await reply(act, { view: 'digests' }, { mode: 'update', slot })
}

export async function showChoice(act: Act, kind: DigestKind): Promise<void> {
  checkKind(act, kind)
  await reply(act, { view: 'digest_choice', kind }, { mode: 'update', slot })
}

export async function choose(act: Act, kind: DigestKind, patch: Choice): Promise<void> {
  checkKind(act, kind)
  await act.tx.reports.choose(act.actor.id, kind, patch)
  await reply(act, { view: 'digest_choice', kind }, { mode: 'update', slot })
}

export async function askTime(act: Act, kind: DigestKind): Promise<void> {
  checkKind(act, kind)
  await ask(act, { kind: 'digest_time', digest: kind })
}

/** `read`: what the person wrote, if it was understood. A weekday counts only for what comes weekly. */
export async function setTime(act: Act, kind: DigestKind, read: { day?: number; time?: string } | undefined): Promise<void> {
  checkKind(act, kind)
  if (!read || (read.day !== undefined && !isWeekly(kind))) throw new DomainError('invalid', 'digest_time')
  await act.tx.reports.choose(act.actor.id, kind, read)
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'digest_choice', kind }, { mode: 'fresh', slot })
}

function checkKind(act: Act, kind: DigestKind): void {
  permit(act, 'choose_digest', kindsFor(act.actor).includes(kind) && 'self')
}
