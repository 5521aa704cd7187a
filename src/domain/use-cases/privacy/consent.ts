import { privacyVersion } from '../../privacy.ts'
import { type Act, reply } from '../act.ts'

/** Somebody who was shown the line goes on: that is their word, with version and time. */
export async function goesOn(act: Act): Promise<void> {
  const asked = await act.tx.privacy.consentOf(act.actor.id)
  if (asked && !asked.at && !asked.withdrawnAt) await act.tx.privacy.consent(act.actor.id, asked.version, act.now)
}

/** Somebody new has the line in their greeting; whoever agreed to an earlier text is asked about the new one once. */
export async function askConsent(act: Act & { isNew: boolean }): Promise<void> {
  const { tx, actor, now } = act
  const before = await tx.privacy.consentOf(actor.id)
  if (before ? before.version >= privacyVersion : !act.isNew) return
  // who has just been erased is asked nothing
  if ((await tx.people.account(act.address)) === undefined) return
  await tx.privacy.askConsent(actor.id, privacyVersion, now)
  if (before) await reply(act, { view: 'consent' })
}

export async function agree(act: Act): Promise<void> {
  await act.tx.privacy.consent(act.actor.id, privacyVersion, act.now)
  await reply(act, { view: 'say', text: 'consent_kept' })
}

/** They no longer agree: it is noted, and erasing is offered. */
export async function withdrawConsent(act: Act): Promise<void> {
  await act.tx.privacy.withdrawConsent(act.actor.id, act.now)
  await reply(act, { view: 'say', text: 'consent_withdrawn' })
  await reply(act, { view: 'my_data' }, { mode: 'fresh', slot: 'my_data' })
}
