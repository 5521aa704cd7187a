import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type DraftField, describe, type Need } from '../need.ts'
import { isEnded } from '../need-life.ts'
import type { NeedPatch } from '../store.ts'
import { budgetFromAnswer, deadlineFromAnswer, missingQuestions, understandNeed } from '../understand/index.ts'
import type { QuestionKey } from '../understanding.ts'
import { type Act, ask, ownNeed, record, refresh, reply, words } from './act.ts'
import { askExperts } from './ask-experts.ts'

/** What was said in one message; files are stored already. */
export type Said = { messageRef: string; text: string; files: { fileId: string; kind: 'picture' | 'file' }[]; at: Date }

/** Messages that come this soon after the last one go on telling the need; a later one answers the question. */
export const continuationMs = 8_000
const mostQuestions = 3
const mostCharacters = 100_000
const mostFiles = 30

/** Begins a draft from the first words of a need, shows it and asks for what is missing (`questions`: unless something else comes first). */
export async function beginDraft(
  act: Act,
  said: Said,
  { id = newId(), originAddress, questions = true }: { id?: string; originAddress?: string; questions?: boolean } = {},
): Promise<void> {
  const pending = (await act.tx.verifications.pendingOf(act.actor.id)).find((verification) => verification.kind === 'enterprise')
  const need: Need = {
    id,
    state: 'draft',
    enterpriseId: act.actor.enterpriseId ?? pending?.enterpriseId,
    posterId: act.actor.id,
    track: 'full',
    lang: act.actor.lang,
    originAddress,
    title: '',
    fixed: [],
    type: 'other',
    urgency: 'normal',
    targets: [],
    visibility: 'matched',
    answers: [],
    similar: [],
    achievements: [],
    ranking: [],
    createdAt: act.now,
    touchedAt: act.now,
  }
  await act.tx.needs.create(need)
  await record(act, { needId: need.id, event: 'draft', to: 'draft' })
  await addSaid(act, need, said)
  await reply(act, { view: 'need', needId: need.id }, { mode: 'fresh' })
  if (questions) await askNext(act, need.id)
}

/** More words or files for a draft. */
export async function continueDraft(act: Act, needId: string, said: Said): Promise<void> {
  const need = await ownDraft(act, needId)
  await addSaid(act, need, said)
  await reply(act, { view: 'need', needId }, { mode: 'fresh' })
}

/** Files that arrive once a need is published belong to it too. */
export async function addFiles(act: Act, needId: string, said: Said): Promise<void> {
  const need = await ownNeed(act, needId)
  if (isEnded(need.state)) return keepAfterEnd(act, need, said)
  await addSaid(act, need, said)
  await record(act, { needId, event: 'added' })
  const found = await lookAgain(act, needId)
  await refresh(act, needId)
  const facts = { number: need.number ?? '', count: String(found) }
  await reply(act, { view: 'say', text: found > 0 ? 'added_and_found' : 'added', needId, facts })
}

/** Nothing that is sent is lost: it stays with the need it was meant for, which says that it has ended. */
async function keepAfterEnd(act: Act, need: Need, said: Said): Promise<void> {
  if (need.number === undefined) throw new DomainError('conflict', 'need_closed', { state: need.state })
  await keepSaid(act, need, said)
  await record(act, { needId: need.id, event: 'added' })
  await reply(act, { view: 'say', text: 'added_after_end', needId: need.id, facts: { number: need.number } })
  await refresh(act, need.id)
}

/** Files that come with something said about a need, by whoever says it. */
export async function attach(act: Act, needId: string, said: Said, ofId?: string): Promise<void> {
  for (const file of said.files) await act.tx.needs.addFile(needId, { ...file, byId: act.actor.id, ofId, at: act.now })
}

async function addSaid(act: Act, need: Need, said: Said): Promise<void> {
  await keepSaid(act, need, said)
  await understandAgain(act, need.id)
}

async function keepSaid(act: Act, need: Need, said: Said): Promise<void> {
  const parts = await act.tx.needs.parts(need.id)
  checkLength(parts, said.text)
  if (said.text.trim() !== '' || said.files.length === 0)
    await act.tx.needs.addPart({ id: newId(), needId: need.id, messageRef: said.messageRef, text: said.text, at: said.at })
  const known = await act.tx.needs.files(need.id)
  if (known.length + said.files.length > mostFiles) throw new DomainError('invalid', 'too_many_files', { most: String(mostFiles) })
  await attach(act, need.id, said)
}

function checkLength(parts: { text: string }[], text: string): void {
  const length = parts.reduce((sum, part) => sum + part.text.length, text.length)
  if (length > mostCharacters) throw new DomainError('invalid', 'too_long', { most: String(mostCharacters) })
}

/** Reads all the words of a need again; what the poster set by hand stays. */
async function understandAgain(act: Act, needId: string): Promise<Need> {
  const need = await ownNeed(act, needId)
  const text = describe(need, await act.tx.needs.parts(needId))
  const found = understandNeed(text, act.now)
  const keep = <K extends DraftField>(key: K, value: NeedPatch) => (need.fixed.includes(key) ? {} : value)
  const patch: NeedPatch = {
    touchedAt: act.now,
    ...keep('title', { title: found.title }),
    ...keep('field', { field: found.field }),
    ...keep('type', { type: found.type }),
    ...keep('urgency', { urgency: found.urgency }),
    ...keep('targets', { targets: found.targets }),
    ...keep('budget', { budget: found.budget ?? need.budget }),
    ...keep('deadline', { deadline: found.deadline ?? need.deadline }),
  }
  await act.tx.needs.update(needId, patch)
  return { ...need, ...patch }
}

/** A message was edited after posting: a draft or a live need follows it, an ended one says that it doesn't. */
export async function editSaid(act: Act, messageRef: string, text: string): Promise<boolean> {
  const part = await act.tx.needs.partOf(messageRef)
  const need = part ? await ownNeed(act, part.needId) : await needAnsweredBy(act, messageRef)
  if (!need) return false
  if (isEnded(need.state) || need.state === 'solved')
    throw new DomainError('conflict', 'edit_too_late', { state: need.state, number: need.number ?? '' })
  if (part) {
    const others = (await act.tx.needs.parts(need.id)).filter(({ id }) => id !== part.id)
    checkLength(others, text)
    await act.tx.needs.editPart(part.id, text)
  } else await act.tx.needs.update(need.id, { answers: need.answers.map((a) => (a.messageRef === messageRef ? { ...a, text } : a)) })
  await understandAgain(act, need.id)
  if (need.state !== 'draft') {
    await record(act, { needId: need.id, event: 'edited' })
    await lookAgain(act, need.id)
    await reply(act, { view: 'say', text: 'edit_followed', needId: need.id, facts: { number: need.number ?? '' } })
  }
  await refresh(act, need.id)
  return true
}

/** More is known of an open need that nobody is being asked about: perhaps somebody fits now. Returns how many were asked. */
async function lookAgain(act: Act, needId: string): Promise<number> {
  const need = await ownNeed(act, needId)
  if (need.state !== 'open') return 0
  const waiting = (await act.tx.invitations.ofNeed(needId)).some((invitation) => invitation.state === 'asked')
  return waiting ? 0 : askExperts(act, need, { tellNobody: false })
}

async function needAnsweredBy(act: Act, messageRef: string): Promise<Need | undefined> {
  const recent = await act.tx.needs.ofPoster(act.actor.id, 20)
  return recent.find((need) => need.answers.some((answer) => answer.messageRef === messageRef))
}

/** Asks the next thing that is missing, three at most; says nothing when there is none. */
export async function askNext(act: Act, needId: string): Promise<boolean> {
  const need = await ownNeed(act, needId)
  const key = await nextQuestion(act, need)
  if (!key) {
    await act.tx.dialogs.clear(act.address)
    return false
  }
  await ask(act, { kind: 'draft_question', needId, key })
  return true
}

async function nextQuestion(act: Act, need: Need): Promise<QuestionKey | undefined> {
  if (need.answers.length >= mostQuestions) return undefined
  const text = describe(need, await act.tx.needs.parts(need.id))
  const missing = missingQuestions(
    {
      title: need.title,
      field: need.field,
      type: need.type,
      urgency: need.urgency,
      targets: need.targets,
      budget: need.budget,
      deadline: need.deadline,
    },
    text,
  )
  const settled = new Set([...need.answers.map((answer) => answer.key), ...need.fixed])
  return missing.slice(0, mostQuestions).find((key) => !settled.has(key))
}

/** The answer to a question about a draft; null skips it. */
export async function answerDraft(act: Act, needId: string, key: QuestionKey, said: Said | null): Promise<void> {
  const need = await ownDraft(act, needId)
  if (need.answers.some((answer) => answer.key === key)) return
  const text = said === null || said.text.trim() === '' ? null : words(said.text)
  const answers = [...need.answers, { key, text, messageRef: said?.messageRef }]
  await act.tx.needs.update(needId, { answers, ...(text === null ? {} : factsFrom(key, text, need, act.now)) })
  if (said) await attach(act, needId, said)
  await understandAgain(act, needId)
  if (await askNext(act, needId)) await refresh(act, needId)
  else await reply(act, { view: 'need', needId }, { mode: 'fresh' })
}

/** No more questions about this draft. */
export async function stopAsking(act: Act, needId: string): Promise<void> {
  await ownDraft(act, needId)
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'need', needId }, { mode: 'fresh' })
}

/** What an answer settles beside its words: in the answer to “what budget?”, a bare “20” is 20 万元. */
function factsFrom(key: QuestionKey, text: string, need: Need, now: Date): NeedPatch {
  if (key === 'budget') return { budget: budgetFromAnswer(text) ?? need.budget }
  if (key === 'deadline') return { deadline: deadlineFromAnswer(text, now) ?? need.deadline }
  return {}
}

/** A need of this person's own that is not published yet; `conflict` otherwise. */
export async function ownDraft(act: Act, needId: string): Promise<Need> {
  const need = await ownNeed(act, needId)
  if (need.state !== 'draft') throw new DomainError('conflict', 'not_a_draft', { number: need.number ?? '', state: need.state })
  return need
}
