import { DomainError } from '../../errors.ts'
import type { MatchableNeed, MatchOptions } from '../../matcher.ts'
import { understandNeed } from '../../understand/index.ts'
import { type Act, ownNeed, permit, reply, type Work } from '../act.ts'
import { beginDraft, type Said } from '../draft-need.ts'
import { keepWords, keptWords } from '../kept-words.ts'
import { institutesLike } from '../profile/read-value.ts'

const mostExperts = 5
const mostAchievements = 5
const looked = 50

/** A few words as the matcher reads a need. */
function asked({ now }: Pick<Work, 'now'>, said: string): MatchableNeed {
  const { field } = understandNeed(said, now)
  return { title: said, description: '', targets: '', ...(field && { field }) }
}

/** Everybody counts, whether or not they have room: that is said beside each. */
function everybody(limit: number): MatchOptions {
  return { exclude: new Set(), load: new Map(), limit }
}

/** “谁会做轧光？”: at most five experts with why, or honestly nobody. The question is kept, so that it can be made a need. */
export async function whoCan(act: Act, said: string): Promise<void> {
  permit(act, 'ask_directory')
  const matcher = await act.matcher()
  const matches = matcher.experts(asked(act, said), everybody(mostExperts))
  const found = matches.map(({ expertId, reasons }) => ({ expertId, reasons }))
  await reply(act, { view: 'who_can', name: await keepWords(act, 'asked', said), said, found })
}

/** “Make it a need”: a draft with the words of the question. */
export async function makeNeed(act: Act, name: string): Promise<void> {
  permit(act, 'ask_as_need')
  const said = await keptWords(act, 'asked', name)
  const draft: Said = { messageRef: `asked:${name}:${act.now.getTime()}`, text: said, files: [], at: act.now }
  await beginDraft(act, draft)
}

/** The other way round: who knows of what a draft says. */
export async function whoForDraft(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId)
  await whoCan(act, need.title)
}

/** “有没有低光泽轧光的成果？”: achievements of experts whom the matcher would name for it, closest first. */
export async function findAchievements(act: Act, said: string): Promise<void> {
  permit(act, 'ask_directory')
  const matcher = await act.matcher()
  const read = asked(act, said)
  const named = new Set(matcher.experts(read, everybody(looked)).map(({ expertId }) => expertId))
  const found = matcher.achievements(read, looked).filter(({ expertId }) => named.has(expertId))
  await reply(act, { view: 'found_achievements', said, ids: found.slice(0, mostAchievements).map(({ achievementId }) => achievementId) })
}

/** Whether a name is of an institute; for commands that name one. */
export async function instituteExperts(act: Act, name: string): Promise<void> {
  permit(act, 'ask_directory')
  const found = institutesLike(await act.tx.challenges.institutes(), name)
  if (found.length === 0) throw new DomainError('not_found', 'no_such_institute', { name })
  if (found.length === 1 && found[0]) return showInstitute(act, found[0].id, 0)
  await reply(act, { view: 'choose_institute', ids: found.slice(0, 10).map(({ id }) => id) })
}

export async function showInstitute(act: Act, instituteId: string, page: number, turned = false): Promise<void> {
  permit(act, 'ask_directory')
  if (!(await act.tx.directory.institute(instituteId))) throw new DomainError('not_found', 'no_such_entry')
  await reply(
    act,
    { view: 'institute_experts', instituteId, page },
    { mode: turned ? 'update' : 'fresh', slot: `institute_experts:${instituteId}` },
  )
}
