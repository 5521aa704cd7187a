import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { needSlot } from '../../notices.ts'
import type { Store, Tx } from '../../store.ts'
import { type Undo, undoMs } from '../../undo.ts'
import { type Act, needOf, permit, post, record, refresh, reply, type Work } from '../act.ts'
import { afterUndo } from '../after-move.ts'

/** Takes back what this person pressed less than a minute ago, if nothing has come of it since; who had been told is told of it. */
export async function undoAct(act: Act, undoId: string): Promise<void> {
  const asked = await act.tx.undos.find(undoId)
  if (!asked) throw new DomainError('conflict', 'undo_late')
  const need = await needOf(act.tx, asked.needId)
  const undo = await usable(act, undoId)
  const told = await act.tx.mail.toldOf(need.id, undo.at)
  await act.tx.undos.restore(undo.id, act.now)
  const now = await needOf(act.tx, need.id)
  await record(act, { needId: need.id, event: 'undo', from: need.state, to: now.state, note: undo.event })
  await undoElsewhere(act, undo, need)
  for (const follow of afterUndo) await follow(act, now, undo.event)
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog && 'needId' in dialog && dialog.needId === need.id) await act.tx.dialogs.clear(act.address)
  const notice = { view: 'undone', needId: need.id, event: undo.event } as const
  for (const address of told) if (address !== act.address) await post(act, address, notice)
  await reply(act, notice)
  await refresh(act, need.id)
}

/** The act to take back, marked as taken back; `conflict` where it is too late for that. */
async function usable(act: Act, undoId: string): Promise<Undo> {
  const undo = await act.tx.undos.find(undoId)
  if (!undo) throw new DomainError('conflict', 'undo_late')
  permit(act, 'undo', undo.actorId === act.actor.id && 'author')
  if (undo.usedAt) throw new DomainError('conflict', 'undo_done')
  if (act.now.getTime() - undo.at.getTime() > undoMs) throw new DomainError('conflict', 'undo_late')
  if (!(await act.tx.undos.isLast(undo)) || !(await partsAreUntouched(act, undo))) throw new DomainError('conflict', 'undo_overtaken')
  if (!(await act.tx.undos.use(undo.id, act.now))) throw new DomainError('conflict', 'undo_done')
  return undo
}

async function partsAreUntouched(act: Act, undo: Undo): Promise<boolean> {
  if (undo.event !== 'split') return true
  for (const part of await partsMadeBy(act, undo)) {
    const { at, actorId } = undo
    const entries = await act.tx.needs.history(part.id)
    if (entries.some((entry) => entry.at.getTime() !== at.getTime() || (entry.actorId ?? actorId) !== actorId)) return false
  }
  return true
}

async function partsMadeBy(act: Act, undo: Undo): Promise<Need[]> {
  return (await act.tx.needs.partsOf(undo.needId)).filter(({ createdAt }) => createdAt.getTime() === undo.at.getTime())
}

/** The other need of a merge has it on record; the parts of a split are withdrawn, and the experts asked for them are not asked any more. */
async function undoElsewhere(act: Act, undo: Undo, need: Need): Promise<void> {
  if (undo.event === 'merge' && need.mergedIntoId) {
    await record(act, { needId: need.mergedIntoId, event: 'undo', note: 'merged_in' })
    await refresh(act, need.mergedIntoId)
  }
  if (undo.event !== 'split') return
  for (const { id } of await partsMadeBy(act, undo)) {
    const part = await needOf(act.tx, id)
    await act.tx.needs.move(id, [part.state], 'withdrawn', { closedAt: act.now, touchedAt: act.now })
    for (const asked of await act.tx.invitations.ofNeed(id)) await act.tx.invitations.move(asked.id, ['asked', 'reserve'], 'closed', {})
    await record(act, { needId: id, event: 'undo', from: part.state, to: 'withdrawn', note: 'split' })
    for (const address of await act.tx.mail.toldOf(id, undo.at))
      if (address !== act.address) await post(act, address, { view: 'undone', needId: id, event: 'split' })
    await refresh(act, id)
  }
}

/** The minute is over: the button goes from the card of whoever could have pressed it. */
export async function forgetUndos(store: Store, work: (tx: Tx) => Work, now: Date, failed: (error: unknown) => void): Promise<void> {
  const over = await store.transaction((tx) => tx.undos.before(new Date(now.getTime() - undoMs), 500))
  for (const undo of over) await store.transaction((tx) => forget(work(tx), undo)).catch(failed)
}

async function forget(work: Work, { id, needId, actorId }: Undo): Promise<void> {
  await work.tx.undos.forget(id)
  const places = await work.tx.mail.placesOf(needSlot(needId))
  const own = (await work.tx.people.accounts(actorId)).map(({ address }) => address)
  for (const address of places.filter((place) => own.includes(place)))
    await post(work, address, { view: 'need', needId }, { mode: 'update', slot: needSlot(needId) })
}
