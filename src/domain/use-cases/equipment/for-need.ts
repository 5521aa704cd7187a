import { DomainError } from '../../errors.ts'
import { instrumentTerms } from '../../instruments.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import type { Tx } from '../../store.ts'
import { type Act, needOf, permit, reply, type Standing, standingOf } from '../act.ts'

/** The poster, who works on it, and staff look for instruments for a need that is not over. */
export function mayEquip(need: Need, standing: Standing): boolean {
  const works = (standing.claimer || standing.member) && need.acceptedAt !== undefined
  return (standing.poster || works || standing.staff) && !isEnded(need.state) && need.state !== 'draft'
}

/** The need, held, which this person may book instruments for; `forbidden` or `conflict` otherwise. */
export async function needToEquip(act: Act, needId: string): Promise<Need> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  const { poster, claimer, member } = standing
  permit(act, 'equip_need', poster && 'poster', claimer && 'claimer', member && 'member')
  if (mayEquip(need, standing)) return need
  if (isEnded(need.state)) throw new DomainError('conflict', 'need_closed', { state: need.state })
  throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
}

export async function findForNeed(act: Act, needId: string): Promise<void> {
  await needToEquip(act, needId)
  await reply(act, { view: 'need_equipment', needId })
}

/** The words of a need that name instruments, or what instruments are asked for. */
export async function termsOfNeed(tx: Tx, need: Need): Promise<string[]> {
  const parts = (await tx.needs.parts(need.id)).map(({ text }) => text)
  const answers = need.answers.flatMap(({ text }) => text ?? [])
  const targets = need.targets.map(({ name, value }) => `${name}${value}`)
  return instrumentTerms([need.title, ...parts, ...answers, ...targets].join('\n'))
}
