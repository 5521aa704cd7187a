import type { Expert, ResearchTeam } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Act, ask, refreshSlot, reply, words } from '../act.ts'
import { done, instituteSlot, ownInstitute } from './profile.ts'

const longestName = 60
const mostMembers = 30

/** The team, held, which this person may change. */
async function ownTeam(act: Act, teamId: string): Promise<ResearchTeam> {
  const team = await act.tx.institutes.holdTeam(teamId)
  if (!team) throw new DomainError('not_found', 'no_such_entry')
  await ownInstitute(act, team.instituteId)
  return team
}

export async function showTeam(act: Act, teamId: string): Promise<void> {
  await reply(act, { view: 'research_team', teamId }, { mode: 'fresh', slot: `research:${teamId}` })
}

export async function askForTeam(act: Act, instituteId: string): Promise<void> {
  await ownInstitute(act, instituteId)
  await ask(act, { kind: 'team_new', instituteId })
}

export async function addTeam(act: Act, instituteId: string, text: string): Promise<void> {
  await ownInstitute(act, instituteId)
  const id = newId()
  const team = { id, instituteId, name: words(text, longestName), memberIds: [], fields: [], keywords: [], summary: '', sample: false }
  if (!(await act.tx.institutes.addTeam(team))) throw new DomainError('conflict', 'team_name_taken')
  await act.tx.dialogs.clear(act.address)
  await refreshSlot(act, instituteSlot(instituteId), { view: 'institute', instituteId })
  await showTeam(act, id)
}

export type TeamPart = 'team_name' | 'team_leader' | 'team_member' | 'team_summary'

export async function askForTeamPart(act: Act, teamId: string, kind: TeamPart): Promise<void> {
  await ownTeam(act, teamId)
  await ask(act, { kind, teamId })
}

export async function renameTeam(act: Act, teamId: string, text: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  const name = words(text, longestName)
  if (!(await act.tx.institutes.renameTeam(teamId, name))) throw new DomainError('conflict', 'team_name_taken')
  await shown(act, team)
}

export async function describeTeam(act: Act, teamId: string, text: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  await act.tx.institutes.updateTeam(teamId, { summary: words(text, 500) })
  await shown(act, team)
}

/** An expert of the institute's own, or an external one 外部专家, by name; several of one name are offered. */
export async function nameTeamExpert(act: Act, teamId: string, as: 'leader' | 'member', text: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  const name = words(text, 40)
  const all = await act.tx.directory.expertsNamed(name)
  const fit = all.filter((expert) => belongs(expert, team))
  if (all.length === 0) throw new DomainError('invalid', 'no_such_expert', { name })
  if (fit.length === 0) throw new DomainError('invalid', 'team_other_institute', { name, short: all[0]!.institute.short })
  if (fit.length === 1) return putTeamExpert(act, teamId, as, fit[0]!.id)
  await reply(act, { view: 'choose_team_expert', teamId, as, ids: fit.slice(0, 8).map(({ id }) => id), name })
}

/** Experts of other institutes work with a team on one need at a time (联合认领); in a team of the house stand its own and the external ones. */
function belongs(expert: Expert, team: ResearchTeam): boolean {
  return expert.institute.id === team.instituteId || expert.more.external
}

export async function putTeamExpert(act: Act, teamId: string, as: 'leader' | 'member', expertId: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (!belongs(expert, team)) throw new DomainError('invalid', 'team_other_institute', { name: expert.name, short: expert.institute.short })
  const others = team.memberIds.filter((id) => id !== expertId)
  if (as === 'leader') {
    const before = team.leaderId && team.leaderId !== expertId ? [team.leaderId] : []
    await act.tx.institutes.updateTeam(teamId, { leaderId: expertId, memberIds: [...before, ...others] })
  } else {
    if (team.leaderId === expertId || team.memberIds.includes(expertId)) throw new DomainError('conflict', 'team_in_already')
    if (team.memberIds.length >= mostMembers) throw new DomainError('conflict', 'team_full', { most: String(mostMembers) })
    await act.tx.institutes.updateTeam(teamId, { memberIds: [...others, expertId] })
  }
  await shown(act, team)
}

export async function takeFromTeam(act: Act, teamId: string, expertId: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  const leads = team.leaderId === expertId
  if (!leads && !team.memberIds.includes(expertId)) throw new DomainError('conflict', 'team_not_in')
  const memberIds = team.memberIds.filter((id) => id !== expertId)
  await act.tx.institutes.updateTeam(teamId, leads ? { leaderId: undefined, memberIds } : { memberIds })
  await shown(act, team)
}

export async function removeTeam(act: Act, teamId: string): Promise<void> {
  const team = await ownTeam(act, teamId)
  await act.tx.institutes.removeTeam(teamId)
  await done(act, team.instituteId)
}

async function shown(act: Act, { id, instituteId }: ResearchTeam): Promise<void> {
  await act.tx.dialogs.clear(act.address)
  await refreshSlot(act, instituteSlot(instituteId), { view: 'institute', instituteId })
  await showTeam(act, id)
}
