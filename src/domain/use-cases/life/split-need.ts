import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { describe, type Need } from '../../need.ts'
import { deadlineFromAnswer, understandNeed } from '../../understand/index.ts'
import { type Act, record, refresh, reply } from '../act.ts'
import { moveNeed } from '../move-need.ts'
import { openNeed } from '../publish-need.ts'
import type { Go } from './go.ts'
import { tellOthers } from './tell-others.ts'
import { windUp } from './wind-up.ts'

const most = 6
const longest = 500

/** Each part is a need of its own from now on, with a number, and experts are asked for it; the whole ends here and shows its parts. */
export const splitNeed: Go = async (act, need, { by, given }) => {
  const lines = partsIn(given.parts ?? '')
  await tellOthers(act, need, 'split_told', { facts: { count: String(lines.length) }, reserves: true })
  await moveNeed(act, need, 'split', {
    by,
    patch: { closedAt: act.now, pausedFrom: undefined, reviewOn: undefined },
    note: lines.join('；'),
    also: () => windUp(act, need.id, 'split'),
  })
  for (const line of lines) await makePart(act, need, line)
  const numbers = (await act.tx.needs.partsOf(need.id)).map(({ number }) => number ?? '')
  await reply(act, { view: 'say', text: 'split', needId: need.id, facts: { number: need.number ?? '', numbers: numbers.join(' ') } })
  await refresh(act, need.id)
}

/** The parts, one a line, without the marks people number them with; `invalid` where there are too few, too many, or two alike. */
export function partsIn(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(?:[-*•·]|[(（]?\d{1,2}[)）.、．](?!\d)|[一二三四五六七八九十]、)\s*/u, '')
        .trim(),
    )
    .filter((line) => line !== '')
  if (lines.length < 2 || lines.length > most) throw new DomainError('invalid', 'split_how_many', { count: String(lines.length) })
  if (lines.some((line) => line.length < 4)) throw new DomainError('invalid', 'split_too_short')
  if (lines.some((line) => line.length > longest)) throw new DomainError('invalid', 'too_long', { most: String(longest) })
  if (new Set(lines).size < lines.length) throw new DomainError('invalid', 'split_twice')
  return lines
}

async function makePart(act: Act, whole: Need, line: string): Promise<void> {
  const parts = await act.tx.needs.parts(whole.id)
  const part = partOf(act, whole, line, describe(whole, parts))
  await act.tx.needs.create(part)
  const texts = [line, ...parts.map(({ text }) => text)]
  for (const text of texts) {
    const id = newId()
    await act.tx.needs.addPart({ id, needId: part.id, messageRef: `part:${id}`, text, at: act.now })
  }
  for (const { fileId, kind } of await act.tx.needs.files(whole.id)) await act.tx.needs.addFile(part.id, { fileId, kind, at: act.now })
  await record(act, { needId: part.id, event: 'part_of', to: 'draft', note: whole.number })
  await openNeed(act, part, 'publish')
}

/** Understood anew, its own line first. The money of the whole is not counted again in each part: a part has the budget its line names. */
function partOf(act: Act, whole: Need, line: string, before: string): Need {
  const own = understandNeed(line, act.now)
  const all = understandNeed(`${line}\n${before}`, act.now)
  return {
    id: newId(),
    state: 'draft',
    enterpriseId: whole.enterpriseId,
    posterId: whole.posterId,
    officerId: whole.officerId,
    track: whole.track,
    lang: whole.lang,
    title: [...line].slice(0, 80).join(''),
    fixed: ['title'],
    field: own.field ?? all.field ?? whole.field,
    type: own.type === 'other' ? all.type : own.type,
    urgency: whole.urgency,
    targets: own.targets.length > 0 ? own.targets : all.targets,
    budget: own.budget,
    deadline: deadlineFromAnswer(line, act.now) ?? whole.deadline,
    visibility: whole.visibility,
    unnamed: whole.unnamed,
    answers: whole.answers.map(({ key, text }) => ({ key, text })),
    similar: [],
    achievements: [],
    ranking: [],
    splitFromId: whole.id,
    createdAt: act.now,
    touchedAt: act.now,
  }
}
