import type { Store, Tx } from '../store.ts'
import type { Work } from './act.ts'
import { closeChallenges } from './challenge/close.ts'
import { remindDue, windUnwound } from './clocks/remind.ts'
import { warnOfYears } from './clocks/warn-of-years.ts'
import { warnOfQualifications } from './enterprise/warn-qualifications.ts'
import { askAboutUse, remindBookings, warnOfCalibration } from './equipment/clocks.ts'
import { chaseBookings } from './equipment/unanswered.ts'
import { askAfterEvents, followPairs, remindEvents } from './events/clocks.ts'
import { introduceNewcomers } from './introduce-newcomers.ts'
import { forgetUndos } from './life/undo.ts'
import { followUpDue } from './outcomes/follow-ups.ts'
import { forgetOld } from './privacy/forget-old.ts'
import { askProfileChecks } from './profile/checks.ts'
import { remindOfDrafts } from './reports/make-report.ts'
import { sendDigests } from './reports/send-digests.ts'
import { appointMissing } from './team/appoint-officer.ts'
import { expireInvitations } from './tick.ts'
import { remindVisits } from './work/remind-visits.ts'

/** Something that the clock makes due. Each settles what it finds in transactions of its own; what fails is reported and holds up nothing else. */
export type Due = (store: Store, work: (tx: Tx) => Work, now: Date, failed: (error: unknown) => void) => Promise<unknown>

/** What every tick looks at, in this order. */
export const dues: readonly Due[] = [
  appointMissing,
  windUnwound,
  expireInvitations,
  closeChallenges,
  remindDue,
  remindVisits,
  warnOfYears,
  warnOfQualifications,
  chaseBookings,
  remindBookings,
  askAboutUse,
  warnOfCalibration,
  remindEvents,
  askAfterEvents,
  followPairs,
  followUpDue,
  introduce,
  forgetUndos,
  forgetHourly,
  remindOfDrafts,
  askProfileChecks,
  sendDigests,
]

async function introduce(...[store, work, _now, failed]: Parameters<Due>): Promise<void> {
  await introduceNewcomers(store, work, failed)
}

/** Once an hour is often enough. */
async function forgetHourly(...[store, work, now, failed]: Parameters<Due>): Promise<void> {
  if (now.getUTCMinutes() === 0) await forgetOld(store, work, now, failed)
}
