import type { Matter } from '../../../domain/matter.ts'
import type { Need } from '../../../domain/need.ts'
import { mayStillApply } from '../../../domain/use-cases/challenge/audience.ts'
import { isForMany } from '../../../domain/use-cases/clocks/ladder.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { readsChallenges } from './announcement.ts'

/** The title of a need that is a challenge is published, whatever else of it is not. */
export function titleIsPublished(reader: Reader, need: Need): boolean {
  return need.state === 'challenge' && readsChallenges(reader, need)
}

/** By the facts of this moment: of a closing date only those hear whose institute has not applied. */
export async function stillConcerns(reader: Reader, need: Need, matter: Matter): Promise<boolean> {
  if (!isForMany(matter)) return true
  return mayStillApply(reader, need, reader.person)
}

/** What does the thing at once; undefined where the matter is none of a challenge. */
export function challengeReminderButtons({ words, person }: Reader, { need, standing }: NeedFacts, matter: Matter): Button[] | undefined {
  const b = words.t.buttons
  const party = standing.poster || standing.staff
  const only = (who: boolean, ...buttons: Button[]) => (who ? buttons : [])
  switch (matter.kind) {
    case 'applications':
      return [button(b.apply, 'apply', need.id, 'primary'), button(b.announcement, 'announcement', need.id)]
    case 'challenge_consent':
      return [
        ...only(
          standing.poster,
          button(b.seeTerms, 'challenge_terms', need.id, 'primary'),
          button(b.agreeChallenge, 'challenge_agree', need.id),
          button(b.refuseChallenge, 'challenge_refuse', need.id),
        ),
        ...only(!standing.poster && standing.staff, button(b.agreedByPhone, 'challenge_call', need.id, 'primary')),
      ]
    case 'choose':
      return only(party, button(b.seeApplications, 'applications', need.id, 'primary'))
    case 'no_bids':
      return only(
        party,
        button(b.extendChallenge, 'challenge_extend', need.id, 'primary'),
        button(b.callOff, 'challenge_call_off', need.id),
      )
    case 'opinion':
      return only(matter.ref === person.expertId, button(b.seePlans, 'panel_card', need.id, 'primary'))
    case 'milestone':
    case 'milestone_review':
      return only(party || standing.claimer, button(b.milestones, 'milestones', need.id, 'primary'))
    case 'score':
      return only(standing.staff, button(b.giveScore, 'challenge_score', need.id, 'primary'))
    default:
      return undefined
  }
}
