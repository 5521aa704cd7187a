import type { Matter } from '../../../domain/matter.ts'
import { mayFinish } from '../../../domain/use-cases/work/tasks.ts'
import type { Reader } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { doneButton } from './task-cards.ts'
import { visitButtons } from './visit-cards.ts'

/** What does the thing at once, on a reminder of a visit or a task. */
export async function workReminderButtons(reader: Reader, { kind, ref }: Pick<Matter, 'kind' | 'ref'>): Promise<Button[]> {
  if (kind === 'task') {
    const task = await reader.tx.tasks.find(ref)
    return task && mayFinish(task, reader.person) ? [doneButton(reader.words, task)] : []
  }
  const visit = await reader.tx.visits.find(ref)
  const need = visit && (await reader.tx.needs.find(visit.needId))
  return need ? (await visitButtons(reader, need, visit)).slice(0, 2) : []
}
