import { DomainError } from '../../../domain/errors.ts'
import { type DeliveryState, digestKinds } from '../../../domain/reports/report.ts'
import { checkRight } from '../../../domain/rights.ts'
import { type Draft, fieldsOf, type Reader } from '../../cards/card.ts'
import { nameOfKey } from './figure-words.ts'

const mostNames = 30
const undelivered: readonly DeliveryState['state'][] = ['failed', 'uncertain', 'no_account']

/** To whom a report has come, and to whom it hasn't. */
export async function deliveryCard({ tx, words, person }: Reader, { key }: { key: string }): Promise<Draft> {
  const { delivery: t, kinds } = words.t.reports
  checkRight(person, 'see_delivery')
  const [name = '', period = ''] = key.split(':')
  const kind = digestKinds.find((one) => one === name)
  if (!kind) throw new DomainError('not_found', 'no_such_report')
  const all = await tx.reports.deliveries(key)
  const title = t.title(`${kinds[kind]} ${nameOfKey(words, period)}`)
  if (all.length === 0) return { title, text: t.nobody }
  const states = [...new Set(all.map(({ state }) => state))]
  const fields = states.map((state): [string, string] => [t.states[state], t.count(all.filter((one) => one.state === state).length)])
  const missed = all.filter(({ state }) => undelivered.includes(state))
  const lines = missed.slice(0, mostNames).map(({ name, state, tries }) => t.problem(name, t.states[state], tries))
  const more = missed.length - lines.length
  return {
    title,
    text: missed.length > 0 ? [t.problems, ...lines, ...(more > 0 ? [t.more(more)] : [])].join('\n') : '',
    fields: fieldsOf(fields),
  }
}
