import { quietFromWords } from '../../calendar/quiet-hours.ts'
import { DomainError } from '../../errors.ts'
import { type Act, reply } from '../act.ts'

/** The same time twice: none. */
const none = { from: '00:00', until: '00:00' }

/** Between which times this person is not reminded; `default`: the house's own again. What is in doubt is asked back. */
export async function setQuiet(act: Act, text: string): Promise<void> {
  const quiet = /^(?:默认|恢复默认|default)$/i.test(text.trim()) ? undefined : understood(text)
  await act.tx.people.update(act.actor.id, { quiet })
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind === 'quiet') await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'quiet' })
}

function understood(text: string): { from: string; until: string } {
  const quiet = quietFromWords(text)
  if (!quiet) throw new DomainError('invalid', 'quiet_not_understood')
  return quiet === 'none' ? none : quiet
}
